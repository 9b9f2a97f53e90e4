// Package graph answers GraphQL operations: a selection in, a result out.
//
//	operation ─▶ resolver ─▶ plan.Compile ─▶ Query ─▶ store.Read ─▶ Row ─▶ Compiled.Write ─▶ JSON
//	                              │                      ▲
//	                              └─ computed field: network, match ─▶ ids ─┘
//
// A root field that asks for stored records is one statement and nothing else, or is answered from the in-memory network. One that is
// computed — a ranking, a search, a path, a
// mutation's payload — is first worked out from the in-memory network, which names records by id; one statement then reads what the
// selection wants of those records. That statement also reads the log's sequence number: when the network turns out to be behind,
// because another server wrote meanwhile, it catches up and the answer is worked out again.
//
// # 2026-11-23: what is computed is hydrated, not resolved
//
// Computed answers name nodes by id and go through the same compiler and writer as stored ones, so that a match's organization may
// be asked for anything at any depth in one statement. Refused: resolvers on computed types, which would read node by node.
//
// # 2026-11-24: what the network keeps, it answers
//
// Where a selection wants nothing of the named records but what the network keeps (ids, types, names, properties, relations by id), no
// statement reads them: one small statement tells where the log ends, and is shared by all who wait at that moment. A request never
// uses a check that began before it came, so it sees every write acknowledged before. A mutation's payload comes from the network
// likewise, which has seen the change by then. Versions, times and where relations were taken from stay the store's; a test holds both to
// the same bytes. Refused: to answer from the network without the check, which would show a caller less than another server had promised.
//
// # 2026-11-28: stored records are answered from the network as well
//
// A record by its id, records by their ids, and lists that are found in memory are answered from the network by the same means, with nested
// lists in whatever order and under whatever condition the network can judge (Network.Answer says of a plan whether it can, once a shape).
// The check comes first: when the network is behind, the whole statement is read, and no caller waits for the network. SQLite needs no
// statement for it: one process alone may open a file, so the store knows its log's end (store.Latest). An organization with
// its fields and its ten newest agreements with their parties, among 100,000 organizations, by 16 clients: 345 µs of processor time a request
// on SQLite before and 89 so, 544 and 229 on Neo4j with the database's (server/bench/NOTES.md). Refused: to find out for each field of a
// selection who keeps it, and to read the rest by statement: one snapshot would become two.
//
// # 2026-11-28: who ranks takes turns
//
// A ranking keeps a processor busy for milliseconds and has some megabytes to work in. As many work at once as there are processors, first
// come first served (turn.go); a turn is taken before the network is held still, and by nobody else. Asked for more than the machine could
// answer, a server among 100,000 organizations grew to 2.1 GB by the hundreds of rankings that it had begun, and takes 0.6 GB so. Refused: to
// have matchNeeds wait as well, of which one page takes as long as fifty rankings.
//
// # 2026-11-29: registering costs what there is between the same parties
//
// With 123,000 agreements more, registering one by 16 clients took 840 µs of a processor on SQLite where it took 700 (medians of pairs, load 8).
// The number of all agreements has no part in that: between organizations picked at random it was 690 with them and 720 without. The benchmark registers the
// same agreement between the same 5,000 pairs, each of which had 25 of it by then, and a new title was compared with those of all, for which
// the pairs of characters of each were gathered anew. Now the same title is not looked into, and of another one nothing is kept (wording.go):
// 755 µs became 690. What is left is the warning, which names every like agreement, in the log too. Refused: to name some of them only.
//
// # 2026-11-24: the contract writes records, rules stand beside
//
// Some fifteen mutations add or change records of a type. What they have in common is read off the contract (record.go, link.go): a
// member of the input that has the name of a field of the type is checked and written as that field is stored. What is left of a
// mutation is its rules, such as the order of its dates, in the file of its noun. A step from a state, or a value beside others, is
// judged on how things stand now and written only while they still stand so (revise.go). Refused: a function of assignments a
// mutation, which drifts from the contract; generated mutations for every type, which would let anybody write anything.
//
// # 2026-11-23: root fields are nullable
//
// GraphQL makes a failing non-null field blank its parent, which at the root is the whole answer. Every root field is nullable, so
// that one refused argument leaves its neighbours standing.
package graph
