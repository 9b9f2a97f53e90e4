package network

import "slices"

// Between returns the nodes to which relations of a type lead from each of some nodes and from no others, ordered by id; ids are those of
// the some, in order. All of them are found at any of these, so it looks at the one with the fewest such relations: beside a university
// with thousands of agreements stands an enterprise with three. What it passes over is judged by the numbers of its ends; no record is read.
func (v *View) Between(relationType string, ids []string) []Node {
	kind, known := v.link(relationType)
	if !known {
		return nil
	}
	numbers := make([]uint32, len(ids))
	var fewest []edge
	for i, id := range ids {
		number, found := v.number(id)
		if !found {
			return nil
		}
		numbers[i] = number
		if edges := along(v.edges(number), towards(kind, false)); i == 0 || len(edges) < len(fewest) {
			fewest = edges
		}
	}
	var list []Node
	isEnd := func(e edge, number uint32) bool { return e.far == number }
	for _, e := range fewest {
		if ends := along(v.edges(e.far), towards(kind, true)); slices.EqualFunc(ends, numbers, isEnd) { // these are by id as well
			list = append(list, v.node(e.far))
		}
	}
	return list
}
