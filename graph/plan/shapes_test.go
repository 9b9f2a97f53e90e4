package plan_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

func parsed(t testing.TB, model *schema.Model, document string) *ast.OperationDefinition {
	t.Helper()
	tree, errs := gqlparser.LoadQueryWithRules(model.AST, document, rules.NewDefaultRules())
	if errs != nil {
		t.Fatalf("the operation is not valid: %v", errs)
	}
	return tree.Operations[0]
}

func newPlans(t testing.TB) (*plan.Plans, *plan.Compiler) {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("test")}
	return plan.NewPlans(compiler), compiler
}

// TestPlansAreKeptByShape asks one operation with pairs of variables and tells which share a plan. Each is compared with a fresh one.
func TestPlansAreKeptByShape(t *testing.T) {
	cursor := func(position ...any) string {
		return plan.NewCursors("test").Encode("SIGNED_ON:ASC:LAST,", position)
	}
	document := `query($id: ID = "x", $ids: [ID!] = [], $where: AgreementWhere, $first: Int, $after: String, $order: [AgreementOrder!], $deep: Boolean = false) {
		nodes(ids: $ids) { id }
		organization(id: $id) { name @skip(if: $deep) }
		agreements(where: $where, first: $first, after: $after, orderBy: $order) { nodes { id parties @include(if: $deep) { totalCount } } } }`
	type vars = map[string]any
	bySigning := []any{vars{"field": "SIGNED_ON", "direction": "ASC", "nulls": "LAST"}}
	for name, c := range map[string]struct {
		root int
		a, b vars
		one  bool // one plan for both
	}{
		"other ids":              {0, vars{"ids": []any{"a"}}, vars{"ids": []any{"b", "c"}}, true},
		"another id":             {1, vars{"id": "a"}, vars{"id": "b"}, true},
		"a field skipped":        {1, vars{"deep": true}, vars{"deep": false}, false},
		"another text":           {2, vars{"where": vars{"title": vars{"eq": "a"}}}, vars{"where": vars{"title": vars{"eq": "b"}}}, true},
		"a longer list":          {2, vars{"where": vars{"title": vars{"in": []any{"a"}}}}, vars{"where": vars{"title": vars{"in": []any{"b", "c"}}}}, true},
		"another comparison":     {2, vars{"where": vars{"title": vars{"eq": "a"}}}, vars{"where": vars{"title": vars{"ne": "a"}}}, false},
		"no condition":           {2, vars{"where": vars{"title": vars{"eq": "a"}}}, vars{}, false},
		"another page size":      {2, vars{"first": json.Number("2")}, vars{"first": json.Number("3")}, false},
		"another order":          {2, vars{"order": bySigning}, vars{}, false},
		"another page":           {2, vars{"order": bySigning, "after": cursor("2020", "a")}, vars{"order": bySigning, "after": cursor("2021-05", "b")}, true},
		"a page among nulls":     {2, vars{"order": bySigning, "after": cursor("2020", "a")}, vars{"order": bySigning, "after": cursor(nil, "b")}, false},
		"a relation left out":    {2, vars{"deep": true}, vars{"deep": false}, false},
		"a day, and one to come": {2, vars{"where": vars{"signedOn": vars{"lte": "2020"}}}, vars{"where": vars{"signedOn": vars{"lte": "2021-03-02"}}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			plans, compiler := newPlans(t)
			operation := parsed(t, compiler.Model, document)
			field := operation.SelectionSet[c.root].(*ast.Field)
			var memos []*plan.Memo
			for _, variables := range []vars{c.a, c.b, c.a} {
				for name, value := range map[string]any{"id": "x", "ids": []any{}, "deep": false} {
					if variables[name] == nil {
						variables[name] = value
					}
				}
				kept, err := plans.Compile(operation, field, field.SelectionSet, variables)
				if err != nil {
					t.Fatal(err)
				}
				fresh, err := compiler.Compile(field, field.SelectionSet, variables)
				if err != nil {
					t.Fatal(err)
				}
				memos = append(memos, kept.Query.Memo)
				kept.Query.Memo = nil
				if !reflect.DeepEqual(kept, fresh) {
					t.Errorf("kept\n%s%v\nfresh\n%s%v", &kept.Query, kept.Query.Args, &fresh.Query, fresh.Query.Args)
				}
			}
			if memos[0] == nil || memos[0] != memos[2] {
				t.Error("the same variables need a new plan")
			}
			if shared := memos[0] == memos[1]; shared != c.one {
				t.Errorf("one plan for both: %v", shared)
			}
		})
	}
}

// TestPlansAreBounded asks for more operations and shapes than are kept, from many goroutines.
func TestPlansAreBounded(t *testing.T) {
	plans, compiler := newPlans(t)
	var askers sync.WaitGroup
	for asker := range 4 {
		askers.Go(func() {
			for i := range 400 {
				operation := parsed(t, compiler.Model, fmt.Sprintf(`query($n: Int) { x%d: agreements(first: $n) { nodes { id title parties { nodes { id } } } } }`, asker*400+i))
				field := operation.SelectionSet[0].(*ast.Field)
				for n := range 12 {
					if _, err := plans.Compile(operation, field, field.SelectionSet, map[string]any{"n": json.Number(fmt.Sprint(n))}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	askers.Wait()
	roots, variants, weight, counted := plans.Kept()
	if roots > 1000 || variants > 8*roots || weight != counted || weight > 200_000 {
		t.Errorf("%d roots with %d plans, weighing %d, counted as %d", roots, variants, weight, counted)
	}
	if roots == 0 {
		t.Error("nothing is kept")
	}
}
