// Package pipeline shows the whole way from an operation to its answer, one case a file:
//
//	testdata/*.txtar: operation.graphql ─▶ plan ─▶ cypher, sql ─▶ result.json
//
// Each case is compiled, rendered for both engines and answered by both over the 2020 data; Neo4j explains every Cypher section.
// `go test ./graph/store/storetest/pipeline -update` writes the sections after the operation again: read the difference before
// committing it.
package pipeline
