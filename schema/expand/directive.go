package expand

import (
	"errors"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// argument is the text of a directive's argument, or "" when it is absent or null.
func argument(directive *ast.Directive, name string) string {
	if directive == nil {
		return ""
	}
	given := directive.Arguments.ForName(name)
	if given == nil || given.Value.Kind == ast.NullValue {
		return ""
	}
	return given.Value.Raw
}

// without reports the first of the named directives that the field carries: it has no meaning there.
func without(field *ast.FieldDefinition, at string, directives ...string) error {
	for _, name := range directives {
		if directive := field.Directives.ForName(name); directive != nil {
			return failf(directive.Position, "%s: @%s has no meaning here", at, name)
		}
	}
	return nil
}

// checkApplied checks the values given to the contract's own directives, which the validator leaves unread.
func (c *contract) checkApplied(directives ast.DirectiveList) error {
	var errs []error
	for _, directive := range directives {
		def := c.directives.ForName(directive.Name)
		if def == nil {
			continue
		}
		for _, given := range directive.Arguments {
			declared := def.Arguments.ForName(given.Name)
			if declared != nil && !c.fits(given.Value, declared.Type) {
				errs = append(errs, failf(given.Position, "@%s(%s:) takes %s, not %s", directive.Name, given.Name, declared.Type, given.Value))
			}
		}
	}
	return errors.Join(errs...)
}

// fits tells whether a literal can be read as the type.
func (c *contract) fits(value *ast.Value, t *ast.Type) bool {
	switch {
	case value.Kind == ast.NullValue:
		return !t.NonNull
	case isList(t):
		return value.Kind == ast.ListValue && !slices.ContainsFunc(value.Children, func(child *ast.ChildValue) bool {
			return !c.fits(child.Value, t.Elem)
		})
	}
	switch t.NamedType {
	case "String":
		return value.Kind == ast.StringValue || value.Kind == ast.BlockValue
	case "Int":
		return value.Kind == ast.IntValue
	case "Float":
		return value.Kind == ast.IntValue || value.Kind == ast.FloatValue
	case "Boolean":
		return value.Kind == ast.BooleanValue
	}
	enum := c.types[t.NamedType]
	return enum != nil && value.Kind == ast.EnumValue && enum.EnumValues.ForName(value.Raw) != nil
}
