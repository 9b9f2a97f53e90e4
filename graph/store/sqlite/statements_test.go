package sqlite

import (
	"database/sql"
	"fmt"
	"sync"
	"testing"
)

func TestStatementsStayPrepared(t *testing.T) {
	s := newStatements(opened(t).reading.db, 2)
	var first *sql.Stmt
	use := func(text string, with func(*sql.Stmt) error) {
		t.Helper()
		if err := s.use(t.Context(), text, with); err != nil {
			t.Fatal(err)
		}
	}
	run := func(stmt *sql.Stmt) error {
		var n int
		return stmt.QueryRowContext(t.Context()).Scan(&n)
	}
	use("SELECT 1", func(stmt *sql.Stmt) error { first = stmt; return run(stmt) })
	use("SELECT 1", func(stmt *sql.Stmt) error {
		if stmt != first {
			t.Error("it was prepared again")
		}
		use("SELECT 2", run)
		use("SELECT 3", run) // drives SELECT 1 out, while it is in use
		if s.byText["SELECT 1"] != nil || s.recent.Len() != 2 {
			t.Errorf("%d statements are kept", s.recent.Len())
		}
		return run(stmt)
	})
	if err := run(first); err == nil {
		t.Error("a statement that nobody uses any more is still open")
	}
	if err := s.use(t.Context(), "SELECT", run); err == nil {
		t.Error("a mistake in a statement is not reported")
	}
}

func TestStatementsAreSharedByMany(t *testing.T) {
	s := newStatements(opened(t).reading.db, 3)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 50 {
				want := (worker*7 + i) % 10
				err := s.use(t.Context(), fmt.Sprintf("SELECT %d", want), func(stmt *sql.Stmt) error {
					var got int
					if err := stmt.QueryRowContext(t.Context()).Scan(&got); err != nil || got != want {
						return fmt.Errorf("%d instead of %d: %w", got, want, err)
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
