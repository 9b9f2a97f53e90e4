package network_test

import (
	"slices"
	"testing"

	"partnergraph/graph/network"
)

// TestRecalledTogetherAsOneByOne remembers something of every third node, and asks for more nodes than are looked up at once, some of which
// lie where nothing was ever remembered, and one of which there is none.
func TestRecalledTogetherAsOneByOne(t *testing.T) {
	n := network.New(contract(t))
	if err := n.Load(t.Context(), newLibrary(2_000)); err != nil {
		t.Fatal(err)
	}
	n.View(func(v *network.View) {
		nodes, known := []uint32{1 << 30}, 0
		for number := range uint32(v.Size()) {
			if nodes = append(nodes, number); number%3 == 0 && number < 500 {
				v.Remember(number, 2, int(number))
			}
		}
		slices.Reverse(nodes)
		got := network.AppendRecalled([]any{"before"}, v, nodes, 2)
		if len(got) != 1+len(nodes) || got[0] != "before" {
			t.Fatalf("%d facts of %d nodes after %v", len(got)-1, len(nodes), got[0])
		}
		for i, node := range nodes {
			if want := v.Recall(node, 2); got[1+i] != want {
				t.Fatalf("%v of node %d, want %v", got[1+i], node, want)
			} else if want != nil {
				known++
			}
		}
		if known != 167 {
			t.Errorf("%d facts", known)
		}
	})
}
