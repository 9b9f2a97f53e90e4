// Package differential compares the engines with each other and with the oracle, on random graphs and random operations that come
// from the contract alone: a type that is added to it is tested the day it is added.
//
// A case is one operation. Both engines must answer it with the same bytes, in one statement a root field, and with what the oracle
// answers. A case that fails is made smaller as long as it fails, and printed with its variables, plan, SQL and Cypher.
//
// Searches, paths, neighbourhoods and common partners, which a network answers, are asked of the resolvers over each engine, and their
// counts and distances of the oracle.
//
// The tests run a few hundred cases on both engines; PARTNERGRAPH_PROVE=1 lets them run ten thousand, in ten minutes of processor time,
// most of which Neo4j plans. Each graph has its own seed, which a failure names: PARTNERGRAPH_SEED=n runs that graph alone.
package differential
