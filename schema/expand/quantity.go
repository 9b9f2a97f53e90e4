package expand

import (
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// quantityParts are the fields of a quantity as they must be spelled.
var quantityParts = []struct{ name, spelled string }{
	{"value", "Decimal!"}, {"precision", "Precision!"}, {"unit", "String"}, {"asWritten", "String"},
}

// checkQuantity checks the type of a number with its precision: it has the parts that conditions on it are made of, and no others.
func (c *contract) checkQuantity(def *ast.Definition) error {
	if isNode(def) || isEdge(def) || def.Kind != ast.Object || len(def.Interfaces) > 0 {
		return failf(def.Position, "type %s: a @quantity is an object type of its own", def.Name)
	}
	var errs []error
	for _, part := range quantityParts {
		if field := def.Fields.ForName(part.name); field == nil || field.Type.String() != part.spelled {
			errs = append(errs, failf(def.Position, "@quantity type %s has no field %s: %s", def.Name, part.name, part.spelled))
		}
	}
	if len(def.Fields) != len(quantityParts) {
		errs = append(errs, failf(def.Position, "@quantity type %s has a field that is no part of a quantity", def.Name))
	}
	errs = append(errs, c.checkPrecision(def))
	for _, field := range def.Fields {
		at := def.Name + "." + field.Name
		errs = append(errs, without(field, at, "relation", "shared", "connection", "typeName", "index", "unique", "search"))
		errs = append(errs, c.checkProperty(def, field))
	}
	return errors.Join(errs...)
}

// checkPrecision checks the enum by which comparisons go. Of several precisions the first by name must be the least: that is how the
// precision of a sum is found.
func (c *contract) checkPrecision(def *ast.Definition) error {
	precision := c.types["Precision"]
	switch {
	case precision == nil || precision.Kind != ast.Enum:
		return failf(def.Position, "@quantity type %s: Precision is no enum", def.Name)
	case precision.EnumValues.ForName("EXACT") == nil || precision.EnumValues.ForName("AT_LEAST") == nil:
		return failf(precision.Position, "Precision has no EXACT and AT_LEAST, by which comparisons go")
	}
	for _, value := range precision.EnumValues {
		if value.Name > "AT_LEAST" && value.Name != "EXACT" {
			return failf(value.Position, "Precision.%s stands behind AT_LEAST by name, as if it were more precise", value.Name)
		}
	}
	return nil
}

// checkQuantityField checks a node's field that holds a quantity. Its parts must not take the stored names of other fields.
func checkQuantityField(def *ast.Definition, field *ast.FieldDefinition, at string) error {
	if isList(field.Type) {
		return failf(field.Position, "%s: a list of quantities cannot be stored", at)
	}
	for _, part := range quantityParts {
		if name := field.Name + initialCapital(part.name); def.Fields.ForName(name) != nil {
			return failf(field.Position, "%s: its part is stored as %s, which is another field", at, name)
		}
	}
	return without(field, at, "unique", "search", "decimal", "typeName")
}

func initialCapital(name string) string { return string(name[0]-'a'+'A') + name[1:] }

// quantityFilter makes the filter of a number with its precision. It has no ne, in and notIn: with a number that is not known exactly
// most of what they could say is neither true nor false.
func (m *completion) quantityFilter(whole *ast.Definition) string {
	return m.define(whole.Name+"Filter", "comparisons with "+whole.Name, whole.Position, func(def *ast.Definition) {
		def.Kind = ast.InputObject
		def.Description = fmt.Sprintf("Conditions on %s, each of which holds when it certainly holds; all that are given must hold%s.",
			withArticle(whole.Name), inParentheses(term(whole), "筛选条件"))
		for _, op := range append(equality()[:1], ranges()...) {
			def.Fields = append(def.Fields, m.comparison(op, "Decimal"))
		}
		def.Fields = append(def.Fields, m.comparison(absence()[0], ""))
		for _, part := range quantityParts[1:] {
			field := whole.Fields.ForName(part.name)
			def.Fields = append(def.Fields, m.field(part.name, optional(m.propertyFilter(field)), "Condition on its `%s`%s.",
				part.name, inParentheses(termIn(field.Description), "")))
		}
	})
}
