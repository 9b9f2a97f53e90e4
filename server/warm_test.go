package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"partnergraph/graph"
	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

// slow is a store whose snapshot takes until it is let through, and fails the first times.
type slow struct {
	store.Store
	snapshots, failures atomic.Int64
	let                 chan struct{}
}

func (s *slow) Snapshot(ctx context.Context, visitor store.Visitor) (store.Head, error) {
	s.snapshots.Add(1)
	if s.failures.Add(-1) >= 0 {
		return store.Head{}, store.ErrUnavailable
	}
	select {
	case <-s.let:
		return s.Store.Snapshot(ctx, visitor)
	case <-ctx.Done():
		return store.Head{}, ctx.Err()
	}
}

func warmed(t *testing.T, mode string, failures int64) (*warming, *slow) {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), model, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	s := &slow{Store: engine, let: make(chan struct{})}
	s.failures.Store(failures)
	w := newWarming("lazy", network.New(model), s, slog.New(slog.DiscardHandler))
	w.mode, w.pause = mode, 0
	if mode == "on" {
		w.begin()
	}
	t.Cleanup(w.close)
	engine.OnCommit(w.follow)
	return w, s
}

// wantUnavailable wants the refusal that says what to do.
func wantUnavailable(t *testing.T, err error) {
	t.Helper()
	if refusal, ok := errors.AsType[*graph.Refusal](err); !ok || refusal.Code != "UNAVAILABLE" {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
}

func TestWhatNeedsTheNetworkWaitsForIt(t *testing.T) {
	w, s := warmed(t, "on", 2)
	hasty, cancel := context.WithTimeout(t.Context(), spare+time.Millisecond)
	defer cancel()
	wantUnavailable(t, w.await(hasty))
	gone, leave := context.WithCancel(t.Context())
	leave()
	if err := w.await(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("who left was told %v", err)
	}
	close(s.let)
	if err := w.await(t.Context()); err != nil || s.snapshots.Load() != 3 {
		t.Errorf("%v after %d attempts", err, s.snapshots.Load())
	}
	if _, err := s.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test"}); err != nil || w.network.Sequence() != 1 {
		t.Errorf("the network stands at %d: %v", w.network.Sequence(), err)
	}
}

func TestTheNetworkIsLoadedWhenItIsFirstNeeded(t *testing.T) {
	w, s := warmed(t, "lazy", 0)
	if _, err := s.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test"}); err != nil || s.snapshots.Load() != 0 || w.network.Sequence() != 0 {
		t.Errorf("%d snapshots, the network stands at %d: %v", s.snapshots.Load(), w.network.Sequence(), err)
	}
	close(s.let)
	if err := w.await(t.Context()); err != nil || s.snapshots.Load() != 1 || w.network.Sequence() != 1 {
		t.Errorf("%d snapshots, the network stands at %d: %v", s.snapshots.Load(), w.network.Sequence(), err)
	}
}

func TestANetworkThatIsOffIsRefusedAtOnce(t *testing.T) {
	w, s := warmed(t, "off", 0)
	wantUnavailable(t, w.await(t.Context()))
	if s.snapshots.Load() != 0 {
		t.Error("it was loaded")
	}
}

// Closing while the load is under way ends it.
func TestALoadEndsWithTheServer(t *testing.T) {
	w, _ := warmed(t, "on", 0)
	w.close()
	if w.warm.Load() {
		t.Error("it was loaded")
	}
}

// TestWithoutTheNetwork serves lists and lookups from the store, and says of the rest why not.
func TestWithoutTheNetwork(t *testing.T) {
	p := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "graph.db"), "--network", "off")
	p.mustAsk(t, `{ agreements { totalCount } organization(id: "f9e90fbd-238c-561e-8799-3b022ff9e528") { name } }`, nil, nil)
	for _, operation := range []string{
		`{ findPartners(text: "塑料") { totalCount } }`, `{ organization(name: "安福环保") { id } }`,
		`mutation { addNeed(input: {organization: "x", title: "y"}) { need { id } } }`,
	} {
		a, err := p.ask(operation, nil)
		if err != nil || len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "UNAVAILABLE" {
			t.Errorf("%s: %v %v", operation, a.Errors, err)
		}
	}
	p.stop(t)
}
