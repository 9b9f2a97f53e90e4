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

// addEdge adds an edge to a node, and removeEdge takes one away; both note the degree that this gives it.
func (s *state) addEdge(node uint32, e edge) {
	edges := s.nodes[node].edges
	at, _ := slices.BinarySearchFunc(edges, e, s.compareEdges)
	edges = slices.Insert(edges, at, e)
	s.nodes[node].edges = edges
	degree := len(along(edges, e.direction()))
	s.degrees[e.direction()].Move(degree-1, degree)
}

func (s *state) removeEdge(node uint32, e edge) {
	edges := s.nodes[node].edges
	if at, found := slices.BinarySearchFunc(edges, e, s.compareEdges); found {
		degree := len(along(edges, e.direction()))
		s.degrees[e.direction()].Move(degree, degree-1)
		s.nodes[node].edges = slices.Delete(edges, at, at+1)
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
func (c *carried) take(record string) (uint32, bool) {
	number, known := c.number[record]
	switch {
	case known:
		c.uses[number]++
		return number, true
	case len(c.free) > 0:
		number = c.free[len(c.free)-1]
		c.free = c.free[:len(c.free)-1]
		c.texts[number], c.uses[number] = record, 1
	case len(c.texts) > maxCarried:
		return 0, false
	default:
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
