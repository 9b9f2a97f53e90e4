package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"testing"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// count reads how many enterprises there are.
func count(t testing.TB, s *Store) int64 {
	t.Helper()
	a := ask(t)
	a.query.Slots = []plan.Slot{plan.Count{Set: &plan.Set{Type: a.model.Node("Enterprise")}}}
	row, err := s.Read(t.Context(), &a.query)
	if err != nil {
		t.Fatal(err)
	}
	return row[0].(int64)
}

func (s *Store) try(ctx context.Context, operations ...store.Operation) error {
	_, err := s.Write(ctx, store.ChangeSet{Actor: "test", Mutation: "test", Operations: operations})
	return err
}

// pragma sets something on the writing connection.
func (s *Store) pragma(t *testing.T, text string) {
	t.Helper()
	if _, err := s.writing.conn.ExecContext(t.Context(), "PRAGMA "+text); err != nil {
		t.Fatal(err)
	}
}

// A full disk: SQLite reports a file that may not grow with the same result code.
func TestAFullDiskEndsWritesAndNotReads(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e", "甲"))
	s.pragma(t, "max_page_count = 1") // is taken as the present size
	long := make([]byte, 100_000)
	for i := range long {
		long[i] = 'x'
	}
	big := enterprise("big", "乙")
	big.Properties["summary"] = string(long)
	err := s.try(t.Context(), big)
	if !errors.Is(err, ErrFull) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v, want ErrFull", err)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d enterprises are read", n)
	}
	s.pragma(t, "max_page_count = 1000000")
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("with space again: %v", err)
	}
	if receipt := written(t, s, big); receipt.Sequence != 2 {
		t.Errorf("the next write is number %d", receipt.Sequence)
	}
}

func TestAReadOnlyFileEndsWritesAndNotReads(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e", "甲"))
	s.pragma(t, "query_only = 1")
	if err := s.try(t.Context(), enterprise("f", "乙")); !errors.Is(err, ErrUnwritable) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v, want ErrUnwritable", err)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d enterprises are read", n)
	}
	for range 2 {
		if err := s.Ready(t.Context()); !errors.Is(err, ErrUnwritable) {
			t.Errorf("it is ready: %v", err)
		}
	}
	s.pragma(t, "query_only = 0")
	for range 2 {
		if err := s.Ready(t.Context()); err != nil {
			t.Errorf("it is not ready again: %v", err)
		}
	}
	if changes, err := s.Changes(t.Context(), 0, 10); err != nil || len(changes) != 1 {
		t.Errorf("asking left %d changes (%v)", len(changes), err)
	}
	written(t, s, enterprise("f", "乙"))
}

func TestAStrangersLockEndsWritesAndNotReads(t *testing.T) {
	path := fresh(t)
	s := opened(t, path)
	written(t, s, enterprise("e", "甲"))
	stranger, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	stranger.SetMaxOpenConns(1)
	if _, err := stranger.Exec("BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	s.pragma(t, "busy_timeout = 100")
	began := time.Now()
	if err := s.try(t.Context(), enterprise("f", "乙")); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v, want ErrUnavailable", err)
	}
	if took := time.Since(began); took < 100*time.Millisecond || took > 2*time.Second {
		t.Errorf("it waited for %s", took)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d enterprises are read", n)
	}
	if _, err := stranger.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	written(t, s, enterprise("f", "乙"))
}

// A transaction that fails in its middle leaves nothing behind, and the connection serves the next one.
func TestAFailedCommitLeavesNothing(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e", "甲"))
	if _, err := s.writing.conn.ExecContext(t.Context(), `CREATE TRIGGER refuse BEFORE UPDATE ON head BEGIN SELECT RAISE(ABORT, 'no'); END`); err != nil {
		t.Fatal(err)
	}
	if err := s.try(t.Context(), enterprise("f", "乙")); !errors.Is(err, store.ErrConflict) {
		t.Errorf("got %v, want the trigger's error", err)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d enterprises are left", n)
	}
	if _, err := s.writing.conn.ExecContext(t.Context(), "DROP TRIGGER refuse"); err != nil {
		t.Fatal(err)
	}
	if receipt := written(t, s, enterprise("f", "乙")); receipt.Sequence != 2 {
		t.Errorf("the next write is number %d", receipt.Sequence)
	}
}

// A connection that is broken for good is replaced.
func TestABrokenConnectionIsReplaced(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e", "甲"))
	before := s.writing.conn
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.try(t.Context(), enterprise("f", "乙")); err == nil {
		t.Error("a closed connection writes")
	}
	written(t, s, enterprise("f", "乙"))
	if s.writing.conn == before {
		t.Error("the closed connection is still in use")
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAPanicLeavesNothing(t *testing.T) {
	s := opened(t)
	s.now = func() time.Time { panic("broken clock") }
	if err := s.try(t.Context(), enterprise("e", "甲")); !errors.Is(err, store.ErrOutcomeUnknown) {
		t.Errorf("got %v, want ErrOutcomeUnknown", err)
	}
	s.now = time.Now
	if receipt := written(t, s, enterprise("e", "甲")); receipt.Sequence != 1 {
		t.Errorf("the next write is number %d", receipt.Sequence)
	}
}

func TestACommitEndsWithItsContext(t *testing.T) {
	s := opened(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	set := store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{enterprise("e", "甲")}}
	if _, err := s.Commit(ctx, []store.ChangeSet{set}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	s.now = func() time.Time { cancel(); return time.Now() } // between the facts and the effects
	if _, err := s.Commit(ctx, []store.ChangeSet{set}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if n := count(t, s); n != 0 {
		t.Errorf("%d enterprises were written", n)
	}
	s.now = time.Now
	written(t, s, enterprise("e", "甲"))
}

// Damage is told, at opening or when the page is read, and never answered as if it were data.
func TestDamagedPagesAreReported(t *testing.T) {
	path := fresh(t)
	s := opened(t, path)
	network(t, s, 20, 1000)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	healthy, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page, tries = 4096, 12
	reported := 0
	for try := range tries {
		number := 1 + try*(len(healthy)/page-1)/tries
		damaged := append([]byte{}, healthy...)
		clear(damaged[number*page : (number+1)*page])
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := visited(t, path); errors.Is(err, store.ErrCorrupt) {
			reported++
		} else if err != nil {
			t.Errorf("page %d: %v, want ErrCorrupt", number, err)
		}
	}
	if reported < tries/4 { // the others are pages of indexes that nothing here reads
		t.Errorf("only %d damaged pages were reported", reported)
	}
}

// visited opens the file, reads all of it that is data, and returns the first error.
func visited(t *testing.T, path string) error {
	s, err := Open(t.Context(), path, contract(t), Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	seen := counting{}
	if _, err = s.Snapshot(t.Context(), &seen); err != nil {
		return err
	}
	if seen.nodes != 1020 {
		t.Errorf("%v are shown without an error", seen)
	}
	return nil
}
