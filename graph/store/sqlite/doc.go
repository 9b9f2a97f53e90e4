// Package sqlite keeps the graph in one SQLite file, for those who want to run no database server.
//
//	Query ──Render──▶ Statement ──run──▶ one JSON array ──decode──▶ plan.Row
//	batch ──▶ BEGIN IMMEDIATE ──▶ facts ──▶ store.Decide ──▶ effects, changes, head ──▶ COMMIT
//
// The file holds a property graph in two tables, node and relation, with JSON properties, and beside it the log: change,
// idempotency and head. One connection writes, several read; a write-ahead log lets neither wait for the other. FILE.lock says
// which process has the file open.
//
// # 2026-11-23: one row, one column
//
// A statement is `SELECT json_array(slot, slot, …)`, and each set in it a correlated sub-select that yields a JSON array, so that
// root and nested sets share one form and decoding needs no column names. Refused: a column a slot, which is a second form of row.
//
// # 2026-11-23: relations hold ids, not row numbers
//
// A relation's ends are the nodes' ids as text. Every list that asks for no order comes by id, and so do its cursors: with the id in
// the key of the relation a page of 20 among 30,000 agreements is a seek and 20 steps (0.5 ms, against 230 ms where each far node
// must be looked up to be sorted). It also costs no join to answer `{ id }`. Refused: integer ends, which save about a third of the
// file.
//
// # 2026-11-23: properties are JSONB in a table with row numbers
//
// Measured on 60,000 agreements: JSONB is read a fifth to a third faster than JSON text. A node table without row numbers was no
// faster and made the pages of a list twice as slow, since its rows stand between the keys. A person reads json(properties).
//
// # 2026-11-23: nested JSON is said to be JSON
//
// SQLite forgets that a value is JSON when it leaves a sub-select, so every set stands in json(…), which reads its text once more:
// some 100 µs for 14 kB at three levels. Refused: jsonb_array, which converts twice and takes three times as long to prepare, and
// putting the text together with concat, which was slower as well.
//
// # 2026-11-23: an index a type and property, and none on the type
//
// An order by name must come from an index for `organizations` (eight types) as well as for `universities` (one). Each type that has
// a list at the root therefore has partial indexes of its own, on (property, id, type), created and dropped at opening by comparing
// with the contract. The price is some microseconds a write. Refused: one index on (type, property, id), which orders no interface;
// ANALYZE, which would let plans change from one day to the next.
//
// # 2026-11-23: related nodes are found from the selective end
//
// Where a quantifier's condition gives an id, a unique value or an indexed text, the few nodes that fulfil it are found first:
// `id IN (SELECT … FROM node … relation …)`. Everything else is asked of each candidate by EXISTS. The contract alone decides, so
// that the text depends on the query's shape.
//
// # 2026-11-24: a key over relations is a list that is joined
//
// `LEFT JOIN json_each((SELECT json_group_array(DISTINCT …) …))` gives a node one row for each different value of the key, and one
// with NULL where there is none, whatever lies on the way: 240 ms for 20,000 agreements by the names of their 40,000 parties. Refused:
// LEFT JOINs along the way, which need DISTINCT over all columns (350 ms) and give a row of NULL for every way that ends early.
package sqlite
