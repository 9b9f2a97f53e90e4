// Command server is Partnergraph: it opens a store, brings the 2020 data in, and serves GraphQL, the Playground and health checks.
//
//	flags, environment ─▶ listen ─▶ open the store ─▶ seed ─▶ network ─▶ serve ─▶ drain, close
//
// # 2026-11-23: the port comes before the store
//
// The server listens before it opens the store, so that a taken port costs nothing and /healthz answers while a large store is being
// read; everything else answers 503 until the seed is in. What fails before that ends the process with one line that says what to do.
//
// # 2026-11-23: no sign-in yet, so loopback only
//
// Whoever reaches the port may write. Until there is sign-in, the server binds to loopback addresses only, unless told
// --insecure-no-auth by somebody who guards the port otherwise.
package main
