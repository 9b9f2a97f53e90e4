// Command server is Partnergraph: it opens a store, brings the 2020 data in, and serves GraphQL, the Playground and health checks.
//
//	flags, environment ─▶ listen ─▶ open the store ─▶ seed ─▶ serve ─▶ drain, close
//	                                                         └─▶ network, loaded behind
//
// # 2026-11-23: the port comes before the store
//
// The server listens before it opens the store, so that a taken port costs nothing and /healthz answers while a large store is being
// read; everything else answers 503 until the seed is in. What fails before that ends the process with one line that says what to do.
//
// # 2026-11-24: the network is loaded behind the start
//
// Reading a graph of 100,000 organizations into memory takes seconds, in which lists and lookups can be answered already: they need the
// store alone. What is computed from the network (matching, search, paths, names, and the checks before a write) waits for it, and says
// UNAVAILABLE with what to do when it is not there in time. /readyz answers 200 from the moment that the store answers and the seed is
// in, and says in words whether the network is there: a balancer that kept a server out for it would keep out lists as well. Refused: a
// second readiness check, which somebody would wire up the wrong way round. --network=lazy loads when first needed, off never.
//
// # 2026-11-23: no sign-in yet, so loopback only
//
// Whoever reaches the port may write. Until there is sign-in, the server binds to loopback addresses only, unless told
// --insecure-no-auth by somebody who guards the port otherwise.
//
// # 2026-11-29: a load sweeps late
//
// Sets of 10,000 lines are made and thrown away one after another. Where garbage may grow to twice what is in use, a load takes 6 % less
// processor time and, for 1.6 million lines, 700 MB of memory instead of 540. GOGC has precedence. The server itself sweeps as ever. Refused: four
// times, another 3 % for 1,050 MB; the same below a limit of 512 MB, at which sets of long lines would be swept without end.
package main
