package network_test

import (
	"slices"
	"testing"

	"partnergraph/graph/network"
)

// TestIDsAreFoundTogetherAsOneByOne looks up more ids than are looked up at once, half of which are nobody's, of nodes so many that most do not
// stand where their hashes would like to.
func TestIDsAreFoundTogetherAsOneByOne(t *testing.T) {
	const nodes = 3_000
	n := network.New(contract(t))
	if err := n.Load(t.Context(), newLibrary(nodes)); err != nil {
		t.Fatal(err)
	}
	n.View(func(v *network.View) {
		ids := []string{""}
		var want []uint32
		for i := range 2 * nodes {
			ids = append(ids, id(i))
			if node, found := v.Node(id(i)); found {
				want = append(want, node.Number())
			}
		}
		if got := v.Numbers(ids); len(want) != nodes || !slices.Equal(got, want) {
			t.Errorf("%d nodes of %d", len(got), len(want))
		}
	})
	network.New(contract(t)).View(func(v *network.View) {
		if got := v.Numbers([]string{"a", "b"}); len(got) > 0 {
			t.Errorf("%v in an empty network", got)
		}
	})
}
