// Package neo4jtest runs a real Neo4j Community server as a child process, for tests and for `make neo4j`.
//
// A package whose tests need Neo4j starts and stops one server for all of them:
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
//
//	func TestSomething(t *testing.T) {
//		server := neo4jtest.Shared(t)
//		neo4jtest.Reset(t.Context(), t, server)
//		… open a driver on server.URI() …
//	}
//
// A test that stops, kills or pauses the server starts its own with [Start], so that no other test meets a dead one.
// The machine needs Java 17 or 21 and, the first time, Maven.
//
// # Decisions
//
// 2026-11-23, jars as a child process. Context: tests must meet Neo4j's own planner, locks, errors and crash recovery,
// on any machine that reaches a package registry. Choice: Maven fetches the Community server's jars once into the
// user's cache, and Java runs them as a child of the test process. Refused: a container, which needs a daemon, rights
// and an image registry; a server installed on the machine, whose version and contents nobody controls; a mock, which
// agrees with whatever its author believed.
//
// 2026-11-23, licence. The server's and Browser's jars are under the GPL 3. They are fetched by the developer's own
// machine from Maven Central and run as a program of their own; nothing of them is compiled, linked or shipped with
// Partnergraph, which speaks to them over Bolt through the Apache-2.0 driver.
//
// 2026-11-23, settings for short lives. Context: two cores run several packages' tests, and each starts a server. Of
// the processor time of a start, the optimizing compiler took half (17 s with it, 8 s without), so the JVM stops at
// its first compiler unless [Options.Optimize] asks for more; loading classes took a third of the rest, so they come
// from an archive recorded once beside the jars; the web server took 2 s, so [NoHTTP] leaves it out where nobody opens
// Browser. Preallocated transaction logs made an empty database weigh 517 MB (now 3), and the Bolt server's quiet
// period made each stop last 10 s (now under 1).
//
// 2026-11-23, one server for each test process. Context: Community Edition has one user database, and go test runs
// packages in parallel. Choice: each process starts its own server on its own ports; where PARTNERGRAPH_TEST_NEO4J
// names one server for all, processes take turns by a file lock, and one that held data before its first turn is
// refused, since [Reset] would erase it. Refused: label prefixes for each test, which would test other statements
// than those that the product sends.
package neo4jtest
