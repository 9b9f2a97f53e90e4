package neo4j_test

import (
	"fmt"
	"testing"
	"time"

	"partnergraph/graph/store"
)

// agreementOf is what registering an agreement writes.
func agreementOf(id string, parties ...string) store.ChangeSet {
	set := store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{{
		Verb: store.CreateNode, Type: "Agreement", ID: id, Properties: map[string]any{"title": id, "kind": "LICENSING", "status": "SIGNED"},
	}}}
	for _, party := range parties {
		set.Operations = append(set.Operations, store.Operation{
			Verb: store.Relate, Type: "PARTY_TO", From: party, To: id, Properties: map[string]any{"role": "SUPPLY"},
		})
	}
	return set
}

// TestRoundTrips counts how often a commit waits for the database, whatever the number of change sets that travel together. What only adds
// takes two: the statement, with BEGIN before it, and COMMIT; and one where the database has just answered another commit. What changes
// records takes five: BEGIN, the lock, the facts, the effects with the log, COMMIT.
func TestRoundTrips(t *testing.T) {
	t.Run("one after another", func(t *testing.T) { testRoundTrips(t, time.Hour, 1) })
	t.Run("now and then", func(t *testing.T) { testRoundTrips(t, 0, 2) })
}

func testRoundTrips(t *testing.T, steady time.Duration, adding int) {
	p, s := openBehindProxy(t)
	s.Steady(steady)
	renamed := func(id string) store.ChangeSet {
		return store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{
			{Verb: store.UpdateNode, Type: "Agreement", ID: id, Properties: map[string]any{"title": "renamed"}},
		}}
	}
	enterprises := store.ChangeSet{Actor: "test", Mutation: "test"}
	for _, id := range []string{"x", "y"} {
		enterprises.Operations = append(enterprises.Operations, store.Operation{
			Verb: store.CreateNode, Type: "Enterprise", ID: id, Properties: map[string]any{"name": id, "aliases": []string{}},
		})
	}
	if _, err := s.Write(t.Context(), enterprises); err != nil { // the connection is there from now on
		t.Fatal(err)
	}
	batches := []struct {
		name  string
		sets  []store.ChangeSet
		trips int
	}{
		{"one agreement", []store.ChangeSet{agreementOf("a", "x", "y")}, adding},
		{"forty", nil, adding},
		{"a change", []store.ChangeSet{renamed("a")}, 5},
		{"an agreement after that", []store.ChangeSet{agreementOf("b", "x", "y")}, adding},
		{"a change beside an agreement", []store.ChangeSet{agreementOf("c", "x", "y"), renamed("b")}, 5},
	}
	for i := range 40 {
		batches[1].sets = append(batches[1].sets, agreementOf(fmt.Sprint("a", i), "x", "y"))
	}
	for _, batch := range batches {
		before := p.roundTrips()
		outcomes, err := s.Commit(t.Context(), batch.sets)
		if err != nil {
			t.Fatal(err)
		}
		for _, outcome := range outcomes {
			if outcome.Err != nil {
				t.Fatal(outcome.Err)
			}
		}
		if trips := p.roundTrips() - before; trips != batch.trips {
			t.Errorf("%s: %d round trips, want %d", batch.name, trips, batch.trips)
		}
	}
	if got := count(t, s, "Agreement"); got != 43 {
		t.Errorf("%d agreements", got)
	}
}
