package match

import "slices"

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
	switch { // ids are dear, and few pulls are equal
	case a.weight > b.weight:
		return -1
	case a.weight < b.weight:
		return 1
	}
	return s.byID(a.node, b.node)
}

// offer keeps a pull if it is strong enough; most are not, and are told so at once.
func (s *strongest) offer(p pull) {
	if len(s.kept) < s.most || p.weight >= s.kept[0].weight {
		s.keep(p)
	}
}

func (s *strongest) keep(p pull) {
	if len(s.kept) < s.most {
		if s.kept = append(s.kept, p); len(s.kept) == s.most {
			for at := s.most/2 - 1; at >= 0; at-- {
				s.sink(s.kept[at], at)
			}
		}
		return
	}
	if s.compare(p, s.kept[0]) < 0 {
		s.sink(p, 0)
	}
}

// sink puts a pull at a place of the heap, and down from there to where all below are stronger.
func (s *strongest) sink(p pull, at int) {
	for {
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
