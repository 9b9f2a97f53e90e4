package neo4j_test

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// groupCosts are what groups may cost: a few hits for each node that is looked at and none for another, also where a hub is grouped.
func groupCosts() []cost {
	all := func(q *question, keys ...plan.GroupKey) *plan.Grouping {
		return &plan.Grouping{Set: &plan.Set{Type: q.node("Agreement"), Limit: plan.NoLimit}, Keys: keys, Figures: []plan.Figure{{Measure: plan.Items}}, Limit: plan.NoLimit}
	}
	beneath := func(id string) func(q *question) *plan.Query {
		return func(q *question) *plan.Query {
			g := all(q, plan.GroupKey{Of: q.key("PartyTo.role")})
			g.Set.Via = q.via("Organization.agreements")
			return q.query(plan.One{Set: &plan.Set{
				Type: q.node("Organization"), Where: plan.Compare{Of: q.of("Node.id"), Op: plan.Eq, Arg: q.arg(id)}, Limit: plan.NoLimit,
				Row: []plan.Slot{plan.Groups{Grouping: g}},
			}})
		}
	}
	return []cost{
		{"what all come to", 2*agreements + 100, func(q *question) *plan.Query {
			g := all(q)
			g.Figures = append(g.Figures, plan.Figure{Of: q.key("Agreement.signedOn"), Measure: plan.Most})
			return q.query(plan.Groups{Grouping: g})
		}},
		{"the largest groups of all", 2*agreements + 100, func(q *question) *plan.Query {
			g := all(q, plan.GroupKey{Of: q.key("Agreement.status")})
			g.Order = []plan.GroupOrder{{Key: -1, Figure: plan.Figure{Measure: plan.Items}, Descending: true}, {Key: 0}}
			g.Limit = q.arg(int64(1))
			return q.query(plan.Groups{Grouping: g})
		}},
		{"groups of those that a condition finds by an index", 20, func(q *question) *plan.Query {
			g := all(q, plan.GroupKey{Of: q.key("Agreement.status")})
			g.Set.Where = plan.Compare{Of: q.of("Node.id"), Op: plan.In, Arg: q.arg([]string{"a00001", "a00002", "a00003"})}
			return q.query(plan.Groups{Grouping: g})
		}},
		{"groups of all over a relation", 12*agreements + 100, func(q *question) *plan.Query {
			return q.query(plan.Groups{Grouping: all(q, plan.GroupKey{Hops: []*schema.Relation{q.via("Agreement.parties")}, Of: q.key("Organization.name")})})
		}},
		{"groups beneath a usual node", 40, beneath("o0007")},
		{"groups beneath a hub", 3*agreements + 100, beneath("o0000")},
	}
}
