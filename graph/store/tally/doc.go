// Package tally writes the part of a grouping's statement that SQL and Cypher have in common: how figures are made of values, and how
// sums and means are ordered and compared exactly.
//
//	inputs   key0, key1 …, x0, x1 …       a row a node and combination of its keys; the engine writes it
//	stage 0  items, values0, high0, low0   a row a group
//	stage n  rest0, whole0, mean0 …        names that later stages, the order and the condition use
//
// # 2026-11-24: a sum is two numbers
//
// A sum of 64-bit amounts can leave 64 bits, even where the whole does not: SQLite then fails, or not, by the order in which it met
// the values, and so does Neo4j. The quotients and the remainders by a thousand millions are therefore summed apart; neither can
// overflow below nine thousand million values, and Go puts them together without bound. Refused: floating point, whose sum depends
// on the order of the values beyond 2^53; an error, which would depend on it as well.
//
// # 2026-11-24: means are compared by long division
//
// Groups are ordered and cut off in the database, so a mean must have an order there, and neither engine has exact fractions. Long
// division in whole numbers gives a mean's whole units and twelve digits more, which tell any two different means of groups of fewer
// than a million values apart. Compared with a number, a mean is exact: the last step multiplies out.
package tally
