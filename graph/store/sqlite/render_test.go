package sqlite

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"partnergraph/graph/plan"
)

var update = flag.Bool("update", false, "rewrite testdata")

// examples are queries whose statements people should have seen.
var examples = []struct {
	name string
	make func(a *asking) []plan.Slot
}{
	{"a page of an interface", func(a *asking) []plan.Slot {
		set := a.root("Organization", a.is("Organization.name", plan.Contains, "环保"), a.behind("Organization.name", "甲"), "Organization.name", "Node.id")
		return []plan.Slot{plan.Rows{Set: set}, plan.Count{Set: set}, plan.Sequence{}}
	}},
	{"a profile", func(a *asking) []plan.Slot { return []plan.Slot{profile(a, "x", "Agreement.title", "Node.id")} }},
	{"partners", func(a *asking) []plan.Slot {
		return []plan.Slot{plan.Rows{Set: a.under("Organization.partners", nil, "Organization.name", "Node.id")}}
	}},
	{"quantifiers", func(a *asking) []plan.Slot {
		related := func(quantifier plan.Quantifier, where plan.Filter) plan.Filter {
			via := a.via("Agreement.parties")
			return plan.Related{Via: via, Type: via.Target, Quantifier: quantifier, Where: where}
		}
		demanding := a.is("PartyTo.role", plan.Eq, "DEMAND")
		return []plan.Slot{plan.Rows{Set: a.root("Agreement", plan.And{
			related(plan.Some, demanding), related(plan.None, a.is("Node.id", plan.Eq, "x")), related(plan.All, demanding), related(plan.Single, nil),
			plan.Not{Filter: plan.Counted{Via: a.via("Agreement.fields"), Op: plan.Gt, Arg: a.arg(int64(3))}},
		}, nil, "Node.id")}}
	}},
	{"related to several", func(a *asking) []plan.Slot {
		return []plan.Slot{plan.Rows{Set: a.root("Organization", plan.And{
			a.some("Organization.place", a.is("Place.name", plan.Eq, "汉寿县")), a.is("Organization.summary", plan.Contains, "a"),
			a.some("Organization.fields", a.is("Node.id", plan.Eq, "x")), a.some("Organization.fields", a.is("Node.id", plan.In, []string{"y"})),
			plan.Counted{Via: a.via("Organization.agreements"), Op: plan.Gt, Arg: a.arg(int64(3))},
		}, nil, "Node.id")}}
	}},
	{"conditions", func(a *asking) []plan.Slot {
		return []plan.Slot{plan.Rows{Set: a.root("Organization", plan.Or{
			a.is("Organization.aliases", plan.Has, "a"), a.is("Organization.aliases", plan.HasAny, []string{"a"}),
			plan.Compare{Of: a.of("Organization.aliases"), Op: plan.IsEmpty, Arg: plan.NoLimit},
			a.is("Organization.name", plan.StartsWith, "a"), a.is("Organization.name", plan.EndsWith, "a"),
			plan.Not{Filter: a.is("Organization.summary", plan.Eq, "a")}, plan.Null{Of: a.of("Organization.summary")},
			plan.TypeIn{a.model.Node("University")}, plan.TypeIn{}, plan.And{}, plan.Or{},
		}, nil, "Node.id")}}
	}},
}

// The statements stand in testdata, one clause a line; -update rewrites them. SQLite prepares each.
func TestRender(t *testing.T) {
	const path = "testdata/render.txtar"
	s := opened(t)
	archive := &txtar.Archive{Comment: []byte("The statement of each example in render_test.go.\n")}
	for _, example := range examples {
		a := ask(t)
		a.query.Slots = example.make(a)
		explained(t, s, &a.query)
		archive.Files = append(archive.Files, txtar.File{Name: example.name, Data: []byte(clauses(Render(a.model, &a.query).SQL))})
	}
	got := txtar.Format(archive)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("run with -update and look at the difference:\n%s", got)
	}
}

