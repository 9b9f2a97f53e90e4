package sqlite

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// Groups are read from an index where one holds all that they need, and beneath a node from the relation's key.
func TestGroupsComeFromAnIndex(t *testing.T) {
	s := opened(t)
	all := func(a *asking, keys ...plan.GroupKey) *plan.Grouping {
		return &plan.Grouping{Set: &plan.Set{Type: a.model.Node("Agreement"), Limit: plan.NoLimit}, Keys: keys,
			Figures: []plan.Figure{{Measure: plan.Items}}, Limit: plan.NoLimit}
	}
	for _, c := range []struct {
		name string
		slot func(a *asking) plan.Slot
		want string
	}{
		{"by an enum", func(a *asking) plan.Slot {
			return plan.Groups{Grouping: all(a, plan.GroupKey{Of: a.key("Agreement.status")})}
		}, "SCAN c1 USING COVERING INDEX property:Agreement.status"},
		{"by a date", func(a *asking) plan.Slot {
			return plan.Groups{Grouping: all(a, plan.GroupKey{Of: a.key("Agreement.signedOn")})}
		}, "SCAN c1 USING COVERING INDEX property:Agreement.signedOn"},
		{"the sum of all", func(a *asking) plan.Slot {
			g := all(a)
			g.Figures = append(g.Figures, plan.Figure{Of: a.of("Agreement.amount"), Measure: plan.Sum})
			return plan.Groups{Grouping: g}
		}, "SCAN c1 USING COVERING INDEX property:Agreement.amountFen"},
		{"beneath a node", func(a *asking) plan.Slot {
			set := a.under("Organization.agreements", nil, "Node.id")
			g := all(a, plan.GroupKey{Of: a.of("PartyTo.role")})
			g.Set.Via = a.via("Organization.agreements")
			set.Row = []plan.Slot{plan.Groups{Grouping: g}}
			return plan.One{Set: set}
		}, "SEARCH l2 USING PRIMARY KEY (source=? AND type=?)"},
		{"over a relation", func(a *asking) plan.Slot {
			return plan.Groups{Grouping: all(a, plan.GroupKey{Hops: []*schema.Relation{a.via("Agreement.parties")}, Of: a.key("Node.id")})}
		}, "SEARCH l2 USING COVERING INDEX relation_back (target=? AND type=?)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t)
			a.query.Slots = []plan.Slot{c.slot(a)}
			if got := explained(t, s, &a.query); !slices.Contains(got, c.want) {
				t.Errorf("%s\nis run as\n  %s", Render(s.model, &a.query).SQL, strings.Join(got, "\n  "))
			}
		})
	}
}
