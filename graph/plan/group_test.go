package plan_test

import (
	"errors"
	"testing"

	"partnergraph/graph/plan"
)

// TestGroupRefusals lists what a grouping gets wrong.
func TestGroupRefusals(t *testing.T) {
	groups := func(arguments, selection string) string {
		return `{ agreements { groupBy(` + arguments + `) { ` + selection + ` } } }`
	}
	kind := `by: [{field: KIND}]`
	for name, c := range map[string]struct {
		document string
		code     plan.Code
		field    string
	}{
		"no key":                {groups(`by: []`, `count`), plan.Invalid, "by"},
		"too many keys":         {groups(`by: [{field: KIND} {field: STATUS} {field: TITLE} {field: AMOUNT} {field: ID}]`, `count`), plan.Limit, "by"},
		"a key twice":           {groups(`by: [{field: SIGNED_ON_YEAR} {field: SIGNED_ON_MONTH}]`, `count`), plan.Invalid, "by.1"},
		"an empty key":          {groups(`by: [{field: KIND} {}]`, `count`), plan.Invalid, "by.1"},
		"two keys in one":       {groups(`by: [{parties: {node: {field: KIND}, edge: ROLE}}]`, `count`), plan.Invalid, "by.0.parties"},
		"a null key":            {groups(`by: [{field: null}]`, `count`), plan.Invalid, "by.0.field"},
		"too far away":          {groups(`by: [{parties: {node: {place: {partOf: {partOf: {field: NAME}}}}}}]`, `count`), plan.Limit, "by.0.parties.node.place.partOf.partOf"},
		"a key that is not by":  {groups(kind, `key { kind status }`), plan.Invalid, "key.status"},
		"a far key that is not": {groups(kind, `key { parties { edge { role } } }`), plan.Invalid, "key.parties.edge.role"},
		"too many groups":       {groups(kind+` first: 201`, `count`), plan.Invalid, "first"},
		"groups below zero":     {groups(kind+` first: -1`, `count`), plan.Invalid, "first"},
		"null condition":        {groups(kind+` having: {amount: {sum: null}}`, `count`), plan.Invalid, "having.amount.sum"},
		"null comparison":       {groups(kind+` having: {count: {gt: null}}`, `count`), plan.Invalid, "having.count.gt"},
		"three decimals":        {groups(kind+` having: {amount: {sum: {gt: "0.125"}}}`, `count`), plan.Invalid, "having.amount.sum.gt"},
		"seven decimals":        {groups(kind+` having: {amount: {avg: {gt: "0.0000001"}}}`, `count`), plan.Invalid, "having.amount.avg.gt"},
		"a number too large":    {groups(kind+` having: {amount: {sum: {gt: "1`+zeros(40)+`"}}}`, `count`), plan.Invalid, "having.amount.sum.gt"},
		"a number too long":     {groups(kind+` having: {amount: {sum: {gt: "0.`+zeros(100)+`"}}}`, `count`), plan.Invalid, "having.amount.sum.gt"},
		"no such day":           {groups(kind+` having: {signedOn: {min: {eq: "2024-02-30"}}}`, `count`), plan.Invalid, "having.signedOn.min.eq"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := compileWithin(t, 100_000, c.document, nil)
			refusal, ok := errors.AsType[*plan.Refusal](err)
			if !ok {
				t.Fatalf("got %v, want a refusal", err)
			}
			if refusal.Code != c.code || refusal.Field != c.field {
				t.Errorf("got %s at %q, want %s at %q", refusal.Code, refusal.Field, c.code, c.field)
			}
			if refusal.Text.ZH == "" || refusal.Text.EN == "" {
				t.Error("the refusal lacks a language")
			}
		})
	}
}

func zeros(n int) string {
	digits := make([]byte, n)
	for i := range digits {
		digits[i] = '0'
	}
	return string(digits)
}

// TestFiguresNobodyAsksFor proves that a list without an aggregate reads nothing for one, and one with nothing but a count no more
// than totalCount does.
func TestFiguresNobodyAsksFor(t *testing.T) {
	for document, want := range map[string]string{
		`{ agreements { aggregate { __typename } } }`:                            "",
		`{ agreements { aggregate { count again: count } } }`:                    "Count Agreement\n",
		`{ agreements { aggregate { amount { count avg sum } } } }`:              "Groups Agreement\n  values amountFen\n  sum amountFen\n",
		`{ agreements { groupBy(by: {field: KIND}) { key { kind } } } }`:         "Groups Agreement\n  order key 0 nulls last\n  limit $1\n  key kind\n",
		`{ agreements { groupBy(by: {field: SIGNED_ON}, first: 0) { count } } }`: "Groups Agreement\n  order key 0 nulls last\n  limit $1\n  key signedOn.key\n  items\n",
	} {
		compiled, err := compileWithin(t, 0, document, nil)
		if err != nil {
			t.Errorf("%s: %v", document, err)
			continue
		}
		if got := compiled.Query.String(); got != want {
			t.Errorf("%s reads\n%swant\n%s", document, got, want)
		}
	}
}

// TestGroupCost lists which groups are worked out and which cost too much.
func TestGroupCost(t *testing.T) {
	far := `groupBy(by: {node: {parties: {node: {agreements: {node: {field: TITLE}}}}}}) { count } } } }`
	for name, c := range map[string]struct {
		graph    plan.Degrees
		document string
		dearest  string // "": it passes
	}{
		"groups of all":                 {province, `{ agreements { groupBy(by: {field: KIND}, first: 200) { count } } }`, ""},
		"figures of all":                {province, `{ agreements { aggregate { amount { sum } } } }`, ""},
		"groups of a hub":               {province, `{ organization(id: "hub") { agreements { groupBy(by: {edge: ROLE}) { count } } } }`, ""},
		"far groups of a village":       {province, `{ organization(id: "village") { agreements { ` + far, ""},
		"far groups of a page":          {province, `{ organizations(first: 200) { nodes { agreements { ` + far + ` }`, "organizations.agreements.groupBy"},
		"far groups where all is small": {small, `{ organizations(first: 200) { nodes { agreements { ` + far + ` }`, ""},
		"groups, nothing known":         {oblivious{}, `{ agreements { groupBy(by: {parties: {node: {field: KIND}}}) { count } } }`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := costs(t, c.graph, c.document)
			refusal, refused := errors.AsType[*plan.Refusal](err)
			switch {
			case err != nil && !refused:
				t.Fatal(err)
			case refused != (c.dearest != ""):
				t.Errorf("refused %t: %v", refused, err)
			case refused && (refusal.Code != plan.Limit || refusal.Field != c.dearest):
				t.Errorf("%s at %q, want it at %q", refusal.Code, refusal.Field, c.dearest)
			}
		})
	}
}
