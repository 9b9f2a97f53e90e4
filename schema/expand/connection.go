package expand

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// connectionField is the list field as a connection with its arguments. Root fields are nullable, so that one that fails leaves its
// neighbours standing.
func (m *completion) connectionField(field *ast.FieldDefinition, l link, nonNull bool) *ast.FieldDefinition {
	whole := *field
	whole.Type = &ast.Type{NamedType: m.connection(l), NonNull: nonNull, Position: field.Type.Position}
	whole.Arguments = m.connectionArguments(l, field.Position)
	return &whole
}

func (m *completion) connectionArguments(l link, at *ast.Position) ast.ArgumentDefinitionList {
	var arguments ast.ArgumentDefinitionList
	add := func(name string, t *ast.Type, format string, args ...any) {
		arguments = append(arguments, &ast.ArgumentDefinition{
			Name: name, Type: t, Description: fmt.Sprintf(format, args...), Position: at,
		})
	}
	add("where", optional(m.where(l.target)), "Only %s that meet these conditions (筛选条件).", plural(l.target.Name))
	if l.edge != nil {
		add("edge", optional(m.where(l.edge)), "Only where the relation itself meets these conditions (关系筛选条件).")
	}
	add("orderBy", listOf(m.order(l)), "What to order by, most important first; ties go by `id`, in the direction of the last step (排序).")
	add("first", optional("Int"), "How many to take from the start, 0 to %d; anything else is INVALID. %d when neither `first` nor "+
		"`last` is given (取前若干条).", largestPage, defaultPage)
	add("after", optional("String"), "Only what follows this cursor (此游标之后).")
	add("last", optional("Int"), "How many to take from the end, 0 to %d; anything else is INVALID. The first %d are taken when neither "+
		"`first` nor `last` is given (取后若干条).", largestPage, defaultPage)
	add("before", optional("String"), "Only what precedes this cursor (此游标之前).")
	return arguments
}

// connection makes the connection type for a target and, where the relation has properties, their edge type.
func (m *completion) connection(l link) string {
	target := l.target.Name
	prefix, purpose, with := target, "the list of "+target, ""
	if l.edge != nil {
		prefix += l.edge.Name
		purpose += " with " + l.edge.Name
		with = fmt.Sprintf(", with the relation's `%s` on the edge", l.edge.Name)
	}
	return m.define(prefix+"Connection", purpose, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("A page of a list of %s%s%s.", plural(target), with, inParentheses(term(l.target), "列表"))
		def.Fields = ast.FieldList{
			m.field("edges", requiredList(m.connectionEdge(prefix, purpose, l)), "The items of this page, each with its cursor (条目)."),
			m.field("nodes", requiredList(target), "The %s of this page%s.", plural(target), inParentheses(term(l.target), "")),
			m.field("totalCount", required("Int"), "How many there are on all pages together (总数)."),
			m.field("pageInfo", required("PageInfo"), "Where this page lies in the list (分页信息)."),
		}
		def.Fields = append(def.Fields, m.aggregation(prefix, purpose, l)...)
	})
}

func (m *completion) connectionEdge(prefix, purpose string, l link) string {
	return m.define(prefix+"Edge", "an item of "+purpose, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("An item of a list of %s%s.", plural(l.target.Name), inParentheses(term(l.target), "条目"))
		def.Fields = ast.FieldList{
			m.field("cursor", required("String"), "Where the item stands in the list; opaque (游标)."),
			m.field("node", required(l.target.Name), "The %s itself%s.", noun(l.target.Name), inParentheses(term(l.target), "")),
		}
		if l.edge != nil {
			def.Fields = append(def.Fields, l.edge.Fields...)
		}
		if citation := m.citation(); citation != "" {
			def.Fields = append(def.Fields, m.field("citations", requiredList(citation),
				"Where the relation that leads here was taken from; empty where none leads here, as at the root (关系出处)."))
		}
	})
}

// citation names the type that says where something was taken from, or is "" in a contract without one.
func (m *completion) citation() string {
	for _, def := range m.definitions {
		if def.Directives.ForName("citation") != nil {
			return def.Name
		}
	}
	return ""
}

func (m *completion) field(name string, t *ast.Type, format string, args ...any) *ast.FieldDefinition {
	return &ast.FieldDefinition{Name: name, Type: t, Description: fmt.Sprintf(format, args...)}
}
