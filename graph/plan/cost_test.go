package plan_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/match"
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// town is a graph of so many nodes a type, in which every node leads to few others. Some lead to many, though few lead to one:
// organizations sign any number of agreements, an agreement has few parties.
type town struct {
	nodes, usual, hubs, most int
}

func (g town) Nodes(*schema.Node) (int, bool) { return g.nodes, true }

func (g town) Spread(along *schema.Relation) (plan.Spread, bool) {
	var s plan.Spread
	s.Nodes[1], s.Most = int64(g.nodes), g.usual // two or three
	if !along.In {
		for range g.hubs {
			s.Move(0, g.most)
		}
	}
	return s, true
}

// Degree knows a hub, a village, and nobody else.
func (g town) Degree(id string, _ *schema.Relation) (int, bool) {
	switch id {
	case "hub":
		return g.most, true
	case "village":
		return g.usual, true
	default:
		return 0, true
	}
}

// oblivious is a graph of which nothing is known yet.
type oblivious struct{}

func (oblivious) Nodes(*schema.Node) (int, bool)              { return 0, false }
func (oblivious) Spread(*schema.Relation) (plan.Spread, bool) { return plan.Spread{}, false }
func (oblivious) Degree(string, *schema.Relation) (int, bool) { return 0, false }

var (
	small    = town{nodes: 1000, usual: 3, most: 3}
	province = town{nodes: 100_000, usual: 3, hubs: 10, most: 30_000}
)

const (
	profile = `{ organization(id: "village") { id name place { name } fields { nodes { id name } }
		agreements(first: 10, orderBy: [{field: SIGNED_ON, direction: DESC}]) { nodes { id title status parties { nodes { id name kind } } } } } }`
	sixLevels = `{ organizations { nodes { agreements { nodes { parties { nodes { agreements { nodes { parties { nodes {
		agreements { nodes { parties { nodes { id } } } } } } } } } } } } } } }`
	threePages = `{ organizations(first: 200) { nodes { agreements(first: 200) { nodes { parties(first: 200) { nodes { id } } } } } } }`
	fourPages  = `{ organizations(first: 200) { nodes { agreements(first: 200) { nodes { parties(first: 200) { nodes {
		agreements(first: 200) { nodes { id } } } } } } } } }`
)

