// Package oracle answers GraphQL operations from plain maps, in the plainest way that the contract allows, so that the engines can
// be compared with something that is easy to believe.
//
// It reads the operation's syntax tree and the contract's, and shares nothing with the compiler or the engines but how texts fold and
// characters are read: a condition is a
// function that is called on every node, an order is a comparison function, a page is cut out of a sorted slice, and the response
// is made by the executor of the GraphQL specification, type by type. It is slow on purpose.
//
// # What the contract leaves to be said
//
//   - Texts compare by code point, dates by their first day and then by their last, amounts exactly, times by the instant.
//   - Comparing an absent value is false; NOT of it is true; `ne` and `notIn` are NOT of `eq` and `in`.
//   - A quantity compares where its comparison certainly holds, and orders by its number.
//   - Where several nodes stand at a relation that the contract calls one, the field answers the one whose id comes first, and a
//     condition holds when some of them fulfils it.
//   - A page begins behind the position that a cursor names, whether or not an item stands there.
//   - What is refused is refused before anything is answered, also where no node would come to it.
package oracle
