package expand

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

const (
	defaultPage = 20
	largestPage = 200
)

// Expand completes the contract. The sources are the contract's files in any order; a source's name is a slash-separated path that
// errors name it by. It returns the full schema as one document, and for each file that declares root fields the document that gqlgen
// reads, keyed by the file's base name. The same sources give the same bytes. Errors name file, line and column; all that could be
// found are joined into one error.
func Expand(sources []*ast.Source) (full string, roots map[string]string, err error) {
	c, err := read(sources)
	if err != nil {
		return "", nil, err
	}
	if err := c.inherit(); err != nil {
		return "", nil, err
	}
	c.nameTypes()
	if err := c.check(); err != nil {
		return "", nil, err
	}
	c.share()
	definitions, err := c.complete()
	if err != nil {
		return "", nil, err
	}
	document := &ast.SchemaDocument{Directives: c.directives, Definitions: definitions}
	full = printDocument("schema/*.graphqls", document)
	roots = c.roots()
	// Validation comes last because the validator adds introspection to the definitions it is given.
	if err := validate(document); err != nil {
		return "", nil, err
	}
	return full, roots, nil
}

// validate checks the completed definitions against the rules of GraphQL. They carry the positions of the contract's own text, so
// the errors name the contract's files and not the generated one.
func validate(document *ast.SchemaDocument) error {
	whole, err := parser.ParseSchema(validator.Prelude)
	if err != nil {
		return fmt.Errorf("parse the prelude: %w", err)
	}
	whole.Merge(document)
	_, err = validator.ValidateSchemaDocument(whole)
	return err
}
