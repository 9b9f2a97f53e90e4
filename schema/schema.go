package schema

import (
	_ "embed"

	"github.com/vektah/gqlparser/v2/ast"
)

//go:generate go run ./expand/run

//go:embed full.graphqls
var full string

// Source is the whole contract, as clients and the compiler read it.
func Source() *ast.Source { return &ast.Source{Name: "full.graphqls", Input: full} }
