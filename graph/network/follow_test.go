package network_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/network"
	"partnergraph/graph/store"
)

func enterprise(id, name string) store.Operation {
	return create("Enterprise", id, props{"name": name, "aliases": []string{}})
}

// expect compares all answers with the truth.
func expect(t *testing.T, n *network.Network, r *recorder) {
	t.Helper()
	q := questions{ids: []string{"a", "b", "c"}, texts: []string{"安", "福"}, terms: []string{"安福"}, names: []string{"安福"}, depth: 2, first: 5}
	if diff := cmp.Diff(truth(r, q), ask(n, r, q)); diff != "" {
		t.Errorf("(-truth +answers):\n%s", diff)
	}
}

func TestApplyRefusesAGapAndSyncFillsIt(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	for i := range 600 {
		r.write(enterprise(fmt.Sprintf("e%d", i), "安福"))
	}
	if err := n.Apply(r.changes[1:]); !errors.Is(err, network.ErrGap) {
		t.Fatalf("a gap: %v", err)
	}
	if err := n.Apply(append(r.changes[:1:1], r.changes[2:]...)); !errors.Is(err, network.ErrGap) {
		t.Fatalf("a gap after the first: %v", err)
	}
	if err := n.Sync(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	expect(t, n, r)
	if r.pages != 19 {
		t.Errorf("599 changes came in %d pages", r.pages)
	}
	if err := n.Apply(r.changes[590:]); err != nil {
		t.Errorf("changes seen already: %v", err)
	}
	expect(t, n, r)
}

// Each case is one operation after a good one, which the log cannot hold if the network holds what the store does.
func TestWhatDoesNotFitIsCorruptAndSyncLoadsAnew(t *testing.T) {
	for name, op := range map[string]store.Operation{
		"id taken":                  enterprise("a", "福"),
		"unknown type":              create("Enterprize", "c", nil),
		"interface":                 create("Organization", "c", props{"name": "福"}),
		"unknown property":          create("Enterprise", "c", props{"nmae": "福"}),
		"kept by the store":         create("Enterprise", "c", props{"version": int64(1)}),
		"number for text":           create("Enterprise", "c", props{"name": int64(1)}),
		"text for a list":           create("Enterprise", "c", props{"aliases": "福"}),
		"list for text":             create("Enterprise", "c", props{"name": []string{"福"}}),
		"number in a list":          create("Enterprise", "c", props{"aliases": []any{"福", 1}}),
		"Boolean for text":          create("Enterprise", "c", props{"name": true}),
		"text for Int":              create("TechnologyField", "c", props{"level": "1"}),
		"unknown enum value":        create("Agreement", "c", props{"status": "DREAMT"}),
		"unknown verb":              {Verb: "rename", Type: "Enterprise", ID: "a"},
		"update of nobody":          {Verb: store.UpdateNode, Type: "Enterprise", ID: "c"},
		"update of another type":    {Verb: store.UpdateNode, Type: "University", ID: "a"},
		"update to what is no text": {Verb: store.UpdateNode, Type: "Enterprise", ID: "a", Properties: props{"name": true}},
		"delete of nobody":          {Verb: store.DeleteNode, Type: "Enterprise", ID: "c"},
		"delete of a related node":  {Verb: store.DeleteNode, Type: "Enterprise", ID: "a"},
		"unknown relation":          relate("KNOWS", "a", "b", nil),
		"relation from nobody":      relate("CITES", "c", "b", props{"locator": "2"}),
		"relation to nobody":        relate("CITES", "a", "c", props{"locator": "2"}),
		"relation exists":           relate("CITES", "a", "b", props{"locator": "1"}),
		"odd relation property":     relate("CITES", "a", "b", props{"locator": "2", "role": "DEMAND"}),
		"unrelate of another":       {Verb: store.Unrelate, Type: "CITES", From: "a", To: "b", Properties: props{"locator": "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRecorder(contract(t))
			n := network.New(r.model)
			r.write(enterprise("a", "安"), create("Document", "b", props{"title": "安福"}), relate("CITES", "a", "b", props{"locator": "1", "kind": "STATED"}))
			r.log([]store.Operation{enterprise("d", "安福"), op})
			if err := n.Apply(r.changes); !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), "change 2, operation 1") {
				t.Fatalf("error %v", err)
			}
			if err := n.Apply(nil); !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("a network that is not whole takes changes: %v", err)
			}
			if err := n.Sync(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			expect(t, n, r)
		})
	}
}

