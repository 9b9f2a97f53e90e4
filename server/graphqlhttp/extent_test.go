package graphqlhttp

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// doubling is a document of n fragments that each spread the next one twice:
// written out, 2^n fields.
func doubling(n int) string {
	var document strings.Builder
	document.WriteString("{ ...F0 ...F0 }")
	for i := range n {
		fmt.Fprintf(&document, " fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&document, " fragment F%d on Query { hello }", n)
	return document.String()
}

func nested(levels int, innermost string) string {
	return strings.Repeat("{ node ", levels-1) + "{ " + innermost + " }" + strings.Repeat(" }", levels-1)
}

func list(n int, format string) string {
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, strings.ReplaceAll(format, "#", "%[1]d")+" ", i)
	}
	return all.String()
}

func measureText(t *testing.T, document string) (m measurer, why string) {
	t.Helper()
	parsed, err := parser.ParseQuery(&ast.Source{Input: document})
	if err != nil {
		t.Fatal(err)
	}
	m = measurer{limits: Limits{}.withDefaults()}
	if refused := m.measure(parsed); refused != nil {
		reason, _ := errors.AsType[*refusal](refused)
		return m, reason.code + ": " + reason.text.EN
	}
	return m, ""
}

// Each limit admits what just fits and refuses one more; fragments hide
// nothing.
func TestExtentHasLimits(t *testing.T) {
	for _, c := range []struct{ name, fits, over, why string }{
		{"depth", nested(20, "id"), nested(21, "id"), "20 levels"},
		{
			"depth in fragments",
			"{ node { ...F } } fragment F on Node " + nested(19, "id"),
			"{ node { ...F } } fragment F on Node " + nested(20, "id"), "20 levels",
		},
		{"root fields", "{" + strings.Repeat(" hello", 20) + " }", "{" + strings.Repeat(" hello", 21) + " }", "20 root fields"},
		{
			"root fields in fragments",
			"{ ...F ...F } fragment F on Query {" + strings.Repeat(" hello", 10) + " }",
			"{ ...F ...F ... { hello } } fragment F on Query {" + strings.Repeat(" hello", 10) + " }", "20 root fields",
		},
		{"fields", "{ node {" + strings.Repeat(" id", 200) + " } }", "{ node {" + strings.Repeat(" id", 201) + " } }", "200 fields"},
		{"aliases", "{ node { " + list(30, "a#: id") + "id } }", "{ node { " + list(31, "a#: id") + "} }", "30 aliases"},
		{
			"aliases in fragments",
			"{ node { ...F ... { " + list(15, "b#: id") + "} } } fragment F on Node { " + list(15, "a#: id") + "}",
			"{ node { ...F ... { " + list(16, "b#: id") + "} } } fragment F on Node { " + list(15, "a#: id") + "}", "30 aliases",
		},
		{"directives", "{ hello" + strings.Repeat(" @a", 50) + " }", "{ hello" + strings.Repeat(" @a", 51) + " }", "50 directives"},
		{
			"directives everywhere",
			"query($v: Int @a) @a { ...F @a ... @a { hello @a } } fragment F on Query @a { hello" + strings.Repeat(" @a", 44) + " }",
			"query($v: Int @a) @a { ...F @a ... @a { hello @a } } fragment F on Query @a { hello" + strings.Repeat(" @a", 45) + " }", "50 directives",
		},
		{
			"selections",
			"{ node { ...F } n: node { ...F } } fragment F on Node { " + strings.Repeat("node { ...G } ", 2) + "}" +
				" fragment G on Node {" + strings.Repeat(" id", 199) + " }",
			"{ node { ...F } n: node { ...F } } fragment F on Node { " + strings.Repeat("node { ...G } ", 3) + "}" +
				" fragment G on Node {" + strings.Repeat(" id", 199) + " }", "1000 fields and fragments",
		},
		{"introspection", "{ __schema " + nested(16, "name") + " }", "{ __schema " + nested(17, "name") + " }", "17 levels"},
		{"unused fragments", "{ hello } fragment F on Node " + nested(20, "id"), "{ hello } fragment F on Node " + nested(21, "id"), "20 levels"},
		{"a later operation", "query A { hello } query B " + nested(20, "id"), "query A { hello } query B " + nested(21, "id"), "20 levels"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, why := measureText(t, c.fits); why != "" {
				t.Errorf("what fits is refused: %s", why)
			}
			if _, why := measureText(t, c.over); !strings.HasPrefix(why, CodeLimit) || !strings.Contains(why, c.why) {
				t.Errorf("what is over: %q", why)
			}
		})
	}
}

// A fragment is measured once and nothing after the first limit passed, so
// the work is bounded by the document: 60 doublings are 2^60 fields.
func TestDoublingFragmentsAreMeasuredOnce(t *testing.T) {
	m, why := measureText(t, doubling(60))
	if !strings.Contains(why, "at most") {
		t.Errorf("not refused: %q", why)
	}
	if most := 2 * 62; m.visited > most {
		t.Errorf("visited %d selections, want at most %d", m.visited, most)
	}
	// The control: a few doublings fit.
	if m, why = measureText(t, doubling(3)); why != "" || m.visited != 9 {
		t.Errorf("visited %d, refused %q", m.visited, why)
	}
}

// Nothing is measured after the first limit that is passed, neither in the
// same selection set nor in later operations and fragments.
func TestMeasuringStopsAtTheFirstLimit(t *testing.T) {
	rest := " " + list(300, "b#: id") + "} } query B { hello } fragment F on Node { id }"
	if m, why := measureText(t, "query A { node { "+list(31, "a#: id")+rest); why == "" || m.visited != 1+31 {
		t.Errorf("visited %d, %q", m.visited, why)
	}
}

// Measuring ends on cycles, which validation refuses.
func TestCyclesEnd(t *testing.T) {
	for _, document := range []string{
		"{ ...F } fragment F on Query { ...F }",
		"{ ...F } fragment F on Query { ...G hello } fragment G on Query { ...F ...F }",
		"{ ...Unknown }",
	} {
		if m, why := measureText(t, document); why != "" || m.visited > 5 {
			t.Errorf("%s: visited %d, %q", document, m.visited, why)
		}
	}
}

// The Playground asks for all of the schema; it must stay within the limits.
func TestTheFullIntrospectionQueryFits(t *testing.T) {
	document := introspection.NewQuery(introspection.QueryOptions{OneOf: true})
	limits := Limits{}.withDefaults()
	if count := countTokens(&ast.Source{Input: document}, limits.Tokens); count < 150 || count > limits.Tokens/4 {
		t.Errorf("%d tokens", count)
	}
	m, why := measureText(t, document)
	if why != "" {
		t.Errorf("refused: %s", why)
	}
	m.limits.Introspection, m.refused = 14, nil
	if parsed, err := parser.ParseQuery(&ast.Source{Input: document}); err != nil || m.measure(parsed) == nil {
		t.Error("15 levels are not refused by a limit of 14, so the limit of 17 is not what admits them")
	}
}
