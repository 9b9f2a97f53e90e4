package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// TestEveryOrderCompiles takes every value that an order of the contract offers, at the root and nested: the compiler finds by name
// what the expansion has named.
func TestEveryOrderCompiles(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("test")}
	orders := 0
	for _, def := range model.AST.Types {
		for _, field := range def.Fields {
			argument := field.Arguments.ForName("orderBy")
			if argument == nil || def != model.AST.Query && model.Node(def.Name) == nil {
				continue
			}
			steps := model.AST.Types[argument.Type.Name()].Fields.ForName("field").Type
			for _, value := range model.AST.Types[steps.Name()].EnumValues {
				document := fmt.Sprintf("%s(orderBy: [{field: %s}]) { nodes { __typename } }", field.Name, value.Name)
				if def != model.AST.Query {
					document = fmt.Sprintf("node(id: 1) { ... on %s { %s } }", def.Name, document)
				}
				parsed, errs := gqlparser.LoadQueryWithRules(model.AST, "{ "+document+" }", rules.NewDefaultRules())
				if errs != nil {
					t.Fatalf("%s: %v", document, errs)
				}
				root := parsed.Operations[0].SelectionSet[0].(*ast.Field)
				if _, err := compiler.Compile(root, root.SelectionSet, nil); err != nil {
					t.Errorf("%s: %v", document, err)
				}
				orders++
			}
		}
	}
	if orders < 100 {
		t.Errorf("the contract offers %d orders only", orders)
	}
}

// TestTies holds what is equal in the keys that were asked for to the order of ids in the direction of the last of them.
func TestTies(t *testing.T) {
	for orderBy, want := range map[string]string{
		"":                               "id",
		"{field: KIND}":                  "kind, id",
		"{field: KIND, direction: DESC}": "kind desc, id desc",
		"{field: KIND, direction: DESC}, {field: TITLE}":   "kind desc, title.key, id",
		"{field: TITLE}, {field: AMOUNT, direction: DESC}": "title.key, amountFen desc nulls last, id desc",
		"{field: PARTIES_COUNT, direction: DESC}":          "count <-PARTY_TO- desc, id desc",
		"{field: TITLE, direction: DESC}, {field: ID}":     "title.key desc, id",
		"{field: ID, direction: DESC}, {field: TITLE}":     "id desc, title.key",
		"{field: TITLE}, {field: TITLE, direction: DESC}":  "title.key, id desc",
	} {
		got := mustCompile(t, "{ agreements(orderBy: ["+orderBy+"]) { nodes { id } } }").Query.String()
		if !strings.Contains(got, "  order "+want+"\n") {
			t.Errorf("[%s]: want order %s in\n%s", orderBy, want, got)
		}
	}
}
