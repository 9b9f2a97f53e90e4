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
)

// TestTwoServers lets two stores write to one database at once: the log stays one chain without a gap.
func TestTwoServers(t *testing.T) {
	clear(t)
	model := contract(t)
	stores := []*neo4j.Store{open(t, model), open(t, model)}
	var writers sync.WaitGroup
	for i, s := range stores {
		defer s.Close()
		for worker := range 4 {
			writers.Go(func() {
				for n := range 15 {
					if _, err := s.Write(t.Context(), need(fmt.Sprintf("n%d-%d-%d", i, worker, n))); err != nil {
						t.Errorf("write: %v", err)
					}
				}
			})
		}
	}
	writers.Wait()
	changes, err := stores[0].Changes(t.Context(), 0, 1000)
	if err != nil || len(changes) != 120 {
		t.Fatalf("%d changes, want 120: %v", len(changes), err)
	}
	head := store.Head{}
	for _, change := range changes {
		if head, err = store.Verify(head, change); err != nil {
			t.Fatal(err)
		}
	}
	if got := count(t, stores[1], "Need"); got != 120 {
		t.Errorf("%d needs, want 120", got)
	}
}

// TestCancelledReads leaves two hundred reads while the database is answering them. Those who stay get right answers all the
// while, and the connections stay, too: a driver that is left to itself closes them.
func TestCancelledReads(t *testing.T) {
	p, s := openBehindProxy(t)
	write(t, s, "n")
	query := counting(t, "Need")
	before := p.connections()
	for range 200 {
		p.holding.Lock()
		select {
		case <-p.asked: // what the read before has left
		default:
		}
		ctx, cancel := context.WithCancel(t.Context())
		left := make(chan error)
		go func() {
			_, err := s.Read(ctx, query)
			left <- err
		}()
		<-p.asked
		cancel()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled read: got %v, want context.Canceled", err)
		}
		p.holding.Unlock()
		if got := count(t, s, "Need"); got != 1 {
			t.Errorf("a read that was not cancelled answered %d", got)
		}
	}
	if dialled := p.connections() - before; dialled > 5 {
		t.Errorf("200 cancelled reads led to %d new connections", dialled)
	}
}

// TestRunaway ends a statement at its deadline, also in the database.
func TestRunaway(t *testing.T) {
	clear(t)
	s := open(t, contract(t))
	defer s.Close()
	populate(t)
	q := &question{model: contract(t)}
	row := q.read("Node.id")
	for range 4 { // through the hub and back, each time six thousand times as many
		parties := q.far("Agreement.parties", 100, q.order("Organization.name"), row...)
		agreements := q.far("Organization.agreements", 10_000, q.order("Agreement.title"), plan.Rows{Set: parties})
		row = []plan.Slot{plan.Rows{Set: agreements}}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := s.Read(ctx, q.query(plan.Rows{Set: q.page("Organization", 1, q.order(), row...)}))
	if !errors.Is(err, store.ErrLimit) {
		t.Errorf("got %v, want ErrLimit", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("the caller had to wait %v", took)
	}
	for deadline := time.Now().Add(5 * time.Second); ; {
		running := run(t, "SHOW TRANSACTIONS YIELD metaData, transactionId WHERE metaData.partnergraph = 'test' RETURN transactionId")
		if len(running) == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the statement still runs in the database")
		}
	}
}

// TestCloseEndsWork closes the store under its callers.
func TestCloseEndsWork(t *testing.T) {
	clear(t)
	s := open(t, contract(t))
	var readers sync.WaitGroup
	reading := make(chan struct{}, 4)
	for range 4 {
		readers.Go(func() {
			for first := true; ; first = false {
				_, err := s.Read(t.Context(), counting(t, "Need"))
				if first {
					reading <- struct{}{}
				}
				if err == nil {
					continue
				}
				if !errors.Is(err, store.ErrUnavailable) && !errors.Is(err, context.Canceled) {
					t.Errorf("a read under Close: got %v, want ErrUnavailable", err)
				}
				return
			}
		})
	}
	for range 4 {
		<-reading
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	readers.Wait()
}
