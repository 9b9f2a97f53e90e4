package sqlite

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// unending is a statement that nobody would wait for.
const unending = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT '' || count(*) FROM n"

func TestReadersAnswerManyAtOnce(t *testing.T) {
	s := opened(t)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 50 {
				want := fmt.Sprint((worker*7 + i) % 10)
				if got, err := s.reading.read(t.Context(), "SELECT '' || "+want, nil); err != nil || got != want {
					t.Errorf("%q instead of %q: %v", got, want, err)
				}
			}
		})
	}
	all.Wait()
}

func TestAReaderKeepsItsLastStatements(t *testing.T) {
	s := opened(t)
	one := <-s.reading.idle
	defer func() { s.reading.idle <- one }()
	read := func(n int) {
		t.Helper()
		if got, err := one.read(t.Context(), fmt.Sprintf("SELECT ?1 || '%d'", n), []any{"a"}); err != nil || got != fmt.Sprint("a", n) {
			t.Fatalf("%q, %v", got, err)
		}
	}
	read(0)
	kept, _ := one.statements.Peek("SELECT ?1 || '0'")
	read(0)
	if again, _ := one.statements.Peek("SELECT ?1 || '0'"); again != kept {
		t.Error("it was prepared again")
	}
	for n := range keptStatements + 1 {
		read(n)
	}
	if one.statements.Len() != keptStatements || one.statements.Contains("SELECT ?1 || '0'") {
		t.Errorf("%d statements are kept", one.statements.Len())
	}
}

// The driver's connection tells its handle. Where another release does not, statements still end with their contexts, at the driver's
// price.
func TestAStatementEndsWithItsContext(t *testing.T) {
	s := opened(t)
	one := <-s.reading.idle
	defer func() { s.reading.idle <- one }()
	if err := one.connect(t.Context()); err != nil {
		t.Fatal(err)
	}
	known := one.handle
	if known == 0 {
		t.Error("the connection's handle is not where it was")
	}
	for _, handle := range []uintptr{known, 0} {
		one.handle = handle
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if _, err := one.read(ctx, unending, nil); err == nil || ctx.Err() == nil {
			t.Errorf("handle %v: %v", handle != 0, err)
		}
		cancel()
		if got, err := one.read(t.Context(), "SELECT 'next'", nil); err != nil || got != "next" {
			t.Errorf("handle %v: what came after: %q, %v", handle != 0, got, err)
		}
	}
	one.handle = known
}

// However close the end of one request's context is to its start or to its end, it ends, and nobody else is interrupted.
func TestAnInterruptMeetsNobodyElse(t *testing.T) {
	s := opened(t)
	one := <-s.reading.idle
	defer func() { s.reading.idle <- one }()
	for i := range 200 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i%20)*10*time.Microsecond)
		text := unending
		if i%2 == 0 {
			text = "SELECT 'short'"
		}
		if _, err := one.read(ctx, text, nil); err == nil && i%2 == 1 {
			t.Fatal("an endless statement has ended")
		}
		if got, err := one.read(t.Context(), "SELECT 'next'", nil); err != nil || got != "next" {
			t.Fatalf("what came after: %q, %v", got, err)
		}
		cancel()
	}
}

func TestWhoWaitsForAReaderLeavesWithItsContext(t *testing.T) {
	s := opened(t)
	for range cap(s.reading.idle) {
		one := <-s.reading.idle
		defer func() { s.reading.idle <- one }()
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := s.reading.read(ctx, "SELECT ''", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestAReaderReportsWhatIsNoAnswer(t *testing.T) {
	s := opened(t)
	for _, text := range []string{"SELECT", "SELECT '' WHERE FALSE", "SELECT 1", "SELECT NULL"} {
		if got, err := s.reading.read(t.Context(), text, nil); err == nil {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// A connection that broke is replaced.
func TestABrokenReaderIsReplaced(t *testing.T) {
	s := opened(t)
	one := <-s.reading.idle
	defer func() { s.reading.idle <- one }()
	if err := one.connect(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := one.conn.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := one.read(t.Context(), "SELECT ''", nil); err == nil {
		t.Error("a closed connection has answered")
	}
	if _, err := one.read(t.Context(), "SELECT ''", nil); err != nil {
		t.Error(err)
	}
}
