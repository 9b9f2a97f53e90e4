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
package load
