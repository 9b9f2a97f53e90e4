package sqlite

import (
	"fmt"
	"strconv"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// Statement is SQL text and the values of its parameters ?1, ?2 and so on.
type Statement struct {
	SQL  string
	Args []any
}

// Render writes the query as one statement that returns one row with one column: the JSON array of the slots' values. The text
// depends on the query's shape alone: whatever comes from a request stands in the arguments, identifiers come from the model. It
// panics when the query breaks an invariant of the plan, such as an edge's property outside a relation.
func Render(model *schema.Model, query *plan.Query) Statement {
	text := plan.Rendered(query, func() string {
		r := &renderer{model: model}
		r.text("SELECT ")
		r.row(query.Slots, place{})
		return r.sql.String()
	})
	return Statement{text, bindings(query.Args)}
}

// renderer writes one statement from left to right.
type renderer struct {
	model *schema.Model
	sql   strings.Builder
	names int // sets given a number so far; each has its own, so that no alias shadows another
}

// place is where an expression stands: at a node, reached by a relation. Fields are SQL; "" where there is none.
type place struct {
	id   string // the node's id, which relations hold as well
	node string // alias of the node's row
	edge string // alias of the relation's row
	kind *schema.Node
	keys map[plan.Operand]string // columns that hold the values of an order, where they were worked out before
}

func (r *renderer) text(parts ...string) {
	for _, part := range parts {
		r.sql.WriteString(part)
	}
}

// row writes the JSON array of the slots' values: first those that are sets, then the others. A set is JSON text by itself and joined to
// the rest as text, since json_array would have to read it again.
func (r *renderer) row(slots []plan.Slot, at place) {
	sets, values := 0, 0
	for _, slot := range slots {
		if isSet(slot) {
			r.text([]string{"'[' || ", " || ',' || "}[min(sets, 1)])
			r.slot(slot, at)
			sets++
		}
	}
	switch {
	case sets == len(slots) && sets > 0:
		r.text(" || ']'")
		return
	case sets > 0:
		r.text(" || ',' || substr(")
	}
	r.text("json_array(")
	for _, slot := range slots {
		if !isSet(slot) {
			r.text([]string{"", ", "}[min(values, 1)])
			r.slot(slot, at)
			values++
		}
	}
	r.text(")")
	if sets > 0 {
		r.text(", 2)")
	}
}

// isSet tells slots that are sets from those that are values.
func isSet(slot plan.Slot) bool {
	switch slot.(type) {
	case plan.Rows, plan.One, plan.Groups:
		return true
	}
	return false
}

func (r *renderer) slot(slot plan.Slot, at place) {
	switch slot := slot.(type) {
	case plan.Property:
		r.property(slot.Of, at)
	case plan.TypeName:
		r.text(at.typeName())
	case plan.Rows:
		r.rows(slot.Set, at)
	case plan.One:
		r.one(slot.Set, at)
	case plan.Count:
		r.count(slot.Set, at)
	case plan.Groups:
		r.groups(slot.Grouping, at)
	case plan.Sequence:
		r.text("(SELECT sequence FROM head)")
	default:
		panic(fmt.Sprintf("sqlite: a slot is one of plan's kinds, not %T", slot))
	}
}

// column is the column of a node that holds the property, or "" when it stands among the JSON properties.
func column(of plan.Operand) string {
	if of.OnEdge {
		return ""
	}
	switch of.Property.Name {
	case "id", "version", "createdAt", "updatedAt":
		return of.Property.Name
	}
	return ""
}

// isID reports whether the operand is the node's id, which is known without the node's row.
func isID(of plan.Operand) bool { return column(of) == "id" }

// storedName is the name under which the operand is kept. Strings need no key beside them: SQLite compares them by code point.
func storedName(of plan.Operand) string {
	if of.Key && of.Property.Scalar != schema.String {
		return of.Property.Key()
	}
	return of.Property.Name
}

// operand is a stored value as SQL compares it: text, integer (0 and 1 for a boolean) or NULL. A list is not comparable.
func (at place) operand(of plan.Operand) string {
	if key, worked := at.keys[of]; worked {
		return key
	}
	if of.Via != nil {
		panic("sqlite: a far value stands in an order, the seek beside it, or a slot")
	}
	if name := column(of); name != "" {
		return at.column(name)
	}
	return at.holder(of) + ".properties ->> " + literal(storedName(of))
}

// projection is a stored value as JSON, in which booleans, lists and long integers keep their form.
func (at place) projection(of plan.Operand) string {
	if name := column(of); name != "" {
		return at.column(name)
	}
	return at.holder(of) + ".properties -> " + literal(storedName(of))
}

// elements is a table of the values of a stored list.
func (at place) elements(of plan.Operand) string {
	return "json_each(" + at.list(of) + ")"
}

// list names a stored list as the arguments of a JSON function.
func (at place) list(of plan.Operand) string {
	return at.holder(of) + ".properties, " + literal(`$."`+of.Property.Name+`"`)
}

func (at place) column(name string) string {
	if name == "id" {
		if at.id == "" {
			panic("sqlite: an id is read of a node")
		}
		return at.id
	}
	return at.holder(plan.Operand{}) + "." + name
}

func (at place) typeName() string {
	if at.kind != nil && !at.kind.Abstract {
		return literal(at.kind.Name)
	}
	return at.column("type")
}

func (at place) holder(of plan.Operand) string {
	holder := at.node
	if of.OnEdge {
		holder = at.edge
	}
	if holder == "" {
		panic("sqlite: a property is read of a node or of the relation that led to it")
	}
	return holder
}

// param is the parameter of an argument: ?1 is the first.
func param(arg plan.Arg) string { return "?" + strconv.Itoa(int(arg)+1) }

// literal writes a name of the contract as an SQL string.
func literal(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// values is a table of the elements of a list argument.
func values(arg plan.Arg) string { return "(SELECT value FROM json_each(" + param(arg) + "))" }
