package expand

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// largestKey is how many keys a grouping may have, and farthestKey over how many relations a key may lie; the compiler refuses more.
const (
	largestKey  = 4
	farthestKey = 3
)

// aggregation lists the fields by which a connection says what its whole list comes to: in all, and in groups. prefix names the
// connection, purpose what it lists.
func (m *completion) aggregation(prefix, purpose string, l link) ast.FieldList {
	groups := m.field("groupBy", requiredList(m.group(prefix, purpose, l)),
		"The list's items in groups of equal keys, on all pages together; the paging arguments of the list do not matter. An item stands "+
			"in each group that one of its related values leads to, once, and without any in the group whose key is null (分组汇总).")
	groups.Arguments = m.groupArguments(l)
	return ast.FieldList{
		m.field("aggregate", required(m.aggregate(l.target)), "What the list's items come to, on all pages together; the paging arguments of the list do not matter (汇总)."),
		groups,
	}
}

func (m *completion) groupArguments(l link) ast.ArgumentDefinitionList {
	argument := func(name string, t *ast.Type, format string, args ...any) *ast.ArgumentDefinition {
		return &ast.ArgumentDefinition{Name: name, Type: t, Description: fmt.Sprintf(format, args...), Position: l.target.Position}
	}
	by, _ := m.keysOf(l)
	return ast.ArgumentDefinitionList{
		argument("by", requiredList(by), "What to group by, 1 to %d keys (分组依据).", largestKey),
		argument("having", optional(m.having(l.target)), "Only groups that meet these conditions (分组筛选条件)."),
		argument("orderBy", listOf(m.groupOrder(l.target)), "What to order the groups by, most important first; ties go by the keys, in the order of `by` (排序)."),
		argument("first", optional("Int"), "How many groups to take from the start, 0 to %d; anything else is INVALID. %d when not given (取前若干组).",
			largestPage, defaultPage),
	}
}

// group makes the type of a connection's groups.
func (m *completion) group(prefix, purpose string, l link) string {
	return m.define(prefix+"Group", "a group of "+purpose, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("A group of %s that have the same keys%s.", plural(l.target.Name), inParentheses(term(l.target), "分组"))
		_, key := m.keysOf(l)
		def.Fields = ast.FieldList{
			m.field("key", required(key), "The keys that they have in common; asking for one that is not among `by` is INVALID (分组键)."),
			m.field("count", required("Int"), "How many there are (数量)."),
			m.field("aggregate", required(m.aggregate(l.target)), "What they come to (汇总)."),
		}
	})
}

// keysOf makes the input that names a key of what a link leads to, and the type that holds the keys of a group. Where the relation
// has properties to group by, both tell them from the node's, as conditions do.
func (m *completion) keysOf(l link) (by, key string) {
	nodeBy, nodeKey := m.groupBy(l.target), m.groupKey(l.target)
	if l.edge == nil || !slices.ContainsFunc(l.edge.Fields, m.isKey) {
		return nodeBy, nodeKey
	}
	prefix, purpose := l.target.Name+l.edge.Name, l.target.Name+" with "+l.edge.Name
	ofNode, ofEdge := inParentheses(term(l.target), ""), inParentheses(term(l.edge), "")
	by = m.define(prefix+"GroupBy", "a key of "+purpose, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("A key to group %s by; give exactly one member%s.", plural(l.target.Name), inParentheses(term(l.target), "分组依据"))
		def.Fields = ast.FieldList{
			m.field("node", optional(nodeBy), "Something of the %s%s.", noun(l.target.Name), ofNode),
			m.field("edge", optional(m.groupField(l.edge)), "A property of the relation%s.", ofEdge),
		}
	})
	key = m.define(prefix+"GroupKey", "the keys of a group of "+purpose, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("The keys of a group of %s%s.", plural(l.target.Name), inParentheses(term(l.target), "分组键"))
		def.Fields = ast.FieldList{
			m.field("node", required(nodeKey), "The keys of the %s%s.", noun(l.target.Name), ofNode),
			m.field("edge", required(m.groupKey(l.edge)), "The keys of the relation%s.", ofEdge),
		}
	})
	return by, key
}

// groupBy makes the input that names one key of a node: a property of its own, or a key of what a relation leads to.
func (m *completion) groupBy(target *ast.Definition) string {
	return m.define(target.Name+"GroupBy", "a key of "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("A key to group %s by; give exactly one member. It lies over %d relations at most%s.", plural(target.Name), farthestKey,
			inParentheses(term(target), "分组依据"))
		def.Fields = ast.FieldList{m.field("field", optional(m.groupField(target)), "A property of its own (字段).")}
		for _, field := range target.Fields {
			l, ok := m.keyLink(field)
			if !ok {
				continue
			}
			by, _ := m.keysOf(l)
			def.Fields = append(def.Fields, about(field, optional(by), "Something of where it leads by"))
		}
	})
}

