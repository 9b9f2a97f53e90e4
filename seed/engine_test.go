package seed

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// onEveryEngine is for what leans on an engine: the log's keys, snapshots, all verbs. What only the seed judges is tested on SQLite alone.
func onEveryEngine(t *testing.T, test func(c county)) {
	t.Run("sqlite", func(t *testing.T) { test(onSQLite(t)) })
	t.Run("neo4j", func(t *testing.T) { test(onNeo4j(t)) })
}

func onSQLite(t *testing.T) county {
	t.Helper()
	model := contract(t)
	opened, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "seed.db"), model, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return opens(t, county{t, model, opened})
}

func onNeo4j(t *testing.T) county {
	t.Helper()
	model := contract(t)
	server := neo4jtest.Shared(t)
	neo4jtest.Reset(context.Background(), t, server)
	opened, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI()}, model)
	if err != nil {
		t.Fatal(err)
	}
	return opens(t, county{t, model, opened})
}

func opens(t *testing.T, c county) county {
	t.Cleanup(func() {
		if err := c.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func contract(t *testing.T) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}