// clauses breaks a statement into lines.
func clauses(sql string) string {
	return strings.NewReplacer(" FROM ", "\n FROM ", " WHERE ", "\n WHERE ", " ORDER BY ", "\n ORDER BY ", " CROSS JOIN ", "\n CROSS JOIN ").Replace(sql) + "\n"
}

// The text depends on the shape alone.
func TestNothingOfARequestStandsInTheText(t *testing.T) {
	const hostile = `'; DROP TABLE node; --"` + "`?1"
	statement := func(value string) Statement {
		a := ask(t)
		a.query.Slots = []plan.Slot{
			plan.Rows{Set: a.root("Organization", plan.And{a.is("Organization.name", plan.Contains, value), a.is("Organization.aliases", plan.HasAny, []string{value}),
				a.some("Organization.place", a.is("Place.name", plan.Eq, value))}, a.behind("Organization.name", plan.StringKey(value)), "Organization.name", "Node.id")},
			profile(a, value, "Node.id"),
		}
		return Render(a.model, &a.query)
	}
	plain, spiteful := statement("x"), statement(hostile)
	if plain.SQL != spiteful.SQL {
		t.Errorf("a value changes the text:\n%s\n%s", plain.SQL, spiteful.SQL)
	}
	if strings.Contains(spiteful.SQL, "DROP") {
		t.Error("a value stands in the text")
	}
	s := opened(t)
	written(t, s, enterprise("e", hostile))
	a := ask(t)
	if got := a.read(s, plan.Rows{Set: a.root("Organization", a.is("Organization.name", plan.Eq, hostile), nil, "Node.id")}); got != "[[[e 1]]]" {
		t.Errorf("got %s", got)
	}
}

// An interface is one match, so each level of a nested selection adds the same length.
func TestTheTextGrowsLinearly(t *testing.T) {
	length := func(depth int) int {
		a := ask(t)
		limit := a.arg(int64(21))
		row := a.slots("Node.id", "Organization.name")
		for range depth {
			set := &plan.Set{Type: a.model.Node("Organization"), Via: a.via("Agreement.parties"), Order: a.order("Node.id"), Limit: limit, Row: row}
			set = &plan.Set{Type: a.model.Node("Agreement"), Via: a.via("Organization.agreements"), Order: a.order("Node.id"), Limit: limit,
				Row: []plan.Slot{plan.Rows{Set: set}}}
			row = append(a.slots("Node.id", "Organization.name"), plan.TypeName{}, plan.Rows{Set: set})
		}
		a.query.Slots = []plan.Slot{plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Order: a.order("Node.id"), Limit: limit, Row: row}}}
		return len(Render(a.model, &a.query).SQL)
	}
	step := length(2) - length(1)
	for depth := 3; depth <= 6; depth++ {
		if grown := length(depth) - length(depth-1); grown > step+50 {
			t.Errorf("level %d adds %d characters, level 2 %d", depth, grown, step)
		}
	}
}

// A statement of six levels runs.
func TestDeepSelectionsRun(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e1", "甲"), enterprise("e2", "乙"), agreement("a", "合作"), party("e1", "a"), party("e2", "a"))
	a := ask(t)
	row := a.slots("Node.id")
	for range 3 {
		set := &plan.Set{Type: a.model.Node("Organization"), Via: a.via("Agreement.parties"), Order: a.order("Node.id"), Limit: plan.NoLimit, Row: row}
		set = &plan.Set{Type: a.model.Node("Agreement"), Via: a.via("Organization.agreements"), Limit: plan.NoLimit, Row: []plan.Slot{plan.Rows{Set: set}}}
		row = append(a.slots("Node.id"), plan.Rows{Set: set})
	}
	got := a.read(s, plan.One{Set: &plan.Set{Type: a.model.Node("Node"), Where: a.is("Node.id", plan.Eq, "e1"), Limit: plan.NoLimit, Row: row}})
	two := "[[[[e1] [e2]]]]"
	for range 2 {
		two = "[[[[e1 " + two + "] [e2 " + two + "]]]]"
	}
	if want := "[[e1 " + two + "]]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
