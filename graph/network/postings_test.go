package network

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// TestPostingsAreASet packs many nodes or few, lets nodes come and go, and asks for all and for some.
func TestPostingsAreASet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.SampledFrom([]uint32{1, 3, 200, 40_000}).Draw(t, "step")
		node := rapid.Custom(func(t *rapid.T) uint32 { return rapid.Uint32Range(0, 1500).Draw(t, "node") * step })
		want := map[uint32]bool{}
		for _, n := range rapid.SliceOfN(node, 0, 1200).Draw(t, "packed") {
			want[n] = true
		}
		var steps stepped
		for _, n := range slices.Sorted(maps.Keys(want)) {
			steps.add(n)
			steps.add(n)
		}
		p := postings{packed: string(pack(nil, steps.bytes, steps.count)), count: steps.count}
		for _, n := range rapid.SliceOfN(node, 0, 400).Draw(t, "changed") {
			if want[n] {
				p.withdraw(n)
				p.withdraw(n)
				delete(want, n)
			} else {
				p.insert(n)
				p.insert(n)
				want[n] = true
			}
		}
		all := slices.Sorted(maps.Keys(want))
		if diff := cmp.Diff(append([]uint32{7}, all...), appendPosted([]uint32{7}, &p)); diff != "" || p.size() != len(all) {
			t.Fatalf("%d nodes (-want +got):\n%s", p.size(), diff)
		}
		asked := rapid.SliceOfN(node, 0, 30).Draw(t, "asked")
		slices.Sort(asked)
		var some []uint32
		for _, n := range asked {
			if want[n] {
				some = append(some, n)
			}
		}
		if diff := cmp.Diff(some, p.among(asked), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("of %v (-want +got):\n%s", asked, diff)
		}
	})
}

// TestPostingsAreSmall bounds what a node takes that stands in a text in twenty, and that changes are packed as well.
func TestPostingsAreSmall(t *testing.T) {
	var p postings
	for i := range uint32(10_000) {
		p.insert(20 * i)
	}
	p.tidy()
	if waiting := len(p.since.came); waiting > 10_000/8 {
		t.Errorf("%d of %d are not packed", waiting, p.size())
	}
	if bytes := float64(len(p.packed)) / float64(p.count); bytes > 1.1 {
		t.Errorf("%.2f bytes a node", bytes)
	}
}
