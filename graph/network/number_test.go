package network_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"partnergraph/graph/network"
)

// TestNumbersSayWhatIdsSay walks a random graph by numbers and by ids, also after numbers were used again.
func TestNumbersSayWhatIdsSay(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		someHistory(t, r)
		n := network.New(model)
		if err := n.Apply(r.changes); err != nil {
			t.Fatal(err)
		}
		n.View(func(v *network.View) {
			ids := func(numbers []uint32) (list []string) {
				for _, number := range numbers {
					list = append(list, v.At(number).ID)
				}
				return list
			}
			for id := range r.nodes {
				node, _ := v.Node(id)
				if int(node.Number()) >= v.Size() || v.At(node.Number()).ID != id || v.TypeAt(node.Number()) != node.Type {
					t.Fatalf("node %q has the number %d of %q", id, node.Number(), v.At(node.Number()).ID)
				}
				for _, relation := range model.Relations() {
					var far []string
					for _, other := range node.Related(relation.Type, true) {
						far = append(far, other.ID)
					}
					got := ids(network.AppendFar([]uint32{node.Number()}, v, node.Number(), relation.Type, true))
					if want := append([]string{id}, slices.Compact(far)...); !slices.Equal(got, want) {
						t.Fatalf("%s of %q: %v, want %v", relation.Type, id, got, want)
					}
				}
			}
		})
	})
}
