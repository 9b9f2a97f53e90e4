package oracle

import (
	"slices"
	"strings"

	"partnergraph/graph/network/terms"
)

// Found returns the ids, in order, of the nodes in whose searched properties all the words of a text stand or are read, each in any
// of them.
func (o *Oracle) Found(text string) []string {
	words := strings.Fields(terms.Fold(text).Text)
	ids := []string{}
	for _, node := range o.graph.Nodes {
		if len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !o.holds(node, word) }) {
			ids = append(ids, node.ID())
		}
	}
	slices.Sort(ids)
	return ids
}

func (o *Oracle) holds(node *Node, word string) bool {
	for _, field := range o.schema.Types[node.Type].Fields {
		if field.Directives.ForName("search") == nil {
			continue
		}
		values := texts(node.Values[field.Name])
		if one, isText := node.Values[field.Name].(string); isText {
			values = []string{one}
		}
		read := weight(field) >= minRead
		if slices.ContainsFunc(values, func(value string) bool { return holdsWord(terms.Fold(value).Text, word, read) }) {
			return true
		}
	}
	return false
}

// Distances returns how many relations away each node is that can be reached from one. Follows says which relations are taken.
func (o *Oracle) Distances(from string, follows func(*Relation) bool) map[string]int {
	distances, front := map[string]int{from: 0}, []string{from}
	for distance := 1; len(front) > 0; distance++ {
		var next []string
		for _, relation := range o.graph.Relations {
			for _, ends := range [][2]string{{relation.From, relation.To}, {relation.To, relation.From}} {
				if _, met := distances[ends[1]]; !met && follows(relation) && slices.Contains(front, ends[0]) {
					distances[ends[1]] = distance
					next = append(next, ends[1])
				}
			}
		}
		front = next
	}
	return distances
}
