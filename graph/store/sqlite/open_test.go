package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	code "modernc.org/sqlite/lib"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
)

func symlink(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Symlink(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, directory string) (path string)
		want    error
	}{
		{"a directory that is not there", func(_ *testing.T, directory string) string {
			return filepath.Join(directory, "missing", "graph.db")
		}, ErrUnwritable},
		{"a directory in the file's place", func(_ *testing.T, directory string) string { return directory }, ErrUnwritable},
		{"a file in the directory's place", func(t *testing.T, directory string) string {
			return filepath.Join(content(t, directory, "x"), "graph.db")
		}, ErrUnwritable},
		{"a link to nowhere that can be written", func(t *testing.T, directory string) string {
			symlink(t, filepath.Join(directory, "missing", "graph.db"), filepath.Join(directory, "link.db"))
			return filepath.Join(directory, "link.db")
		}, ErrUnwritable},
		{"what is no database", func(t *testing.T, directory string) string {
			return content(t, directory, strings.Repeat("no database ", 1000))
		}, store.ErrCorrupt},
		{"a newer layout", func(t *testing.T, directory string) string {
			return database(t, directory, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 99", application))
		}, ErrNewer},
		{"another program's database", func(t *testing.T, directory string) string {
			return database(t, directory, "CREATE TABLE theirs (x)")
		}, ErrForeign},
		{"another program's mark", func(t *testing.T, directory string) string {
			return database(t, directory, "PRAGMA application_id = 7; CREATE TABLE theirs (x)")
		}, ErrForeign},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := c.prepare(t, t.TempDir())
			before, _ := os.ReadFile(path)
			_, err := Open(t.Context(), path, contract(t), Options{})
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want %v and the path", err, c.want)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func content(t *testing.T, directory, text string) (path string) {
	t.Helper()
	path = filepath.Join(directory, "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// database makes a database by a script.
func database(t *testing.T, directory, script string) (path string) {
	t.Helper()
	path = filepath.Join(directory, "other.db")
	raw(t, path, script)
	return path
}

// raw runs a script on a file without opening a store.
func raw(t *testing.T, path, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(script); err != nil {
		t.Fatal(err)
	}
}

func TestAPathMayHoldAnyCharacter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "图 ?a=b#c%20&.db")
	s := opened(t, path)
	written(t, s, enterprise("e", "甲"))
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestEveryConnectionHasItsSettings(t *testing.T) {
	s := opened(t)
	check := func(name string, conn *sql.Conn, want map[string]string) {
		t.Helper()
		for pragma, value := range want {
			var got string
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != value {
				t.Errorf("%s: %s is %s (%v), want %s", name, pragma, got, err, value)
			}
		}
	}
	settings := map[string]string{"foreign_keys": "1", "synchronous": "2", "busy_timeout": "5000", "journal_mode": "wal",
		"trusted_schema": "0", "cell_size_check": "1", "query_only": "0"}
	check("the writer", s.writing.conn, settings)
	settings["query_only"] = "1"
	readers := s.reading.db.Stats().MaxOpenConnections
	if readers < 4 {
		t.Errorf("only %d connections read", readers)
	}
	for i := range readers {
		conn, err := s.reading.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close() // held to the end, so that each is another one
		check(fmt.Sprintf("reader %d", i), conn, settings)
	}
}

func TestForeignKeysAreInForce(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e", "甲"), agreement("a", "合作"), party("e", "a"))
	for _, statement := range []string{
		"INSERT INTO relation VALUES ('e', 'PARTY_TO', 'nobody', '', jsonb('{}'), NULL)",
		"INSERT INTO relation VALUES ('nobody', 'PARTY_TO', 'a', '', jsonb('{}'), NULL)",
		"DELETE FROM node WHERE id = 'e'",
		"DELETE FROM node WHERE id = 'a'",
	} {
		_, err := s.writing.conn.ExecContext(t.Context(), statement)
		if !isPrimary(err, code.SQLITE_CONSTRAINT) || !errors.Is(classify(err), store.ErrConflict) {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

func TestReadersCannotWrite(t *testing.T) {
	s := opened(t)
	_, err := s.reading.db.ExecContext(t.Context(), "DELETE FROM node")
	if !errors.Is(classify(err), ErrUnwritable) {
		t.Errorf("got %v, want ErrUnwritable", err)
	}
}

// A second opening of the same file changes nothing in it: neither tables nor indexes.
func TestOpeningAgainChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := opened(t, path)
	before := schemaVersion(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := schemaVersion(t, opened(t, path)); after != before {
		t.Errorf("the tables or indexes were changed: %d, before %d", after, before)
	}
}

// schemaVersion counts the changes of tables and indexes.
func schemaVersion(t *testing.T, s *Store) (version int) {
	t.Helper()
	if err := s.reading.db.QueryRowContext(t.Context(), "PRAGMA schema_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	return version
}

// A step that fails leaves the layout of the step before, and the next opening goes on from there.
func TestAMigrationIsWholeOrNotThere(t *testing.T) {
	db, err := pool(filepath.Join(t.TempDir(), "graph.db"), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	scripts := fstest.MapFS{
		"migrations/0001.sql": {Data: []byte("CREATE TABLE one (x);")},
		"migrations/0002.sql": {Data: []byte("CREATE TABLE two (x);\nCREATE TABLE one (x);")},
	}
	if err := migrate(t.Context(), conn, scripts); err == nil {
		t.Fatal("a broken step was taken")
	}
	if got := tables(t, conn); got != "1: one" {
		t.Errorf("after the failure: %s", got)
	}
	scripts["migrations/0002.sql"].Data = []byte("CREATE TABLE two (x);")
	for range 2 {
		if err := migrate(t.Context(), conn, scripts); err != nil {
			t.Fatal(err)
		}
		if got := tables(t, conn); got != "2: one,two" {
			t.Errorf("after the repair: %s", got)
		}
	}
}

func tables(t *testing.T, conn *sql.Conn) string {
	t.Helper()
	version, err := layout(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	var names string
	err = conn.QueryRowContext(context.Background(), "SELECT group_concat(name ORDER BY name) FROM sqlite_schema").Scan(&names)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d: %s", version, names)
}

func TestIndexesFollowTheContract(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	wide, narrow := storetest.Contract(t), contract(t)
	for _, model := range []struct {
		name     string
		has, not string
	}{
		{"wide", "property:Specimen.code:unique", ""},
		{"narrow", "property:Organization.name", "property:Specimen.code:unique"},
		{"wide", "property:Specimen.code:unique", ""},
	} {
		contract := wide
		if model.name == "narrow" {
			contract = narrow
		}
		s, err := Open(t.Context(), path, contract, Options{})
		if err != nil {
			t.Fatal(err)
		}
		present, err := presentIndexes(t.Context(), s.reading.db)
		if err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(present, indexes(contract)) {
			t.Errorf("%s: the indexes are not those of the contract", model.name)
		}
		if present[model.has] == "" || present[model.not] != "" {
			t.Errorf("%s: %q is missing or %q is still there", model.name, model.has, model.not)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnIndexAddedByHandStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	if err := opened(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, "CREATE INDEX mine ON node (updatedBy)")
	s := opened(t, path)
	present, err := presentIndexes(t.Context(), s.reading.db)
	if err != nil || present["mine"] == "" {
		t.Errorf("it is gone (%v)", err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}
