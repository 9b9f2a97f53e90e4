package network

import (
	"cmp"
	"slices"
	"strings"
)

// edge is a relation as one of its two nodes keeps it, in eight bytes.
type edge struct {
	far  uint32 // the other node
	rest uint32 // eight bits of direction, then the number of its properties in carried
}

func newEdge(d direction, far, properties uint32) edge {
	return edge{far, uint32(d)<<24 | properties}
}

func (e edge) direction() direction { return direction(e.rest >> 24) }
func (e edge) properties() uint32   { return e.rest & maxCarried }

// along returns the edges of a direction, sorted by the far node's id.
func along(edges []edge, d direction) []edge {
	from := first(edges, d)
	rest := edges[from:]
	return rest[:first(rest, d+1)]
}

// first finds the first edge of a direction or of a later one. Most nodes have few edges; of many, half are left out at a time, without
// a call for each look, as sort.Search has it: nothing in here runs more often.
func first(edges []edge, d direction) int {
	from, least := 0, uint32(d)<<24
	for rest := len(edges); rest > 16; {
		half := rest / 2
		if edges[from+half].rest < least {
			from += half + 1
			rest -= half + 1
		} else {
			rest = half
		}
		if rest <= 16 {
			edges = edges[:from+rest]
		}
	}
	for ; from < len(edges) && edges[from].rest < least; from++ {
	}
	return from
}

// compareEdges orders the edges of a node: by direction, by the far node's id, then by what tells parallel relations apart. No two
// edges of a node are equal in all.
func (s *state) compareEdges(a, b edge) int {
	if a == b {
		return 0
	}
	if c := cmp.Compare(a.direction(), b.direction()); c != 0 {
		return c
	}
	if a.far != b.far {
		return s.compareIDs(a.far, b.far)
	}
	return strings.Compare(s.telling(a), s.telling(b))
}

// telling returns what tells a relation from parallel ones; "" where there can be only one.
func (s *state) telling(e edge) string {
	link := s.of(e.direction())
	if link.telling == none {
		return ""
	}
	value, _ := link.layout.read(s.carried.texts[e.properties()], link.telling).(string)
	return value
}

// adjacency keeps the edges of all nodes: those of a snapshot side by side, node after node, and apart those of the nodes that were
// given one since.
type adjacency struct {
	all   []edge
	apart [][]edge
	free  []uint32 // of apart
}

// span says where a node's edges stand: so many in all from a place on, or, with liesApart in from, in apart.
type span struct{ from, count uint32 }

const liesApart = 1 << 31

func (a *adjacency) at(s span) []edge {
	if s.from&liesApart != 0 {
		return a.apart[s.from&^liesApart]
	}
	end := s.from + s.count
	return a.all[s.from:end:end]
}

// insert puts an edge at a place of a span and returns where that stands then.
func (a *adjacency) insert(s span, at int, e edge) span {
	if s.from&liesApart != 0 {
		list := &a.apart[s.from&^liesApart]
		*list = slices.Insert(*list, at, e)
		return s
	}
	list := slices.Insert(a.at(s), at, e) // moves them, for there is no room between the nodes
	if last := len(a.free) - 1; last >= 0 {
		s.from, a.free = a.free[last], a.free[:last]
		a.apart[s.from] = list
	} else {
		s.from, a.apart = uint32(len(a.apart)), append(a.apart, list)
	}
	return span{from: s.from | liesApart}
}

// remove takes the edge at a place of a span away.
func (a *adjacency) remove(s span, at int) span {
	list := slices.Delete(a.at(s), at, at+1)
	if s.from&liesApart != 0 {
		a.apart[s.from&^liesApart] = list
	} else {
		s.count--
	}
	return s
}

// drop takes a span out that has no edges any more.
func (a *adjacency) drop(s span) {
	if s.from&liesApart != 0 {
		a.apart[s.from&^liesApart] = nil
		a.free = append(a.free, s.from&^liesApart)
	}
}

// edges returns the edges of a node, sorted by compareEdges. They are not to be changed.
func (s *state) edges(node uint32) []edge { return s.adjacency.at(s.nodes[node].edges) }

// addEdge adds an edge to a node, and removeEdge takes one away; both note the degree that this gives it.
func (s *state) addEdge(node uint32, e edge) {
	n := &s.nodes[node]
	at, _ := slices.BinarySearchFunc(s.edges(node), e, s.compareEdges)
	n.edges = s.adjacency.insert(n.edges, at, e)
	s.note(node, e.direction())
	degree := len(along(s.edges(node), e.direction()))
	s.degrees[e.direction()].Move(degree-1, degree)
}

func (s *state) removeEdge(node uint32, e edge) {
	edges := s.edges(node)
	if at, found := slices.BinarySearchFunc(edges, e, s.compareEdges); found {
		degree := len(along(edges, e.direction()))
		s.degrees[e.direction()].Move(degree, degree-1)
		n := &s.nodes[node]
		n.edges = s.adjacency.remove(n.edges, at)
	}
}

// maxCarried is the largest number of a set of relation properties: what an edge has bits for.
const maxCarried = 1<<24 - 1

// carried keeps the properties of relations, equal ones once: few relations say anything but one of a handful of roles.
type carried struct {
	texts  []string // records, by number
	uses   []uint32
	number map[string]uint32
	free   []uint32
}

func newCarried() carried {
	return carried{number: map[string]uint32{}}
}

// take returns the number of a record, which it has until it was dropped as often as it was taken. False: there is no number left.
func (c *carried) take(given []byte) (uint32, bool) {
	number, known := c.number[string(given)]
	switch {
	case known:
		c.uses[number]++
		return number, true
	case len(c.free) == 0 && len(c.texts) > maxCarried:
		return 0, false
	}
	record := string(given)
	if last := len(c.free) - 1; last >= 0 {
		number, c.free = c.free[last], c.free[:last]
		c.texts[number], c.uses[number] = record, 1
	} else {
		number = uint32(len(c.texts))
		c.texts, c.uses = append(c.texts, record), append(c.uses, 1)
	}
	c.number[record] = number
	return number, true
}

func (c *carried) drop(number uint32) {
	c.uses[number]--
	if c.uses[number] == 0 {
		delete(c.number, c.texts[number])
		c.texts[number] = ""
		c.free = append(c.free, number)
	}
}
