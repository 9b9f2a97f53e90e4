package expand

import (
	"regexp"

	"github.com/vektah/gqlparser/v2/ast"
)

// checkProperty checks the directives of a field that is stored in the node, or derived from it.
func (c *contract) checkProperty(def *ast.Definition, field *ast.FieldDefinition) error {
	at := def.Name + "." + field.Name
	leaf, single := c.isLeaf(field.Type.Name()), !isList(field.Type)
	text, derived := field.Type.Name() == "String", field.Directives.ForName("typeName") != nil
	rules := []struct {
		directive string
		holds     bool
		wants     string
	}{
		{"index", leaf && single && !derived, "a single stored value"},
		{"unique", leaf && single && !derived, "a single stored value"},
		{"search", text, "text"},
		{"decimal", field.Type.Name() == "Decimal" && single, "a single Decimal"},
	}
	for _, rule := range rules {
		if directive := field.Directives.ForName(rule.directive); directive != nil && !rule.holds {
			return failf(directive.Position, "%s: @%s is for %s", at, rule.directive, rule.wants)
		}
	}
	if field.Type.Name() == "PartialDate" && field.Directives.ForName("index") == nil {
		return failf(field.Position, "%s: a date is compared by its order key, which only @index keeps", at)
	}
	if !single && field.Type.Elem.Elem != nil {
		return failf(field.Position, "%s: a list of lists cannot be stored", at)
	}
	return checkStoredName(def, field, at)
}

// storedName is how properties are spelled. They become part of statements, so nothing else may pass.
var storedName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)

// checkStoredName makes sure that the name a Decimal is stored under is free.
func checkStoredName(def *ast.Definition, field *ast.FieldDefinition, at string) error {
	decimal := field.Directives.ForName("decimal")
	name := argument(decimal, "property")
	switch {
	case decimal == nil:
		return nil
	case !storedName.MatchString(name):
		return failf(decimal.Position, "%s: property name %q is not in letters and digits", at, name)
	case def.Fields.ForName(name) != nil && name != field.Name:
		return failf(decimal.Position, "%s: property name %s is that of another field", at, name)
	}
	return nil
}

// checkTypeName makes sure that every object type that has the field has its value.
func (c *contract) checkTypeName(def *ast.Definition, field *ast.FieldDefinition) error {
	if field.Directives.ForName("typeName") == nil {
		return nil
	}
	at, enum := def.Name+"."+field.Name, c.types[field.Type.Name()]
	if enum == nil || enum.Kind != ast.Enum || isList(field.Type) {
		return failf(field.Position, "%s: @typeName is for a single enum", at)
	}
	if def.Kind == ast.Object && enum.EnumValues.ForName(enumName(def.Name)) == nil {
		return failf(def.Position, "type %s has no value %s in %s, from which %s is derived", def.Name, enumName(def.Name), enum.Name, at)
	}
	return nil
}

// checkRelationProperty checks a property of a relation. It may be indexed, unique or decimal like a node's; it cannot lead anywhere
// or be searched.
func (c *contract) checkRelationProperty(def *ast.Definition, field *ast.FieldDefinition) error {
	at := def.Name + "." + field.Name
	if err := without(field, at, "relation", "shared", "connection", "typeName", "search"); err != nil {
		return err
	}
	return c.checkProperty(def, field)
}
