package neo4j_test

import (
	"context"
	"fmt"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
)

const (
	organizations = 2000
	agreements    = 6000 // each with two parties; one organization, "o0000", is a party to all
)

// TestCost holds the statements of the usual questions to the database hits that the right plan takes. A plan that has gone wrong,
// without its index or with a sort of everything, takes thousands.
func TestCost(t *testing.T) {
	model := contract(t)
	clear(t)
	s := open(t, model)
	defer s.Close()
	populate(t)
	for _, c := range append(costs(), groupCosts()...) {
		t.Run(c.name, func(t *testing.T) {
			q := &question{model: model}
			hits := profile(t, neo4j.Render(model, c.query(q)))
			t.Logf("%d database hits", hits)
			if hits > c.most {
				t.Errorf("%d database hits, at most %d expected:\n%s", hits, c.most, neo4j.Render(model, c.query(q)).Cypher)
			}
		})
	}
}

type cost struct {
	name  string
	most  int64
	query func(*question) *plan.Query
}

func costs() []cost {
	id := "Node.id"
	return []cost{
		{"a node by id", 10, func(q *question) *plan.Query {
			return q.query(plan.One{Set: &plan.Set{
				Type: q.node("Organization"), Where: plan.Compare{Of: q.of(id), Op: plan.Eq, Arg: q.arg("o0007")}, Limit: plan.NoLimit,
				Row: q.read("Organization.name"),
			}})
		}},
		{"nodes of any type by id", 60, func(q *question) *plan.Query {
			return q.query(plan.Rows{Set: &plan.Set{
				Type: q.node("Node"), Where: plan.Compare{Of: q.of(id), Op: plan.In, Arg: q.arg([]string{"o0007", "a00008", "x"})}, Limit: plan.NoLimit,
				Row: append(q.read(id), plan.TypeName{}),
			}})
		}},
		{"an organization by name", 20, func(q *question) *plan.Query {
			return q.query(plan.Rows{Set: &plan.Set{
				Type: q.node("Organization"), Where: plan.Compare{Of: q.of("Organization.name"), Op: plan.Eq, Arg: q.arg("机构 7")}, Limit: plan.NoLimit,
				Row: q.read(id),
			}})
		}},
		{"the first page by id", 100, func(q *question) *plan.Query {
			return q.query(plan.Rows{Set: q.page("Organization", 21, q.order(), q.read(id)...)})
		}},
		{"the first page by a required key", 100, func(q *question) *plan.Query {
			return q.query(plan.Rows{Set: q.page("Organization", 21, q.order("Organization.name"), q.read(id)...)})
		}},
		{"the first page by a required key with few values", 100, func(q *question) *plan.Query {
			return q.query(plan.Rows{Set: q.page("Agreement", 21, q.order("Agreement.status"), q.read(id)...)})
		}},
		{"a later page by a required key", 200, func(q *question) *plan.Query {
			set := q.page("Organization", 21, q.order("Organization.name"), q.read(id)...)
			name, at, from := q.key("Organization.name"), q.arg(plan.StringKey("机构 500")), q.arg("o0500")
			set.Seek = plan.And{
				plan.Compare{Of: name, Op: plan.Gte, Arg: at},
				plan.Or{
					plan.Compare{Of: name, Op: plan.Gt, Arg: at},
					plan.And{plan.Compare{Of: name, Op: plan.Eq, Arg: at}, plan.Compare{Of: q.key(id), Op: plan.Gt, Arg: from}},
				},
			}
			return q.query(plan.Rows{Set: set})
		}},
		{"the first page by an optional key, from its end", 300, func(q *question) *plan.Query {
			order := q.order("-Agreement.signedOn")
			return q.query(plan.Rows{Set: q.page("Agreement", 21, order, q.read(id)...)})
		}},
		{"a later page by an optional key", 300, func(q *question) *plan.Query {
			set := q.page("Agreement", 21, q.order("-Agreement.signedOn"), q.read(id)...)
			day, at, from := q.key("Agreement.signedOn"), q.arg("2010-01-01/2010-12-31"), q.arg("a03000")
			set.Seek = plan.Or{
				plan.Compare{Of: day, Op: plan.Lt, Arg: at},
				plan.Null{Of: day},
				plan.And{plan.Compare{Of: day, Op: plan.Eq, Arg: at}, plan.Compare{Of: q.key(id), Op: plan.Gt, Arg: from}},
			}
			return q.query(plan.Rows{Set: set})
		}},
		{"the page of those without a value", 200, func(q *question) *plan.Query {
			set := q.page("Agreement", 21, q.order("Agreement.signedOn"), q.read(id)...)
			set.Seek = plan.And{plan.Null{Of: q.key("Agreement.signedOn")}, plan.Compare{Of: q.key(id), Op: plan.Gt, Arg: q.arg("a03000")}}
			return q.query(plan.Rows{Set: set})
		}},
		{"how many there are", 10, func(q *question) *plan.Query {
			return q.query(plan.Count{Set: &plan.Set{Type: q.node("Agreement")}})
		}},
		{"how many relations a hub has", 20, func(q *question) *plan.Query {
			set := &plan.Set{
				Type: q.node("Organization"), Where: plan.Compare{Of: q.of(id), Op: plan.Eq, Arg: q.arg("o0000")}, Limit: plan.NoLimit,
			}
			set.Row = []plan.Slot{plan.Count{Set: &plan.Set{Type: q.node("Agreement"), Via: q.via("Organization.agreements")}}}
			return q.query(plan.One{Set: set})
		}},
		{"a nested page of a usual node", 300, nested("o0007")},
		{"a nested page of a hub", 4*agreements + 500, nested("o0000")},
	}
}

