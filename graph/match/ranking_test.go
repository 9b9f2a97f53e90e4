package match

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// numbered orders nodes by their numbers, which stand for ids.
type numbered struct{ Graph }

func (numbered) Compare(a, b Ref) int { return cmp.Compare(a, b) }

// TestPlacesAreSettledInOrder asks for places of a ranking with many ties, in any order, and compares with all of it sorted.
func TestPlacesAreSettledInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRanking(&inquiry{works: works{numbered{}}, room: new(room)})
		n := rapid.IntRange(1, 400).Draw(t, "n")
		for i := range n {
			r.add(verdict{node: Ref(i * 7919 % 401), score: float64(rapid.IntRange(1, 30).Draw(t, "score")), doubtful: i%50 == 0})
		}
		want := slices.Clone(r.verdicts)
		slices.SortFunc(want, func(a, b verdict) int {
			return cmp.Or(cmp.Compare(rank(b.score, b.doubtful), rank(a.score, a.doubtful)), cmp.Compare(a.node, b.node))
		})
		for range 20 {
			if at := rapid.IntRange(0, n-1).Draw(t, "place"); *r.at(at) != want[at] {
				t.Fatalf("at %d stands %+v, want %+v", at, *r.at(at), want[at])
			}
		}
	})
}
