package oracle

import (
	"cmp"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// Graph is the data that is answered from.
type Graph struct {
	Nodes     []*Node
	Relations []*Relation
}

// Node is a node with its values by SDL field name, its id among them: string (also for enums, dates, times and decimals), int64,
// bool or []string. The parts of a quantity stand under names such as goods.value. What is absent is not in the map.
type Node struct {
	Type   string
	Values map[string]any
}

// ID is the node's id.
func (n *Node) ID() string {
	id, _ := n.Values["id"].(string)
	return id
}

// Relation is a relation between two nodes. Its values are those of its @edge type.
type Relation struct {
	Type, From, To string
	Values         map[string]any
}

// link is a node and how it was reached; values is empty where no relation led to it.
type link struct {
	node   *Node
	values map[string]any
}

// all returns every node of a type or of an interface.
func (o *Oracle) all(def *ast.Definition) []link {
	var found []link
	for _, node := range o.graph.Nodes {
		if o.is(node.Type, def.Name) {
			found = append(found, link{node: node})
		}
	}
	return found
}

func (o *Oracle) find(id string) *Node {
	for _, node := range o.graph.Nodes {
		if node.ID() == id {
			return node
		}
	}
	return nil
}

// reach returns what a field of the contract leads to from a node, in no particular order.
func (o *Oracle) reach(from *Node, to *way) []link {
	if len(to.shared) > 0 {
		return o.sharing(from, to)
	}
	var found []link
	for _, relation := range o.graph.Relations {
		if relation.Type != to.relation {
			continue
		}
		near, far := relation.From, relation.To
		if to.in {
			near, far = far, near
		}
		if near != from.ID() {
			continue
		}
		if node := o.find(far); o.is(node.Type, to.target.Name) {
			found = append(found, link{node, relation.Values})
		}
	}
	return found
}

// sharing returns the other nodes that a common third one is related to, each once.
func (o *Oracle) sharing(from *Node, to *way) []link {
	var found []link
	seen := map[string]bool{from.ID(): true}
	for _, there := range o.graph.Relations {
		if !slices.Contains(to.shared, there.Type) || there.From != from.ID() {
			continue
		}
		for _, back := range o.graph.Relations {
			if !slices.Contains(to.shared, back.Type) || back.To != there.To || seen[back.From] {
				continue
			}
			seen[back.From] = true
			if node := o.find(back.From); o.is(node.Type, to.target.Name) {
				found = append(found, link{node: node})
			}
		}
	}
	return found
}

// one returns the node at a relation that leads to one: of several, that whose id comes first.
func (o *Oracle) one(from *Node, to *way) *Node {
	found := o.reach(from, to)
	if len(found) == 0 {
		return nil
	}
	return slices.MinFunc(found, func(a, b link) int { return cmp.Compare(a.node.ID(), b.node.ID()) }).node
}

// is reports whether a concrete type is a type or one of an interface's types.
func (o *Oracle) is(concrete, name string) bool {
	return slices.ContainsFunc(o.schema.GetPossibleTypes(o.schema.Types[name]), func(t *ast.Definition) bool { return t.Name == concrete })
}
