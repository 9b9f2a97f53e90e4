package plan

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestSpreadBounds holds what a distribution says to the degrees that it was made of: never less than they are, and never twice it.
func TestSpreadBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		degrees := rapid.SliceOfN(rapid.IntRange(1, 5000), 1, 60).Draw(t, "degrees")
		bound := float64(rapid.IntRange(1, 200).Draw(t, "bound"))
		nodes := rapid.IntRange(1, len(degrees)).Draw(t, "nodes")
		var s Spread
		for _, degree := range degrees {
			s.Move(0, degree+7)
			s.Move(degree+7, degree)
		}
		s.Most = slices.Max(degrees)
		slices.SortFunc(degrees, func(a, b int) int { return cmp.Compare(b, a) })
		all, ends, reached, top := 0.0, 0.0, 0.0, 0.0
		for i, degree := range degrees {
			read := min(float64(degree), bound)
			all, ends, reached = all+read, ends+float64(degree), reached+float64(degree)*read
			if i < nodes {
				top += read
			}
		}
		within := func(name string, got, exact, low, high float64) {
			if got < exact*low-1e-9 || got > exact*high+1e-9 {
				t.Errorf("%s: %g, exactly it is %g", name, got, exact)
			}
		}
		within("top", s.top(float64(nodes), bound), top, 1, 2)
		within("mean", s.mean(bound), all/float64(len(degrees)), 1, 2)
		within("reached", s.reached(bound), reached/ends, 0.5, 4)
	})
}

// TestSpreadFollows takes back what it was told.
func TestSpreadFollows(t *testing.T) {
	var s Spread
	s.Move(0, 1)
	s.Move(1, 2)
	s.Move(2, 1)
	s.Move(1, 0)
	if s.Nodes != (Spread{}.Nodes) || s.Most != 2 || s.top(5, 10) != 0 || s.mean(10) != 0 || s.reached(10) != 0 {
		t.Errorf("%+v", s)
	}
}
