// Package synthetic makes up a network of cooperation, for trying the program, for benchmarks and for tests: organizations of every kind
// with their places, technology fields, needs and capabilities, and agreements in which few take part often and most take part
// seldom. It writes the form that package load reads.
//
// The same size and seed give the same bytes on every machine and with every release, until this package says otherwise in the
// changelog: benchmarks stay comparable. Nothing in it is true: names are put together from syllables, and a record cites no real
// document.
package synthetic
