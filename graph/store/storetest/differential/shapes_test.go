package differential

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

// TestKeptPlansEqualFreshOnes asks for the plans of random operations again and again, each time with other variables, and holds
// what is kept to what a compilation makes: the plan, its arguments, its writers, both statements, and the refusals.
func TestKeptPlansEqualFreshOnes(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("differential"), Limits: plan.Limits{Cost: 100_000}}
	k := &keeper{T: t, compiler: compiler, plans: plan.NewPlans(compiler), memos: map[*plan.Memo]bool{}}
	w := newWorld(model, 7, 6)
	for range 1500 {
		o := w.newOperation(newRandom(w.Uint64()), w.random, nil)
		document, err := o.parse(model.AST)
		if err != nil {
			continue
		}
		for range 6 {
			k.check(document, w.varied(o.variables))
		}
	}
	t.Logf("%d plans compared, %d of them kept, %d refusals", k.compared, k.reused, k.refused)
	if k.reused < k.compared/3 || k.refused == 0 {
		t.Errorf("%d of %d plans were kept, and %d were refused: too few to prove anything", k.reused, k.compared, k.refused)
	}
}

// keeper compares plans.
type keeper struct {
	*testing.T
	compiler *plan.Compiler
	plans    *plan.Plans
	memos    map[*plan.Memo]bool // of the plans that were handed out

	compared, reused, refused int
}

func (k *keeper) check(document *ast.QueryDocument, given map[string]any) {
	operation := document.Operations[0]
	variables, err := validator.VariableValues(k.compiler.Model.AST, operation, copied(given).(map[string]any))
	if err != nil {
		return
	}
	for name, v := range variables {
		variables[name] = plain(v)
	}
	request := &graphql.OperationContext{Doc: document, Operation: operation, Variables: variables}
	for _, field := range graphql.CollectFields(request, operation.SelectionSet, []string{"Query"}) {
		if field.Name == "__typename" {
			continue
		}
		fresh, refusal := k.compiler.Compile(field.Field, field.Selections, variables)
		kept, again := k.plans.Compile(operation, field.Field, field.Selections, variables)
		if !reflect.DeepEqual(refusal, again) {
			k.Fatalf("%s\n%s\nrefused with %v, kept with %v", operation.Position.Src.Input, compact(given), refusal, again)
		}
		if refusal != nil {
			k.refused++
			continue
		}
		k.count(kept)
		k.same(fresh, kept, operation.Position.Src.Input+"\n"+compact(given))
	}
}

func (k *keeper) count(kept *plan.Compiled) {
	k.compared++
	if memo := kept.Query.Memo; memo != nil {
		if k.memos[memo] {
			k.reused++
		}
		k.memos[memo] = true
	}
}

// same compares what is rendered, which the memo remembers, and then everything else.
func (k *keeper) same(fresh, kept *plan.Compiled, asked string) {
	model := k.compiler.Model
	for range 2 { // one memo serves one engine at a time: each takes its turn
		wanted, got := neo4j.Render(model, &fresh.Query), neo4j.Render(model, &kept.Query)
		if !reflect.DeepEqual(wanted, got) {
			k.Fatalf("%s\nis in Cypher\n%+v\nkept\n%+v", asked, wanted, got)
		}
	}
	query := kept.Query
	query.Memo = nil
	if wanted, got := sqlite.Render(model, k.found(&fresh.Query)), sqlite.Render(model, k.found(&query)); !reflect.DeepEqual(wanted, got) {
		k.Fatalf("%s\nis in SQL\n%+v\nkept\n%+v", asked, wanted, got)
	}
	memo := kept.Query.Memo
	kept.Query.Memo = nil
	defer func() { kept.Query.Memo = memo }()
	if !reflect.DeepEqual(fresh, kept) {
		k.Fatalf("%s\nis planned as\n%s%+v\nkept\n%s%+v", asked, &fresh.Query, fresh.Query.Args, &kept.Query, kept.Query.Args)
	}
}

// found is the query as if every search in it had found the same records.
func (k *keeper) found(query *plan.Query) *plan.Query {
	resolved, err := query.Resolved(func(plan.Search) []string { return []string{"x"} })
	if err != nil {
		k.Fatal(err)
	}
	return resolved
}

// varied changes some of the values: to others of their kind mostly, now and then to null, to nothing, or to one item more or less.
func (w *world) varied(variables map[string]any) map[string]any {
	out := map[string]any{}
	for name, v := range variables {
		if !w.chance(3) {
			out[name] = w.variedValue(v)
		}
	}
	return out
}

func (w *world) variedValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return w.varied(v)
	case []any:
		items := make([]any, 0, len(v))
		for _, item := range v {
			items = append(items, w.variedValue(item))
		}
		if len(items) > 0 && w.chance(10) {
			items = slices.Delete(items, 0, 1)
		}
		return items
	case string:
		if w.chance(30) {
			return w.text()
		}
	case bool:
		return v != w.chance(20)
	case json.Number, int, int64:
		if w.chance(30) {
			return json.Number(pick(w.random, []string{"0", "1", "2", "5", "200", "201", "-1"}))
		}
	}
	if w.chance(2) {
		return nil
	}
	return v
}