// nested asks for an organization, its agreements and their parties.
func nested(id string) func(*question) *plan.Query {
	return func(q *question) *plan.Query {
		parties := q.far("Agreement.parties", 11, q.order("Organization.name"), q.read("Organization.name", "PartyTo.role")...)
		agreements := q.far("Organization.agreements", 11, q.order("Agreement.title"),
			append(q.read("Agreement.title", "PartyTo.role"), plan.Rows{Set: parties})...)
		return q.query(plan.One{Set: &plan.Set{
			Type: q.node("Organization"), Where: plan.Compare{Of: q.of("Node.id"), Op: plan.Eq, Arg: q.arg(id)}, Limit: plan.NoLimit,
			Row: append(q.read("Organization.name"), plan.TypeName{}, plan.Rows{Set: agreements}),
		}})
	}
}

// populate writes a graph that is large enough to tell plans apart, with the properties that our statements look at.
func populate(t *testing.T) {
	t.Helper()
	run(t, fmt.Sprintf(`UNWIND range(0, %d) AS i WITH i, '机构 ' + toString(i %% 1500) AS name
CREATE (:Node:Organization:Enterprise {id: 'o' + right('000' + toString(i), 4), name: name,
  nameKey: 'e69cbae69e8420' + reduce(hex = '', digit IN split(toString(i %% 1500), '') | hex + '3' + digit), aliases: [], version: 1})`,
		organizations-1))
	run(t, fmt.Sprintf(`UNWIND range(0, %d) AS i WITH i, 'a' + right('0000' + toString(i), 5) AS id
CREATE (a:Node:Agreement {id: id, title: id, titleKey: id, status: ['ACTIVE', 'SIGNED'][i %% 2], version: 1})
SET a.signedOnKey = CASE WHEN i %% 3 > 0 THEN toString(2000 + i %% 20) + '-01-01/' + toString(2000 + i %% 20) + '-12-31' END
WITH a, i MATCH (hub:Node {id: 'o0000'}) MATCH (o:Node {id: 'o' + right('000' + toString(1 + i %% %d), 4)})
CREATE (hub)-[:PARTY_TO {role: 'DEMAND'}]->(a), (o)-[:PARTY_TO {role: 'SUPPLY'}]->(a)`, agreements-1, organizations-1))
	run(t, "CALL db.resampleOutdatedIndexes()")
}

// TestASnapshotKeepsNothingInTheDatabase: what a graph is read by must not grow with it, or a database whose heap was enough to write a large
// one could not show it any more.
func TestASnapshotKeepsNothingInTheDatabase(t *testing.T) {
	clear(t)
	open(t, contract(t)).Close()
	populate(t)
	if memory := profiled(t, neo4j.Statement{Cypher: neo4j.NodesByID}).Arguments()["GlobalMemory"].(int64); memory >= 64<<10 {
		t.Errorf("the database keeps %d bytes of %d nodes and more", memory, agreements)
	}
}

// profile runs the statement and adds up the database hits of its plan.
func profile(t *testing.T, statement neo4j.Statement) int64 {
	t.Helper()
	return hits(profiled(t, statement))
}

// profiled runs the statement and returns its plan.
func profiled(t *testing.T, statement neo4j.Statement) driver.ProfiledPlan {
	t.Helper()
	ctx := context.Background()
	d, err := driver.NewDriverWithContext(neo4jtest.Shared(t).URI(), neo4jtest.Shared(t).Auth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	result, err := driver.ExecuteQuery(ctx, d, "PROFILE "+statement.Cypher, statement.Params, driver.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%v:\n%s", err, statement.Cypher)
	}
	return result.Summary.Profile()
}

func hits(plan driver.ProfiledPlan) int64 {
	sum := plan.DbHits()
	for _, child := range plan.Children() {
		sum += hits(child)
	}
	return sum
}

// TestRelationsOfAHubAreFoundFromTheOtherEnd asks for a hundred relations of the organization that is a party to everything, as every
// write of relations does. Looking for each among all that the hub has would take hundreds of thousands of hits.
func TestRelationsOfAHubAreFoundFromTheOtherEnd(t *testing.T) {
	model := contract(t)
	clear(t)
	s := open(t, model)
	defer s.Close()
	populate(t)
	var refs [][]string
	for i := range 100 {
		refs = append(refs, []string{"o0000", fmt.Sprintf("a%05d", i), ""})
	}
	hits := profile(t, neo4j.Statement{Cypher: neo4j.PresentStatement(model, "PARTY_TO"), Params: map[string]any{"refs": refs}})
	t.Logf("%d database hits", hits)
	if hits > 3000 {
		t.Errorf("%d database hits for 100 relations of a hub", hits)
	}
}
