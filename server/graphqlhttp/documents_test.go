package graphqlhttp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// The cache is bounded in documents and in bytes.
func TestDocumentsAreBounded(t *testing.T) {
	cache := newDocuments()
	kept := func(query string) bool {
		_, ok := cache.Get(t.Context(), query)
		return ok
	}
	fits, over := strings.Repeat("a", documentLength), strings.Repeat("b", documentLength+1)
	cache.Add(t.Context(), fits, &ast.QueryDocument{})
	cache.Add(t.Context(), over, &ast.QueryDocument{})
	if !kept(fits) || kept(over) {
		t.Errorf("kept: %v at the limit, %v over it", kept(fits), kept(over))
	}
	for i := range documentCount {
		cache.Add(t.Context(), fmt.Sprint(i), &ast.QueryDocument{})
	}
	if kept(fits) || !kept("0") {
		t.Error("the document used longest ago does not give way to a new one")
	}
}
