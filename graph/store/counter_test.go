package store_test

import (
	"context"
	"sync"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// deaf is a store that answers nothing.
type deaf struct{ store.Store }

func (deaf) Read(context.Context, *plan.Query) (plan.Row, error)         { return nil, nil }
func (deaf) Changes(context.Context, int64, int) ([]store.Change, error) { return nil, nil }
func (deaf) Write(context.Context, store.ChangeSet) (store.Receipt, error) {
	return store.Receipt{}, nil
}
func (deaf) Snapshot(context.Context, store.Visitor) (store.Head, error) { return store.Head{}, nil }

func TestCountingCountsStatementsOfItsRequest(t *testing.T) {
	var s store.Store = store.Counting{Store: deaf{}}
	first, counter := store.Counted(t.Context())
	second, other := store.Counted(t.Context())
	var reading sync.WaitGroup
	for range 10 {
		reading.Go(func() { _, _ = s.Read(first, &plan.Query{}) })
	}
	reading.Wait()
	_, _ = s.Changes(first, 0, 1)
	_, _ = s.Write(first, store.ChangeSet{})
	_, _ = s.Read(second, &plan.Query{})
	_, _ = s.Read(t.Context(), &plan.Query{}) // nobody counts
	if counter.Statements() != 11 || other.Statements() != 1 {
		t.Errorf("counted %d and %d, want 11 and 1", counter.Statements(), other.Statements())
	}
	if store.CounterOf(first) != counter || store.CounterOf(t.Context()) != nil {
		t.Error("a context does not know its counter")
	}
}