func TestAnUnreadableChangeLeavesWhatCameBefore(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	r.write(enterprise("a", "安福"))
	broken := store.Change{Sequence: 2, Record: []byte(`{"operations":[{"verb":7}]}`)}
	if err := n.Apply(append(r.changes, broken)); !errors.Is(err, store.ErrCorrupt) {
		t.Fatalf("error %v", err)
	}
	expect(t, n, r)
	r.write(enterprise("b", "安福"))
	if err := n.Apply(r.changes); err != nil {
		t.Fatal(err)
	}
	expect(t, n, r)
}

// slow lets the network move on while a snapshot is being taken.
type slow struct {
	*recorder
	meanwhile func()
}

func (s slow) Snapshot(ctx context.Context, visitor store.Visitor) (store.Head, error) {
	head, err := s.recorder.Snapshot(ctx, visitor)
	s.meanwhile()
	return head, err
}

func TestLoadNeverGoesBack(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	r.write(enterprise("a", "安福"))
	err := n.Load(t.Context(), slow{r, func() {
		r.write(enterprise("b", "福"))
		if err := n.Apply(r.changes); err != nil {
			t.Error(err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, n, r)
}

func TestLoadFromALogThatLostItsEnd(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	r.write(enterprise("a", "安福"))
	r.write(enterprise("b", "安福"))
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	shorter := newRecorder(r.model)
	shorter.write(enterprise("a", "安福"))
	if err := n.Load(t.Context(), shorter); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("error %v", err)
	}
	expect(t, n, r)
}

// away is a store that cannot be reached.
type away struct{ store.Store }

func (away) Changes(context.Context, int64, int) ([]store.Change, error) {
	return nil, store.ErrUnavailable
}

func (away) Snapshot(_ context.Context, visitor store.Visitor) (store.Head, error) {
	if err := visitor.Node(store.NodeRecord{ID: "x", Type: "Enterprise"}); err != nil {
		return store.Head{}, err
	}
	return store.Head{}, store.ErrUnavailable
}

func TestAStoreThatCannotBeReachedChangesNothing(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	r.write(enterprise("a", "安福"))
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if err := n.Load(t.Context(), away{}); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("load: %v", err)
	}
	if err := n.Sync(t.Context(), away{}); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("sync: %v", err)
	}
	expect(t, n, r)
}

func TestLoadRefusesWhatDoesNotFit(t *testing.T) {
	for name, spoil := range map[string]func(*recorder){
		"a node":     func(r *recorder) { r.write(create("Enterprise", "c", props{"name": true})) },
		"an end":     func(r *recorder) { r.write(relate("CITES", "a", "c", props{"locator": "1"})) },
		"a property": func(r *recorder) { r.write(relate("CITES", "a", "a", props{"locator": int64(1)})) },
	} {
		r := newRecorder(contract(t))
		r.write(enterprise("a", "安福"))
		spoil(r)
		n := network.New(r.model)
		if err := n.Load(t.Context(), r); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: error %v", name, err)
		}
		expect(t, n, newRecorder(r.model))
	}
}

// TestAViewHoldsStill lets views and degrees be read while changes come in by every way. Each change creates two nodes and relates
// them, so a view must see as many relations as half its nodes, and its sequence number.
func TestAViewHoldsStill(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	field := r.model.Node("AcademicUnit").Field("partOf").Relation
	for i := range 200 {
		whole, unit := fmt.Sprintf("u%d", i), fmt.Sprintf("v%d", i)
		r.write(create("University", whole, props{"name": "安福"}), create("AcademicUnit", unit, props{"name": "安福"}), relate("PART_OF", unit, whole, nil))
	}
	r.pages = 0
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for _, write := range []func() error{
		func() error { return n.Apply(r.changes[:100]) },
		func() error { return n.Load(t.Context(), &recorder{model: r.model}) },
		func() error { return n.Sync(t.Context(), &recorder{model: r.model, changes: r.changes}) },
	} {
		writers.Go(func() {
			if err := write(); err != nil && !errors.Is(err, store.ErrCorrupt) { // an empty store is behind
				t.Error(err)
			}
		})
	}
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				n.Spread(field)
				n.Degree("v0", field)
				n.View(func(v *network.View) {
					if found := v.Search("安福", nil).Count(); int64(found) != 2*v.Sequence() {
						t.Errorf("%d nodes after %d changes", found, v.Sequence())
					}
				})
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
}