// groupKey makes the type that holds those keys of a group that are a type's own or lie behind its relations.
func (m *completion) groupKey(target *ast.Definition) string {
	return m.define(target.Name+"GroupKey", "the keys of a group of "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.Object
		def.Description = fmt.Sprintf("The keys of a group by %s%s.", whatIsRestricted(target), inParentheses(term(target), "分组键"))
		for _, field := range target.Fields {
			if l, ok := m.keyLink(field); ok {
				_, key := m.keysOf(l)
				def.Fields = append(def.Fields, about(field, required(key), "The keys of where it leads by"))
			} else if m.isKey(field) {
				def.Fields = append(def.Fields, about(field, optional(keyScalar(field)), keyNoun(field)))
			}
		}
	})
}

// keyScalar is the type of a key: of a point in time only its date.
func keyScalar(field *ast.FieldDefinition) string {
	if field.Type.Name() == "DateTime" {
		return "PartialDate"
	}
	return field.Type.Name()
}

// keyNoun is what a description calls a key before its field.
func keyNoun(field *ast.FieldDefinition) string {
	switch field.Type.Name() {
	case "PartialDate":
		return "The value, or the year or month of it, of"
	case "DateTime":
		return "The year or month of"
	}
	return "The value of"
}

// keyLink is where a field leads when one can group by what lies there.
func (m *completion) keyLink(field *ast.FieldDefinition) (link, bool) {
	l, ok := m.linkOf(field)
	return l, ok && l.kind != edgeList && field.Directives.ForName("shared") == nil
}

// isKey reports whether one can group by the field: a single value that is short and has an order, so not by prose.
func (m *completion) isKey(field *ast.FieldDefinition) bool {
	name := field.Type.Name()
	if isList(field.Type) || !m.isLeaf(name) {
		return false
	}
	def := m.types[name]
	return field.Directives.ForName("index") != nil || name == "ID" || name == "Boolean" || def != nil && def.Kind == ast.Enum
}

// groupField makes the enum of a type's own keys: its values, and of dates the parts.
func (m *completion) groupField(target *ast.Definition) string {
	return m.define(target.Name+"GroupField", "what to group "+target.Name+" by", target.Position, func(def *ast.Definition) {
		def.Kind = ast.Enum
		def.Description = fmt.Sprintf("What to group by of %s%s.", whatIsRestricted(target), inParentheses(term(target), "分组字段"))
		for _, field := range target.Fields {
			if !m.isKey(field) {
				continue
			}
			for _, part := range partsOf(field) {
				def.EnumValues = append(def.EnumValues, &ast.EnumValueDefinition{
					Name:        enumName(field.Name) + part.suffix,
					Description: fmt.Sprintf("By %s`%s`%s%s.", part.what, field.Name, part.rule, inParentheses(termIn(field.Description), part.term)),
					Position:    field.Position,
				})
			}
		}
	})
}

// keyPart is what of a value is the key: all of it, or so much of a date.
type keyPart struct{ suffix, what, rule, term string }

func partsOf(field *ast.FieldDefinition) []keyPart {
	year := keyPart{"_YEAR", "the year of ", "", "，按年"}
	month := keyPart{"_MONTH", "the month of ", "", "，按月"}
	switch field.Type.Name() {
	case "PartialDate":
		month.rule = "; a date of which only the year is known stands in a group of that year"
		return []keyPart{{}, year, month}
	case "DateTime":
		return []keyPart{year, month}
	}
	return []keyPart{{}}
}

// groupOrder makes the input that orders groups.
func (m *completion) groupOrder(target *ast.Definition) string {
	return m.define(target.Name+"GroupOrder", "the order of groups of "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("One step in the order of groups of %s%s.", plural(target.Name), inParentheses(term(target), "分组排序"))
		def.Fields = append(ast.FieldList{m.field("field", required(m.groupOrderField(target)), "What to order by (排序字段).")}, m.directions()...)
	})
}

// groupOrderField makes the enum of what groups can be ordered by: their keys, their size, and the figures of their items.
func (m *completion) groupOrderField(target *ast.Definition) string {
	return m.define(target.Name+"GroupOrderField", "what to order groups of "+target.Name+" by", target.Position, func(def *ast.Definition) {
		def.Kind = ast.Enum
		def.Description = fmt.Sprintf("What groups of %s can be ordered by%s.", plural(target.Name), inParentheses(term(target), "分组排序字段"))
		def.EnumValues = ast.EnumValueList{
			{Name: "KEY", Description: "By the keys, in the order of `by` (分组键)."},
			{Name: "COUNT", Description: "By how many there are (数量)."},
		}
		for _, field := range m.measured(target) {
			for _, measure := range m.measuresOf(field) {
				def.EnumValues = append(def.EnumValues, &ast.EnumValueDefinition{
					Name:        enumName(field.Name) + "_" + enumName(measure.name),
					Description: fmt.Sprintf("By `%s` of `%s`%s.", measure.name, field.Name, inParentheses(termIn(field.Description), "")),
					Position:    field.Position,
				})
			}
		}
	})
}
