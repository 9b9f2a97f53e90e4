package plan_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/plan"
)

// TestSearchesAreResolved puts ids in the places of searches, and leaves the plan itself as it was, to be resolved again.
func TestSearchesAreResolved(t *testing.T) {
	compiled := mustCompile(t, `{ organizations(where: {name: {search: "环保"}, aliases: {search: "af"},
		agreements: {some: {node: {title: {search: "合作", eq: "x"}}}}}) { nodes { id } } }`)
	var asked []string
	find := func(s plan.Search) []string {
		asked = append(asked, s.In.Name+"."+s.Field+" "+s.Text+" "+s.Path)
		return []string{s.Text}
	}
	query, err := compiled.Query.Resolved(find)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Agreement.title 合作 where.agreements.some.node.title.search", "Organization.aliases af where.aliases.search", "Organization.name 环保 where.name.search",
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Error(diff)
	}
	if query.Searches() || !compiled.Query.Searches() {
		t.Error("the wrong query is resolved")
	}
	if again, _ := query.Resolved(find); again != query {
		t.Error("nothing is left to resolve, but a copy was made")
	}
	if !strings.Contains(query.String(), "id in $") || query.String() != compiled.Query.String() {
		t.Errorf("the shape depends on what is found:\n%s\n%s", query, &compiled.Query)
	}
}

// TestASearchOfTooManyIsRefused holds the refusal to the place of the search, one node beyond the bound.
func TestASearchOfTooManyIsRefused(t *testing.T) {
	compiled := mustCompile(t, `{ organizations(where: {NOT: {name: {search: "公司"}}}) { nodes { id } } }`)
	for n, refused := range map[int]bool{plan.MaxFound: false, plan.MaxFound + 1: true} {
		_, err := compiled.Query.Resolved(func(plan.Search) []string { return make([]string, n) })
		refusal, is := errors.AsType[*plan.Refusal](err)
		if is != refused || is && (refusal.Code != plan.Limit || refusal.Field != "where.NOT.name.search") {
			t.Errorf("%d found: %v", n, err)
		}
	}
}

// TestSearchesAreFew counts those of all lists of a root field together.
func TestSearchesAreFew(t *testing.T) {
	one := `{title: {search: "公司"}}`
	for n, refused := range map[int]bool{plan.MaxSearches - 1: false, plan.MaxSearches: true} {
		_, err := compile(t, `{ agreements(where: {OR: [`+strings.Repeat(one, n)+`]}) { nodes { parties(where: {name: {search: "a"}}) { totalCount } } } }`, nil)
		refusal, is := errors.AsType[*plan.Refusal](err)
		if is != refused || is && refusal.Code != plan.Limit {
			t.Errorf("%d and one: %v", n, err)
		}
	}
}

func TestWhatCannotBeSearchedForIsRefused(t *testing.T) {
	for text, refused := range map[string]bool{
		"": true, " ": true, "\u3000\u00a0": true, strings.Repeat("安", plan.MaxText+1): true, strings.Repeat("安", plan.MaxText): false, "'": false,
	} {
		_, err := compile(t, `query($t: String) { agreements(where: {title: {search: $t}}) { totalCount } }`, map[string]any{"t": text})
		refusal, is := errors.AsType[*plan.Refusal](err)
		if is != refused || is && (refusal.Code != plan.Invalid || refusal.Field != "where.title.search") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
