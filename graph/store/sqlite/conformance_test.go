package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/graph/store/storetest"
	"partnergraph/schema"
)

func TestConformance(t *testing.T) {
	path := "" // of the store that was opened last: cases run one after another
	storetest.Run(t, storetest.Factory{
		Name: "sqlite",
		Fresh: func(t testing.TB, model *schema.Model) func() store.Store {
			path = filepath.Join(t.TempDir(), "graph.db")
			return func() store.Store {
				s, err := sqlite.Open(context.Background(), path, model, sqlite.Options{})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
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
