package expand

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// order makes the input that orders a list of the type.
func (m *completion) order(target *ast.Definition) string {
	return m.define(target.Name+"Order", "the order of "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("One step in the order of %s%s.", plural(target.Name), inParentheses(term(target), "排序"))
		direction := m.field("direction", required("SortDirection"), "Ascending or descending (排序方向).")
		direction.DefaultValue = &ast.Value{Kind: ast.EnumValue, Raw: "ASC"}
		nulls := m.field("nulls", required("NullsOrder"), "Where to put what has no value (空值位置).")
		nulls.DefaultValue = &ast.Value{Kind: ast.EnumValue, Raw: "LAST"}
		def.Fields = ast.FieldList{
			m.field("field", required(m.orderField(target)), "What to order by (排序字段)."), direction, nulls,
		}
	})
}

// orderField makes the enum of what the type can be ordered by: its id and its indexed properties, each by its enumName.
func (m *completion) orderField(target *ast.Definition) string {
	return m.define(target.Name+"OrderField", "what to order "+target.Name+" by", target.Position, func(def *ast.Definition) {
		def.Kind = ast.Enum
		def.Description = fmt.Sprintf("What %s can be ordered by%s.", plural(target.Name), inParentheses(term(target), "排序字段"))
		for _, field := range target.Fields {
			if field.Name == "id" || field.Directives.ForName("index") != nil {
				def.EnumValues = append(def.EnumValues, &ast.EnumValueDefinition{
					Name:        enumName(field.Name),
					Description: fmt.Sprintf("By `%s`%s.", field.Name, inParentheses(termIn(field.Description), "")),
					Position:    field.Position,
				})
			}
		}
	})
}
