package seed

import (
	"testing"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

func TestIdsNeverChange(t *testing.T) {
	if got, want := ID("enterprise/安福环保"), "f9e90fbd-238c-561e-8799-3b022ff9e528"; got != want {
		t.Errorf("the id of 安福环保 is %s, was %s: stores that exist hold the latter", got, want)
	}
}

func TestTheDataFitsTheContract(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	graph, err := Graph(model)
	if err != nil {
		t.Fatal(err)
	}
	if len(graph.Nodes) == 0 || len(graph.Relations) == 0 {
		t.Fatalf("%d records and %d relations", len(graph.Nodes), len(graph.Relations))
	}
	nodes := map[string]bool{}
	for _, node := range graph.Nodes {
		nodes[node.ID] = true
	}
	for _, relation := range graph.Relations {
		if !nodes[relation.From] || !nodes[relation.To] || !nodes[relation.Owner] || relation.Verb != store.Relate {
			t.Errorf("relation %v ends outside the data", relation)
		}
		if want := owner(relation.Type, relation.From, relation.To); relation.Owner != want {
			t.Errorf("the data lets relation %v belong to its other end", relation)
		}
	}
}

// records is how many records the data holds.
func records(t *testing.T) int {
	t.Helper()
	graph, err := Graph(contract(t))
	if err != nil {
		t.Fatal(err)
	}
	return len(graph.Nodes)
}
