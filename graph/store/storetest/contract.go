package storetest

import (
	_ "embed"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

//go:embed specimen.graphqls
var extension string

// Contract returns the real contract with the type Specimen beside it, which has a property of every scalar.
func Contract(t testing.TB) *schema.Model {
	t.Helper()
	model, err := schema.Parse(&ast.Source{Name: "specimen.graphqls", Input: schema.Source().Input + "\n" + extension})
	if err != nil {
		t.Fatalf("contract: %v", err)
	}
	return model
}
