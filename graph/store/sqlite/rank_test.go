package sqlite

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
	"partnergraph/schema"
)

// agreementsOf are the ids of an organization's agreements, the one signed last first.
func agreementsOf(t *testing.T, s *Store, id string) string {
	t.Helper()
	a := ask(t)
	set := a.under("Organization.agreements", nil, "-Agreement.signedOn", "Node.id")
	set.Where = a.is("Node.id", plan.Eq, id)
	set.Row[0].(plan.Rows).Set.Row = a.slots("Node.id")
	return a.read(s, plan.Rows{Set: set})
}

// The rank follows the value at the agreement, whichever comes first and however it changes.
func TestRanksFollowTheirValues(t *testing.T) {
	s := opened(t)
	signed := func(id string, on any) store.Operation {
		o := agreement(id, id)
		o.Properties["signedOn"] = on
		return o
	}
	update := func(id string, properties map[string]any) store.Operation {
		return store.Operation{Verb: store.UpdateNode, Type: "Agreement", ID: id, Properties: properties}
	}
	written(t, s, enterprise("e", "甲"), signed("a", "2020-05"), party("e", "a"), signed("b", nil), party("e", "b"), signed("c", "2021"))
	for _, step := range []struct {
		what string
		do   store.Operation
		want string
	}{
		{"related later", party("e", "c"), "[[[[[c] [a] [b]]]]]"},
		{"another date", update("a", map[string]any{"signedOn": "2022-01-02"}), "[[[[[a] [c] [b]]]]]"},
		{"a date for the one without", update("b", map[string]any{"signedOn": "2021-07"}), "[[[[[a] [b] [c]]]]]"},
		{"no date", update("a", map[string]any{"signedOn": nil}), "[[[[[b] [c] [a]]]]]"},
		{"another value", update("a", map[string]any{"title": "z"}), "[[[[[b] [c] [a]]]]]"},
		{"unrelated", store.Operation{Verb: store.Unrelate, Type: "PARTY_TO", From: "e", To: "b"}, "[[[[[c] [a]]]]]"},
	} {
		written(t, s, step.do)
		if got := agreementsOf(t, s, "e"); got != step.want {
			t.Errorf("%s: %s, want %s", step.what, got, step.want)
		}
	}
}

// A page in the order of a relation is read from its index, and nothing of the far nodes but those that are shown; so is a count of those
// after a day.
func TestAPageInTheRelationsOrderReadsNoOthers(t *testing.T) {
	s := opened(t)
	const index = "COVERING INDEX order:PARTY_TO.signedOnKey (source=? AND type=?"
	for _, c := range []struct {
		name string
		set  func(a *asking) *plan.Set
		want string
	}{
		{"first", func(a *asking) *plan.Set {
			return a.under("Organization.agreements", nil, "-Agreement.signedOn", "-Node.id")
		}, index + ")"},
		{"later", func(a *asking) *plan.Set {
			return a.under("Organization.agreements", a.is("Agreement.signedOn", plan.Lt, "2020"), "-Agreement.signedOn", "-Node.id")
		}, index + " AND rank<?)"},
		{"after a day", func(a *asking) *plan.Set {
			set := a.under("Organization.agreements", nil, "Agreement.signedOn", "Node.id")
			set.Row[0].(plan.Rows).Set.Where = a.is("Agreement.signedOn", plan.Gte, "2020")
			return set
		}, index + " AND rank>?)"},
		{"how many after a day", func(a *asking) *plan.Set {
			set := a.under("Organization.agreements", nil, "Node.id")
			counted := *set.Row[0].(plan.Rows).Set
			counted.Where = a.is("Agreement.signedOn", plan.Gte, "2020")
			set.Row = []plan.Slot{plan.Count{Set: &counted}}
			return set
		}, index + " AND rank>?)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t)
			a.query.Slots = []plan.Slot{plan.Rows{Set: c.set(a)}}
			got := strings.Join(explained(t, s, &a.query), "\n")
			if !strings.Contains(got, "SEARCH l2 USING "+c.want) || strings.Contains(got, "TEMP B-TREE") || strings.Contains(got, "c2") {
				t.Errorf("%s\nis run as\n%s", Render(s.model, &a.query).SQL, got)
			}
		})
	}
}

// A file that comes from a contract without the order, or from before there were ranks, has them when it is open.
func TestRanksAreFilledInAtOpening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := opened(t, path)
	written(t, s, enterprise("e", "甲"), agreement("a", "a"), party("e", "a"))
	want := agreementsOf(t, s, "e")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, `DROP INDEX "order:PARTY_TO.signedOnKey"; ALTER TABLE relation DROP COLUMN rank; PRAGMA user_version = 1`)
	s = opened(t, path)
	var rank string
	if err := s.reading.db.QueryRowContext(t.Context(), "SELECT rank FROM relation WHERE type = 'PARTY_TO'").Scan(&rank); err != nil || rank == "" {
		t.Errorf("rank %q: %v", rank, err)
	}
	if got := agreementsOf(t, s, "e"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// An order that the contract no longer names costs nothing any more.
func TestAnOrderThatIsGoneHasNoIndex(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	if err := opened(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path, storetest.Contract(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	present, err := presentIndexes(t.Context(), s.reading.db)
	if err != nil {
		t.Fatal(err)
	}
	for name := range present {
		if strings.HasPrefix(name, orderPrefix) && !slices.ContainsFunc(s.ranked, func(r *schema.RelationType) bool { return orderName(r) == name }) {
			t.Errorf("%s is still there", name)
		}
	}
}
