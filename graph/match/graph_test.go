package match

import (
	"fmt"
	"slices"
	"testing"
)

// houses is a graph in which everybody has units.
type houses struct {
	Graph
	units map[Ref][]Ref
}

func (h houses) AppendRelated(list []Ref, node Ref, _ string, _ bool) []Ref {
	return append(list, h.units[node]...)
}

// TestBelowMeetsEachOnce goes down trees, short and long ones, in which one unit belongs to two and the top to one of its own.
func TestBelowMeetsEachOnce(t *testing.T) {
	for _, wide := range []int{0, 1, 3, fewBelow - 1, fewBelow, fewBelow + 1, 5 * fewBelow} {
		t.Run(fmt.Sprint(wide), func(t *testing.T) {
			h, want := houses{units: map[Ref][]Ref{}}, []Ref{1}
			for i := range Ref(wide) {
				unit, below := 100+i, 1000+i
				want = append(want, unit)
				h.units[1] = append(h.units[1], unit)
				h.units[unit] = []Ref{1, below, 999}
			}
			for i := range wide {
				if want = append(want, Ref(1000+i)); i == 0 {
					want = append(want, 999)
				}
			}
			if got := (works{h}).appendBelow([]Ref{7}, 1, partOf); !slices.Equal(got, append([]Ref{7}, want...)) {
				t.Errorf("got %v, want %v", got[1:], want)
			}
		})
	}
}
