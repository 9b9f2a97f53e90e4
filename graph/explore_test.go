package graph_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/seed"
)

// raw asks and returns the data as it is written.
func (h house) raw(t *testing.T, operation string, v variables) string {
	t.Helper()
	var data json.RawMessage
	if err := h.ask(t.Context(), operation, v, &data); err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// refused asks what must not be answered and returns the error's code and field.
func (h house) refused(t *testing.T, operation string, v variables) string {
	t.Helper()
	var data json.RawMessage
	list, ok := errors.AsType[gqlerror.List](h.ask(t.Context(), operation, v, &data))
	if !ok || len(list) != 1 {
		t.Fatalf("answered %s", data)
	}
	code, _ := list[0].Extensions["code"].(string)
	field, _ := list[0].Extensions["field"].(string)
	return code + " " + field
}

// Two enterprises that work with one university, one of them through a college, are joined by it; not by the town they lie in.
func TestExplore(t *testing.T) {
	h := newHouse(t)
	both := variables{"a": seed.ID("enterprise/安福环保"), "b": seed.ID("enterprise/安塑环保"), "idle": seed.ID("enterprise/奔骥环保")}
	for _, c := range []struct{ operation, want string }{
		{`query($a: ID!, $b: ID!) { shortestPath(from: $a, to: $b) { length cutBy relations { type } nodes { ... on Organization { name } } } }`,
			`{"shortestPath":{"length":5,"cutBy":null,"relations":[{"type":"TAKES_PART_IN"},{"type":"TAKES_PART_IN"},{"type":"PART_OF"},{"type":"PARTY_TO"},{"type":"PARTY_TO"}],` +
				`"nodes":[{"name":"安福环保"},{},{"name":"湖南文理学院化工学院"},{"name":"湖南文理学院"},{},{"name":"安塑环保"}]}}`},
		{`query($a: ID!, $b: ID!) { shortestPath(from: $a, to: $b, maxDepth: 4) { length cutBy nodes { id } relations { type } } }`,
			`{"shortestPath":{"length":null,"cutBy":"MAX_DEPTH","nodes":[],"relations":[]}}`},
		{`query($a: ID!, $idle: ID!) { shortestPath(from: $a, to: $idle) { length } }`, `{"shortestPath":null}`},
		{`query($a: ID!, $b: ID!) { commonPartners(of: $a, and: $b) { totalCount truncated pageInfo { hasNextPage }
			nodes { score organization { name } withOfCount withOf { __typename } withAndCount withAnd { ... on Agreement { title } } } } }`,
			`{"commonPartners":{"totalCount":1,"truncated":false,"pageInfo":{"hasNextPage":false},"nodes":[{"score":1,"organization":{"name":"湖南文理学院"},` +
				`"withOfCount":1,"withOf":[{"__typename":"Platform"}],"withAndCount":1,"withAnd":[{"title":"安塑环保与湖南文理学院产学研合作协议"}]}]}}`},
		{`query($a: ID!, $idle: ID!) { commonPartners(of: $a, and: $idle) { totalCount nodes { score } } }`, `{"commonPartners":{"totalCount":0,"nodes":[]}}`},
		{`query($a: ID!) { neighborhood(of: $a, via: [TAKES_PART_IN]) { truncated nodes { __typename } relations { type } } }`,
			`{"neighborhood":{"truncated":false,"nodes":[{"__typename":"Enterprise"},{"__typename":"Platform"}],"relations":[{"type":"TAKES_PART_IN"}]}}`},
	} {
		if got := h.raw(t, c.operation, both); got != c.want {
			t.Errorf("%s\n%s, want\n%s", c.operation, got, c.want)
		}
	}
}

func TestExploreRefuses(t *testing.T) {
	h := newHouse(t)
	given := variables{
		"a": seed.ID("enterprise/安福环保"), "u": seed.ID("university/湖南文理学院"), "c": seed.ID("unit/湖南文理学院化工学院"), "x": "nobody",
		"far": strings.Repeat("z", 64),
	}
	for operation, want := range map[string]string{
		`query($a: ID!) { shortestPath(from: $a, to: $a, via: []) { length } }`:                 "INVALID via",
		`query($a: ID!) { neighborhood(of: $a, via: []) { truncated } }`:                        "INVALID via",
		`query($a: ID!) { shortestPath(from: $a, to: $a, maxDepth: 13) { length } }`:            "INVALID maxDepth",
		`query($a: ID!) { commonPartners(of: $a, and: $a) { totalCount } }`:                     "INVALID and",
		`query($u: ID!, $c: ID!) { commonPartners(of: $u, and: $c) { totalCount } }`:            "INVALID and",
		`query($a: ID!, $x: ID!) { commonPartners(of: $a, and: $x) { totalCount } }`:            "NOT_FOUND and",
		`query($u: ID!, $x: ID!) { commonPartners(of: $x, and: $u) { totalCount } }`:            "NOT_FOUND of",
		`query($a: ID!, $u: ID!) { commonPartners(of: $a, and: $u, first: -1) { totalCount } }`: "INVALID first",
	} {
		if got := h.refused(t, operation, given); got != want {
			t.Errorf("%s: %s, want %s", operation, got, want)
		}
	}
}
