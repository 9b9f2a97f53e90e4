package plan_test

import "github.com/vektah/gqlparser/v2/ast"

func firstField(document *ast.QueryDocument) *ast.Field {
	return document.Operations[0].SelectionSet[0].(*ast.Field)
}
