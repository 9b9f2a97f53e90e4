package network

import (
	"container/heap"
	"slices"
	"strings"
)

// Neighborhood is what lies around a node.
type Neighborhood struct {
	Nodes     []string   // ids, the centre at the front, then by distance and id
	Relations []Relation // between the nodes shown, by type, start and end
	Truncated bool       // there are more nodes within the depth than could be shown
}

// Neighborhood returns the nodes that are at most depth relations away, in either direction, at most first of them, and the
// relations between them, of the types of via. Without these, nil, all are followed and shown but citations and the pointers of flags,
// for they join what has nothing else in common; around a document that is cited, or a flag, they are all there is, so the first step
// takes those, and they are shown. Nodes of many relations cost little more than others. An unknown node has nothing around it;
// without room for the centre, the answer is empty and truncated.
func (v *View) Neighborhood(of string, depth, first int, via []string) Neighborhood {
	centre, found := v.number(of)
	if !found || first < 1 {
		return Neighborhood{Nodes: []string{}, Relations: []Relation{}, Truncated: found}
	}
	a := &area{state: v.state, roads: v.roads(via), hubs: via == nil, first: first, members: []uint32{centre}, shown: map[uint32]bool{centre: true}}
	front := a.members
	for d := 0; d < depth && !a.truncated && len(front) > 0; d++ {
		before := len(a.members)
		a.grow(front)
		front = a.members[before:]
	}
	around := Neighborhood{Nodes: make([]string, len(a.members)), Relations: v.within(a), Truncated: a.truncated}
	for i, node := range a.members {
		around.Nodes[i] = v.id(node)
	}
	return around
}

// area is a neighborhood on the way.
type area struct {
	*state
	roads
	hubs      bool // the centre's own relations are followed even of a type that is not
	first     int
	members   []uint32 // the centre at the front
	shown     map[uint32]bool
	truncated bool
}

// follows reports whether a relation counts as seen from a node.
func (a *area) follows(node uint32, d direction) bool {
	return a.roads[d.number()] || a.hubs && node == a.members[0] && d == a.of(d).hub
}

// grow adds the neighbors of the front in the order of their ids until there is no room. The edges lie in that order already, so it
// is enough to merge them from the front, and to stop.
func (a *area) grow(front []uint32) {
	rest := &merge{state: a.state}
	for _, node := range front {
		for d := range direction(a.directions()) {
			if edges := along(a.edges(node), d); len(edges) > 0 && a.follows(node, d) {
				rest.lists = append(rest.lists, edges)
			}
		}
	}
	heap.Init(rest)
	for rest.Len() > 0 && !a.truncated {
		a.add(rest.lists[0][0].far)
		rest.advance()
	}
}

func (a *area) add(node uint32) {
	switch {
	case a.shown[node]:
	case len(a.members) == a.first:
		a.truncated = true
	default:
		a.shown[node], a.members = true, append(a.members, node)
	}
}

// merge is a heap of lists of edges, that with the smallest id at its front on top.
type merge struct {
	*state
	lists [][]edge
}

func (m *merge) Len() int           { return len(m.lists) }
func (m *merge) Less(i, j int) bool { return m.id(m.lists[i][0].far) < m.id(m.lists[j][0].far) }
func (m *merge) Swap(i, j int)      { m.lists[i], m.lists[j] = m.lists[j], m.lists[i] }
func (m *merge) Push(list any)      { m.lists = append(m.lists, list.([]edge)) }

func (m *merge) Pop() any {
	last := m.lists[len(m.lists)-1]
	m.lists = m.lists[:len(m.lists)-1]
	return last
}

// advance takes the first edge off the list on top.
func (m *merge) advance() {
	if m.lists[0] = m.lists[0][1:]; len(m.lists[0]) == 0 {
		heap.Remove(m, 0)
		return
	}
	heap.Fix(m, 0)
}

// within returns the relations between the nodes of an area by type, start and end.
func (v *View) within(a *area) []Relation {
	byID := slices.SortedFunc(slices.Values(a.members), func(x, y uint32) int { return strings.Compare(v.id(x), v.id(y)) })
	list := []Relation{}
	for number := range v.links {
		d := towards(uint8(number), false)
		for _, from := range byID {
			for _, e := range a.edgesWithin(from, d, byID) {
				if a.follows(from, d) || a.follows(e.far, d.turned()) {
					list = append(list, v.relation(from, e))
				}
			}
		}
	}
	return list
}

// edgesWithin returns the edges of a node that stay in the area, in order. It looks through the edges or for each node of the area,
// whichever are fewer.
func (a *area) edgesWithin(from uint32, d direction, byID []uint32) []edge {
	var inside []edge
	edges := along(a.edges(from), d)
	if len(edges) > len(byID) {
		for _, to := range byID {
			inside = append(inside, a.between(from, to, d)...)
		}
		return inside
	}
	for _, e := range edges {
		if a.shown[e.far] {
			inside = append(inside, e)
		}
	}
	return inside
}
