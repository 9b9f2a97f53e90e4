package match

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTheStrongestAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStrongest(rapid.IntRange(1, 9).Draw(t, "most"), func(a, b Ref) int { return int(a) - int(b) })
		var all []pull
		for i := range rapid.IntRange(0, 60).Draw(t, "pulls") {
			p := pull{Ref(i), float64(rapid.IntRange(0, 12).Draw(t, "weight"))}
			all = append(all, p)
			s.offer(p)
		}
		slices.SortFunc(all, s.compare)
		if got := s.ranked(); !slices.Equal(got, all[:min(len(all), s.most)]) {
			t.Fatalf("got %v of %v", got, all)
		}
	})
}
