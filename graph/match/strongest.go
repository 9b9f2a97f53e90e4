package match

import (
	"cmp"
	"slices"
)

// strongest keeps the pulls of the greatest weight out of many, ties by id.
type strongest struct {
	most int
	byID func(a, b Ref) int
	kept []pull // a heap, the weakest on top
}

func newStrongest(most int, byID func(a, b Ref) int) *strongest {
	return &strongest{most: most, byID: byID, kept: make([]pull, 0, most)}
}

// compare puts the stronger first.
func (s *strongest) compare(a, b pull) int {
	if c := cmp.Compare(b.weight, a.weight); c != 0 {
		return c // ids are dear, and few pulls are equal
	}
	return s.byID(a.node, b.node)
}

func (s *strongest) offer(p pull) {
	if len(s.kept) < s.most {
		s.kept = append(s.kept, p)
		if len(s.kept) == s.most {
			slices.SortFunc(s.kept, func(a, b pull) int { return s.compare(b, a) }) // which is a heap
		}
		return
	}
	if s.compare(p, s.kept[0]) >= 0 {
		return
	}
	at := 0
	for { // down to where all below are stronger
		weaker := 2*at + 1
		if weaker+1 < len(s.kept) && s.compare(s.kept[weaker+1], s.kept[weaker]) > 0 {
			weaker++
		}
		if weaker >= len(s.kept) || s.compare(s.kept[weaker], p) <= 0 {
			break
		}
		s.kept[at] = s.kept[weaker]
		at = weaker
	}
	s.kept[at] = p
}

// ranked returns what was kept, the strongest first.
func (s *strongest) ranked() []pull {
	slices.SortFunc(s.kept, s.compare)
	return s.kept
}
