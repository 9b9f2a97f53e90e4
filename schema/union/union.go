// Package union says which fields the members of a union have in common. The expansion of the contract makes a union's conditions and
// orders from them, and the model reads them as the union's own.
package union

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Fields returns the fields that all members have under one name, with one type and stored alike, in the order of the first. How
// much a match in a field counts in a search may differ.
func Fields(members []*ast.Definition) ast.FieldList {
	if len(members) == 0 {
		return nil
	}
	var common ast.FieldList
	for _, field := range members[0].Fields {
		shared := !slices.ContainsFunc(members[1:], func(member *ast.Definition) bool {
			other := member.Fields.ForName(field.Name)
			return other == nil || other.Type.String() != field.Type.String() || mapping(other) != mapping(field)
		})
		if shared && !strings.HasPrefix(field.Name, "__") {
			common = append(common, field)
		}
	}
	return common
}

// mapping spells how a field is stored.
func mapping(field *ast.FieldDefinition) string {
	var directives []string
	for _, directive := range field.Directives {
		text, arguments := "@"+directive.Name, directive.Arguments
		if directive.Name == "search" {
			arguments = nil
		}
		for _, argument := range arguments {
			text += " " + argument.Name + ":" + argument.Value.String()
		}
		directives = append(directives, text)
	}
	slices.Sort(directives)
	return strings.Join(directives, " ")
}
