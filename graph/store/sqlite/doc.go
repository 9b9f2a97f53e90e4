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
// # 2026-11-28: nested JSON is joined as text
//
// SQLite forgets that a value is JSON when it leaves a sub-select, and json(…) around it reads its text once more, at each level. A row
// is therefore its sets, joined as text, and then one json_array of all its values, without its bracket: 71 µs instead of 89 for a
// profile of three levels. Refused: jsonb_array, which converts twice and takes three times as long to prepare; joining each value by
// itself, which was slower than json(…).
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
//
// # 2026-11-28: a relation may hold what it is ordered by
//
// The ten agreements that an organization signed last were found by reading and sorting all that it has: 3,600 µs of processor time where
// there are 460 of them (2 in 3 of these for looking up the agreements). Where the contract names an order for a relation, its rows hold
// a copy of that value, the rank, and an index (source, type, rank, target) has them in order: 650 µs, and the same with 30,000. It costs
// 6 % of the file and a look-up an insertion, so the contract names it where a list grows long, once a type. Refused: a walk through the
// agreements by date that asks each whether it belongs to the organization, which takes a thousand steps a page unless the organization
// has most of them; ranks for every order there is, ten times the price; a table of ranks beside, which cannot have NULL in its key.
//
// # 2026-11-28: of several conditions on related nodes one finds
//
// Enterprises of a field and a place were two lists of ids, both written down whole. Now the condition that tells its far node most surely
// finds, and the others are asked of what it finds, from their far ends, whose relations lie together: 9.5 ms became 6.8 for 3,600
// candidates, where 35 are answered. What bounds it: a step through an index takes 0.3 µs and asking a candidate 1 µs, whatever is written,
// so that only something that holds the two lists as numbers could be far faster. Merging the two lists (INTERSECT … ORDER BY) finds in
// 1,250 µs what asking finds in 2,970, but only where each far node is one: a name may be that of several.
//
// # 2026-11-28: reading goes past database/sql
//
// Under a context that can end, the driver starts a goroutine a statement and database/sql another: 121 µs for a statement that takes 89
// without. Queries therefore run on connections of their own, held for good, under a context that never ends; context.AfterFunc
// interrupts the connection by its handle, which reflection reads out of the driver's connection since nothing else gives it away. Where
// a later driver keeps it elsewhere a test says so, and contexts are passed on as before. Refused: letting what the plan takes for cheap
// run without an end; another driver.
//
// # 2026-11-28: what a statement answers is read without a tokenizer
//
// SQLite writes its JSON without blanks, and the slots say what stands where. Reading it by hand takes 3 % of a request where a tokenizer
// took 8, since strings without escapes are parts of the text. Refused: passing JSON through to the response; cursors, nulls that a
// contract forbids and types decide on what stands where, and writing takes 4 %. A snapshot's properties are read likewise: the network of
// 100,000 organizations comes up from a file with 7.4 s of processor where it took 10.0 with encoding/json (500,000 nodes and 1.3 million
// relations, in pairs).
//
// # 2026-11-28: small caches, and what bounds a profile
//
// Four connections that read had 16 MB of pages each, most of what the program held under load. On a file of 700 MB a profile takes as
// long with 4 MB (365 µs; 384 with 16 and 440 with 64, all on a machine that others used too): the upper pages of the indexes fit into
// either, and the leaves that a profile looks at, two for each node that it shows, fit into neither and come from the operating system.
// Three tenths of a profile's time go into fetching pages, a quarter into comparing keys within them. Refused: mapping the file, whose
// pages would count as the program's memory.
//
// # 2026-11-28: insertions find out for themselves
//
// Of what a batch adds, nothing is asked before: its rows' own keys refuse what is there already. Then, or where the decision refuses a set
// for another reason, all facts are read and the batch is decided anew. Relations that follow each other go into their table in its order. With
// what is written of a set (the log's text of its operations, each properties' JSON) worked out by whoever makes the set, and no account kept of
// degrees that no deletion asks for, the goroutine that writes takes 20.7 µs of processor for a line of a load instead of 24.1 (890,825 lines, half
// the network of 100,000 organizations, on a machine under a load of 12). Two thirds of it are the insertions. A statement of records that fails need not be undone
// (OR FAIL), since its transaction is; for relations SQLite copies pages all the same, a twentieth, for the foreign keys' sake.
//
// # 2026-11-28: four sets of a load share a transaction
//
// A transaction takes up to 40,000 operations, so that a page which several sets touch is written once: see graph/load. A cache of 256 MB
// with a write-ahead log of 128 wrote another seventh less, for 370 MB of memory, and took no less processor time.
//
// A statement inserts up to 1,024 rows, since each opens the 220 indexes of node. With that, and sets that are checked once, a load of 160,000 lines
// took 0.81 of the processor time (three pairs, load 15). For relations the number makes no difference: a statement keeps a copy of each page
// that it touches first, a thirteenth of the goroutine that writes, and more rows touch more pages; a statement a row, which keeps none, takes an eighth more. All
// of it: the whole network in 322 s where it took 405, with 68.6 s of processor instead of 80.3, both at once and others beside (load 20).
// Refused: copying the write-ahead log back by another goroutine (a twenty-fifth). Under a load the log would never come to its end, and both opening
// after a crash and every look into a longer log would pay for it.
//
// # 2026-11-29: a condition on several types is pairs
//
// A partial index asks each new row whether it is of its types. For `type IN (…)` with more than two values SQLite makes a table of the values
// and looks into it: once a statement in a query, but once a row in an index, so that each record, of whatever type, made the five tables
// of Organization's eight types on its way into the file. `(type IN (a, b) OR type IN (c, d) …)` is compared value by value. A load takes
// 3 % less processor time. Refused: a chain of `type = a OR …`, which a query for one type fulfils as well, so that SQLite
// might take the index of all organizations for it.
//
// # 2026-11-29: a large batch that only adds goes without foreign keys
//
// SQLite looked up both ends of each relation that the decision had just read, in the same transaction. From 1,000 operations on, all of them
// additions, it is told not to: before the transaction, since within one it would not listen. Nothing is loosened: a relation is only ever accepted
// when both its ends are among the facts of the transaction or made by it, whose failure undoes all. Everything else, whatever is changed
// or deleted above all, still has both. A load takes 3 % less processor time. Below 1,000 operations the statements, which SQLite then compiles
// anew, would cost more. Pages are still copied, for the sake of functions: any that a statement of several rows calls, jsonb and those of the
// indexes too, might fail in the midst of it. Refused: JSONB written by the program, so that inserted relations call none: 1.6 % of a load in three
// runs, for a reader and a writer of our own.
//
// # 2026-11-29: records of small sets share statements, too
//
// A statement that inserts a record opens the 220 indexes of node, and for each that it opens or closes SQLite goes through those that are open: a
// third of the processor time of an agreement that is registered by 16 clients. Each agreement had such a statement, since its relations stood
// between its record and the next one's. Now all records that a batch adds go before its relations, eight in a statement: on a file of 100,000
// organizations and 320,000 agreements 585 µs a request where it was 815 (medians of seven pairs of 2,000, load 8). One client alone, whose
// batches are of one set, pays what it paid. Refused: statements of 4 and 16 records besides, which
// would save one of five.
package sqlite
