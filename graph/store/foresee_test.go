package store_test

import (
	"testing"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// TestForesee says which batches depend on nothing but that what they add is new, and what is there of what they refer to.
func TestForesee(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	need := func(id string) store.Operation {
		return store.Operation{Verb: store.CreateNode, Type: "Need", ID: id, Properties: map[string]any{"title": id, "state": "OPEN"}}
	}
	place := func(id string) store.Operation {
		return store.Operation{Verb: store.CreateNode, Type: "Place", ID: id, Properties: map[string]any{"name": id, "level": "CITY"}}
	}
	relate := func(kind, from, to string) store.Operation {
		return store.Operation{Verb: store.Relate, Type: kind, From: from, To: to}
	}
	set := func(operations ...store.Operation) store.ChangeSet {
		return store.ChangeSet{Actor: "anna", Mutation: "test", Operations: operations}
	}
	expecting := set(need("n"))
	expecting.Expect = []store.Version{{ID: "x", Version: 1}}
	for _, c := range []struct {
		name  string
		batch []store.ChangeSet
		plain bool
		there []string
	}{
		{"nothing", nil, true, nil},
		{"a record", []store.ChangeSet{set(need("n"))}, true, nil},
		{"a record of one from before", []store.ChangeSet{set(need("n"), relate("HAS_NEED", "x", "n"))}, true, []string{"x"}},
		{"of one that came with the batch", []store.ChangeSet{set(place("p")), set(place("q"), relate("LIES_IN", "q", "p"))}, true, nil},
		{"a relation between two from before", []store.ChangeSet{set(relate("HAS_NEED", "x", "n"))}, false, nil},
		{"the only relation of one from before", []store.ChangeSet{set(need("n"), relate("LOCATED_IN", "x", "n"))}, false, nil},
		{"one from before as two types", []store.ChangeSet{set(need("n"), relate("HAS_NEED", "x", "n")), set(need("m"), relate("HAS_NEED", "m", "x"))}, false, nil},
		{"one that is referred to before it is created", []store.ChangeSet{set(need("n"), relate("HAS_NEED", "x", "n")), set(need("x"))}, false, nil},
		{"a change", []store.ChangeSet{set(store.Operation{Verb: store.UpdateNode, Type: "Need", ID: "n"})}, false, nil},
		{"a deletion", []store.ChangeSet{set(store.Operation{Verb: store.DeleteNode, Type: "Need", ID: "n"})}, false, nil},
		{"an expected version", []store.ChangeSet{expecting}, false, nil},
		{"what does not fit the contract", []store.ChangeSet{set(store.Operation{Verb: store.CreateNode, Type: "Nonsense", ID: "n"})}, false, nil},
	} {
		facts, plain := store.Foresee(model, c.batch)
		if plain != c.plain || len(facts.Nodes) != len(c.there) {
			t.Errorf("%s: %v, %v", c.name, facts.Nodes, plain)
		}
		for _, id := range c.there {
			if facts.Nodes[id].Type == "" {
				t.Errorf("%s: nothing is supposed of %s", c.name, id)
			}
		}
	}
}
