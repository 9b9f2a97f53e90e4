package plan_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// TestRefusals lists what a request gets wrong, with the code and the argument that it is told.
func TestRefusals(t *testing.T) {
	wide := `{ organizations(first: 200) { nodes { agreements(first: 200) { nodes { parties(first: 200) { nodes { id } } } } } } }`
	for name, c := range map[string]struct {
		document  string
		variables map[string]any
		code      plan.Code
		field     string
	}{
		"page too large":       {`{ agreements(first: 201) { totalCount } }`, nil, plan.Invalid, "first"},
		"page below zero":      {`{ agreements(last: -1) { totalCount } }`, nil, plan.Invalid, "last"},
		"first and last":       {`{ agreements(first: 1, last: 1) { totalCount } }`, nil, plan.Invalid, "last"},
		"forged cursor":        {`{ agreements(after: "WyJ4Il0AAAAAAAAAAAAA") { totalCount } }`, nil, plan.Invalid, "after"},
		"null condition":       {`{ agreements(where: {title: {eq: null}}) { totalCount } }`, nil, plan.Invalid, "where.title.eq"},
		"null quantifier":      {`{ agreements(where: {parties: {some: null}}) { totalCount } }`, nil, plan.Invalid, "where.parties.some"},
		"null number":          {`{ agreements(where: {parties: {count: {gte: null}}}) { totalCount } }`, nil, plan.Invalid, "where.parties.count.gte"},
		"no such day":          {`{ agreements(where: {signedOn: {lt: "2024-02-30"}}) { totalCount } }`, nil, plan.Invalid, "where.signedOn.lt"},
		"exact to a mill":      {`{ events(where: {leaflets: {gte: 0.125}}) { totalCount } }`, nil, plan.Invalid, "where.leaflets.gte"},
		"null, uncounted":      {`{ agreements(where: {parties: {count: {where: {edge: {role: {ne: null}}}}}}) { totalCount } }`, nil, plan.Invalid, "where.parties.count.where.edge.role.ne"},
		"a sum to a mill":      {`{ events { groupBy(by: [{field: KIND}], having: {leaflets: {sum: {eq: 0.125}}}) { count } } }`, nil, plan.Invalid, "having.leaflets.sum.eq"},
		"three decimals":       {`{ agreements(where: {amount: {eq: 0.125}}) { totalCount } }`, nil, plan.Invalid, "where.amount.eq"},
		"33-bit integer":       {`query($n: Int) { agreements(first: $n) { totalCount } }`, map[string]any{"n": json.Number("4294967296")}, plan.Invalid, "first"},
		"too many ids":         {`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, map[string]any{"ids": many(plan.MaxPage + 1)}, plan.Limit, "ids"},
		"too long a list":      {`query($t: [String!]) { agreements(where: {title: {in: $t}}) { totalCount } }`, map[string]any{"t": many(plan.MaxList + 1)}, plan.Limit, "where.title.in"},
		"too many conditions":  {conditions(plan.MaxConditions + 1), nil, plan.Limit, ""},
		"too many rows":        {wide, nil, plan.Limit, "organizations.agreements.parties"},
		"rows of listed nodes": {`query($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { agreements(first: 200) { nodes { parties(first: 200) { nodes { id } } } } } } }`, map[string]any{"ids": many(100)}, plan.Limit, "nodes.agreements.parties"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := compileWithin(t, 100_000, c.document, c.variables)
			refusal, ok := errors.AsType[*plan.Refusal](err)
			if !ok {
				t.Fatalf("got %v, want a refusal", err)
			}
			if refusal.Code != c.code || c.field != "" && refusal.Field != c.field {
				t.Errorf("got %s at %q, want %s at %q", refusal.Code, refusal.Field, c.code, c.field)
			}
			if refusal.Text.ZH == "" || refusal.Text.EN == "" {
				t.Error("the refusal lacks a language")
			}
		})
	}
}

// TestSmallPagesPass lets six levels of small pages through: a page counts as what it may hold.
func TestSmallPagesPass(t *testing.T) {
	inner := "id"
	for range 3 {
		inner = `agreements(first: 2) { nodes { parties(first: 2) { nodes { ` + inner + ` } } } }`
	}
	if _, err := compileWithin(t, 100_000, `{ organizations(first: 2) { nodes { `+inner+` } } }`, nil); err != nil {
		t.Error(err)
	}
}

// TestCursors reads back what was written, under its own scope and key only.
func TestCursors(t *testing.T) {
	cursors := plan.NewCursors("key")
	cursor := cursors.Encode("scope", []any{"塑料 <&>", nil, 20500050})
	position, err := cursors.Decode("scope", cursor)
	if err != nil || len(position) != 3 || position[0] != "塑料 <&>" || position[1] != nil || position[2] != json.Number("20500050") {
		t.Errorf("got %v, %v", position, err)
	}
	for name, decode := range map[string]func() ([]any, error){
		"another scope": func() ([]any, error) { return cursors.Decode("other", cursor) },
		"another key":   func() ([]any, error) { return plan.NewCursors("other").Decode("scope", cursor) },
		"one letter":    func() ([]any, error) { return cursors.Decode("scope", "A"+cursor[1:]) },
		"cut short":     func() ([]any, error) { return cursors.Decode("scope", cursor[:8]) },
		"no base64":     func() ([]any, error) { return cursors.Decode("scope", "***") },
	} {
		if _, err := decode(); !errors.Is(err, plan.ErrCursor) {
			t.Errorf("%s: %v, want ErrCursor", name, err)
		}
	}
}

func many(n int) []any {
	items := make([]any, n)
	for i := range items {
		items[i] = "x"
	}
	return items
}

func conditions(n int) string {
	return `{ agreements(where: {OR: [` + strings.Repeat(`{title: {eq: "x"}} `, n) + `]}) { totalCount } }`
}

// compileWithin plans the first root field under a limit of rows, without knowing any degrees.
func compileWithin(t *testing.T, rows float64, document string, variables map[string]any) (*plan.Compiled, error) {
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
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("test"), Limits: plan.Limits{Cost: rows}}
	return compiler.Compile(field, field.SelectionSet, variables)
}
