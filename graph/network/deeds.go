package network

import (
	"cmp"
	"slices"

	"partnergraph/graph/network/topic"
	"partnergraph/schema"
)

// deeds is in how many agreements an organization took part, and in how many of them in full: not by support, money or rooms alone.
type deeds struct{ agreements, full uint32 }

// maxLeaders is how many organizations of a type are kept as the most experienced.
const maxLeaders = 512

// parties are the organizations that are party to agreements, or whose units are.
func (s *state) parties() []uint32 {
	var list []uint32
	for _, t := range s.organization.Types {
		for _, organization := range s.all(s.layoutOf[t.Name]) {
			if s.isParty(organization) {
				list = append(list, organization)
			}
		}
	}
	return list
}

func (s *state) isParty(organization uint32) bool { return len(s.partiesOf(organization)) > 0 }

// partiesOf returns the edges that lead from an organization and its units to their agreements, those to one agreement side by side. They
// are not to be changed.
func (s *state) partiesOf(organization uint32) []edge {
	partyTo := towards(s.linkOf["PARTY_TO"], false)
	own := along(s.edges(organization), partyTo)
	units := s.follows(organization, towards(s.linkOf[partOf], true))
	if len(units) == 1 {
		return own
	}
	var all []edge
	for _, unit := range units {
		all = append(all, along(s.edges(unit), partyTo)...)
	}
	slices.SortFunc(all, func(a, b edge) int { return cmp.Compare(a.far, b.far) })
	return all
}

// follows returns a node and all that a direction leads to from there, each once.
func (s *state) follows(node uint32, d direction) []uint32 {
	found := []uint32{node}
	for i := 0; i < len(found); i++ {
		for _, e := range s.toward(found[i], d) {
			if !slices.Contains(found, e.far) {
				found = append(found, e.far)
			}
		}
	}
	return found
}

// recount works out an organization's deeds and profile, of which the agreements are described, and returns what these come to.
func (s *state) recount(organization uint32) (sum topic.Sum) {
	slot, known := s.history.known(organization)
	if !known {
		return sum
	}
	var d deeds
	for rest := s.partiesOf(organization); len(rest) > 0; {
		agreement, inFull, parts := rest[0].far, false, 0
		for ; parts < len(rest) && rest[parts].far == agreement; parts++ { // one may be a party in several roles, and several units one
			inFull = inFull || !supporting(s.role(rest[parts]))
		}
		rest = rest[parts:]
		d.agreements++
		if inFull {
			d.full++
		}
		if at, known := s.history.known(agreement); known {
			sum.Add(s.history.vector(at))
		}
	}
	s.history.deeds[slot] = d
	s.history.set(organization, sum.Vector())
	return sum
}

func (s *state) role(e edge) string {
	return s.of(e.direction()).layout.text(s.carried.texts[e.properties()], "role")
}

// supporting reports whether a party's role is to help others do the work.
func supporting(role string) bool {
	switch role {
	case "TECHNICAL_SUPPORT", "FUNDER", "HOST":
		return true
	}
	return false
}

// rank finds the most experienced organizations of a layout.
func (s *state) rank(layout uint8) {
	var list []uint32
	for _, organization := range s.all(layout) {
		if s.deedsOf(organization).agreements > 0 {
			list = append(list, organization)
		}
	}
	slices.SortFunc(list, s.byExperience)
	s.history.leaders[layout] = slices.Clone(list[:min(len(list), maxLeaders)])
}

func (s *state) byExperience(a, b uint32) int {
	if c := cmp.Compare(s.deedsOf(b).agreements, s.deedsOf(a).agreements); c != 0 {
		return c
	}
	return s.compareIDs(a, b)
}

func (s *state) deedsOf(organization uint32) deeds {
	if slot, known := s.history.known(organization); known {
		return s.history.deeds[slot]
	}
	return deeds{}
}

// DeedsAt returns how many agreements the organization of a Number and its units are party to, and in how many of them one of them does
// its part of the work.
func (v *View) DeedsAt(number uint32) (agreements, full int) {
	d := v.deedsOf(number)
	return int(d.agreements), int(d.full)
}

// AppendLeaders appends the Numbers of a concrete type's organizations with the most agreements, most first, at most 512.
func AppendLeaders[Number ~uint32](list []Number, v *View, t *schema.Node) []Number {
	if layout, known := v.layoutOf[t.Name]; known {
		for _, number := range v.history.leaders[layout] {
			list = append(list, Number(number))
		}
	}
	return list
}
