package sqlite

import (
	"testing"

	"partnergraph/graph/plan"
)

// explained is SQLite's plan for the query, a line a step.
func explained(t testing.TB, s *Store, query *plan.Query) []string {
	t.Helper()
	statement := Render(s.model, query)
	rows, err := s.reading.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+statement.SQL, statement.Args...)
	if err != nil {
		t.Fatalf("%v: %s", err, statement.SQL)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}

func TestX(t *testing.T) {
	s := opened(t)
	for _, c := range []func(a *asking) plan.Slot{
		func(a *asking) plan.Slot { return profile(a, "x", "Node.id") },
		func(a *asking) plan.Slot { return profile(a, "x", "Agreement.title", "Node.id") },
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Order: a.order("Organization.name", "Node.id"),
				Limit: a.arg(int64(21)), Row: a.slots("Node.id", "Organization.name")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Order: a.order("Node.id"),
				Limit: a.arg(int64(21)), Row: a.slots("Node.id", "Organization.name")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Enterprise"), Order: a.order("Node.id"),
				Limit: a.arg(int64(21)), Row: a.slots("Node.id", "Organization.name")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Enterprise"), Order: a.order("Organization.name", "Node.id"),
				Limit: a.arg(int64(21)), Row: a.slots("Node.id", "Organization.name")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Where: a.is("Organization.name", plan.Eq, "x"), Limit: plan.NoLimit, Row: a.slots("Node.id", "Organization.name")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Where: a.is("Node.id", plan.In, []string{"x"}), Limit: plan.NoLimit, Row: a.slots("Node.id", "Organization.name")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Node"), Where: a.is("Node.id", plan.In, []string{"x"}), Limit: plan.NoLimit, Row: a.slots("Node.id")}}
		},
		func(a *asking) plan.Slot {
			return plan.Count{Set: &plan.Set{Type: a.model.Node("Organization")}}
		},
		func(a *asking) plan.Slot {
			return plan.Count{Set: &plan.Set{Type: a.model.Node("Agreement")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Agreement"), Where: plan.Related{Via: a.via("Agreement.parties"),
				Type: a.model.Node("Organization"), Where: a.is("Node.id", plan.Eq, "x")}, Order: a.order("Node.id"), Limit: a.arg(int64(3)), Row: a.slots("Node.id")}}
		},
		func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Agreement"), Where: plan.Related{Via: a.via("Agreement.parties"),
				Type: a.model.Node("Organization"), Where: a.is("Organization.name", plan.Eq, "x")}, Order: a.order("Agreement.title", "Node.id"), Limit: a.arg(int64(3)), Row: a.slots("Node.id")}}
		},
		func(a *asking) plan.Slot {
			return plan.One{Set: &plan.Set{Type: a.model.Node("Organization"), Where: a.is("Node.id", plan.Eq, "x"), Limit: plan.NoLimit, Row: []plan.Slot{
				plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Via: a.via("Organization.partners"), Order: a.order("Node.id"), Limit: a.arg(int64(3)), Row: a.slots("Node.id", "Organization.name")}}}}}
		},
	} {
		a := ask(t)
		a.query.Slots = []plan.Slot{c(a)}
		t.Log(Render(s.model, &a.query).SQL)
		for _, s := range explained(t, s, &a.query) {
			t.Log("       ", s)
		}
	}
}
