// Package neo4j keeps the graph in a Neo4j 5.26 database, so that people can open it in Neo4j Browser and read it as it is.
//
//	Query ──Render──▶ Statement ──run──▶ row ──decode──▶ plan.Row
//	batch ──▶ lock log ──▶ facts ──▶ store.Decide ──▶ effects by shape, changes, head ──▶ commit
//	batch ──▶ store.Foresee ──▶ store.Decide ──▶ lock log, is it as known? effects by shape, changes, head ──▶ commit, or as above
//
// A node carries its interfaces and its type as labels, a relation its natural type:
//
//	(:Node:Organization:Enterprise {id, name, nameKey, version, …})-[:PARTY_TO {role}]->(:Node:Agreement {id, title, …})
//
// Beside the graph stand the log, (:Change {sequence, record, hash}), its end, (:ChangeLog {name: 'log', sequence, hash, at}), and
// (:IdempotencyKey {actor, mutation, key, digest, sequence, result}).
//
// # 2026-11-23: one row, one list
//
// A statement is `RETURN [slot, slot, …] AS row`, and each set in it `COLLECT { MATCH … WITH … ORDER BY … LIMIT … RETURN [slot, …] }`.
// The planner keeps index-backed order inside COLLECT at the top of a RETURN just as for a plain MATCH (measured on 5.26.28), so
// root and nested sets share one form and decoding needs no column names. Refused: a column a slot, which is a second form of row.
//
// # 2026-11-23: indexes are composite, of the order key and the id
//
// Every list ends its order with the id. With an index of (key, id) a page of 21 costs 22 database hits whatever the ties; with an
// index of the key alone the page reads the whole group of equal keys: half the table for an enumeration. Neo4j uses a composite
// index only when every property of it has a predicate, so a root set says `id IS NOT NULL`, and `key IS NOT NULL` for the order.
//
// An order by an optional property is two segments, with and without a value, in one UNION ALL that is read no further than the page
// (see segment.go): 22 to 223 hits where sorting the label took 12,001. An index is read one way only, so the id ends an order in the
// direction of the key before it.
//
// # 2026-11-28: Node has no index but that of the id
//
// Every record is a Node and had an entry in its indexes of createdAt and updatedAt, which no statement used: lists are of more particular
// types, and nodes of any type are asked for by id. Open drops them where a former version made them. A server of such a version on the same
// database calls itself not ready then, and makes them again at its next start.
//
// # 2026-11-23: strings are ordered by a companion in hex
//
// Neo4j compares strings by UTF-16 unit without an index and by code point with one. An indexed string therefore has a companion
// property (name → nameKey) of the lower-case hex of its UTF-8, which both orders sort by code point. Equality uses it as well,
// because that is where the index is.
//
// # 2026-11-23: the log's end is the lock
//
// Every commit first sets (:ChangeLog).name to what it is: that writes nothing and takes the node's lock, between servers, too.
// Removing a property that is not there, another usual way, takes no lock on 5.26. Snapshot holds the same lock while it reads the
// graph, since a transaction of Neo4j is no snapshot; writes wait for the database, never for the visitor, who is shown what has come
// while the rest is on its way. Refused: reading all of it into memory first, as until 2026-11-29, for which a server took 1.9 GB
// where it now takes 0.75 at most, with 1.8 million records of 100,000 organizations. The nodes come in the order of their index, which the
// planner takes only when told that each has an id: sorted, as until 2026-11-29, they took 140 bytes of the database's heap each.
//
// # 2026-11-28: what only adds is written before anybody asks whether it may be
//
// A commit waited five times for the database: BEGIN, the lock, the facts, the effects, COMMIT. One that only adds, as most do, now waits
// twice (foresee.go). The store remembers where it left the log; store.Foresee supposes the facts; one statement, sent together with
// BEGIN, locks the log, goes on if it still ends there, and writes all. Constraints refuse ids, unique values and keys that are taken, and
// the number of relations tells whether every end was there, of its type. Whatever is otherwise, another server's commit too, takes the
// statement back, and the batch goes the long way.
//
// Processor time a set, of the database and the driver alone: 2,060 µs became 1,480 µs for one by itself, and 550 µs became 400 µs in
// groups of eight. Beside the raw statement, which writes no log and two index entries where an agreement of ours has ten, on a graph of
// 100,000 organizations and two busy cores, server and database in µs a request (medians of three rounds):
//
//	clients      1             16           64          mean
//	own      970 + 1,748    419 + 487    315 + 277     1,405
//	raw      321 +   787    189 + 532    170 + 455       818
//
// That is 1.72 times as much, where 1.6 is wanted and 2.85 was. A single client bounds it: nobody shares its two round trips, the 47 hits in
// thirty operators of its statement, and its wake-ups. With 64, where many share a commit, own is below raw.
//
// # 2026-11-28: while commits follow each other, each is a single message
//
// The statement of a commit that only adds may be a transaction of its own, a round trip less: a sixth of the processor time of a commit by
// itself, and the next group goes sooner. This was refused before, since nobody could tell what it did when its connection breaks. The log
// can: its lock is taken, and then it holds the change or does not; what is still under way finds the log grown once this batch is
// written, the long way, and writes nothing. Only where the database cannot be asked the outcome is unknown, which it would be for any connection
// that has died meanwhile. So it is done only within 20 ms of an answer, when the connection has just been alive; a commit now and then
// keeps BEGIN and COMMIT, and its sure ErrUnavailable. A statement that reads beside steady writing waits for the commit that is under way, where
// it was repeated before; the number of the last change, which is one value and never torn, is read without waiting.
//
// The statement names the properties of the log and of its changes, and creates records in FOREACH: where a map is set, the
// planner takes every property for touched and puts an Eager before and after it; 26 operators of 34 are left. Together, by one client on a
// database that has served a while: 1,390 µs of database, driver and judgement became 1,100 µs; the raw statement takes 830 µs. With the
// server, and all that changed beside: 1.2 times raw's, the mean over 1, 16 and 64 clients, where the program before took 1.9 times on that database.
//
// # 2026-11-23: a caller that leaves does not take the connection along
//
// The driver closes a connection whose context ends while it reads, and with it all idle connections to that server, so that a
// burst of cancelled requests would cost everyone a new sign-in. A statement therefore runs under a context of its own: the caller
// leaves at once, the statement has a short while to end by itself, and only then is it ended.
//
// # 2026-11-24: a runaway is ended by its name, its connection cut only if that fails
//
// The database looks at its own time limits every two seconds, and a connection that is cut takes the idle ones along. Every statement
// therefore carries an id among its metadata, by which TERMINATE TRANSACTIONS ends it over another connection; its own is then told so
// and serves on. Where the database does not answer, the connection is cut after all. Refused: one deadline earlier in the database
// than at the caller, which does not help a client that has gone.
//
// # 2026-11-23: one statement is one moment, though Neo4j does not say so
//
// Neo4j isolates at read committed: a statement that runs while a transaction is applied can see a part of it, and its count store
// is ahead of or behind its records. A read that one of our own commits overlaps is therefore repeated while commits wait, which is
// exact for one server on a database, the usual case. Where several servers write to one database, a statement can still see a part
// of what another one commits at that instant; the database setting internal.dbms.query.snapshot=true closes that (measured: none of
// 3,800 reads torn, against 128 of 5,900 without). Refused: reading under the log's lock, which makes readers and writers take turns.
//
// # 2026-11-24: nodes are found from the selective end
//
// Where a list asks that some related node has a given id, unique value or indexed text, over any number of relations, the statement
// starts there and comes back with DISTINCT (anchor.go): 250 hits over two relations where EXISTS within EXISTS asks every node. As on
// SQLite the contract alone decides, so a leaf that everything leads to is read whole. Refused: a choice by degree, which would give
// one operation two statements.
//
// # 2026-11-24: groups are called, not collected
//
// Neo4j looks for aggregations inside COLLECT as well: `RETURN [n.name, COLLECT { MATCH … RETURN count(*) }]` is refused, since it takes
// n.name for a grouping key. Groups, and every set with groups in its rows, are therefore worked out by a CALL before the row that
// they belong to; all other statements stay as they are. Two hits a node for groups by a property, six for a key over a relation with
// two ends. Refused: grouping in Go, which would bring every node over the wire.
//
// # 2026-11-28: what every row pays
//
// A type comes as the node's labels, from which decoding picks; the list comprehension that picked it in the statement ran once a row,
// and its list of types travelled with every request. A null that stands at the other end than Neo4j's own is an empty list, which
// orders before all values, rather than a step of its own. Measured on the ten latest agreements of a hub with their parties, processor time of
// the database a request, in alternated rounds on a loaded machine: 712 µs before, 660 µs after. Refused: a stored copy of the type, which
// would be a second truth beside the label.
package neo4j
