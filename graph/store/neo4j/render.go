package neo4j

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// Statement is Cypher text and its parameters.
type Statement struct {
	Cypher string
	Params map[string]any
}

// Render writes the query as one statement that returns one row with one value, the list of the slots' values. The text depends on
// the query's shape alone: whatever comes from a request stands in the parameters, identifiers come from the model. It panics when
// the query breaks an invariant of the plan, such as an edge's property outside a relation.
func Render(model *schema.Model, query *plan.Query) Statement {
	shape := plan.Rendered(query, func() rendered { return render(model, query) })
	return Statement{shape.cypher, shape.params(query.Args)}
}

func render(model *schema.Model, query *plan.Query) rendered {
	r := &renderer{model: model, args: query.Args, shape: rendered{fixed: map[string]any{}}, called: map[plan.Slot]string{}}
	r.calls(query.Slots, place{})
	r.text("RETURN ")
	r.row(query.Slots, place{})
	r.text(" AS row")
	r.shape.cypher = r.cypher.String()
	return r.shape
}

// renderer writes one statement from left to right.
type renderer struct {
	shape  rendered
	model  *schema.Model
	args   []any // for their types; their values may be those of another query of the shape
	cypher strings.Builder
	names  int                  // variables given so far; each has its own number, so that no set shadows another's
	closed bool                 // inside an expression that the planner does not look into
	called map[plan.Slot]string // variables that hold slots already; see calls
}

// place is where an expression stands: at a node, reached by a relation. Both are variables; "" where there is none.
type place struct {
	node, edge string
	kind       *schema.Node
	keys       map[plan.Operand]string // variables that hold the far values of an order
}

func (r *renderer) text(parts ...string) {
	for _, part := range parts {
		r.cypher.WriteString(part)
	}
}

// row writes the list of the slots' values.
func (r *renderer) row(slots []plan.Slot, at place) {
	r.text("[")
	for i, slot := range slots {
		if i > 0 {
			r.text(", ")
		}
		r.slot(slot, at)
	}
	r.text("]")
}

func (r *renderer) slot(slot plan.Slot, at place) {
	if name := r.called[slot]; name != "" {
		r.text(name)
		return
	}
	switch slot := slot.(type) {
	case plan.Property:
		r.property(slot.Of, at)
	case plan.TypeName:
		r.typeName(at)
	case plan.Rows:
		r.rows(slot.Set, at)
	case plan.One:
		r.one(slot.Set, at)
	case plan.Count:
		r.count(slot.Set, at)
	case plan.Sequence:
		r.text("coalesce(head(COLLECT { MATCH (log:ChangeLog {name: 'log'}) RETURN log.sequence }), 0)")
	default:
		panic(fmt.Sprintf("neo4j: a slot is one of plan's kinds, not %T", slot))
	}
}

// typeName writes what decoding tells the concrete type by: the labels as they are, since picking one takes the database longer than
// sending them.
func (r *renderer) typeName(at place) {
	if at.kind != nil && len(at.kind.Types) > 1 {
		r.text("labels(", at.node, ")")
		return
	}
	r.text(r.nameOfType(at))
}

// nameOfType picks the concrete type among the labels where the statement itself works with it.
func (r *renderer) nameOfType(at place) string {
	switch {
	case at.kind == nil:
		panic("neo4j: a type name is read of a node")
	case len(at.kind.Types) == 1:
		return "'" + at.kind.Types[0].Name + "'"
	default:
		r.expect(at.kind.Types)
		return "head([label IN labels(" + at.node + ") WHERE label IN $types])"
	}
}

// expect adds concrete types to those that the statement tells apart. They are sent with it, so there are no more than it needs.
func (r *renderer) expect(types []*schema.Node) {
	names, _ := r.shape.fixed["types"].([]string)
	for _, t := range types {
		if !t.Abstract && !slices.Contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	r.shape.fixed["types"] = names
}

// operand is a stored value of the node or the relation at the place.
func operand(of plan.Operand, at place) string {
	if of.Via != nil {
		return at.far(of)
	}
	name := of.Property.Name
	if of.Key {
		name = of.Property.Key()
	}
	return at.holder(of.OnEdge) + "." + quoted(name)
}

func (at place) holder(onEdge bool) string {
	holder := at.node
	if onEdge {
		holder = at.edge
	}
	if holder == "" {
		panic("neo4j: a property is read of a node or of the relation that led to it")
	}
	return holder
}

// orderKey is ASCII text that orders as the code points of s do: see the package's comment on strings.
func orderKey(s string) string { return hex.EncodeToString([]byte(s)) }

// quoted writes an identifier of the model as Cypher reads it.
func quoted(name string) string {
	for i, r := range name {
		letter := r == '_' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return "`" + strings.ReplaceAll(name, "`", "``") + "`"
		}
	}
	return name
}
