package neo4j_test

import (
	"fmt"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
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

// TestRoundTrips counts how often a commit waits for the database, whatever the number of change sets that travel together: to begin, for
// the lock, for the facts, for the effects with the log, and to commit.
func TestRoundTrips(t *testing.T) {
	clear(t)
	p := newProxy(t, neo4jtest.Shared(t).URI())
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: p.uri()}, contract(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, id := range []string{"x", "y"} {
		if _, err := s.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{
			{Verb: store.CreateNode, Type: "Enterprise", ID: id, Properties: map[string]any{"name": id, "aliases": []string{}}},
		}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, sets := range []int{1, 40} {
		var batch []store.ChangeSet
		for i := range sets {
			batch = append(batch, agreementOf(fmt.Sprintf("a%d-%d", sets, i), "x", "y"))
		}
		before := p.roundTrips()
		outcomes, err := s.Commit(t.Context(), batch)
		if err != nil {
			t.Fatal(err)
		}
		for _, outcome := range outcomes {
			if outcome.Err != nil {
				t.Fatal(outcome.Err)
			}
		}
		if trips := p.roundTrips() - before; trips > 5 {
			t.Errorf("%d round trips for %d change sets, want 5", trips, sets)
		}
	}
	if got := count(t, s, "Agreement"); got != 41 {
		t.Errorf("%d agreements", got)
	}
}
