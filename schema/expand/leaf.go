package expand

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// operator is one comparison of a filter.
type operator struct {
	name string
	text string
	many bool   // compares with a list
	of   string // the operand's type when it is not the property's own
}

// The groups of comparisons that filters are put together from.
func equality() []operator {
	return []operator{
		{name: "eq", text: "Equal to this (等于)."},
		{name: "ne", text: "Not equal to this (不等于)."},
		{name: "in", text: "Equal to one of these (属于).", many: true},
		{name: "notIn", text: "Equal to none of these (不属于).", many: true},
	}
}

func ranges() []operator {
	return []operator{
		{name: "lt", text: "Less than this (小于)."},
		{name: "lte", text: "Less than this or equal to it (小于或等于)."},
		{name: "gt", text: "Greater than this (大于)."},
		{name: "gte", text: "Greater than this or equal to it (大于或等于)."},
	}
}

func parts() []operator {
	return []operator{
		{name: "contains", text: "Contains this text; letter case matters (包含)."},
		{name: "startsWith", text: "Starts with this text; letter case matters (开头为)."},
		{name: "endsWith", text: "Ends with this text; letter case matters (结尾为)."},
	}
}

func absence() []operator {
	return []operator{{name: "isNull", text: "True: there is no value; false: there is one (为空).", of: "Boolean"}}
}

func membership() []operator {
	return []operator{
		{name: "has", text: "Has this value among its values (含有)."},
		{name: "hasAny", text: "Has at least one of these values (含有任一).", many: true},
		{name: "isEmpty", text: "True: it has no values; false: it has at least one (为空).", of: "Boolean"},
	}
}

func searching() []operator {
	return []operator{{name: "search", text: "All words of this stand in it, written in any way or read in pinyin, as `search` finds them (全文检索)."}}
}

// propertyFilter makes the filter of a property. A text without an index has no order key and so no range comparisons, and only one
// marked @search can be searched: filter types of their own keep a client from writing what could not be answered.
func (m *completion) propertyFilter(field *ast.FieldDefinition) string {
	name := field.Type.Name()
	searched, indexed := field.Directives.ForName("search") != nil, field.Directives.ForName("index") != nil
	switch {
	case isList(field.Type) && searched:
		return m.comparisons("Searched"+name+"ListFilter", name, "a list of texts that are searched", "全文列表", membership(), searching())
	case isList(field.Type):
		return m.comparisons(name+"ListFilter", name, "a list of "+m.leafNoun(name), "列表", membership())
	case searched && indexed:
		return m.comparisons("SearchedStringFilter", name, "a text that is searched", "全文", equality(), ranges(), parts(), searching(), absence())
	case searched:
		return m.comparisons("SearchedTextFilter", name, "a text that is searched and no order is kept for", "全文", equality(), parts(), searching(), absence())
	case name == "String" && !indexed:
		return m.comparisons("TextFilter", name, "a text that no order is kept for", "文本", equality(), parts(), absence())
	}
	return m.leafFilter(name)
}

func (m *completion) leafFilter(name string) string {
	filter, what := name+"Filter", m.leafNoun(name)
	switch name {
	case "ID":
		return m.comparisons(filter, name, what, "标识", equality())
	case "String":
		return m.comparisons(filter, name, what, "文本", equality(), ranges(), parts(), absence())
	case "Boolean":
		return m.comparisons(filter, name, what, "是否", equality()[:2], absence())
	case "Int", "Float":
		return m.comparisons(filter, name, what, "数值", equality(), ranges(), absence())
	}
	def := m.types[name]
	if def.Kind == ast.Scalar {
		return m.comparisons(filter, name, what+", compared as that type describes", term(def), equality(), ranges(), absence())
	}
	return m.comparisons(filter, name, what, term(def), equality(), absence())
}

// leafNoun is what a description calls a value of the type.
func (m *completion) leafNoun(name string) string {
	switch name {
	case "ID":
		return "an identifier"
	case "String":
		return "a text"
	case "Int":
		return "a whole number"
	case "Float":
		return "a number"
	case "Boolean":
		return "a yes or no"
	}
	return "a value of `" + name + "`"
}

// comparisons makes a filter of comparisons with values of a leaf type.
func (m *completion) comparisons(filter, of, what, chinese string, groups ...[]operator) string {
	var at *ast.Position // a built-in scalar has none
	if def := m.types[of]; def != nil {
		at = def.Position
	}
	purpose := "comparisons with " + what
	if of == "String" {
		what += ", compared by code point: letter case and width matter" // on both engines
	}
	return m.define(filter, purpose, at, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on %s; all that are given must hold, and none may be null%s.", what, inParentheses(chinese, "筛选条件"))
		for _, group := range groups {
			for _, op := range group {
				def.Fields = append(def.Fields, m.comparison(op, of))
			}
		}
	})
}

func (m *completion) comparison(op operator, of string) *ast.FieldDefinition {
	if op.of != "" {
		of = op.of
	}
	t := optional(of)
	if op.many {
		t = listOf(of)
	}
	return m.field(op.name, t, "%s", op.text)
}
