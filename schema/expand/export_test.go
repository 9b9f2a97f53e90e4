package expand

import "github.com/vektah/gqlparser/v2/ast"

// Print gives the tests the printer, as the full schema is printed.
func Print(document *ast.SchemaDocument) string {
	return printDocument("schema/*.graphqls", document)
}
