package network

import (
	"iter"
	"math"
)

// Path is a way between two nodes.
type Path struct {
	Nodes     []string   // ids, both ends included
	Relations []Relation // one fewer, as they stand in the graph, whichever way they were followed
}

// ShortestPath returns a way of the fewest relations, at most maxDepth, followed in either direction. Citations and the pointers of
// flags are not followed: nearly everything cites the same document. Of several ways it is the one whose ids come first, compared
// from the start, and of several relations between two nodes the one that comes first by type, then by start. From a node to itself
// there is a way of no relation. False: there is none, or no such node.
func (v *View) ShortestPath(from, to string, maxDepth int) (Path, bool) {
	start, hasStart := v.numbers[from]
	end, hasEnd := v.numbers[to]
	if !hasStart || !hasEnd {
		return Path{}, false
	}
	meeting, found := v.meet(newWave(v.state, start), newWave(v.state, end), maxDepth)
	if !found {
		return Path{}, false
	}
	return v.firstPath(start, meeting), true
}

// wave is a breadth-first search that is as far as its last front.
type wave struct {
	*state
	distance []uint16 // by node; unreached: not reached
	fronts   [][]uint32
}

const unreached = math.MaxUint16

func newWave(s *state, start uint32) *wave {
	w := &wave{s, make([]uint16, len(s.nodes)), [][]uint32{{start}}}
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
		edges += len(w.nodes[node].edges)
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

// neighbors yields the nodes at the other ends of the relations that paths follow; one may come several times.
func (s *state) neighbors(node uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, e := range s.nodes[node].edges {
			if s.of(e.direction()).followed && !yield(e.far) {
				return
			}
		}
	}
}

// meet lets the waves of both ends grow towards each other, the smaller one first, until they touch. It returns the wave of the end:
// from every node on a shortest way it knows the distance to the end.
func (v *View) meet(start, end *wave, maxDepth int) (*wave, bool) {
	for {
		if touching := start.touching(end); len(touching) > 0 {
			end.takeOver(start, touching)
			return end, true
		}
		if start.depth()+end.depth() >= min(maxDepth, unreached-1) || len(start.front()) == 0 || len(end.front()) == 0 {
			return nil, false
		}
		if start.effort() <= end.effort() {
			start.step()
		} else {
			end.step()
		}
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
		for far := range v.neighbors(node) {
			if end.distance[far] == end.distance[node]-1 && (!found || v.id(far) < v.id(next)) {
				next, found = far, true
			}
		}
		path.Nodes = append(path.Nodes, v.id(next))
		path.Relations = append(path.Relations, v.firstRelation(node, next))
		node = next
	}
	return path
}

// firstRelation returns the relation between two neighbors that comes first by type, then by start.
func (v *View) firstRelation(a, b uint32) Relation {
	if v.id(b) < v.id(a) {
		a, b = b, a
	}
	for number, link := range v.links {
		for _, in := range []bool{false, true} {
			if edges := v.between(a, b, towards(uint8(number), in)); link.followed && len(edges) > 0 {
				return v.relation(a, edges[0])
			}
		}
	}
	panic("network: neighbors are joined by a relation")
}
