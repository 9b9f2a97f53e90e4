package expand

import (
	"errors"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema/union"
)

// checkUnion checks a union that relations lead to: all its members are stored.
func (c *contract) checkUnion(def *ast.Definition) error {
	var errs []error
	for _, name := range def.Types {
		if member := c.types[name]; member != nil && !isNode(member) {
			errs = append(errs, failf(def.Position, "union %s is marked @node but its member %s is not", def.Name, name))
		}
	}
	return errors.Join(errs...)
}

// share gives each union the fields that its members have in common, so that it can be filtered, ordered and grouped by them. They
// are left out again when the union is printed, for GraphQL knows no field of a union.
func (c *contract) share() {
	for _, def := range c.definitions {
		if def.Kind == ast.Union && isNode(def) {
			def.Fields = union.Fields(c.members(def))
		}
	}
}

func (c *contract) members(def *ast.Definition) []*ast.Definition {
	var members []*ast.Definition
	for _, name := range def.Types {
		if member := c.types[name]; member != nil {
			members = append(members, member)
		}
	}
	return members
}

// onMembers makes the conditions on the members of a union, each named as a fragment on it reads: onPlace.
func (m *completion) onMembers(def *ast.Definition) ast.FieldList {
	if def.Kind != ast.Union {
		return nil
	}
	var fields ast.FieldList
	for _, member := range m.members(def) {
		field := m.field("on"+member.Name, optional(m.where(member)), "It is %s that meets these conditions%s.",
			withArticle(member.Name), inParentheses(term(member), ""))
		field.Position = def.Position
		fields = append(fields, field)
	}
	return fields
}
