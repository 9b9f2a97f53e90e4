package match

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTallyCountsAsAMapDoes also meets nodes again after clearing, few and many of them, more or fewer than were expected.
func TestTallyCountsAsAMapDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally, want := newTally(), map[Ref]float64{}
		for range rapid.IntRange(0, 300).Draw(t, "steps") {
			node := Ref(rapid.Uint32Range(0, 1<<31).Draw(t, "node") >> rapid.IntRange(0, 31).Draw(t, "bits"))
			switch number := float64(rapid.IntRange(1, 5).Draw(t, "number")); rapid.IntRange(0, 20).Draw(t, "what") {
			case 0:
				tally.clear()
				clear(want)
			case 1:
				tally.expect(rapid.IntRange(0, 200).Draw(t, "more"))
				continue
			case 2, 3, 4:
				at := tally.at(node)
				*at = max(*at, number)
				want[node] = max(want[node], number)
			default:
				tally.add(node, number)
				want[node] += number
			}
			if tally.of(node) != want[node] || len(tally.touched) != len(want) {
				t.Fatalf("%d of %d nodes; %g for %d, want %g", len(tally.touched), len(want), tally.of(node), node, want[node])
			}
		}
		var list []Ref
		most := rapid.IntRange(0, len(want)+1).Draw(t, "most")
		tally.descend(most, func(a, b Ref) int { return int(a) - int(b) }, func(node Ref) bool {
			list = append(list, node)
			return true
		})
		for i, node := range list {
			if tally.of(node) != want[node] || i > 0 && (want[list[i-1]] < want[node] || want[list[i-1]] == want[node] && list[i-1] > node) {
				t.Fatalf("%v is not in order", list)
			}
		}
		all := slices.Clone(tally.touched)
		slices.SortFunc(all, func(a, b Ref) int { return cmp.Or(cmp.Compare(want[b], want[a]), cmp.Compare(a, b)) })
		if !slices.Equal(list, all[:min(most, len(all))]) {
			t.Fatalf("%v of %v", list, all)
		}
	})
}
