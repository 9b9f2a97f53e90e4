package network

import (
	"math"
	"slices"

	"partnergraph/schema"
)

// Number is a short name of the node for as long as the View is valid: below Size, no two nodes have the same. It says nothing about
// order and is used again for other nodes later, so nothing that leaves the View may depend on it. Who walks millions of relations a
// second, as partner matching does, walks Numbers.
func (n Node) Number() uint32 { return n.number }

// AppendOfType appends the Numbers of the nodes of a type, or of an interface's types: those of each type by id.
func AppendOfType[Number ~uint32](list []Number, v *View, t *schema.Node) []Number {
	for _, concrete := range t.Types {
		if layout, known := v.layoutOf[concrete.Name]; known {
			for _, number := range v.all(layout) {
				list = append(list, Number(number))
			}
		}
	}
	return list
}

// AppendSome appends the Numbers of at most that many nodes of a concrete type, evenly spread by id; of all, by id, when there are no
// more.
func AppendSome[Number ~uint32](list []Number, v *View, t *schema.Node, most int) []Number {
	layout, known := v.layoutOf[t.Name]
	if !known {
		return list
	}
	members := v.all(layout)
	n := min(most, len(members))
	list = slices.Grow(list, n)
	for i := range n {
		list = append(list, Number(members[i*len(members)/n]))
	}
	return list
}

// Holders returns, at once, how many nodes AppendHolding appends for a term, or more.
func (v *View) Holders(term string) int { return v.index.holders(term) }

// Size is above every node's Number.
func (v *View) Size() int { return len(v.nodes) }

// At returns the node of a Number.
func (v *View) At(number uint32) Node { return v.node(number) }

// IDAt returns the id of the node of a Number.
func (v *View) IDAt(number uint32) string { return v.id(number) }

// CompareIDs orders the nodes of Numbers by their ids.
func (v *View) CompareIDs(a, b uint32) int { return v.compareIDs(a, b) }

// TypeAt returns the type of the node of a Number.
func (v *View) TypeAt(number uint32) *schema.Node { return v.layout(number).node }

// AppendFar appends the Numbers of the nodes that Related leads to from a node, in its order, each once.
func AppendFar[Number ~uint32](list []Number, v *View, node Number, relationType string, in bool) []Number {
	return appendEnds(list, v.far(uint32(node), relationType, in), math.MaxInt)
}

// lookedUpAtOnce is of how many nodes AppendEach looks up the relations before it reads any.
const lookedUpAtOnce = 128

// AppendEach appends for each of some nodes what AppendFar does, and to ends where in the list that ends. Nodes and their relations lie
// far apart in memory, so those of several are looked up before any is searched: the processor then waits for them together.
func AppendEach[Number ~uint32](list []Number, ends []int, v *View, nodes []Number, relationType string, in bool) ([]Number, []int) {
	kind, known := v.link(relationType)
	d := towards(kind, in)
	var edges [lookedUpAtOnce][]edge
	for part := range slices.Chunk(nodes, len(edges)) {
		for i, node := range part {
			edges[i] = v.edges(uint32(node))
		}
		for i, all := range edges[:len(part)] {
			if !known || len(all) > 0 && (all[0].direction() > d || all[len(all)-1].direction() < d) {
				edges[i] = nil
			}
		}
		for _, all := range edges[:len(part)] {
			list = appendEnds(list, along(all, d), math.MaxInt)
			ends = append(ends, len(list))
		}
	}
	return list, ends
}

// AppendFirst is AppendFar, but ends after the first most nodes.
func AppendFirst[Number ~uint32](list []Number, v *View, node Number, relationType string, in bool, most int) []Number {
	return appendEnds(list, v.far(uint32(node), relationType, in), most)
}

// AppendLast is AppendFar, but leaves out all before the last most nodes.
func AppendLast[Number ~uint32](list []Number, v *View, node Number, relationType string, in bool, most int) []Number {
	edges := v.far(uint32(node), relationType, in)
	start := len(edges)
	for left := most; start > 0; start-- {
		if start == len(edges) || edges[start].far != edges[start-1].far {
			if left--; left < 0 {
				break
			}
		}
	}
	return appendEnds(list, edges[start:], most)
}

// appendEnds appends the far ends of edges, each once and most at most. Parallel relations stand side by side.
func appendEnds[Number ~uint32](list []Number, edges []edge, most int) []Number {
	for i, e := range edges {
		if i > 0 && edges[i-1].far == e.far {
			continue
		}
		if most == 0 {
			break
		}
		list, most = append(list, Number(e.far)), most-1
	}
	return list
}

// AppendHolding appends the Numbers of the nodes in whose searched properties a term of terms.Of stands, each once, in no particular
// order.
func AppendHolding[Number ~uint32](list []Number, v *View, term string) []Number {
	held := v.index.of(term)
	if len(held.lists) == 1 {
		return appendPosted(list, held.lists[0]) // as they are for nearly all terms
	}
	holding := held.union(len(v.nodes))
	list = slices.Grow(list, len(holding))
	for _, number := range holding {
		list = append(list, Number(number))
	}
	return list
}

// Only drops the Numbers of nodes that are not of a concrete type, in place.
func Only[Number ~uint32](list []Number, v *View, t *schema.Node) []Number {
	layout, known := v.layoutOf[t.Name]
	kept := list[:0]
	for _, number := range list {
		if known && v.kinds[number] == layout {
			kept = append(kept, number)
		}
	}
	return kept
}
