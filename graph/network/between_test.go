package network_test

import (
	"fmt"
	"slices"
	"testing"

	"partnergraph/graph/network"
)

// TestBetween finds the agreements between just some organizations, and reads the records of none of the others that these have.
func TestBetween(t *testing.T) {
	r := newRecorder(contract(t))
	for _, id := range []string{"e", "f", "g", "alone"} {
		r.write(create("Enterprise", id, props{"name": id}))
	}
	register := func(id string, parties ...string) {
		r.write(create("Agreement", id, props{"title": "联合研究", "kind": "LICENSING", "status": "SIGNED"}))
		for _, party := range parties {
			r.write(relate("PARTY_TO", party, id, props{"role": "PARTNER"}))
		}
	}
	register("c", "e", "f")
	register("b", "f", "e", "g")
	register("a", "f", "e")
	register("d", "g", "e", "f")
	var others []string
	for i := range 100 {
		id := fmt.Sprintf("x%03d", i)
		register(id, []string{"e", "f"}[i%2], []string{"alone", "g"}[i/2%2])
		others = append(others, id)
	}
	n := network.New(r.model)
	if err := n.Sync(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	for _, id := range others {
		n.Shut(id)
	}
	n.View(func(v *network.View) {
		for _, c := range []struct {
			relation  string
			ids, want []string
		}{
			{"PARTY_TO", []string{"e", "f"}, []string{"a", "c"}},
			{"PARTY_TO", []string{"e", "f", "g"}, []string{"b", "d"}},
			{"PARTY_TO", []string{"alone", "f", "g"}, nil},
			{"PARTY_TO", []string{"e", "nobody"}, nil},
			{"NOTHING", []string{"e", "f"}, nil},
			{"PARTY_TO", nil, nil},
		} {
			var got []string
			for _, node := range v.Between(c.relation, c.ids) {
				got = append(got, node.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s from %v: %v, want %v", c.relation, c.ids, got, c.want)
			}
		}
	})
}
