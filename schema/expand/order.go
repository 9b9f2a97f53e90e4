package expand

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// order makes the input that orders a list: of all nodes of a type, or of those that a relation leads to, by its properties as well.
func (m *completion) order(l link) string {
	prefix, purpose := l.target.Name, "the order of "+l.target.Name
	edge := m.orderableEdge(l)
	if edge != nil {
		prefix, purpose = prefix+edge.Name, purpose+" with "+edge.Name
	}
	return m.define(prefix+"Order", purpose, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("One step in the order of %s%s.", plural(l.target.Name), inParentheses(term(l.target), "排序"))
		def.Fields = append(ast.FieldList{
			m.field("field", required(m.orderField(prefix, purpose, l.target, edge)), "What to order by (排序字段)."),
		}, m.directions()...)
	})
}

// directions are the members of every step of an order that say which way it goes.
func (m *completion) directions() ast.FieldList {
	direction := m.field("direction", required("SortDirection"), "Ascending or descending (排序方向).")
	direction.DefaultValue = &ast.Value{Kind: ast.EnumValue, Raw: "ASC"}
	nulls := m.field("nulls", required("NullsOrder"), "Where to put what has no value (空值位置).")
	nulls.DefaultValue = &ast.Value{Kind: ast.EnumValue, Raw: "LAST"}
	return ast.FieldList{direction, nulls}
}

// orderableEdge is what describes the relations that a list follows, or nil when it has nothing to order by.
func (m *completion) orderableEdge(l link) *ast.Definition {
	if l.edge != nil && len(orderable(l.edge)) > 0 {
		return l.edge
	}
	return nil
}

// orderable lists the properties of a type that an order is kept for: its id and the indexed ones.
func orderable(def *ast.Definition) ast.FieldList {
	var fields ast.FieldList
	for _, field := range def.Fields {
		if isNode(def) && field.Name == "id" || field.Directives.ForName("index") != nil {
			fields = append(fields, field)
		}
	}
	return fields
}

// orderField makes the enum of what a list can be ordered by. NAME is a property of the node, PLACE_NAME one of the node that a
// relation to one leads to, AGREEMENTS_COUNT how many a relation leads to, and EDGE_ROLE a property of the relation that the list
// follows.
func (m *completion) orderField(prefix, purpose string, target, edge *ast.Definition) string {
	return m.define(prefix+"OrderField", "what decides "+purpose, target.Position, func(def *ast.Definition) {
		def.Kind = ast.Enum
		def.Description = fmt.Sprintf("What %s can be ordered by%s.", plural(target.Name), inParentheses(term(target), "排序字段"))
		add := func(name string, at *ast.Position, format string, args ...any) {
			def.EnumValues = append(def.EnumValues, &ast.EnumValueDefinition{
				Name: name, Description: fmt.Sprintf(format, args...), Position: at,
			})
		}
		for _, field := range orderable(target) {
			add(enumName(field.Name), field.Position, "By `%s`%s.", field.Name, inParentheses(termIn(field.Description), ""))
		}
		for _, field := range target.Fields {
			if l, linked := m.linkOf(field); linked {
				m.orderByLink(l, field, add)
			}
		}
		if edge != nil {
			for _, field := range orderable(edge) {
				add("EDGE_"+enumName(field.Name), field.Position, "By the relation's `%s`%s.", field.Name, inParentheses(termIn(field.Description), ""))
			}
		}
	})
}

func (m *completion) orderByLink(l link, field *ast.FieldDefinition, add func(string, *ast.Position, string, ...any)) {
	chinese := termIn(field.Description)
	if l.kind != toOne {
		add(enumName(field.Name)+"_COUNT", field.Position, "By how many `%s` there are%s.", field.Name, inParentheses(chinese, "数量"))
		return
	}
	for _, far := range orderable(l.target) {
		both := ""
		if of := termIn(far.Description); chinese != "" && of != "" {
			both = chinese + "的" + of
		}
		add(enumName(field.Name)+"_"+enumName(far.Name), field.Position, "By the `%s` of its `%s`; one without counts as having no value%s.",
			far.Name, field.Name, inParentheses(both, ""))
	}
}
