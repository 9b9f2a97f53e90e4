// Command bench measures the program beside what else answers the same questions, and writes the table in RESULTS.md.
//
//	make bench                    the program alone: loading, starting, memory, hits, pages, a hand-written statement beside it
//	make bench HARNESS=DIR        also side by side with a raw driver and with @neo4j/graphql, by a harness that the caller has
//
// The harness is copied into .cache/bench and never written to where it stands. It brings a generator, two servers (the hand-written
// Cypher statements that are the limit, and the peer), their Neo4j and a load client. Here are the queries that ask the same of this
// program, which runs on a Neo4j of its own and on an SQLite file, both filled by `server load` from the harness's records. Everything
// runs interleaved in rounds; the table shows medians, and processor time a request of server and database together.
//
// The part match asks findPartners at fixed times whether or not the questions before are answered, with latencies from those times:
// p50, p95, p99, answers a second and the server's processor time a question.
//
// NOTES.md stands at the end of the table: the profile of what does not meet its goal, and what bounds it.
//
// Each part keeps what it measured in .cache/bench/results, so that a part can be run again alone: make bench PARTS=own. What takes
// long is done once: data, databases and binaries stay in .cache/bench; make clean removes them.
package main
