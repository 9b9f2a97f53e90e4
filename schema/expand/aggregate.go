package expand

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// measure is a figure that several values of a property come to.
type measure struct {
	name string
	what string // it is, as a part of a sentence
	rule string // that it follows
	term string
	of   string // the figure's type when it is not the property's own
}

// figures are what the values of a number come to, and limits what those of anything else with an order do.
func figures() []measure {
	return append([]measure{
		{name: "sum", what: "sum", rule: ", exactly and without bound; ", term: "合计", of: "Decimal"},
		{name: "avg", what: "mean", rule: ", rounded half away from zero to six digits after the point; ", term: "平均值", of: "Decimal"},
	}, limits()...)
}

func limits() []measure {
	return []measure{
		{name: "min", what: "smallest", rule: "; ", term: "最小值"},
		{name: "max", what: "largest", rule: "; ", term: "最大值"},
	}
}

// measuresOf lists what the values of a field come to: nothing for a field without an order. What a list can be ordered by, and
// nothing else, has an order key that both engines compare alike.
func (c *contract) measuresOf(field *ast.FieldDefinition) []measure {
	if field.Directives.ForName("index") == nil {
		return nil
	}
	switch name := field.Type.Name(); {
	case name == "Int" || name == "Decimal" || isQuantity(c.types[name]):
		return figures()
	case name == "String" || name == "PartialDate" || name == "DateTime":
		return limits()
	}
	return nil
}

// figureScalar is the type of those figures of a field that are values of it: of a quantity its number, whatever its precision.
func (c *contract) figureScalar(field *ast.FieldDefinition) string {
	if name := field.Type.Name(); !isQuantity(c.types[name]) {
		return name
	}
	return "Decimal"
}

// reservedInGroups reports whether the field would stand in an aggregate or a key under a name that means something else there.
func (c *contract) reservedInGroups(field *ast.FieldDefinition) bool {
	if field.Directives.ForName("relation") != nil {
		return slices.Contains([]string{"field", "node", "edge"}, field.Name)
	}
	return field.Name == "count" && c.measuresOf(field) != nil
}

// measured lists the fields of a type whose values come to something.
func (m *completion) measured(target *ast.Definition) []*ast.FieldDefinition {
	var fields []*ast.FieldDefinition
	for _, field := range target.Fields {
		if m.measuresOf(field) != nil {
			fields = append(fields, field)
		}
	}
	return fields
}

// aggregate makes the type that says what the items of a list come to.
func (m *completion) aggregate(target *ast.Definition) string {
	return m.define(target.Name+"Aggregate", "what several "+target.Name+" come to", target.Position, func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("What several %s come to%s.", plural(target.Name), inParentheses(term(target), "汇总"))
		def.Fields = ast.FieldList{m.field("count", required("Int"), "How many there are (数量).")}
		for _, field := range m.measured(target) {
			def.Fields = append(def.Fields, about(field, required(m.leafAggregate(field)), "The figures of"))
		}
	})
}

// leafAggregate makes the figures of a scalar, shared by all properties of that scalar.
func (m *completion) leafAggregate(field *ast.FieldDefinition) string {
	name := field.Type.Name()
	return m.define(name+"Aggregate", "what several values of "+name+" come to", m.positionOf(name), func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("What several values of `%s` come to%s.", name, inParentheses(m.leafTerm(name), "汇总"))
		def.Fields = ast.FieldList{m.field("count", required("Int"), "How many items have a value (有值数).")}
		for _, measure := range m.measuresOf(field) {
			def.Fields = append(def.Fields, m.field(measure.name, optional(cmp.Or(measure.of, m.figureScalar(field))),
				"Their %s%snull when there is no value (%s).", measure.what, measure.rule, measure.term))
		}
		if isQuantity(m.types[name]) {
			def.Fields = append(def.Fields, m.field("precision", optional("Precision"),
				"How precisely the figures are known, which is as the least precise of the values; null when there is no value (精度)."))
		}
	})
}

// having makes the input that restricts groups by what their items come to.
func (m *completion) having(target *ast.Definition) string {
	name := target.Name + "Having"
	return m.define(name, "conditions on groups of "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on groups of %s; all that are given must hold%s.", plural(target.Name), inParentheses(term(target), "分组筛选条件"))
		def.Fields = ast.FieldList{
			m.field("AND", listOf(name), "All of these must hold (且)."),
			m.field("OR", listOf(name), "At least one of these must hold (或)."),
			m.field("NOT", optional(name), "This must not hold (非)."),
			m.field("count", optional(m.figureComparison("Int")), "Condition on how many there are (数量)."),
		}
		for _, field := range m.measured(target) {
			def.Fields = append(def.Fields, about(field, optional(m.leafHaving(field)), "Conditions on the figures of"))
		}
	})
}

func (m *completion) leafHaving(field *ast.FieldDefinition) string {
	name := field.Type.Name()
	return m.define(name+"Having", "conditions on what several values of "+name+" come to", m.positionOf(name), func(def *ast.Definition) {
		def.Kind = ast.InputObject
		certainly := ""
		if isQuantity(m.types[name]) {
			certainly = ", each of which holds when it certainly holds"
		}
		def.Description = fmt.Sprintf("Conditions on what several values of `%s` come to%s; all that are given must hold%s.",
			name, certainly, inParentheses(m.leafTerm(name), "汇总条件"))
		for _, measure := range m.measuresOf(field) {
			def.Fields = append(def.Fields, m.field(measure.name, optional(m.figureComparison(cmp.Or(measure.of, m.figureScalar(field)))),
				"Condition on their %s (%s).", measure.what, measure.term))
		}
	})
}

// figureComparison makes the comparisons of a figure with a value of a scalar. There is no `in`: a figure is asked for its size.
func (m *completion) figureComparison(of string) string {
	what := "a figure that is " + m.leafNoun(of)
	return m.comparisons(of+"Comparison", of, what, m.leafTerm(of), equality()[:2], ranges(), absence())
}

// about is a member on a field, named like it.
func about(field *ast.FieldDefinition, t *ast.Type, what string) *ast.FieldDefinition {
	return &ast.FieldDefinition{
		Name: field.Name, Type: t, Position: field.Position,
		Description: fmt.Sprintf("%s `%s`%s.", what, field.Name, inParentheses(termIn(field.Description), "")),
	}
}

func (m *completion) positionOf(name string) *ast.Position {
	if def := m.types[name]; def != nil {
		return def.Position
	}
	return nil // a built-in scalar
}

// leafTerm is the Chinese term of a scalar.
func (m *completion) leafTerm(name string) string {
	switch name {
	case "String":
		return "文本"
	case "Int":
		return "整数"
	}
	return term(m.types[name])
}
