package expand

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// relationKind is the enum of the relation types, which arguments may take to say what is followed.
const relationKind = "RelationKind"

// relationKinds makes the enum when an argument asks for it. Each type is described by the field that follows it from where it
// starts, or else from its end.
func (m *completion) relationKinds() {
	asked := m.asking(relationKind)
	if asked == nil {
		return
	}
	m.define(relationKind, "what relations are followed", asked, func(def *ast.Definition) {
		def.Kind = ast.Enum
		def.Description = "A type of relation, as it stands in the graph (关系类型)."
		followed := m.followed()
		for _, name := range slices.Sorted(maps.Keys(followed)) {
			def.EnumValues = append(def.EnumValues, followed[name])
		}
	})
}

// asking returns where an argument of a type stands, or nil.
func (m *completion) asking(name string) *ast.Position {
	for _, def := range m.definitions {
		for _, field := range def.Fields {
			for _, argument := range field.Arguments {
				if argument.Type.Name() == name {
					return argument.Position
				}
			}
		}
	}
	return nil
}

// followed returns a value for each relation type.
func (m *completion) followed() map[string]*ast.EnumValueDefinition {
	values := map[string]*ast.EnumValueDefinition{}
	for _, direction := range []string{"OUT", "IN"} {
		for _, def := range m.definitions {
			for _, field := range def.Fields {
				relation := field.Directives.ForName("relation")
				name := argument(relation, "type")
				given := argument(relation, "direction")
				if relation == nil || values[name] != nil || m.inherited(def, field) || given != direction && (given != "" || direction != "OUT") {
					continue
				}
				values[name] = &ast.EnumValueDefinition{
					Name:        name,
					Description: fmt.Sprintf("As `%s` of %s%s.", field.Name, plural(def.Name), inParentheses(termIn(field.Description), "")),
					Position:    field.Position,
				}
			}
		}
	}
	return values
}
