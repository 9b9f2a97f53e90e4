package network

import "slices"

// This file keeps the history fresh: while changes are followed it is noted what they touch; at their end, what rests on that is worked out.

// touch notes that a node is new or has other texts.
func (s *state) touch(node uint32) {
	if s.kinds[node] == s.layoutOf["Agreement"] {
		s.history.stale[node] = true
	}
}

// touchParty notes that a relation of the kind came or went between the two. Who is party to a new agreement is seen when that is described.
func (s *state) touchParty(kind uint8, from, to uint32) {
	switch kind {
	case s.linkOf["PARTY_TO"]:
		if _, described := s.history.known(to); described || !s.history.stale[to] {
			s.history.stale[from] = true
		}
	case s.linkOf[partOf]:
		s.history.stale[to] = true
	}
}

// forget takes a node out that is about to be removed.
func (s *state) forget(node uint32) {
	h := &s.history
	delete(h.stale, node)
	delete(h.sums, node)
	if _, known := h.known(node); !known {
		return
	}
	h.set(node, nil)
	h.deeds[h.slots[node]-1] = deeds{}
	if layout := s.kinds[node]; slices.Contains(h.leaders[layout], node) {
		s.rank(layout) // another one takes its place
	}
	h.free = append(h.free, h.slots[node])
	h.slots[node] = 0
}

// manyAgreements is from how many agreements on an organization's are not all looked at for each new one.
const manyAgreements = 64

// joining is an organization that is party to a new agreement, by itself or by a unit.
type joining struct {
	organization, agreement uint32
	inFull                  bool
}

// catchUp works out anew what rests on the nodes that changed. When as many agreements changed as the basis was made for, it is made
// anew; until then new texts are seen with the eyes of the old.
func (s *state) catchUp() {
	h := &s.history
	agreement := s.layoutOf["Agreement"]
	var anew []uint32 // organizations of which all agreements are looked at
	var joined []joining
	for node := range h.stale {
		if s.kinds[node] != agreement {
			anew = append(anew, s.houses(node)...)
			continue
		}
		h.changed++
		_, described := h.known(node)
		h.slot(s, node)
		s.describe(node, h.reader)
		if !described {
			joined = s.appendJoined(joined, node)
			continue
		}
		for _, e := range s.partiesTo(node) {
			anew = append(anew, s.houses(e.far)...)
		}
	}
	if h.changed > h.fitted {
		s.learn()
		return
	}
	for _, j := range joined {
		if h.sums[j.organization] == nil {
			anew = append(anew, j.organization)
		}
	}
	slices.Sort(anew)
	anew = slices.Compact(anew)
	for _, organization := range anew {
		s.countAnew(organization)
	}
	for _, j := range joined {
		if _, counted := slices.BinarySearch(anew, j.organization); !counted {
			s.countIn(j)
		}
	}
	clear(h.stale)
}

// houses are an organization and those that it is part of.
func (s *state) houses(organization uint32) []uint32 {
	return s.follows(organization, towards(s.linkOf[partOf], false))
}

func (s *state) partiesTo(agreement uint32) []edge {
	return along(s.edges(agreement), towards(s.linkOf["PARTY_TO"], true))
}

// appendJoined appends whose history a new agreement becomes part of, each once.
func (s *state) appendJoined(list []joining, agreement uint32) []joining {
	start := len(list)
	for _, e := range s.partiesTo(agreement) {
		inFull := !supporting(s.role(e))
		for _, organization := range s.houses(e.far) {
			at := slices.IndexFunc(list[start:], func(j joining) bool { return j.organization == organization })
			if at < 0 {
				at, list = len(list)-start, append(list, joining{organization: organization, agreement: agreement})
			}
			list[start+at].inFull = list[start+at].inFull || inFull
		}
	}
	return list
}

// countAnew looks at all agreements of an organization, and keeps what they come to when they are many.
func (s *state) countAnew(organization uint32) {
	h, before := &s.history, s.deedsOf(organization).agreements
	h.slot(s, organization)
	if sum := s.recount(organization); s.deedsOf(organization).agreements >= h.many {
		h.sums[organization] = &sum
	} else {
		delete(h.sums, organization)
	}
	s.reseat(organization, before)
}

// countIn adds a new agreement to what those before it come to.
func (s *state) countIn(j joining) {
	h, before := &s.history, s.deedsOf(j.organization).agreements
	sum := h.sums[j.organization]
	about, _ := h.known(j.agreement)   // it was described,
	slot, _ := h.known(j.organization) // and counted before
	sum.Add(h.vector(about))
	h.set(j.organization, sum.Vector())
	own := &h.deeds[slot]
	own.agreements++
	if j.inFull {
		own.full++
	}
	s.reseat(j.organization, before)
}

// reseat puts an organization where it belongs among the leaders.
func (s *state) reseat(organization uint32, before uint32) {
	layout := s.kinds[organization]
	list := &s.history.leaders[layout]
	now := s.deedsOf(organization).agreements
	at := slices.Index(*list, organization)
	if at >= 0 && now < before {
		s.rank(layout) // another one may take its place
		return
	}
	if at >= 0 {
		*list = slices.Delete(*list, at, at+1)
	}
	if now == 0 {
		return
	}
	at, _ = slices.BinarySearchFunc(*list, organization, s.byExperience)
	*list = slices.Insert(*list, at, organization)
	*list = (*list)[:min(len(*list), maxLeaders)]
}
