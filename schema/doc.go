// Package schema is the contract: one short .graphqls file a noun, expanded by `go generate` into full.graphqls, and the table of
// nodes, properties and relations that the compiler and both engines read from it.
//
//	*.graphqls ──expand──▶ full.graphqls ──Load──▶ Model ──▶ plan, sqlite, neo4j
//	                └────▶ roots/*.graphqls ──▶ gqlgen
//
// # 2026-11-23: gqlgen reads the roots only
//
// A planned root field is written straight from the statement's result, so no Go type per GraphQL type is needed. gqlgen therefore
// generates its executor from roots/, where each root field returns the scalar Planned, while validation, introspection and the
// plan read full.graphqls. Refused: generating the executor from the full contract, whose object types would each cost a model, a
// marshaller and some forty lines a field that nothing ever runs.
//
// # 2026-11-23: an id is ASCII or BMP text below the surrogates
//
// Every list ends its order with the id, and Neo4j compares strings by UTF-16 unit without an index and by code point with one. The
// two agree below U+D800, so an id may hold Chinese characters and need no order key beside it.
//
// # 2026-11-24: a quantity is stored by its parts
//
// "More than 300 goods" is not 300 goods. A Quantity is one object to clients and four properties of its node in the stores
// (goodsCheckedValue, …Precision, …Unit, …AsWritten), so that indexes, orders, snapshots and the log treat its number like any
// other. To the store the parts are fields such as goodsChecked.value, written all together or not at all. A comparison holds when it
// certainly holds; `ne`, `in` and `notIn` are left out because with a bound they mostly can be neither true nor false, and NOT is
// there for who wants it. Refused: a string such as ">=300", which no index orders; a node of its own for each number, which costs a
// hop a figure; rounding bounds to plain numbers.
package schema
