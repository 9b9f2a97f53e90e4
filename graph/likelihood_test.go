package graph_test

import (
	"fmt"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/seed"
)

// TestLikelihoodNeedsHistory asks the same of the 2020 data, which are too few to say how likely a match is, and with 300 agreements more.
func TestLikelihoodNeedsHistory(t *testing.T) {
	h := newHouse(t)
	const likely = `{ findPartners(text: "废旧塑料循环利用", kinds: [UNIVERSITY], first: 1) { nodes { likelihood { band from to } } } }`
	var answer struct {
		FindPartners struct {
			Nodes []struct {
				Likelihood *struct {
					Band     string
					From, To float64
				}
			}
		}
	}
	if err := h.ask(t.Context(), likely, nil, &answer); err != nil {
		t.Fatal(err)
	}
	if nodes := answer.FindPartners.Nodes; len(nodes) != 1 || nodes[0].Likelihood != nil {
		t.Errorf("of few agreements: %+v", nodes)
	}
	var operations []store.Operation
	for i := range 300 {
		id := fmt.Sprintf("history-%d", i)
		operations = append(operations,
			store.Operation{Verb: store.CreateNode, Type: "Agreement", ID: id, Properties: map[string]any{
				"title": []string{"废旧塑料造粒", "碳纤维织造"}[i%2], "kind": "JOINT_RESEARCH", "status": "ACTIVE",
			}},
			store.Operation{Verb: store.Relate, Type: "PARTY_TO", From: seed.ID("university/湖南文理学院"), To: id, Properties: map[string]any{"role": "PARTNER"}})
	}
	if _, err := h.store.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test", Operations: operations}); err != nil {
		t.Fatal(err)
	}
	if err := h.ask(t.Context(), likely, nil, &answer); err != nil {
		t.Fatal(err)
	}
	if nodes := answer.FindPartners.Nodes; len(nodes) != 1 || nodes[0].Likelihood == nil || nodes[0].Likelihood.Band == "" ||
		nodes[0].Likelihood.From >= nodes[0].Likelihood.To {
		t.Errorf("of many: %+v", nodes)
	}
}
