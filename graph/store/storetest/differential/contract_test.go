package differential

import (
	_ "embed"
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
	"partnergraph/schema/expand"
)

//go:embed exhibit.graphqls
var exhibit string

// contract is the real contract with a union beside it.
func contract(t testing.TB) *schema.Model {
	t.Helper()
	names, err := filepath.Glob("../../../../schema/*.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	sources := []*ast.Source{{Name: "exhibit.graphqls", Input: exhibit}}
	for _, name := range names {
		if filepath.Base(name) == "full.graphqls" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: name, Input: string(text)})
	}
	full, _, err := expand.Expand(sources)
	if err != nil {
		t.Fatal(err)
	}
	model, err := schema.Parse(&ast.Source{Name: "contract.graphqls", Input: full})
	if err != nil {
		t.Fatal(err)
	}
	return model
}
