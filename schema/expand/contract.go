package expand

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// contract is the parsed contract with every extension merged into the type it extends. Definitions and fields keep the position
// they were written at, which is also how a root field is led back to its file.
type contract struct {
	directives  ast.DirectiveDefinitionList
	definitions ast.DefinitionList // by file name, then as written
	types       map[string]*ast.Definition
}

func read(sources []*ast.Source) (*contract, error) {
	sorted := slices.SortedFunc(slices.Values(sources), func(a, b *ast.Source) int { return cmp.Compare(a.Name, b.Name) })
	document, err := parser.ParseSchemas(sorted...)
	if err != nil {
		return nil, err
	}
	c := &contract{
		directives:  document.Directives,
		definitions: document.Definitions,
		types:       make(map[string]*ast.Definition, len(document.Definitions)),
	}
	var errs []error
	for _, entry := range slices.Concat(document.Schema, document.SchemaExtension) {
		errs = append(errs, failf(entry.Position, "a schema definition is not needed: root types are Query, Mutation and Subscription"))
	}
	for _, extension := range document.DirectiveExtensions {
		errs = append(errs, failf(extension.Position, "directive @%s is extended; write all of it where it is defined", extension.Name))
	}
	for _, def := range document.Definitions {
		if before := c.types[def.Name]; before != nil {
			errs = append(errs, failf(def.Position, "type %s is declared twice, first at %s", def.Name, place(before.Position)))
			continue
		}
		c.types[def.Name] = def
	}
	for _, extension := range document.Extensions {
		errs = append(errs, c.extend(extension))
	}
	return c, errors.Join(errs...)
}

// extend merges `extend type X …` into X, as the nouns do with Query and Mutation.
func (c *contract) extend(extension *ast.Definition) error {
	def := c.types[extension.Name]
	if def == nil {
		return failf(extension.Position, "type %s is extended but declared nowhere", extension.Name)
	}
	if def.Kind != extension.Kind {
		return failf(extension.Position, "type %s is extended as %s but declared as %s", def.Name, extension.Kind, def.Kind)
	}
	def.Directives = append(def.Directives, extension.Directives...)
	def.Interfaces = append(def.Interfaces, extension.Interfaces...)
	def.Fields = append(def.Fields, extension.Fields...)
	def.Types = append(def.Types, extension.Types...)
	def.TypePositions = append(def.TypePositions, extension.TypePositions...)
	def.EnumValues = append(def.EnumValues, extension.EnumValues...)
	return nil
}

// nameTypes gives the enums that are marked @nodeTypes a value for each type that is stored, in the order of the contract.
func (c *contract) nameTypes() {
	for _, enum := range c.definitions {
		if enum.Kind != ast.Enum || enum.Directives.ForName("nodeTypes") == nil {
			continue
		}
		for _, def := range c.definitions {
			if isNode(def) && def.Kind == ast.Object {
				enum.EnumValues = append(enum.EnumValues, &ast.EnumValueDefinition{
					Name: enumName(def.Name), Description: def.Description, Position: enum.Position,
				})
			}
		}
	}
}

// failf reports what is wrong at a position, as file:line:column and message.
func failf(at *ast.Position, format string, args ...any) error {
	return gqlerror.ErrorPosf(at, format, args...)
}

// place names a position within a message.
func place(at *ast.Position) string {
	return fmt.Sprintf("%s:%d", at.Src.Name, at.Line)
}

func isRoot(def *ast.Definition) bool {
	return def.Name == "Query" || def.Name == "Mutation" || def.Name == "Subscription"
}

func isNode(def *ast.Definition) bool {
	return def != nil && def.Directives.ForName("node") != nil
}

func isEdge(def *ast.Definition) bool {
	return def != nil && def.Directives.ForName("edge") != nil
}

func isQuantity(def *ast.Definition) bool {
	return def != nil && def.Directives.ForName("quantity") != nil
}

func isList(t *ast.Type) bool {
	return t.Elem != nil
}

// isLeaf tells whether the type has no fields: a scalar, built in or declared, or an enum. A type that is declared nowhere counts as
// none of them; the validator reports it.
func (c *contract) isLeaf(name string) bool {
	switch name {
	case "ID", "String", "Int", "Float", "Boolean":
		return true
	}
	def := c.types[name]
	return def != nil && def.IsLeafType()
}
