package network_test

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/network"
	"partnergraph/graph/network/meaning"
	"partnergraph/graph/store"
)

// TestNearestFollowsTheLog holds what is found to what the records of the store state, in a network that followed every change and in one
// that was loaded at the end.
func TestNearestFollowsTheLog(t *testing.T) {
	model := contract(t)
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		followed, loaded := network.New(model), network.New(model)
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			r.write(someStatement(t, r))
			if rapid.Bool().Draw(t, "follow") {
				if err := followed.Sync(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
		}
		to := meaning.Statement(someText().Draw(t, "asked"), "").Vector().Mark()
		types := [][]string{{"Capability"}, {"Need"}, {"Capability", "Need"}}[rapid.IntRange(0, 2).Draw(t, "types")]
		most := rapid.IntRange(0, 4).Draw(t, "most")
		want := nearest(r, to, most, types)
		found += len(want)
		if err := errors.Join(followed.Sync(t.Context(), r), loaded.Load(t.Context(), r)); err != nil {
			t.Fatal(err)
		}
		for _, n := range []*network.Network{followed, loaded} {
			n.View(func(v *network.View) {
				got := []string{"before"}
				for _, number := range network.AppendNearest([]uint32{0}, v, to, most, types...)[1:] {
					got = append(got, v.IDAt(number))
				}
				if diff := gocmp.Diff(append([]string{"before"}, want...), got); diff != "" {
					t.Fatal(diff)
				}
				for id, node := range r.nodes {
					if !slices.Contains([]string{"Capability", "Need"}, node.Type) {
						continue
					}
					at, _ := v.Node(id)
					stated := append([]uint32{1}, meaning.AppendVector([]uint32(nil), statement(node.Properties).Vector())...)
					if diff := gocmp.Diff(stated, network.AppendMeaning([]uint32{1}, v, at.Number())); diff != "" {
						t.Fatalf("%s:\n%s", id, diff)
					}
					if title, _ := node.Properties["title"].(string); at.Text("title") != title {
						t.Fatalf("%s is called %q, want %q", id, at.Text("title"), title)
					}
				}
			})
		}
	})
	if found == 0 {
		t.Error("nobody stated anything")
	}
}

// someStatement draws a change of what somebody states.
func someStatement(t *rapid.T, r *recorder) store.Operation {
	id := rapid.SampledFrom(someIDs[:5]).Draw(t, "id")
	node, exists := r.nodes[id]
	switch {
	case exists && rapid.Bool().Draw(t, "goes"):
		return store.Operation{Verb: store.DeleteNode, Type: node.Type, ID: id}
	case exists:
		field := rapid.SampledFrom([]string{"title", "description"}).Draw(t, "field")
		return store.Operation{Verb: store.UpdateNode, Type: node.Type, ID: id, Properties: props{field: someText().Draw(t, "text")}}
	case rapid.Bool().Draw(t, "needed"):
		return create("Need", id, props{"title": someText().Draw(t, "text"), "state": "OPEN"})
	default:
		return create("Capability", id, props{"title": someText().Draw(t, "text"), "description": someText().Draw(t, "description")})
	}
}

func statement(properties props) *meaning.Words {
	title, _ := properties["title"].(string)
	description, _ := properties["description"].(string)
	return meaning.Statement(title, description)
}

// TestWhatACapabilityMeansIsKept finds that nobody reads its texts again, for which there would have to be room.
func TestWhatACapabilityMeansIsKept(t *testing.T) {
	r := newRecorder(contract(t))
	r.write(create("Capability", "c", props{"title": "废旧塑料循环利用", "description": "残膜除杂清洗"}))
	n := network.New(contract(t))
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	n.View(func(v *network.View) {
		at, _ := v.Node("c")
		list := network.AppendMeaning([]uint32(nil), v, at.Number())
		if len(list) != meaning.Packed {
			t.Fatalf("%d numbers", len(list))
		}
		if allocations := testing.AllocsPerRun(10, func() { network.AppendMeaning(list[:0], v, at.Number()) }); allocations != 0 {
			t.Errorf("%.0f allocations", allocations)
		}
	})
}

// nearest looks at every record.
func nearest(r *recorder, to meaning.Mark, most int, types []string) []string {
	type record struct {
		kind, apart int
		id          string
	}
	var all []record
	for id, node := range r.nodes {
		mark := statement(node.Properties).Vector().Mark()
		if kind := slices.Index(types, node.Type); kind >= 0 && mark != (meaning.Mark{}) {
			all = append(all, record{kind, mark.Apart(&to), id})
		}
	}
	slices.SortFunc(all, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.kind, b.kind), strings.Compare(a.id, b.id))
	})
	var ids []string
	for _, record := range all[:min(most, len(all))] {
		ids = append(ids, record.id)
	}
	return ids
}
