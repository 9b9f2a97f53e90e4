package graphqlhttp_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"partnergraph/server/graphqlhttp"
)

// Variables are held to their types without leniency, also within lists and
// input objects.
func TestVariablesAreOfTheirTypes(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for _, c := range []struct {
		kind, value string
		ok          bool
	}{
		{"Int", "7", true},
		{"Int", "2147483647", true},
		{"Int", "-2147483648", true},
		{"Int", "2147483648", false},
		{"Int", "-2147483649", false},
		{"Int", "1e400", false},
		{"Int", "1.5", false},
		{"Int", `"7"`, false},
		{"Int", "true", false},
		{"Float", "1.5", true},
		{"Float", "7", true},
		{"Float", `"1.5"`, false},
		{"Float", "1e400", false},
		{"String", `"文"`, true},
		{"String", "7", false},
		{"String", "true", false},
		{"String", `["a"]`, false},
		{"Boolean", "false", true},
		{"Boolean", `"false"`, false},
		{"Boolean", "0", false},
		{"ID", `"a"`, true},
		{"ID", "7", true},
		{"ID", "7.5", false},
		{"ID", "true", false},
		{"Kind", `"SIGNED"`, true},
		{"Kind", `"signed"`, false},
		{"Kind", `"UNKNOWN"`, false},
		{"Kind", "0", false},
		{"[Int!]", "[1,2]", true},
		{"[Int!]", "7", true},
		{"[Int!]", `[1,"2"]`, false},
		{"[Int!]", "[1,null]", false},
		{"[Int]", "[1,null]", true},
		{"[Int!]", "[1,4294967296]", false},
		{"Thing", `{"title":"a"}`, true},
		{"Thing", `{}`, false},
		{"Thing", `{"title":7}`, false},
		{"Thing", `{"title":"a","unknown":1}`, false},
		{"Thing", `{"title":"a","amount":1234567890123456789.01}`, true},
		{"Thing", `{"title":"a","amount":"1.5"}`, true},
		{"Thing", `{"title":"a","share":0.5,"done":true,"id":"x","kind":"ACTIVE","parties":[],"tags":null}`, true},
		{"Thing", `{"title":"a","share":1e400}`, false},
		{"Thing", `{"title":"a","share":"0.5"}`, false},
		{"Thing", `{"title":"a","done":"true"}`, false},
		{"Thing", `{"title":"a","parties":[{"role":"r","rank":2147483648}]}`, false},
		{"Thing", `{"title":"a","parties":[{"role":"r","rank":"1"}]}`, false},
		{"Thing", `{"title":"a","parties":{"role":"r","rank":1}}`, true},
		{"Thing", `{"title":"a","tags":[1]}`, false},
		{"Thing", `"a"`, false},
		{"[Thing!]", `[{"title":"a"},{"title":7}]`, false},
	} {
		// The variable is declared and used where its value cannot matter.
		document := fmt.Sprintf("query($v: %s) { hello @include(if: true) ...F } fragment F on Query { %s }", c.kind, use(c.kind))
		got := do(t, handler, post(query(document, `{"v":`+c.value+`}`)))
		if c.ok != (got.Code == 200) {
			t.Errorf("%s = %s: %d %s", c.kind, c.value, got.Code, got.Body)
		}
		if !c.ok && (got.code() != "GRAPHQL_VALIDATION_FAILED" || len(got.Errors) == 0 || len(got.Errors[0].Path) < 2) {
			t.Errorf("%s = %s is refused without code or path: %s", c.kind, c.value, got.Body)
		}
	}
}

// use gives a selection that takes a variable $v of the type.
func use(kind string) string {
	switch kind {
	case "Thing":
		return "echo(thing: $v)"
	case "[Thing!]":
		return "echo(things: $v)"
	}
	return fmt.Sprintf("take%s(value: $v)", map[string]string{
		"Int": "Int", "Float": "Float", "String": "String", "Boolean": "Boolean", "ID": "ID", "Kind": "Kind", "[Int!]": "Ints", "[Int]": "MaybeInts",
	}[kind])
}

// Literals are held to 32 bits too, and defaults are values like others.
func TestLiteralsAndDefaults(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for document, ok := range map[string]bool{
		"{ count(n: 2147483647) }": true,
		"{ count(n: 2147483648) }": false,
		"{ echo(thing: {title: \"a\", parties: [{role: \"r\", rank: 1}]}) }":                                     true,
		"{ echo(thing: {title: \"a\", parties: [{role: \"r\", rank: 1e9}]})}":                                    false,
		"{ echo(thing: {title: \"a\", parties: {role: \"r\", rank: -2147483649}}) }":                             false,
		"query($n: Int = 7) { takeInt(value: $n) }":                                                              true,
		"query($n: Int = 2147483648) { takeInt(value: $n) }":                                                     false,
		"query($n: Float = 7) { takeFloat(value: $n) }":                                                          true,
		"query($t: Thing = {title: \"a\", kind: SIGNED, share: 1, id: 7, tags: [\"b\"]}) { echo(thing: $t) }":    true,
		"query($t: Thing = {title: \"a\", kind: \"SIGNED\"}) { echo(thing: $t) }":                                false,
		"query($t: Thing = {title: \"a\", amount: 12345678901234567890.5, done: true}) { echo(thing: $t) hello}": true,
	} {
		got := do(t, handler, post(query(document)))
		if ok != (got.Code == 200) {
			t.Errorf("%s: %d %s", document, got.Code, got.Body)
		}
	}
}

// Resolvers see every list as []any, also one that was given as its single
// element, and numbers as their digits.
func TestListsReachResolversInOneForm(t *testing.T) {
	var seen map[string]any
	es := newExecutable()
	for _, name := range []string{"echo", "takeGrid"} {
		es.resolvers[name] = func(_ context.Context, arguments map[string]any) (any, error) {
			seen = arguments
			return nil, nil
		}
	}
	handler := graphqlhttp.New(es, graphqlhttp.Options{})
	for _, c := range []struct {
		body string
		want map[string]any
	}{
		{query("query($v: [Thing!]) { echo(things: $v) }", `{"v":{"title":"a"}}`), map[string]any{"things": []any{map[string]any{"title": "a"}}}},
		{
			query("query($v: Thing) { echo(thing: $v) }", `{"v":{"title":"a","tags":"b","amount":1.50}}`),
			map[string]any{"thing": map[string]any{"title": "a", "tags": []any{"b"}, "amount": json.Number("1.50")}},
		},
		{query("query($v: [[Int!]!]) { takeGrid(value: $v) }", `{"v":[7,[8]]}`), map[string]any{"value": []any{[]any{json.Number("7")}, []any{json.Number("8")}}}},
	} {
		if got := do(t, handler, post(c.body)); got.Code != 200 || len(got.Errors) != 0 || !reflect.DeepEqual(seen, c.want) {
			t.Errorf("%s\nsaw %#v\n%s", c.body, seen, got.Body)
		}
	}
}
