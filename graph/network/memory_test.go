package network_test

import (
	"slices"
	"sync"
	"testing"

	"partnergraph/graph/network"
)

// remembering is a network of nodes alone.
func remembering(t *testing.T, size int) *network.Network {
	n := network.New(contract(t))
	if err := n.Load(t.Context(), newLibrary(size)); err != nil {
		t.Fatal(err)
	}
	return n
}

// listOf is what the tests remember of a node: lists of many lengths.
func listOf(number uint32, fact uint8) []uint32 {
	list := make([]uint32, int(number+7*uint32(fact))%40)
	for i := range list {
		list[i] = number<<8 + uint32(fact) + uint32(i)
	}
	return list
}

// TestRecalledTogetherAsOneByOne remembers something of every third node, and asks for more nodes than are looked up at once, some of which
// lie where nothing was ever remembered, and one of which there is none.
func TestRecalledTogetherAsOneByOne(t *testing.T) {
	remembering(t, 2_000).View(func(v *network.View) {
		nodes, known := []uint32{1 << 30}, 0
		for number := range uint32(v.Size()) {
			if nodes = append(nodes, number); number%3 == 0 && number < 500 {
				network.RememberList(v, number, 2, listOf(number, 2))
			}
		}
		slices.Reverse(nodes)
		got := network.AppendRecalled([][]uint32{{1}}, v, nodes, 2)
		if len(got) != 1+len(nodes) || !slices.Equal(got[0], []uint32{1}) {
			t.Fatalf("%d facts of %d nodes after %v", len(got)-1, len(nodes), got[0])
		}
		for i, node := range nodes {
			want := network.RecallList(v, node, 2)
			if !slices.Equal(got[1+i], want) || (got[1+i] == nil) != (want == nil) {
				t.Fatalf("%v of node %d, want %v", got[1+i], node, want)
			}
			if want != nil {
				known++
			}
		}
		if known != 167 {
			t.Errorf("%d facts", known)
		}
	})
}

// TestListsAreRecalledAsTheyWereRemembered remembers lists of all nodes from several sides at once, so that shelves are replaced while
// others read them, and each list twice.
func TestListsAreRecalledAsTheyWereRemembered(t *testing.T) {
	remembering(t, 600).View(func(v *network.View) {
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				for number := range uint32(v.Size()) {
					for fact := range uint8(network.Lists) {
						if known := network.RecallList(v, number, fact); known == nil {
							network.RememberList(v, number, fact, listOf(number, fact))
						}
						if got := network.RecallList(v, number, fact); got == nil || !slices.Equal(got, listOf(number, fact)) {
							t.Errorf("fact %d of node %d: %v", fact, number, got)
							return
						}
					}
				}
			})
		}
		all.Wait()
		for number := range uint32(v.Size()) {
			for fact := range uint8(network.Lists) {
				if got := network.RecallList(v, number, fact); got == nil || !slices.Equal(got, listOf(number, fact)) {
					t.Fatalf("fact %d of node %d: %v", fact, number, got)
				}
			}
		}
	})
}
