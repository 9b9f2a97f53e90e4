package network

import (
	"cmp"
	"slices"
	"strings"
)

// The relations that make organizations partners, and what joins the parts of one house.
var ventures = []string{"PARTY_TO", "TAKES_PART_IN"}

const partOf = "PART_OF"

// Common is the partners that two organizations have in common, best first, ties by id. It is valid as long as its View.
type Common struct {
	*state
	Partners  []CommonPartner
	Truncated bool // not all relations were looked at, so partners and ventures may be missing
}

// CommonPartner is a house that two others both share agreements or platforms with.
type CommonPartner struct {
	ID     string
	Score  float64 // the harmonic mean of the numbers of shared ventures
	shared [2][]uint32
}

// CommonPartners returns the houses that both organizations share agreements or platforms with. A house is an organization that
// belongs to no other, and all that belongs to it. It looks at no more than so many relations around each of the two. An unknown node,
// or two of one house, have nobody in common.
func (v *View) CommonPartners(of, and string, maxEdges int) Common {
	common := Common{state: v.state}
	var homes [2]uint32
	for i, id := range []string{of, and} {
		number, found := v.number(id)
		if !found {
			return common
		}
		homes[i] = v.house(number)
	}
	if homes[0] == homes[1] {
		return common
	}
	left, whole := v.partners(homes[0], maxEdges)
	right, alsoWhole := v.partners(homes[1], maxEdges)
	common.Truncated = !whole || !alsoWhole
	for house, shared := range left {
		if others := right[house]; others != nil {
			both, one, other := 2*len(shared)*len(others), len(shared), len(others)
			common.Partners = append(common.Partners, CommonPartner{v.id(house), float64(both) / float64(one+other), [2][]uint32{shared, others}})
		}
	}
	slices.SortFunc(common.Partners, func(a, b CommonPartner) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID))
	})
	return common
}

// SameHouse reports whether two organizations belong to one house.
func (v *View) SameHouse(a, b Node) bool { return v.house(a.number) == v.house(b.number) }

// Shared returns how many ventures a partner shares with one of the two organizations, 0 or 1, and the newest of them, ties by id.
func (c Common) Shared(partner CommonPartner, with, atMost int) (newest []string, count int) {
	list := slices.SortedFunc(slices.Values(partner.shared[with]), func(a, b uint32) int {
		return cmp.Or(strings.Compare(c.date(b), c.date(a)), strings.Compare(c.id(a), c.id(b)))
	})
	for _, venture := range list[:min(atMost, len(list))] {
		newest = append(newest, c.id(venture))
	}
	return newest, len(list)
}

// date is when a venture began, as its text; "" when that is not known, which is before all others.
func (s *state) date(venture uint32) string {
	for _, field := range []string{"signedOn", "startsOn", "establishedOn"} {
		if text := s.layout(venture).text(s.record(venture), field); text != "" {
			return text
		}
	}
	return ""
}

// house returns the organization that one belongs to and that belongs to no other. Should organizations belong to each other in a
// circle, it is the one of them whose id comes first.
func (s *state) house(organization uint32) uint32 {
	way := []uint32{organization}
	for {
		above, partial := s.whole(way[len(way)-1])
		if !partial {
			return way[len(way)-1]
		}
		if at := slices.Index(way, above); at >= 0 {
			return slices.MinFunc(way[at:], func(a, b uint32) int { return strings.Compare(s.id(a), s.id(b)) })
		}
		way = append(way, above)
	}
}

// whole returns what an organization is part of. Of several, as two at once can write them, it is the one whose id comes first.
func (s *state) whole(organization uint32) (above uint32, found bool) {
	if wholes := s.far(organization, partOf, false); len(wholes) > 0 {
		return wholes[0].far, true
	}
	return 0, false
}

// below returns a house and all that belongs to it.
func (s *state) below(house uint32) []uint32 {
	all, seen := []uint32{house}, map[uint32]bool{house: true}
	for i := 0; i < len(all); i++ {
		for _, e := range s.far(all[i], partOf, true) {
			if above, _ := s.whole(e.far); above == all[i] && !seen[e.far] {
				seen[e.far], all = true, append(all, e.far)
			}
		}
	}
	return all
}

func (s *state) far(node uint32, relation string, in bool) []edge {
	kind, known := s.link(relation)
	if !known {
		return nil
	}
	return s.toward(node, towards(kind, in))
}

// partners returns the ventures that a house shares with each other one. False: it looked at so many relations that it left off.
func (s *state) partners(home uint32, maxEdges int) (shared map[uint32][]uint32, whole bool) {
	shared = map[uint32][]uint32{}
	seen := map[uint32]bool{}
	for _, member := range s.below(home) {
		for _, relation := range ventures {
			for _, e := range s.far(member, relation, false) {
				parties := s.far(e.far, relation, true)
				if maxEdges -= 1 + len(parties); maxEdges < 0 {
					return shared, false
				}
				if seen[e.far] {
					continue
				}
				seen[e.far] = true
				for _, party := range parties {
					house := s.house(party.far)
					list := shared[house]
					if house != home && (len(list) == 0 || list[len(list)-1] != e.far) {
						shared[house] = append(list, e.far)
					}
				}
			}
		}
	}
	return shared, true
}
