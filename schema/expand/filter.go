package expand

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// where makes the input that restricts nodes of a type, or relations by their properties: a member for each property and relation,
// and AND, OR, NOT to combine them.
func (m *completion) where(target *ast.Definition) string {
	name := target.Name + "Where"
	return m.define(name, "conditions on "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on %s; all that are given must hold, and one that is null asks nothing%s.", whatIsRestricted(target), inParentheses(term(target), "筛选条件"))
		def.Fields = ast.FieldList{
			m.field("AND", listOf(name), "All of these must hold (且)."),
			m.field("OR", listOf(name), "At least one of these must hold (或)."),
			m.field("NOT", optional(name), "This must not hold (非)."),
		}
		for _, field := range target.Fields {
			if member := m.member(target, field); member != nil {
				def.Fields = append(def.Fields, member)
			}
		}
		def.Fields = append(def.Fields, m.onMembers(target)...)
	})
}

// whatIsRestricted is what a description calls an instance of the type: a node by its noun, and so an edge type that leads on to a
// node, such as a citation; one that only adds properties has a name that is no noun, such as PartyTo.
func whatIsRestricted(target *ast.Definition) string {
	if isEdge(target) && argument(target.Directives.ForName("edge"), "node") == "" {
		return fmt.Sprintf("the relation itself, by its `%s`", target.Name)
	}
	return withArticle(target.Name)
}

// member is the condition on one field, or nil for a computed field, which nothing can be asked of.
func (m *completion) member(parent *ast.Definition, field *ast.FieldDefinition) *ast.FieldDefinition {
	var filter, what string
	link, linked := m.linkOf(field)
	switch {
	case linked:
		filter, what = m.linkFilter(link), "where it leads by "
	case isEdge(parent) && isNode(m.types[field.Type.Name()]):
		filter, what = m.where(m.types[field.Type.Name()]), "its "
	case isQuantity(m.types[field.Type.Name()]):
		filter = m.quantityFilter(m.types[field.Type.Name()])
	case m.isLeaf(field.Type.Name()):
		filter = m.propertyFilter(field)
	default:
		return nil
	}
	return &ast.FieldDefinition{
		Name:        field.Name,
		Type:        optional(filter),
		Description: fmt.Sprintf("Condition on %s`%s`%s.", what, field.Name, inParentheses(termIn(field.Description), "")),
		Position:    field.Position,
	}
}

func (m *completion) linkFilter(l link) string {
	switch {
	case l.kind == toOne:
		return m.toOneFilter(l.target)
	case l.edge != nil:
		return m.relationFilter(l.target.Name+l.edge.Name, l.target, m.pairWhere(l))
	default:
		return m.relationFilter(l.target.Name, l.target, m.where(l.target))
	}
}

func (m *completion) toOneFilter(target *ast.Definition) string {
	return m.define(target.Name+"ToOneFilter", "a condition on the one "+target.Name, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on a relation to one %s; all that are given must hold%s.", noun(target.Name), inParentheses(term(target), "关系筛选条件"))
		def.Fields = ast.FieldList{
			m.field("is", optional(m.where(target)), "There is one, and it meets these conditions (符合)."),
			m.field("isNull", optional("Boolean"), "True: there is none; false: there is one (为空)."),
		}
	})
}

// relationFilter makes the filter of a relation to many; member restricts each of them.
func (m *completion) relationFilter(prefix string, target *ast.Definition, member string) string {
	return m.define(prefix+"RelationFilter", "a condition on many "+member, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on a relation to any number of %s; all that are given must hold%s.", plural(target.Name), inParentheses(term(target), "关系筛选条件"))
		def.Fields = ast.FieldList{
			m.field("some", optional(member), "At least one meets these conditions (至少一个符合)."),
			m.field("all", optional(member), "Every one meets these conditions; holds when there is none (全部符合)."),
			m.field("none", optional(member), "None meets these conditions (无一符合)."),
			m.field("single", optional(member), "Exactly one meets these conditions (恰有一个符合)."),
			m.field("count", optional(m.countFilter(prefix, target, member)), "How many there are (数量)."),
		}
	})
}

// countFilter makes the filter of how many a relation leads to, of all or of those that meet conditions of their own.
func (m *completion) countFilter(prefix string, target *ast.Definition, member string) string {
	return m.define(prefix+"CountFilter", "the number of "+member, target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on the number of %s that a relation leads to; all that are given must hold%s.",
			plural(target.Name), inParentheses(term(target), "数量筛选条件"))
		def.Fields = ast.FieldList{m.field("where", optional(member), "Count only those that meet these conditions (计数条件).")}
		for _, op := range append(equality(), ranges()...) {
			def.Fields = append(def.Fields, m.comparison(op, "Int"))
		}
	})
}

// pairWhere restricts a relation together with the node it leads to: for one party of an agreement, say, its role and its kind.
func (m *completion) pairWhere(l link) string {
	name := l.target.Name + l.edge.Name + "Where"
	return m.define(name, "conditions on "+l.target.Name+" with "+l.edge.Name, l.target.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on %s together with the relation that leads to it; all that are given must hold, and one that is null asks nothing%s.",
			withArticle(l.target.Name), inParentheses(term(l.target), "及其关系筛选条件"))
		def.Fields = ast.FieldList{
			m.field("AND", listOf(name), "All of these must hold (且)."),
			m.field("OR", listOf(name), "At least one of these must hold (或)."),
			m.field("NOT", optional(name), "This must not hold (非)."),
			m.field("node", optional(m.where(l.target)), "Conditions on the %s%s.", noun(l.target.Name), inParentheses(term(l.target), "")),
			m.field("edge", optional(m.where(l.edge)), "Conditions on the relation%s.", inParentheses(term(l.edge), "")),
		}
	})
}
