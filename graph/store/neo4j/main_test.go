package neo4j_test

import (
	"context"
	"os"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/schema"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// open opens a store on the shared server. The caller closes it.
func open(t testing.TB, model *schema.Model) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: neo4jtest.Shared(t).URI()}, model)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// clear removes all nodes and relations. It leaves constraints and indexes, which take seconds to create.
func clear(t testing.TB) { run(t, "MATCH (n) DETACH DELETE n") }

// run runs a statement behind the stores' back and returns its rows.
func run(t testing.TB, cypher string) []*driver.Record {
	t.Helper()
	d, err := driver.NewDriverWithContext(neo4jtest.Shared(t).URI(), neo4jtest.Shared(t).Auth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(context.Background())
	result, err := driver.ExecuteQuery(t.Context(), d, cypher, nil, driver.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	return result.Records
}
