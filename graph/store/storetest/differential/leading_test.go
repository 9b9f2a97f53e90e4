package differential

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// This file makes up conditions that the network can judge, so that lists are found in it: hardly any other does by chance.

// leading is a condition that leads from given nodes over so many relations at most, and may ask more of every node on the way. Nil: no
// relation leads from the type.
func (o *writer) leading(input string, hops int) []member {
	fields := o.relations(input)
	if len(fields) == 0 {
		return nil
	}
	field := pick(o.random, fields)
	out := []member{o.related(input, field, "some", hops)}
	return append(out, o.judged(input, field.Name)...)
}

// relations are the members of a condition on nodes that ask about a relation of the graph's own.
func (o *writer) relations(input string) []*ast.FieldDefinition {
	var fields []*ast.FieldDefinition
	for _, field := range o.schema.Types[input].Fields {
		if via := o.relation(input, field.Name); via != nil && via.Type != "" && via.Cites == nil {
			fields = append(fields, field)
		}
	}
	return fields
}

func (o *writer) relation(input, name string) *schema.Relation {
	if field := o.world.model.Node(strings.TrimSuffix(input, "Where")).Field(name); field != nil {
		return field.Relation
	}
	return nil
}

// related asks about the nodes that a relation leads to. With hops below zero it leads from none.
func (o *writer) related(input string, field *ast.FieldDefinition, quantifier string, hops int) member {
	via, filter := o.relation(input, field.Name), o.schema.Types[field.Type.Name()]
	if via.One {
		quantifier = "is"
	}
	asked := filter.Fields.ForName(quantifier)
	where, far := asked.Type.Name(), ""
	if edge := o.schema.Types[where]; via.Edge != nil && !via.One {
		far = "node"
		if via.Edge.Far != "" {
			far = via.Edge.Far
		}
		where = edge.Fields.ForName(far).Type.Name()
	}
	var on []member
	switch ids := o.world.farEnds(via); {
	case hops < 0:
		on = o.simple(where)
	case hops > 0 && o.chance(30) && len(o.relations(where)) > 0:
		on = o.leading(where, hops-1)
	default:
		given := []member{{"eq", pick(o.values, ids), "ID"}}
		if o.chance(30) {
			given = []member{{"in", []any{pick(o.values, ids), pick(o.values, ids)}, "[ID!]"}}
		}
		on = append([]member{{name: "id", value: given}}, o.judged(where, "")...)
	}
	if far != "" {
		on = []member{{name: far, value: on}}
	}
	return member{name: field.Name, value: []member{{name: quantifier, value: on}}}
}

// farEnds are the nodes to which a relation leads from some node, or all to which it could.
func (w *world) farEnds(via *schema.Relation) []string {
	all, ids := w.idsOf(via.Target), []string{}
	for _, r := range w.graph.Relations {
		end := r.To
		if via.In {
			end = r.From
		}
		if r.Type == via.Type && slices.Contains(all, end) {
			ids = append(ids, end)
		}
	}
	if len(ids) == 0 {
		return all
	}
	return ids
}

// judged are further conditions on a node, but for one on a member that is taken.
func (o *writer) judged(input, taken string) []member {
	var out []member
	if o.chance(20) {
		out = o.simple(input)
	}
	if others := slices.DeleteFunc(o.relations(input), func(f *ast.FieldDefinition) bool { return f.Name == taken }); len(others) > 0 && o.chance(20) {
		out = append(out, o.related(input, pick(o.random, others), pick(o.random, []string{"some", "none"}), -1))
	}
	if o.chance(10) {
		out = append(out, member{name: "NOT", value: o.simple(input)})
	}
	if o.chance(10) {
		out = append(out, member{name: "OR", value: []any{o.simple(input), o.simple(input)}})
	}
	return out
}

// simple asks for equal or other texts of a node.
func (o *writer) simple(input string) []member {
	out := []member{}
	for _, field := range some(o.random, o.schema.Types[input].Fields, len(o.schema.Types[input].Fields)) {
		filter := o.schema.Types[field.Type.Name()]
		eq := filter.Fields.ForName("eq")
		if eq == nil || eq.Type.Name() != "String" && o.schema.Types[eq.Type.Name()].Kind != ast.Enum {
			continue
		}
		operator := filter.Fields.ForName(pick(o.random, []string{"eq", "in", "ne", "notIn"}))
		asked := []member{{operator.Name, o.asked(operator, field.Name, 0), operator.Type.String()}}
		return append(out, member{name: field.Name, value: asked})
	}
	return out
}
