package match

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTallyCountsAsAMapDoes also meets nodes again after clearing, few and many of them.
func TestTallyCountsAsAMapDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally, want := newTally(), map[Ref]float64{}
		for range rapid.IntRange(0, 300).Draw(t, "steps") {
			node := Ref(rapid.Uint32Range(0, 1<<31).Draw(t, "node") >> rapid.IntRange(0, 31).Draw(t, "bits"))
			switch number := float64(rapid.IntRange(1, 5).Draw(t, "number")); rapid.IntRange(0, 20).Draw(t, "what") {
			case 0:
				tally.clear()
				clear(want)
			case 1, 2, 3:
				tally.raise(node, number)
				want[node] = max(want[node], number)
			default:
				tally.add(node, number)
				want[node] += number
			}
			if tally.of(node) != want[node] || len(tally.touched) != len(want) {
				t.Fatalf("%d of %d nodes; %g for %d, want %g", len(tally.touched), len(want), tally.of(node), node, want[node])
			}
		}
		list := tally.largest(len(want)+1, func(a, b Ref) int { return int(a) - int(b) })
		for i, node := range list {
			if tally.of(node) != want[node] || i > 0 && (want[list[i-1]] < want[node] || want[list[i-1]] == want[node] && list[i-1] > node) {
				t.Fatalf("%v is not in order", list)
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(list)), slices.Sorted(slices.Values(tally.touched))) {
			t.Fatal("some are missing")
		}
	})
}
