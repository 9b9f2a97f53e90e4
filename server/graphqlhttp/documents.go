package graphqlhttp

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	documentCount  = 1000     // validated documents kept
	documentLength = 16 << 10 // bytes of the longest document kept
)

// documents keeps validated documents by their text, the least used giving
// way. Its memory is bounded by count times length.
type documents struct {
	graphql.Cache[*ast.QueryDocument]
}

func newDocuments() documents {
	return documents{lru.New[*ast.QueryDocument](documentCount)}
}

// Add keeps a document unless it is too long to be worth its memory.
func (d documents) Add(ctx context.Context, query string, document *ast.QueryDocument) {
	if len(query) <= documentLength {
		d.Cache.Add(ctx, query, document)
	}
}
