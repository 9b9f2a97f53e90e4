package network

import "slices"

// This file keeps the history fresh: while changes are followed it is noted what they touch; at their end, what rests on that is worked out.

// touch notes that a node is new or has other texts.
func (s *state) touch(node uint32) {
	if s.kinds[node] == s.layoutOf["Agreement"] {
		s.history.stale[node] = true
	}
}

// touchParty notes that a relation of the kind came or went between the two.
func (s *state) touchParty(kind uint8, from, to uint32) {
	switch kind {
	case s.linkOf["PARTY_TO"]:
		s.history.stale[from] = true
	case s.linkOf[partOf]:
		s.history.stale[to] = true
	}
}

// forget takes a node out that is about to be removed.
func (s *state) forget(node uint32) {
	h := &s.history
	delete(h.stale, node)
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

// catchUp works out anew what rests on the nodes that changed. When as many agreements changed as the basis was made for, it is made
// anew; until then new texts are seen with the eyes of the old.
func (s *state) catchUp() {
	h := &s.history
	agreement := s.layoutOf["Agreement"]
	var organizations []uint32
	for node := range h.stale {
		if s.kinds[node] != agreement {
			organizations = append(organizations, node)
			continue
		}
		h.changed++
		h.slot(s, node)
		s.describe(node, h.reader)
		for _, e := range along(s.edges(node), towards(s.linkOf["PARTY_TO"], true)) {
			organizations = append(organizations, e.far)
		}
	}
	if h.changed > h.fitted {
		s.learn()
		return
	}
	for _, organization := range slices.Clone(organizations) {
		organizations = append(organizations, s.follows(organization, towards(s.linkOf[partOf], false))[1:]...)
	}
	slices.Sort(organizations)
	for _, organization := range slices.Compact(organizations) {
		before := s.deedsOf(organization).agreements
		h.slot(s, organization)
		s.recount(organization)
		s.reseat(organization, before)
	}
	clear(h.stale)
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
