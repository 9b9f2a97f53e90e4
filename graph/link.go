package graph

import (
	"maps"
	"slices"
	"strconv"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// link is a relation that an input names: the far node, the relation's properties, and the member that says so.
type link struct {
	member     string
	far        string
	properties map[string]any
}

// operation relates the record with an id to what the link names.
func (l link) operation(relation *schema.Relation, id string) store.Operation {
	op := store.Operation{Verb: store.Relate, Type: relation.Type, From: id, To: l.far, Properties: l.properties}
	if relation.In {
		op.From, op.To = l.far, id
	}
	return op
}

// links reads the nodes that a member of the input leads to: an id, a list of ids, or a list of objects that hold an id and the
// relation's properties. A node named twice counts once; one that does not exist or is of another type is refused.
func (c *change) links(field *schema.Field) []link {
	items, many := c.input[field.Name].([]any)
	if !many {
		items = []any{c.input[field.Name]}
	}
	var links []link
	for i, item := range items {
		l := link{member: field.Name}
		if many {
			l.member += "." + strconv.Itoa(i)
		}
		if object, ok := item.(plan.Arguments); ok {
			c.within(l.member, object, func() { l.properties = c.edgeProperties(field.Relation.Edge) })
			name := farMember(object, field.Relation.Edge)
			l.member, l.far = l.member+"."+name, object.Text(name)
		} else {
			l.far, _ = item.(string)
			if edge := field.Relation.Edge; edge != nil && edge.Name == "Assertion" {
				l.properties = map[string]any{"basis": "STATED"} // who names a technology field states it
			}
		}
		if !c.node(l.member, l.far, field.Relation.Target) || slices.ContainsFunc(links, func(other link) bool { return other.far == l.far }) {
			continue
		}
		links = append(links, l)
	}
	return links
}

// farMember is the member of an object that names the far node: the one that is no property of the relation.
func farMember(object plan.Arguments, edge *schema.Edge) string {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if edge.Field(name) == nil {
			return name
		}
	}
	return ""
}

// edgeProperties reads the properties of a relation.
func (c *change) edgeProperties(edge *schema.Edge) map[string]any {
	properties := map[string]any{}
	for _, field := range edge.Fields {
		if given := c.input[field.Name]; given != nil {
			properties[field.Name] = c.property(field, given)
		}
	}
	return present(properties)
}

// inOrder refuses a date that is certainly before another one. A date that the input leaves out is taken from formerly, the texts of
// the record as it was; "" is unknown.
func (c *change) inOrder(first, then, zh, en string, formerly func(string) string) {
	date := func(field string) value.PartialDate {
		text := c.input.Text(field)
		if _, named := c.input[field]; !named && formerly != nil {
			text = formerly(field)
		}
		parsed, err := value.ParsePartialDate(text)
		if err != nil {
			return value.PartialDate{}
		}
		return parsed
	}
	if a, b := date(first), date(then); known(a) && known(b) && b.CertainlyBefore(a) {
		c.refuse("INVALID", then, zh, en)
	}
}

// needs refuses a member that is left out though this input needs it.
func (c *change) needs(field, zh, en string) {
	if !c.input.Given(field) {
		c.refuse("INVALID", field, zh, en)
	}
}
