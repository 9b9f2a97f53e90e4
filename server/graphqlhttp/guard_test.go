package graphqlhttp_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"

	"partnergraph/server/graphqlhttp"
)

// Documents that would cost much are refused with LIMIT, in a small reply,
// and not by validation: it would find faults in each of them too.
func TestCostlyDocuments(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	many := func(n int, format string) string {
		var all strings.Builder
		for i := range n {
			fmt.Fprintf(&all, format, i)
		}
		return all.String()
	}
	for _, c := range []struct{ name, document string }{
		{"100,000 directives", "{ hello" + strings.Repeat(" @a", 100_000) + " }"},
		{"51 directives", "{ hello" + strings.Repeat(" @unknown", 51) + " }"},
		{"100,000 aliases", "{ " + many(60_000, "a%d: hello ") + "}"},
		{"31 aliases", "{ node { " + many(31, "a%d: unknown ") + "} }"},
		{"10,000 repeats", "{" + strings.Repeat(" unknown", 10_000) + " }"},
		{"900 repeats", "{ node {" + strings.Repeat(" unknown", 900) + " } }"},
		{"doubling fragments", "{ ...F0 unknown }" + many(60, " fragment F%[1]d on Query { ...G%[1]d ...G%[1]d }")},
		{"1,000 unused fragments", "{ hello }" + many(1000, " fragment F%d on Query { hello }")},
		{"300 levels", strings.Repeat("{ node ", 300) + strings.Repeat(" }", 300)},
		{"100,000 comments", strings.Repeat("#\n", 100_000) + "{ unknown }"},
		{"100,000 braces", strings.Repeat("{", 100_000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			document := c.document
			if c.name == "doubling fragments" {
				document = doublingDocument(60)
			}
			if c.name == "300 levels" {
				document = strings.Repeat("{ node ", 299) + "{ unknown }" + strings.Repeat(" }", 299)
			}
			got := do(t, handler, post(query(document)))
			if got.Code != 400 || got.code() != "LIMIT" || len(got.Errors) != 1 || got.Body.Len() > 1024 {
				t.Errorf("%d %.300s", got.Code, got.Body)
			}
		})
	}
}

