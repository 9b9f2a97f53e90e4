package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/graph/store/storetest"
	"partnergraph/schema"
)

func TestConformance(t *testing.T) {
	path := ""         // of the store that was opened last: cases run one after another
	var created []byte // a new file, which is cheaper to copy than to create
	storetest.Run(t, storetest.Factory{
		Name: "sqlite",
		Fresh: func(t testing.TB, model *schema.Model) func() store.Store {
			path = filepath.Join(t.TempDir(), "graph.db")
			if created == nil {
				created = create(t, path, model)
			}
			if err := os.WriteFile(path, created, 0o600); err != nil {
				t.Fatal(err)
			}
			return func() store.Store { return open(t, path, model) }
		},
		Damage: func(t testing.TB, _ store.Store) {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			var index string
			if err := db.QueryRow("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'property:%' LIMIT 1").Scan(&index); err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(`DROP INDEX "` + index + `"`); err != nil {
				t.Fatal(err)
			}
		},
	})
}

func open(t testing.TB, path string, model *schema.Model) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, model, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// create returns the content of a new file for the contract.
func create(t testing.TB, path string, model *schema.Model) []byte {
	t.Helper()
	if err := open(t, path, model).Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
