package network

import (
	"iter"
	"slices"

	"partnergraph/schema"
)

// View is the network as of one sequence number. It is only valid within the call that it was given to.
type View struct{ *state }

// Sequence is the number of the last change that the view shows.
func (v *View) Sequence() int64 { return v.sequence }

// Node is a node of a View, and valid as long as that.
type Node struct {
	ID   string
	Type *schema.Node // concrete

	view   *View
	number uint32
}

// Node returns the node of an id.
func (v *View) Node(id string) (Node, bool) {
	number, found := v.number(id)
	if !found {
		return Node{}, false
	}
	return v.node(number), true
}

func (v *View) node(number uint32) Node {
	return Node{v.id(number), v.layout(number).node, v, number}
}

// layout of a node.
func (s *state) layout(number uint32) *layout { return s.layouts[s.kinds[number]] }

// Property returns a property by its field's name, as an Operation has it: string, int64, bool, []string, or nil when it is absent.
// Id, version and times are no properties here. The zero Node has none.
func (n Node) Property(field string) any {
	if n.view == nil {
		return nil
	}
	return n.view.layout(n.number).value(n.view.record(n.number), field)
}

// Stored returns a property by the name under which a store keeps it, as Property does.
func (n Node) Stored(name string) any {
	if n.view == nil {
		return nil
	}
	return n.view.layout(n.number).stored(n.view.record(n.number), name)
}

// Text returns a property that is one text; absent or no text: "".
func (n Node) Text(field string) string {
	if n.view == nil {
		return ""
	}
	return n.view.layout(n.number).text(n.view.record(n.number), field)
}

// Texts returns a property that is a list of texts; absent or no list: nil.
func (n Node) Texts(field string) []string {
	texts, _ := n.Property(field).([]string)
	return texts
}

// Related yields the relations of a type that start at the node, or with in those that end there, each with the far node; ordered
// by the far node's id, parallel ones in a fixed order. An unknown type has none.
func (n Node) Related(relationType string, in bool) iter.Seq2[Relation, Node] {
	return func(yield func(Relation, Node) bool) {
		for _, e := range n.along(relationType, in) {
			if !yield(n.view.relation(n.number, e), n.view.node(e.far)) {
				return
			}
		}
	}
}

// Degree returns how many relations Related yields, at once.
func (n Node) Degree(relationType string, in bool) int { return len(n.along(relationType, in)) }

func (n Node) along(relationType string, in bool) []edge {
	kind, known := n.view.link(relationType)
	if !known {
		return nil
	}
	return along(n.view.edges(n.number), towards(kind, in))
}

// Relation is a relation as it stands in the graph.
type Relation struct {
	Type, From, To string

	layout     *layout
	properties string
}

// Property returns a property of the relation, such as the role, as an Operation has it; absent: nil.
func (r Relation) Property(field string) any {
	if r.layout == nil {
		return nil
	}
	return r.layout.value(r.properties, field)
}

// Stored returns a property of the relation by the name under which a store keeps it, as Property does.
func (r Relation) Stored(name string) any {
	if r.layout == nil {
		return nil
	}
	return r.layout.stored(r.properties, name)
}

// Text returns a property of the relation that is one text; absent or no text: "".
func (r Relation) Text(field string) string {
	if r.layout == nil {
		return ""
	}
	return r.layout.text(r.properties, field)
}

// relation turns a node's edge into the relation.
func (s *state) relation(node uint32, e edge) Relation {
	link, from, to := s.of(e.direction()), s.id(node), s.id(e.far)
	if e.direction().in() {
		from, to = to, from
	}
	return Relation{link.Type, from, to, link.layout, s.carried.texts[e.properties()]}
}

// Related returns the relations of a node as Node.Related yields them; of an unknown node none.
func (v *View) Related(id, relationType string, in bool) []Relation {
	node, found := v.Node(id)
	if !found {
		return nil
	}
	list := make([]Relation, 0, node.Degree(relationType, in))
	for relation := range node.Related(relationType, in) {
		list = append(list, relation)
	}
	return list
}

// OfType yields the ids of the nodes of a type, or of an interface's types, in their order.
func (v *View) OfType(t *schema.Node) iter.Seq[string] {
	return func(yield func(string) bool) {
		var rest [][]uint32
		for _, concrete := range t.Types {
			if layout, known := v.layoutOf[concrete.Name]; known && v.ofType[layout].count() > 0 {
				rest = append(rest, v.all(layout))
			}
		}
		for len(rest) > 0 {
			least := 0
			for i := range rest {
				if v.id(rest[i][0]) < v.id(rest[least][0]) {
					least = i
				}
			}
			if !yield(v.id(rest[least][0])) {
				return
			}
			if rest[least] = rest[least][1:]; len(rest[least]) == 0 {
				rest = append(rest[:least], rest[least+1:]...)
			}
		}
	}
}

// Count returns how many nodes there are of a type, or of an interface's types.
func (v *View) Count(t *schema.Node) int {
	n := 0
	for _, concrete := range t.Types {
		if layout, known := v.layoutOf[concrete.Name]; known {
			n += v.ofType[layout].count()
		}
	}
	return n
}

// Named returns the ids of the organizations whose name is exactly this, and of those that have exactly this alias, both in order. Nobody
// has a blank name.
func (v *View) Named(name string) (exact, alias []string) {
	words := wordsOf(name)
	if len(words) == 0 {
		return nil, nil
	}
	for _, number := range v.candidates(words) {
		node := v.node(number)
		if !v.organization.Is(node.Type.Name) {
			continue
		}
		if node.Text("name") == name {
			exact = append(exact, node.ID)
		}
		if slices.Contains(node.Texts("aliases"), name) {
			alias = append(alias, node.ID)
		}
	}
	slices.Sort(exact)
	slices.Sort(alias)
	return exact, alias
}
