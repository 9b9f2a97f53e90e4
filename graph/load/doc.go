// Package load reads a graph from a directory of JSON lines: one record or one relation a line, in the contract's own names.
//
//	Enterprise.jsonl          {"id":"e1","name":"安福环保","citations":[{"document":"d1","locator":"1.3","kind":"STATED"}]}
//	Agreement.parties.jsonl   {"from":"a1","to":"e1","role":"DEMAND"}
//	                └── a relation field of the type before the dot; "from" is the record that has the field, "to" the far one,
//	                    whichever way the relation runs in the graph; the rest are the relation's properties
//
// The type of a relation file may be an interface: Organization.place.jsonl holds the places of organizations of every kind. A
// relation that is answered as a plain list of objects, such as citations, may also stand inside the record, as above. Enum values,
// dates and decimal numbers are written as GraphQL writes them. What is absent or null is not stored; an absent list is empty.
//
// Read gives all of a small directory at once, as the seed needs it; Into writes a directory of any size into a store, a change set of
// 10,000 lines at a time.
//
//	lines ─▶ set ─▶ operations ─▶ store.Write     records of all files, then relations inside records, then files of relations
//	          └─ keyed by its text and place: what is in the store is not written twice
//
// # 2026-11-24: a bad line costs its set, and a set is lines that follow each other
//
// One transaction for a whole directory would need it all in memory, and one a line would make the log as long as the data. A set of
// lines that stand together can be named by what it says, so that a directory given again finds by their keys the sets that are there.
// A line mended in its place changes the key of its own set alone; one put in or taken out moves those after it into other sets, which
// are refused since their ids are taken. Records to be added later belong into files of their own, in another directory. Refused: a
// file that remembers how far a load came, which the store may not agree with.
//
// # 2026-11-23: strict, and every error with its place
//
// A file of data is written by people and by programs of other people. Unknown members, members written twice, bytes that are not
// UTF-8, values outside the contract, ids used twice and relations whose ends are of the wrong type are refused, naming file and
// line, many at a time so that a large directory is not mended one run an error. Refused: reading leniently as encoding/json does,
// where a misspelt member is silently no data.
//
// # 2026-11-23: an end outside the directory is the store's business
//
// Relations may name records that are not in the directory, so that a directory can add to a graph that is there already; only the
// store knows whether they exist.
//
// # 2026-11-28: a set is checked while the one before is written
//
// One goroutine reads, the next set's lines and all that the contract alone says of them, while the other writes, so a load is as fast as
// the slower of the two. Reading lines by tokens, checking them there once and writing properties by the log's own writer took the
// processor time of a line from 46 to 38 µs, of which the writing goroutine has 26, 17 in SQLite; a change set is still one transaction
// with one record in the log. What a set and its properties are written as is worked out while reading, too (store.Checked): see store/sqlite. Refused: making the indexes after the load, which a crash would leave undone, and which an addition to a
// large graph would pay for; several writers, which a log of one order does not allow.
//
// # 2026-11-28: sets that have been read are written together
//
// A set of relations goes all over the tables: for the parties of 200,000 agreements each set of 10,000 wrote most pages of three B-trees anew,
// to the write-ahead log and from there to the file, 5.1 GB for a file of 0.7. An embedded store therefore takes up to four sets at once
// (store.Together) and puts them into one transaction, each with its record in the log and its answer: 2.9 GB, and a quarter of the waits
// for the disk. Files are read on without a pause between them; only the relations inside records wait until all records are
// there. It costs the memory of six more sets, some 200 MB. Nobody waits for company: a set goes with those that have been read meanwhile.
// Refused: larger sets, since a bad line costs its set; several sets a transaction on Neo4j, which keeps a transaction in its memory.
//
// # 2026-11-29: room is made once for all lines of a set
//
// A set's maps and lists grew ten times over, and the names of properties were gathered anew in a list wherever they are gone through in order. With
// room for as many as there are lines, and names kept on the stack, a load takes 6 % less processor time, most of it the garbage collector's.
package load
