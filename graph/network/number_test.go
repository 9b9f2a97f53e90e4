package network_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"partnergraph/graph/network"
	"partnergraph/schema"
)

// TestNumbersSayWhatIdsSay walks a random graph by numbers and by ids, also after numbers were used again, in a network that followed every
// change and in one that was loaded at the end.
func TestNumbersSayWhatIdsSay(t *testing.T) {
	model := contract(t)
	wholes := 0
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		someHistory(t, r)
		followed, loaded := network.New(model), network.New(model)
		if err := errors.Join(followed.Apply(r.changes), loaded.Load(t.Context(), r)); err != nil {
			t.Fatal(err)
		}
		for _, n := range []*network.Network{followed, loaded} {
			n.View(func(v *network.View) {
				for id := range r.nodes {
					node, _ := v.Node(id)
					if int(node.Number()) >= v.Size() || v.At(node.Number()).ID != id || v.TypeAt(node.Number()) != node.Type {
						t.Fatalf("node %q has the number %d of %q", id, node.Number(), v.At(node.Number()).ID)
					}
				}
				for _, nodeType := range model.Nodes() {
					compareOnly(t, v, r, nodeType)
				}
				for _, relation := range model.Relations() {
					compareFar(t, v, r, relation, false)
					compareFar(t, v, r, relation, true)
				}
			})
		}
		for ref := range r.relations {
			if ref.Type == "PART_OF" {
				wholes++
			}
		}
	})
	if wholes == 0 {
		t.Error("nobody is part of anything")
	}
}

// compareOnly picks the nodes of a type out of all; of an abstract one there are none.
func compareOnly(t *rapid.T, v *network.View, r *recorder, nodeType *schema.Node) {
	var all, want []uint32
	for id, record := range r.nodes {
		node, _ := v.Node(id)
		if all = append(all, node.Number()); record.Type == nodeType.Name {
			want = append(want, node.Number())
		}
	}
	if got := network.Only(all, v, nodeType); !slices.Equal(got, want) {
		t.Fatalf("%v are of type %s, want %v", got, nodeType.Name, want)
	}
}

// compareFar follows the relations of each node by itself, and those of all at once, so often that they are more than are looked up at once.
func compareFar(t *rapid.T, v *network.View, r *recorder, relation *schema.RelationType, in bool) {
	ids := func(numbers []uint32) (list []string) {
		for _, number := range numbers {
			list = append(list, v.At(number).ID)
		}
		return list
	}
	var nodes []uint32
	want := map[uint32][]string{}
	for id := range r.nodes {
		node, _ := v.Node(id)
		var far []string
		for _, other := range node.Related(relation.Type, in) {
			far = append(far, other.ID)
		}
		far = slices.Compact(far)
		got := ids(network.AppendFar([]uint32{node.Number()}, v, node.Number(), relation.Type, in))
		if !slices.Equal(got, append([]string{id}, far...)) {
			t.Fatalf("%s of %q: %v, want %v", relation.Type, id, got, far)
		}
		nodes, want[node.Number()] = append(nodes, node.Number()), far
	}
	nodes = slices.Repeat(nodes, 30)
	list, ends := network.AppendEach([]uint32{7}, []int{7}, v, nodes, relation.Type, in)
	if len(ends) != 1+len(nodes) || list[0] != 7 || ends[0] != 7 {
		t.Fatalf("%v ends at %v", list, ends)
	}
	if list, _ := network.AppendEach(nil, nil, v, nodes, "UNHEARD_OF", in); len(list) > 0 {
		t.Fatalf("an unknown relation leads to %v", ids(list))
	}
	for i, start := 0, 1; i < len(nodes); i, start = i+1, ends[i+1] {
		if got := ids(list[start:ends[i+1]]); !slices.Equal(got, want[nodes[i]]) {
			t.Fatalf("%s of %q among all: %v, want %v", relation.Type, v.At(nodes[i]).ID, got, want[nodes[i]])
		}
	}
}
