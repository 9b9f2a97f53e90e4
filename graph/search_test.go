package graph_test

import (
	"strings"
	"testing"

	"partnergraph/graph/store"
)

// A filter finds by text what search finds, on lists and on related nodes too, at the root and within an answer that is computed.
func TestSearchInFilters(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct{ operation, want string }{
		{`{ organizations(where: {name: {search: "huanbao"}}, orderBy: [{field: NAME}]) { totalCount nodes { name } } }`,
			`{"organizations":{"totalCount":3,"nodes":[{"name":"奔骥环保"},{"name":"安塑环保"},{"name":"安福环保"}]}}`},
		{`{ organizations(where: {name: {search: "環保", notIn: ["安福环保", "安塑环保"]}}) { nodes { name } } }`, `{"organizations":{"nodes":[{"name":"奔骥环保"}]}}`},
		{`{ enterprises(where: {agreements: {some: {node: {title: {search: "linkeda"}}}}}) { nodes { name } } }`, `{"enterprises":{"nodes":[{"name":"中泰公司"}]}}`},
		{`{ enterprises(where: {name: {search: "不在此地"}}) { totalCount nodes { name } } }`, `{"enterprises":{"totalCount":0,"nodes":[]}}`},
		{`{ search(text: "安塑环保", types: [ENTERPRISE]) { nodes { ... on Organization { agreements(where: {title: {search: "hzxy"}}) { totalCount } } } } }`,
			`{"search":{"nodes":[{"agreements":{"totalCount":1}}]}}`},
	} {
		if got := h.raw(t, c.operation, nil); got != c.want {
			t.Errorf("%s\n%s, want\n%s", c.operation, got, c.want)
		}
	}
	for operation, want := range map[string]string{
		`{ organizations(where: {name: {search: " "}}) { totalCount } }`:                                                      "INVALID where.name.search",
		`{ search(text: "x` + strings.Repeat("x", 200) + `") { totalCount } }`:                                                "INVALID text",
		`{ search(text: "安") { nodes { ... on Organization { partners(where: {summary: {search: ""}}) { totalCount } } } } }`: "INVALID where.summary.search",
	} {
		if got := h.refused(t, operation, nil); got != want {
			t.Errorf("%s: %s, want %s", operation, got, want)
		}
	}
}

// What another server wrote is found by the next filter, and what it removed no more.
func TestSearchInFiltersIsFresh(t *testing.T) {
	h := newHouse(t)
	count := func(want string) {
		t.Helper()
		if got := h.raw(t, `{ enterprises(where: {name: {search: "xinlai"}}) { totalCount } }`, nil); got != `{"enterprises":{"totalCount":`+want+`}}` {
			t.Errorf("%s, want %s", got, want)
		}
	}
	count("0")
	write := func(operations ...store.Operation) {
		t.Helper()
		if _, err := h.store.Write(t.Context(), store.ChangeSet{Actor: "other", Mutation: "other", Operations: operations}); err != nil {
			t.Fatal(err)
		}
	}
	write(store.Operation{Verb: store.CreateNode, Type: "Enterprise", ID: "new", Properties: map[string]any{"name": "新来公司", "aliases": []string{}}})
	count("1")
	write(store.Operation{Verb: store.UpdateNode, Type: "Enterprise", ID: "new", Properties: map[string]any{"name": "公司"}})
	count("0")
}
