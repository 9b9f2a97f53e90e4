package neo4j_test

import (
	"reflect"
	"strings"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/neo4j"
)

// TestRender shows the form of statements; TestExplain has the database plan them, TestCost counts what they cost.
func TestRender(t *testing.T) {
	model := contract(t)
	for _, c := range []struct {
		name  string
		query func(*question) *plan.Query
		want  string
	}{
		{"nothing", func(q *question) *plan.Query { return q.query() }, "RETURN [] AS row"},
		{
			"an ordered page sorts and cuts before it reads", func(q *question) *plan.Query {
				return q.query(plan.Rows{Set: q.page("Organization", 21, q.order("Organization.name"), q.read("Organization.summary")...)})
			},
			`RETURN [COLLECT { MATCH (n1:Organization) WHERE n1.nameKey IS NOT NULL AND n1.id IS NOT NULL ` +
				`WITH n1 ORDER BY n1.nameKey, n1.id LIMIT $p0 RETURN [n1.summary] }] AS row`,
		},
		{
			"an interface is one match", func(q *question) *plan.Query {
				return q.query(plan.Rows{Set: &plan.Set{Type: q.node("Node"), Limit: plan.NoLimit, Row: []plan.Slot{plan.TypeName{}}}})
			},
			"RETURN [COLLECT { MATCH (n1:Node) RETURN [labels(n1)] }] AS row",
		},
		{
			"a far end has a label only where the relation leads to others as well", func(q *question) *plan.Query {
				agreements := q.far("Organization.agreements", 1, nil)
				universities := &plan.Set{Type: q.node("University"), Via: q.via("Agreement.parties")}
				agreements.Row = []plan.Slot{plan.Count{Set: universities}, plan.Count{Set: &plan.Set{Type: q.node("Organization"), Via: q.via("Agreement.parties")}}}
				return q.query(plan.Rows{Set: &plan.Set{Type: q.node("Organization"), Limit: plan.NoLimit, Row: []plan.Slot{plan.Rows{Set: agreements}}}})
			},
			"RETURN [COLLECT { MATCH (n1:Organization) RETURN [COLLECT { MATCH (n1)-[r2:PARTY_TO]->(n2) WITH n2, r2 LIMIT $p0 " +
				"RETURN [COUNT { (n2)<-[:PARTY_TO]-(:University) }, COUNT { (n2)<-[:PARTY_TO]-() }] }] }] AS row",
		},
		{
			"shared nodes are there once, without the one they share with", func(q *question) *plan.Query {
				partners := q.far("Organization.partners", 5, q.order("Organization.name"), q.read("Node.id")...)
				return q.query(plan.One{Set: q.page("Organization", 1, nil, plan.Rows{Set: partners}, plan.Count{Set: partners})})
			},
			"RETURN [head(COLLECT { MATCH (n1:Organization) WITH n1 LIMIT 1 RETURN [COLLECT { " +
				"MATCH (n1)-[:PARTY_TO|TAKES_PART_IN]->()<-[:PARTY_TO|TAKES_PART_IN]-(n2) WHERE n2 <> n1 " +
				"WITH DISTINCT n2 ORDER BY n2.nameKey, n2.id LIMIT $p0 RETURN [n2.id] }, COUNT { " +
				"MATCH (n1)-[:PARTY_TO|TAKES_PART_IN]->()<-[:PARTY_TO|TAKES_PART_IN]-(n3) WHERE n3 <> n1 RETURN DISTINCT n3 }] })] AS row",
		},
		{
			"an order by an optional property has two segments", func(q *question) *plan.Query {
				return q.query(plan.Rows{Set: q.page("Agreement", 3, q.order("Agreement.signedOn"))})
			},
			"RETURN [COLLECT { CALL () { MATCH (n1:Agreement) WHERE n1.signedOnKey IS NOT NULL AND n1.id IS NOT NULL " +
				"WITH n1 ORDER BY n1.signedOnKey, n1.id LIMIT $p0 RETURN n1 UNION ALL MATCH (n1:Agreement) WHERE n1.signedOnKey IS NULL AND " +
				"n1.id IS NOT NULL WITH n1 ORDER BY n1.id LIMIT $p0 RETURN n1 } WITH n1 LIMIT $p0 RETURN [] }] AS row",
		},
		{
			"nulls stand at the end that is not the database's own without a step of their own", func(q *question) *plan.Query {
				order := q.order("-Agreement.signedOn")
				set := q.far("Organization.agreements", 3, order)
				return q.query(plan.One{Set: q.page("Organization", 1, nil, plan.Rows{Set: set})})
			},
			"RETURN [head(COLLECT { MATCH (n1:Organization) WITH n1 LIMIT 1 RETURN [COLLECT { MATCH (n1)-[r2:PARTY_TO]->(n2) " +
				"WITH n2, r2 ORDER BY coalesce(n2.signedOnKey, []) DESC, n2.id LIMIT $p0 RETURN [] }] })] AS row",
		},
		{
			"of which a condition leaves one", func(q *question) *plan.Query {
				set := q.page("Agreement", 3, q.order("Agreement.signedOn"))
				set.Where = plan.Compare{Of: q.key("Agreement.signedOn"), Op: plan.Gte, Arg: q.arg("2015")}
				return q.query(plan.Rows{Set: set})
			},
			"RETURN [COLLECT { MATCH (n1:Agreement) WHERE n1.signedOnKey IS NOT NULL AND n1.id IS NOT NULL AND n1.signedOnKey >= $p1 " +
				"WITH n1 ORDER BY n1.signedOnKey, n1.id LIMIT $p0 RETURN [] }] AS row",
		},
		{
			"a position among values: first those level with it, then those beyond, then those without", func(q *question) *plan.Query {
				set := q.page("Agreement", 3, q.order("Agreement.signedOn"))
				day, at, id := q.key("Agreement.signedOn"), q.arg("2015"), q.arg("a")
				set.Seek = plan.Or{
					plan.Compare{Of: day, Op: plan.Gt, Arg: at}, plan.Null{Of: day},
					plan.And{plan.Compare{Of: day, Op: plan.Eq, Arg: at}, plan.Compare{Of: q.key("Node.id"), Op: plan.Gt, Arg: id}},
				}
				return q.query(plan.Rows{Set: set})
			},
			"RETURN [COLLECT { CALL () { MATCH (n1:Agreement) WHERE n1.signedOnKey = $p1 AND n1.id IS NOT NULL AND n1.id > $p2 " +
				"WITH n1 ORDER BY n1.signedOnKey, n1.id LIMIT $p0 RETURN n1 UNION ALL MATCH (n1:Agreement) WHERE n1.signedOnKey IS NOT NULL " +
				"AND n1.id IS NOT NULL AND n1.signedOnKey > $p1 WITH n1 ORDER BY n1.signedOnKey, n1.id LIMIT $p0 RETURN n1 " +
				"UNION ALL MATCH (n1:Agreement) WHERE n1.signedOnKey IS NULL AND n1.id IS NOT NULL " +
				"WITH n1 ORDER BY n1.id LIMIT $p0 RETURN n1 } WITH n1 LIMIT $p0 RETURN [] }] AS row",
		},
		{
			"a negation has two values", func(q *question) *plan.Query {
				absent := plan.Compare{Of: q.of("Organization.summary"), Op: plan.Contains, Arg: q.arg("合作")}
				return q.query(plan.Count{Set: &plan.Set{Type: q.node("Organization"), Where: plan.And{plan.Not{Filter: absent}, plan.Not{Filter: plan.Null{Of: absent.Of}}}}})
			},
			"RETURN [COUNT { MATCH (n1:Organization) WHERE n1.id IS NOT NULL AND (NOT coalesce(n1.summary CONTAINS $p0, false) AND NOT (n1.summary IS NULL)) }] AS row",
		},
		{
			"quantifiers", func(q *question) *plan.Query {
				via := q.via("Organization.agreements")
				where := plan.Compare{Of: q.of("PartyTo.role"), Op: plan.Eq, Arg: q.arg("HOST")}
				var all plan.And
				for _, quantifier := range []plan.Quantifier{plan.Some, plan.None, plan.All, plan.Single} {
					all = append(all, plan.Related{Via: via, Type: via.Target, Quantifier: quantifier, Where: where})
				}
				all = append(all, plan.Related{Via: via, Type: via.Target, Quantifier: plan.All}, plan.Counted{Via: via, Op: plan.Gt, Arg: q.arg(int64(2))})
				return q.query(plan.Count{Set: &plan.Set{Type: q.node("Organization"), Where: all}})
			},
			"RETURN [COUNT { MATCH (n1:Organization) WHERE n1.id IS NOT NULL AND (" +
				"EXISTS { MATCH (n1)-[r2:PARTY_TO]->(n2) WHERE r2.role = $p0 } AND " +
				"NOT EXISTS { MATCH (n1)-[r3:PARTY_TO]->(n3) WHERE r3.role = $p0 } AND " +
				"NOT EXISTS { MATCH (n1)-[r4:PARTY_TO]->(n4) WHERE NOT coalesce(r4.role = $p0, false) } AND " +
				"COUNT { MATCH (n1)-[r5:PARTY_TO]->(n5) WHERE r5.role = $p0 RETURN n5 LIMIT 2 } = 1 AND " +
				"true AND COUNT { (n1)-[:PARTY_TO]->() } > $p1) }] AS row",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := neo4j.Render(model, c.query(&question{model: model})).Cypher
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestRenderKeepsValuesOut puts something unheard of into every argument: it shows in parameters, never in the text.
func TestRenderKeepsValuesOut(t *testing.T) {
	model := contract(t)
	render := func(value string) neo4j.Statement {
		q := &question{model: model}
		set := q.page("Organization", int64(len(value)), q.order("Organization.name"), q.read("Node.id")...)
		set.Where = plan.And{
			plan.Compare{Of: q.of("Organization.name"), Op: plan.Eq, Arg: q.arg(value)},
			plan.Compare{Of: q.of("Organization.name"), Op: plan.In, Arg: q.arg([]string{value})},
			plan.Compare{Of: q.key("Organization.name"), Op: plan.Gt, Arg: q.arg(plan.StringKey(value))},
			plan.Compare{Of: q.of("Organization.summary"), Op: plan.StartsWith, Arg: q.arg(value)},
			plan.Compare{Of: q.of("Organization.aliases"), Op: plan.Has, Arg: q.arg(value)},
		}
		return neo4j.Render(model, q.query(plan.Rows{Set: set}))
	}
	plain, spiteful := render("x"), render("'}) DETACH DELETE n //")
	if plain.Cypher != spiteful.Cypher {
		t.Errorf("the text depends on a value:\n%s\n%s", plain.Cypher, spiteful.Cypher)
	}
	want := map[string]any{"p0": int64(1), "k1": "78", "k2": []string{"78"}, "p3": "78", "p4": "x", "p5": "x"}
	if !reflect.DeepEqual(plain.Params, want) {
		t.Errorf("parameters %v, want %v", plain.Params, want)
	}
}

// TestRenderGrowsLinearly nests an interface six times: each level adds the same text.
func TestRenderGrowsLinearly(t *testing.T) {
	model := contract(t)
	length := func(depth int) int {
		q := &question{model: model}
		row := append(q.read("Node.id"), plan.TypeName{})
		for range depth {
			row = append(q.read("Node.id", "Organization.name"), plan.TypeName{}, plan.Rows{Set: q.far("Organization.partners", 2, q.order("Organization.name"), row...)})
		}
		return len(neo4j.Render(model, q.query(plan.Rows{Set: q.page("Organization", 2, nil, row...)})).Cypher)
	}
	step := length(2) - length(1)
	for depth := 3; depth <= 6; depth++ {
		if grown := length(depth) - length(depth-1); grown > step+step/10 {
			t.Errorf("level %d adds %d characters, level 2 added %d", depth, grown, step)
		}
	}
}

// TestRenderRefusesBrokenPlans has the invariants that the plan promises.
func TestRenderRefusesBrokenPlans(t *testing.T) {
	q := &question{model: contract(t)}
	root := func(row ...plan.Slot) plan.Slot {
		return plan.Rows{Set: &plan.Set{Type: q.node("Organization"), Limit: plan.NoLimit, Row: row}}
	}
	for name, slot := range map[string]plan.Slot{
		"a property of nothing":             plan.Property{Of: q.of("Node.id")},
		"a type name of nothing":            plan.TypeName{},
		"a relation from nothing":           plan.Rows{Set: q.far("Organization.agreements", 1, nil)},
		"an edge's property without a way":  root(q.read("PartyTo.role")...),
		"an edge's property on shared ways": root(plan.Rows{Set: q.far("Organization.partners", 1, nil, q.read("PartyTo.role")...)}),
		"no slot":                           root(nil),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if message, _ := recover().(string); !strings.HasPrefix(message, "neo4j: ") {
					t.Errorf("panicked with %q, want the invariant by name", message)
				}
			}()
			neo4j.Render(q.model, q.query(slot))
		})
	}
}
