package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// compile plans the first root field of an operation on the real contract.
func compile(t testing.TB, document string, variables map[string]any) (*plan.Compiled, error) {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	parsed, errs := gqlparser.LoadQueryWithRules(model.AST, document, rules.NewDefaultRules())
	if errs != nil {
		t.Fatalf("the operation is not valid: %v", errs)
	}
	field := firstField(parsed)
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("test")}
	return compiler.Compile(field, field.SelectionSet, variables)
}

func mustCompile(t testing.TB, document string) *plan.Compiled {
	t.Helper()
	compiled, err := compile(t, document, nil)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// TestLinear holds an interface selection of depth n, with a fragment on each of several types at every level, to a plan that grows
// by the same number of lines a level.
func TestLinear(t *testing.T) {
	document := func(depth int) string {
		inner := "id"
		for range depth {
			inner = fmt.Sprintf(`id name
				... on Enterprise { summary }
				... on University { aliases }
				... on AcademicUnit { partOf { id } }
				agreements(first: 2) { nodes { title parties(first: 2) { edges { role node { %s } } } } }`, inner)
		}
		return "{ organizations { nodes { " + inner + " } } }"
	}
	lines := func(depth int) int {
		return strings.Count(mustCompile(t, document(depth)).Query.String(), "\n")
	}
	step := lines(2) - lines(1)
	for depth := 3; depth <= 6; depth++ {
		if got, want := lines(depth), lines(1)+(depth-1)*step; got != want {
			t.Errorf("depth %d: %d lines, want %d", depth, got, want)
		}
	}
}

// TestShape holds two operations that differ in values alone to one shape.
func TestShape(t *testing.T) {
	a := mustCompile(t, `{ agreements(first: 5, where: {title: {contains: "x"}}) { nodes { title } } }`).Query.String()
	b := mustCompile(t, `{ agreements(first: 9, where: {title: {contains: "y"}}) { nodes { title } } }`).Query.String()
	if a != b {
		t.Errorf("shapes differ:\n%s\n%s", a, b)
	}
}

// TestNullAsksNothing reads a member that names what is asked about and is null as one that was left out: clients send null for a
// variable that was not filled in.
func TestNullAsksNothing(t *testing.T) {
	want := mustCompile(t, `{ agreements(where: {title: {contains: "x"}}) { totalCount } }`).Query.String()
	for _, where := range []string{
		`{title: {contains: "x"}, kind: null}`, `{title: {contains: "x"}, parties: null}`, `{title: {contains: "x"}, AND: null, OR: null, NOT: null}`,
	} {
		if got := mustCompile(t, `{ agreements(where: `+where+`) { totalCount } }`).Query.String(); got != want {
			t.Errorf("%s:\n%s", where, got)
		}
	}
	sent, err := compile(t, `query($kind: AgreementKindFilter) { agreements(where: {title: {contains: "x"}, kind: $kind}) { totalCount } }`,
		map[string]any{"kind": nil})
	if err != nil || sent.Query.String() != want {
		t.Errorf("as a variable: %v", err)
	}
}