// TestCost lists what passes and what is refused on graphs of different kinds.
func TestCost(t *testing.T) {
	twice := strings.ReplaceAll(`{ organization(id: "ID") { agreements(first: 200) { nodes { parties(first: 200) { nodes {
		agreements(first: 200) { nodes { parties { nodes { id } } } } } } } } } }`, "\n", " ")
	unanchored := `{ organizations(where: {agreements: {some: {node: {parties: {some: {node: {agreements: {some: {node: {title: {contains: "x"}}}}}}}}}}}) { totalCount } }`
	for name, c := range map[string]struct {
		graph    plan.Degrees
		document string
		dearest  string // "": it passes
	}{
		"six levels where nodes have few neighbours": {small, sixLevels, ""},
		"six levels through hubs":                    {province, sixLevels, "organizations.agreements.parties.agreements.parties.agreements"},
		"a profile":                                  {province, profile, ""},
		"a hub's profile":                            {province, strings.Replace(profile, "village", "hub", 1), ""},
		"from a village and back":                    {province, strings.Replace(twice, "ID", "village", 1), ""},
		"from a hub and back":                        {province, strings.Replace(twice, "ID", "hub", 1), "organization.agreements.parties.agreements"},
		"a page by name":                             {province, `{ organizations(first: 200, orderBy: [{field: NAME}]) { nodes { id name } } }`, ""},
		"a search through all":                       {province, `{ organizations(where: {summary: {contains: "x"}}) { nodes { id } } }`, ""},
		"a count of all":                             {province, `{ organizations { totalCount } }`, ""},
		"many conditions on a few":                   {small, conditions(plan.MaxConditions/2 - 1), ""},
		"many conditions on all":                     {town{nodes: 1_000_000, usual: 3, most: 3}, conditions(plan.MaxConditions/2 - 1), "agreements"},
		"a search among many":                        {town{nodes: 1_000_000, usual: 3, most: 3}, searches(1), ""},
		"eight searches":                             {province, searches(plan.MaxSearches), ""},
		"eight searches among many":                  {town{nodes: 2_000_000, usual: 3, most: 3}, searches(plan.MaxSearches), "where.AND.title.search"},
		"three quantifiers from a title":             {province, strings.Replace(unanchored, "contains", "eq", 1), ""},
		"three quantifiers through hubs":             {province, unanchored, "organizations"},
		"two quantifiers from a name": {province,
			`{ organizations(where: {agreements: {some: {node: {parties: {some: {node: {name: {eq: "x"}}}}}}}}) { nodes { id } } }`, ""},
		"full pages of what is few":           {province, threePages, ""},
		"full pages of what is many":          {province, fourPages, "organizations.agreements.parties.agreements"},
		"a profile, nothing known":            {oblivious{}, profile, ""},
		"pages of pages, nothing known":       {oblivious{}, threePages, "organizations.agreements.parties"},
		"usual pages, nothing known":          {oblivious{}, strings.ReplaceAll(threePages, "(first: 200)", ""), ""},
		"a search through all, nothing known": {oblivious{}, `{ organizations(where: {summary: {contains: "x"}}) { nodes { id } } }`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := costs(t, c.graph, c.document)
			refusal, refused := errors.AsType[*plan.Refusal](err)
			switch {
			case err != nil && !refused:
				t.Fatal(err)
			case c.dearest == "" && refused:
				t.Errorf("refused: %v", refusal)
			case c.dearest != "" && !refused:
				t.Error("it passes")
			case refused && (refusal.Code != plan.Limit || refusal.Field != c.dearest):
				t.Errorf("%s at %q, want it at %q", refusal.Code, refusal.Field, c.dearest)
			}
		})
	}
}

// searches is a list with so many searches in its filter.
func searches(n int) string {
	return `{ agreements(where: {AND: [` + strings.Repeat(`{title: {search: "环保"}} `, n) + `]}) { nodes { id } } }`
}

// TestReasonsAreBoundedByTheirFactors takes a match to have a reason for each factor, with as many records as a reason has at most.
func TestReasonsAreBoundedByTheirFactors(t *testing.T) {
	compiled := mustCompile(t, `{ findPartners(text: "环保", first: 10) { nodes { reasons { evidence { id } } } } }`)
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	factors, most := len(model.AST.Types["MatchFactor"].EnumValues), 0
	for _, slot := range compiled.Query.Slots {
		if rows, is := slot.(plan.Rows); is {
			most = rows.Set.Most
		}
	}
	if most < 10*factors*match.MaxEvidence {
		t.Errorf("at most %d records of %d factors", most, factors)
	}
}

// TestCostIsTold names the cost, the limit and the dearest path, for people and for programs.
func TestCostIsTold(t *testing.T) {
	refusal, refused := errors.AsType[*plan.Refusal](costs(t, province, fourPages))
	if !refused {
		t.Fatal("it passes")
	}
	cost, _ := refusal.Extensions["cost"].(float64)
	if cost <= 100_000 || refusal.Extensions["limit"] != 100_000.0 || refusal.Extensions["dearest"] != refusal.Field {
		t.Errorf("extensions %v", refusal.Extensions)
	}
	if !strings.Contains(refusal.Text.EN, "100000") || !strings.Contains(refusal.Text.ZH, "100000") {
		t.Errorf("%s", refusal.Text.EN)
	}
}

// costs compiles an operation's first root field on a graph and judges it once more with its ids, as the resolver does.
func costs(t *testing.T, degrees plan.Degrees, document string) error {
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
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("test"), Limits: plan.Limits{Cost: 100_000, Degrees: degrees}}
	compiled, err := compiler.Compile(field, field.SelectionSet, nil)
	if err != nil || !compiled.Computed() {
		return err
	}
	query, _ := compiled.Bind(plan.Object{"organization": compiled.Arguments.Text("id")})
	return compiled.Check(query)
}
