package network

import (
	"iter"
	"math"
	"slices"
)

// Path is a way between two nodes.
type Path struct {
	Nodes     []string   // ids, both ends included
	Relations []Relation // one fewer, as they stand in the graph, whichever way they were followed
}

// Outcome says how the search for a way ended.
type Outcome uint8

// The outcomes.
const (
	Found      Outcome = iota
	None               // there is no way, or no such node
	CutByDepth         // there is none of so many relations; there may be a longer one
	CutByEdges         // more relations would have to be looked at than was allowed
)

// Route is which way is looked for.
type Route struct {
	From, To string
	MaxDepth int      // the most relations on the way
	MaxEdges int      // the most relations to look at; the search ends before it would look at more
	Via      []string // the types of relations that it may take; nil: those that Neighborhood follows
}

// ShortestPath returns a way of the fewest relations, followed in either direction. Of several ways it is the one whose ids come
// first, compared from the start, and of several relations between two nodes the one that comes first by type, then by start. From a
// node to itself there is a way of no relation. The Path is only meaningful when one was Found.
func (v *View) ShortestPath(r Route) (Path, Outcome) {
	start, hasStart := v.number(r.From)
	end, hasEnd := v.number(r.To)
	if !hasStart || !hasEnd {
		return Path{}, None
	}
	roads := v.roads(r.Via)
	meeting, outcome := r.meet(newWave(v.state, roads, start), newWave(v.state, roads, end))
	if outcome != Found {
		return Path{}, outcome
	}
	return v.firstPath(start, meeting), Found
}

// roads says for each relation type, by number, whether it is followed.
type roads []bool

func (s *state) roads(via []string) roads {
	r := make(roads, len(s.links))
	for number, link := range s.links {
		r[number] = via == nil && link.followed || slices.Contains(via, link.Type)
	}
	return r
}

// wave is a breadth-first search that is as far as its last front.
type wave struct {
	*state
	roads
	distance []uint16 // by node; unreached: not reached
	fronts   [][]uint32
}

const unreached = math.MaxUint16

func newWave(s *state, r roads, start uint32) *wave {
	w := &wave{s, r, make([]uint16, len(s.nodes)), [][]uint32{{start}}}
	for i := range w.distance {
		w.distance[i] = unreached
	}
	w.distance[start] = 0
	return w
}

func (w *wave) depth() int      { return len(w.fronts) - 1 }
func (w *wave) front() []uint32 { return w.fronts[w.depth()] }

// effort is how many edges the next step looks at.
func (w *wave) effort() int {
	edges := 0
	for _, node := range w.front() {
		for open := range w.open(node) {
			edges += len(open)
		}
	}
	return edges
}

func (w *wave) step() {
	depth := w.depth() + 1
	var next []uint32
	for _, node := range w.front() {
		for far := range w.neighbors(node) {
			if w.distance[far] == unreached {
				w.distance[far] = uint16(depth)
				next = append(next, far)
			}
		}
	}
	w.fronts = append(w.fronts, next)
}

// open yields the edges of a node that may be taken, direction by direction.
func (w *wave) open(node uint32) iter.Seq[[]edge] {
	return func(yield func([]edge) bool) {
		for rest := w.edges(node); len(rest) > 0; {
			same := along(rest, rest[0].direction())
			if w.roads[same[0].direction().number()] && !yield(same) {
				return
			}
			rest = rest[len(same):]
		}
	}
}

// neighbors yields the nodes at the other ends of the relations that may be taken; one may come several times.
func (w *wave) neighbors(node uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for open := range w.open(node) {
			for _, e := range open {
				if !yield(e.far) {
					return
				}
			}
		}
	}
}

// meet lets the waves of both ends grow towards each other, the smaller one first, until they touch. It returns the wave of the end:
// from every node on a shortest way it knows the distance to the end.
func (r Route) meet(start, end *wave) (*wave, Outcome) {
	for edges := 0; ; {
		if touching := start.touching(end); len(touching) > 0 {
			end.takeOver(start, touching)
			return end, Found
		}
		if len(start.front()) == 0 || len(end.front()) == 0 {
			return nil, None
		}
		if start.depth()+end.depth() >= min(r.MaxDepth, unreached-1) {
			return nil, CutByDepth
		}
		next, effort := start, start.effort()
		if other := end.effort(); other < effort {
			next, effort = end, other
		}
		if edges += effort; edges > r.MaxEdges {
			return nil, CutByEdges
		}
		next.step()
	}
}

// touching returns the nodes of the front that the other wave's front has reached too. As all steps before found none, there can be
// none in earlier fronts.
func (w *wave) touching(other *wave) []uint32 {
	var touching []uint32
	for _, node := range w.front() {
		if other.distance[node] != unreached {
			touching = append(touching, node)
		}
	}
	return touching
}

// takeOver goes from where the waves touch back to the start of the other one, and notes the distances of the nodes on the way.
func (w *wave) takeOver(start *wave, touching []uint32) {
	for depth := start.depth() - 1; depth >= 0; depth-- {
		var next []uint32
		for _, node := range touching {
			for far := range w.neighbors(node) {
				if int(start.distance[far]) == depth && w.distance[far] == unreached {
					w.distance[far] = w.distance[node] + 1
					next = append(next, far)
				}
			}
		}
		touching = next
	}
}

// firstPath walks to the end, to the nearer neighbor of the smallest id each time.
func (v *View) firstPath(start uint32, end *wave) Path {
	path := Path{Nodes: []string{v.id(start)}, Relations: []Relation{}}
	for node := start; end.distance[node] > 0; {
		next, found := uint32(0), false
		for far := range end.neighbors(node) {
			if end.distance[far] == end.distance[node]-1 && (!found || v.id(far) < v.id(next)) {
				next, found = far, true
			}
		}
		path.Nodes = append(path.Nodes, v.id(next))
		path.Relations = append(path.Relations, end.firstRelation(node, next))
		node = next
	}
	return path
}

// firstRelation returns the relation between two neighbors that comes first by type, then by start.
func (w *wave) firstRelation(a, b uint32) Relation {
	if w.id(b) < w.id(a) {
		a, b = b, a
	}
	for number, followed := range w.roads {
		for _, in := range []bool{false, true} {
			if edges := w.between(a, b, towards(uint8(number), in)); followed && len(edges) > 0 {
				return w.relation(a, edges[0])
			}
		}
	}
	panic("network: neighbors are joined by a relation")
}