func doublingDocument(n int) string {
	document := "{ ...F0 unknown }"
	for i := range n {
		document += fmt.Sprintf(" fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	return document + fmt.Sprintf(" fragment F%d on Query { hello }", n)
}

// However many faults validation finds, a few are told, in less than 4 KiB.
func TestTheListOfErrorsIsShort(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	long := strings.Repeat("x", 100_000)
	for _, c := range []struct {
		name, body string
		told       int
	}{
		{"many faults", query("{ node { " + strings.Repeat("unknown ", 200) + "} }"), 6},
		{"long names", query("{ node { " + strings.Repeat(long+" ", 9) + "} }"), 6},
		{"long name in a syntax error", query("query { a(" + long + " }"), 1},
		{"long operation name", `{"query":"query A{hello}","operationName":"` + long + `"}`, 1},
		{"long variable", query("query($t: Kind) { hello }", `{"t":"`+long+`"}`), 1},
		{"long unknown member", query("query($t: Thing) { echo(thing: $t) }", `{"t":{"title":"a","`+long+`":1}}`), 1},
		{"quotes", query(`{ node { ` + strings.Repeat(`name(text: {a: "`+strings.Repeat(`\"`, 500)+`"}) `, 9) + `} }`), 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, language := range []string{"zh", "en"} {
				request := post(c.body)
				request.Header.Set("Accept-Language", language)
				got := do(t, handler, request)
				if got.Code != 400 || len(got.Errors) > c.told || got.Body.Len() >= 4096 {
					t.Errorf("%d, %d errors, %d bytes: %.200s", got.Code, len(got.Errors), got.Body.Len(), got.Body)
				}
			}
		})
	}
	got := do(t, handler, post(query("{ node { "+strings.Repeat("unknown ", 200)+"} }")))
	if len(got.Errors) != 6 || !strings.Contains(got.Errors[5].Message, "195") {
		t.Errorf("the last error does not count the others: %+v", got.Errors)
	}
}

// What is wrong with a body is told by its kind.
func TestMalformedBodiesAreToldApart(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for body, kind := range map[string]string{
		"[]":                        "batches are not supported",
		"\xb0\xb2":                  "UTF-8",
		`{"query":"a","query":"b"}`: "twice",
		`{"query":1}`:               "query must be a string",
		`{"query":"{hello}"`:        "well-formed",
		`{"operationName":"name"}`:  "query is missing",
	} {
		request := post(body)
		request.Header.Set("Accept-Language", "en")
		if got := do(t, handler, request); !strings.Contains(got.Errors[0].Message, kind) {
			t.Errorf("%q: %s", body, got.Body)
		}
	}
}

func TestValidationGivesNoHints(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for _, document := range []string{
		"{ helo }", "{ node }", "{ echo(tex: 1) }", "{ ... on Qury { hello } }", "{ echo(thing: {titel: 1}) }",
		"{ echo(thing: {title: \"a\", kind: SINED}) }", "{ echo(thing: {title: \"a\", kind: \"SIGNED\"}) }", "{ hello @skp(if: true) }",
	} {
		got := do(t, handler, post(query(document)))
		if got.Code != 400 || strings.Contains(got.Body.String(), "Did you mean") {
			t.Errorf("%s: %d %s", document, got.Code, got.Body)
		}
	}
}

func TestIntrospectionIsServed(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	got := do(t, handler, post(query(introspection.NewQuery(introspection.QueryOptions{OneOf: true}))))
	if got.Code != 200 || len(got.Errors) != 0 {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	bomb := "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
	if got := do(t, handler, post(query(bomb))); got.code() != "GRAPHQL_VALIDATION_FAILED" {
		t.Errorf("circular introspection: %d %s", got.Code, got.Body)
	}
}

// Characters that nobody can see reach no resolver, by whatever way they are
// written.
func TestTextIsHeldToThePolicy(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	variable := func(text string) string {
		return query("query($t: String) { echo(text: $t) }", `{"t":"`+text+`"}`)
	}
	for _, c := range []struct {
		name, body string
		bad        string // the character in the message; "" for a text that is accepted
	}{
		{"Chinese, rare, emoji", variable("湖南𠮷👩\u200d🔬" + `\t行\n\r\ud842\udfb7`), ""},
		{"NUL", variable(`\u0000`), "U+0000"},
		{"control", variable(`a\u001fb`), "U+001F"},
		{"backspace", variable(`\b`), "U+0008"},
		{"override", variable("a\u202eb"), "U+202E"},
		{"isolate", variable("a\u2066b"), "U+2066"},
		{"zero width", variable("湖\u200b南"), "U+200B"},
		{"non-joiner", variable("湖\u200c南"), "U+200C"},
		{"word joiner", variable("\u2060"), "U+2060"},
		{"byte order mark", variable("\ufeff湖南"), "U+FEFF"},
		{"failed decoding", variable("湖\ufffd"), "U+FFFD"},
		{"lone high surrogate", variable(`\ud800`), "U+FFFD"},
		{"lone low surrogate", variable(`\udc00x`), "U+FFFD"},
		{"literal, accepted", query(`{ echo(text: "湖\n南") }`), ""},
		{"literal", query("{ echo(text: \"湖\u202e南\") }"), "U+202E"},
		{"literal, escaped", query(`{ echo(text: "\u0000") }`), "U+0000"},
		{"literal, escaped surrogate", query(`{ echo(text: "\uD800") }`), "U+FFFD"},
		{"literal, braced escape", query(`{ echo(text: "\u{202E}") }`), "U+202E"},
		{"block literal", query("{ echo(text: \"\"\"湖\u200b南\"\"\") }"), "U+200B"},
		{"literal in a list", query("{ echo(thing: {title: \"a\", tags: [\"\u200b\"]}) }"), "U+200B"},
		{"literal in a fragment", query("{ ...F } fragment F on Query { echo(text: \"\u200b\") }"), "U+200B"},
		{"default", query("query($t: String = \"\u200b\") { echo(text: $t) }"), "U+200B"},
		{"directive", query("query @a(b: \"\u200b\") { hello }"), "U+200B"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := do(t, handler, post(c.body))
			if c.bad == "" {
				if got.Code != 200 || len(got.Errors) != 0 {
					t.Errorf("%d %s", got.Code, got.Body)
				}
				return
			}
			if got.Code != 400 || got.code() != "INVALID" || got.hasData || !strings.Contains(got.Errors[0].Message, c.bad) {
				t.Errorf("%d %s", got.Code, got.Body)
			}
		})
	}
}

func TestTextIsRefusedWithItsPath(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	document := "query($input: [Thing!]) { echo(things: $input) }"
	for variables, path := range map[string]string{
		`{"input":[{"title":"a"},{"title":"b","parties":[{"role":"\u0007"}]}]}`: "[variable input 1 parties 0 role]",
		`{"input":[{"title":"a","ti\u200btle":"b"}]}`:                           "[variable input 0]",
		`{"other":"\u0007"}`: "[variable other]",
	} {
		got := do(t, handler, post(query(document, variables)))
		if got.code() != "INVALID" || fmt.Sprint(got.Errors[0].Path) != path || strings.ContainsRune(got.Body.String(), '\u200b') {
			t.Errorf("%s: %s", variables, got.Body)
		}
	}
	got := do(t, handler, post(query("{\n  echo(text: \"\u200b\") }")))
	if len(got.Errors[0].Locations) != 1 || got.Errors[0].Locations[0]["line"] != 2 {
		t.Errorf("a literal is refused without its place: %s", got.Body)
	}
}

// A document that was cached is guarded as one that was not: its variables
// differ.
func TestCachedDocumentsKeepTheirGuards(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	document := "query A($t: String, $n: Int) { echo(text: $t) takeInt(value: $n) } query B { count(n: 1) }"
	send := func(operation, variables string) answer {
		body := strings.TrimSuffix(query(document, variables), "}") + `,"operationName":"` + operation + `"}`
		return do(t, handler, post(body))
	}
	for range 2 {
		if got := send("A", `{"t":"a"}`); got.Code != 200 {
			t.Errorf("%d %s", got.Code, got.Body)
		}
		if got := send("A", `{"t":"\u200b"}`); got.code() != "INVALID" {
			t.Errorf("text: %d %s", got.Code, got.Body)
		}
		if got := send("A", `{"n":2147483648}`); got.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("type: %d %s", got.Code, got.Body)
		}
		if got := send("C", `{}`); got.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("operation: %d %s", got.Code, got.Body)
		}
	}
}

// The limits can be set; what is not set keeps its default.
func TestLimitsCanBeSet(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{Limits: graphqlhttp.Limits{Tokens: 4, Body: 64}})
	for body, status := range map[string]int{
		query("{ hello }"):                                 http.StatusOK,
		query("{ hello hello hello }"):                     http.StatusBadRequest,
		query("{ hello }") + strings.Repeat(" ", 64):       http.StatusRequestEntityTooLarge,
		query("query Q{hello}") + strings.Repeat(" ", 100): http.StatusRequestEntityTooLarge,
	} {
		if got := do(t, handler, post(body)); got.Code != status {
			t.Errorf("%s: %d", body, got.Code)
		}
	}
}
