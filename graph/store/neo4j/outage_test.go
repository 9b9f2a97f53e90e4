package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
)

// prompt is how long any call may take while the database is away.
const prompt = 6 * time.Second

// alone starts a server for one test.
func alone(t *testing.T) *neo4jtest.Server {
	t.Helper()
	server, err := neo4jtest.Start(t.Context(), neo4jtest.Options{HTTPPort: neo4jtest.NoHTTP})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop(context.Background()) })
	return server
}

// TestOutage kills, restarts, freezes and wakes the database under an open store.
func TestOutage(t *testing.T) {
	server := alone(t)
	s := openedAt(t, server.URI())
	write(t, s, "before")

	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	for name, call := range calls(t, s) {
		start := time.Now()
		if err := call(); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s without a database: got %v, want ErrUnavailable", name, err)
		}
		if took := time.Since(start); took > prompt {
			t.Errorf("%s without a database took %v", name, took)
		}
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	await(t, s)
	for name, call := range calls(t, s) {
		if err := call(); err != nil {
			t.Errorf("%s after the restart: %v", name, err)
		}
	}
	if got := count(t, s, "Need"); got != 2 {
		t.Errorf("%d needs after the restart, want the one from before and the one from after", got)
	}

	if err := server.Pause(); err != nil {
		t.Fatal(err)
	}
	for name, call := range calls(t, s) {
		start := time.Now()
		if err := call(); err == nil {
			t.Errorf("%s succeeded with a frozen database", name)
		}
		if took := time.Since(start); took > prompt {
			t.Errorf("%s with a frozen database took %v", name, took)
		}
	}
	if err := server.Resume(); err != nil {
		t.Fatal(err)
	}
	await(t, s)
	write(t, s, "woken")
}

// TestCloseLeavesAFrozenDatabase: nobody waits for what will not answer any more, not even who closes the store while others ask.
func TestCloseLeavesAFrozenDatabase(t *testing.T) {
	server := alone(t)
	p := newProxy(t, server.URI())
	s := openedAt(t, p.uri())
	write(t, s, "before")
	if err := server.Pause(); err != nil {
		t.Fatal(err)
	}
	defer server.Resume()
	select {
	case <-p.asked: // of the write
	default:
	}
	var asking sync.WaitGroup
	for name, call := range calls(t, s) {
		asking.Go(func() {
			if err := call(); err == nil {
				t.Errorf("%s succeeded with a frozen database", name)
			}
		})
	}
	<-p.asked
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(2 * prompt):
		t.Fatalf("Close waits for a frozen database longer than %v", 2*prompt)
	}
	asking.Wait()
}

// calls is every method that asks the database. The write is another one each time.
func calls(t *testing.T, s *neo4j.Store) map[string]func() error {
	return map[string]func() error{
		"read":     func() error { _, err := s.Read(t.Context(), counting(t, "Need")); return err },
		"changes":  func() error { _, err := s.Changes(t.Context(), 0, 10); return err },
		"ready":    func() error { return s.Ready(t.Context()) },
		"snapshot": func() error { _, err := s.Snapshot(t.Context(), nothing{}); return err },
		"write": func() error {
			_, err := s.Write(t.Context(), need(fmt.Sprintf("n%d", time.Now().UnixNano())))
			return err
		},
	}
}

type nothing struct{}

func (nothing) Node(store.NodeRecord) error         { return nil }
func (nothing) Relation(store.RelationRecord) error { return nil }

// await waits until the store is ready again.
func await(t *testing.T, s *neo4j.Store) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for s.Ready(ctx) != nil {
		if ctx.Err() != nil {
			t.Fatal("the store did not recover")
		}
	}
}

func need(id string) store.ChangeSet {
	return store.ChangeSet{Actor: "anna", Mutation: "addNeed", Operations: []store.Operation{
		{Verb: store.CreateNode, Type: "Need", ID: id, Properties: map[string]any{"title": "需求 " + id, "state": "OPEN"}},
	}}
}

func write(t *testing.T, s *neo4j.Store, id string) store.Receipt {
	t.Helper()
	receipt, err := s.Write(t.Context(), need(id))
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

func counting(t *testing.T, kind string) *plan.Query {
	q := &question{model: contract(t)}
	return q.query(plan.Count{Set: &plan.Set{Type: q.node(kind)}})
}

func count(t *testing.T, s *neo4j.Store, kind string) int64 {
	t.Helper()
	row, err := s.Read(t.Context(), counting(t, kind))
	if err != nil {
		t.Fatal(err)
	}
	return row[0].(int64)
}

// TestLostCommit loses the connection after COMMIT has been sent and before its answer.
func TestLostCommit(t *testing.T) {
	p, s := openBehindProxy(t)
	set := need("n")
	set.Key, set.Digest, set.Result = "key", "digest", []byte(`"n"`)
	p.lose(commit, true)
	if _, err := s.Write(t.Context(), set); !errors.Is(err, store.ErrOutcomeUnknown) {
		t.Errorf("got %v, want ErrOutcomeUnknown", err)
	}
	receipt, err := s.Write(t.Context(), set)
	if err != nil || receipt.Sequence != 1 || string(receipt.Result) != `"n"` {
		t.Errorf("asked again: %+v, %v", receipt, err)
	}
	if got := count(t, s, "Need"); got != 1 {
		t.Errorf("%d needs, want one", got)
	}
}

// TestLostAnswer loses the connection with a commit that is a single message, before the server hears it or before it answers. The log tells
// what became of it; while the database cannot be asked, nobody knows.
func TestLostAnswer(t *testing.T) {
	statement := []byte("IdempotencyKey")
	for name, arrives := range map[string]bool{"it is written": true, "it is not": false} {
		t.Run(name, func(t *testing.T) {
			p, s := openBehindProxy(t)
			s.Steady(time.Hour)
			write(t, s, "first")
			for i := range 3 {
				p.lose(statement, arrives)
				if receipt := write(t, s, fmt.Sprint("n", i)); receipt.Sequence != int64(2*i+2) {
					t.Errorf("%d is the change after %d", receipt.Sequence, 2*i+1)
				}
				write(t, s, fmt.Sprint("m", i))
			}
			p.listener.Close()
			p.lose(statement, arrives)
			if _, err := s.Write(t.Context(), need("last")); !errors.Is(err, store.ErrOutcomeUnknown) {
				t.Errorf("without a database: got %v, want ErrOutcomeUnknown", err)
			}
			other := open(t, contract(t))
			defer other.Close()
			want := int64(7)
			if arrives {
				want++
			}
			verified(t, other, want)
			if got := count(t, other, "Need"); got != want {
				t.Errorf("%d needs, want %d", got, want)
			}
		})
	}
}

// TestDeadConnections cuts the pool's connections while they are idle: nobody notices.
func TestDeadConnections(t *testing.T) {
	p, s := openBehindProxy(t)
	for i := range 3 {
		p.cut()
		count(t, s, "Need")
		p.cut()
		write(t, s, fmt.Sprint("n", i))
	}
	if got := count(t, s, "Need"); got != 3 {
		t.Errorf("%d needs, want 3", got)
	}
}
