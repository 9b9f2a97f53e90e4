package sqlite

import (
	"slices"
	"strings"
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

// root is a list at the root: a page of 20 of the type.
func (a *asking) root(kind string, where, seek plan.Filter, order ...string) *plan.Set {
	a.Helper()
	return &plan.Set{Type: a.model.Node(kind), Where: where, Seek: seek, Order: a.order(order...), Limit: a.arg(int64(21)),
		Row: a.slots("Node.id", "Node.version")}
}

// behind is where a page starts, as the compiler writes it for a required key and the id.
func (a *asking) behind(name string, value any) plan.Filter {
	a.Helper()
	return plan.And{a.is(name, plan.Gte, value), plan.Or{a.is(name, plan.Gt, value),
		plan.And{a.is(name, plan.Eq, value), a.is("Node.id", plan.Gt, "x")}}}
}

// some holds of nodes that the field relates to one that fulfils the condition.
func (a *asking) some(field string, where plan.Filter) plan.Filter {
	a.Helper()
	via := a.via(field)
	return plan.Related{Via: via, Type: via.Target, Where: where}
}

// under is a page of what the field leads to from one organization.
func (a *asking) under(field string, seek plan.Filter, order ...string) *plan.Set {
	a.Helper()
	via := a.via(field)
	inner := &plan.Set{Type: via.Target, Via: via, Seek: seek, Order: a.order(order...), Limit: a.arg(int64(21)), Row: a.slots("Node.id", "Node.version")}
	return &plan.Set{Type: a.model.Node("Organization"), Where: a.is("Node.id", plan.Eq, "x"), Limit: plan.NoLimit, Row: []plan.Slot{plan.Rows{Set: inner}}}
}

// Each list is found by an index in its order: nothing is read but the page, and nothing sorted.
func TestListsComeFromAnIndex(t *testing.T) {
	s := opened(t)
	for _, c := range []struct {
		name  string
		set   func(a *asking) *plan.Set
		steps []string // all but those that any statement has
		sorts bool
	}{
		{"an interface by id", func(a *asking) *plan.Set { return a.root("Organization", nil, nil, "Node.id") },
			[]string{"SCAN c1 USING COVERING INDEX property:Organization.id"}, false},
		{"an interface by id, a later page", func(a *asking) *plan.Set {
			return a.root("Organization", nil, a.is("Node.id", plan.Gt, "x"), "Node.id")
		}, []string{"SEARCH c1 USING COVERING INDEX property:Organization.id (id>?)"}, false},
		{"an interface by name", func(a *asking) *plan.Set {
			return a.root("Organization", nil, nil, "Organization.name", "Node.id")
		}, []string{"SCAN c1 USING COVERING INDEX property:Organization.name"}, false},
		{"an interface by name, a later page", func(a *asking) *plan.Set {
			return a.root("Organization", nil, a.behind("Organization.name", "甲"), "Organization.name", "Node.id")
		}, []string{"SEARCH c1 USING COVERING INDEX property:Organization.name (<expr>>?)"}, false},
		{"an interface by name from the end", func(a *asking) *plan.Set {
			return a.root("Organization", nil, nil, "-Organization.name", "-Node.id")
		}, []string{"SCAN c1 USING COVERING INDEX property:Organization.name"}, false},
		{"an interface by time", func(a *asking) *plan.Set {
			return a.root("Organization", nil, nil, "Node.createdAt", "Node.id")
		}, []string{"SCAN c1 USING COVERING INDEX property:Organization.createdAt"}, false},
		{"a type by id", func(a *asking) *plan.Set { return a.root("University", nil, nil, "Node.id") },
			[]string{"SCAN c1 USING COVERING INDEX property:University.id"}, false},
		{"a type by name", func(a *asking) *plan.Set {
			return a.root("University", nil, nil, "Organization.name", "Node.id")
		}, []string{"SCAN c1 USING COVERING INDEX property:University.name"}, false},
		{"a type by a date, those without one last", func(a *asking) *plan.Set {
			return a.root("Agreement", nil, nil, "Agreement.signedOn", "Node.id")
		}, []string{"SCAN c1 USING COVERING INDEX property:Agreement.signedOn"}, false},
		{"a type by a number from the end", func(a *asking) *plan.Set {
			set := a.root("Agreement", nil, nil, "-Agreement.amount", "-Node.id")
			set.Order[0].NullsFirst = true
			return set
		}, []string{"SCAN c1 USING COVERING INDEX property:Agreement.amountFen"}, false},
		{"by id among kinds", func(a *asking) *plan.Set {
			return a.root("Organization", plan.TypeIn{a.model.Node("Enterprise"), a.model.Node("University")}, nil, "Node.id")
		}, []string{"SCAN c1 USING COVERING INDEX property:Organization.id"}, false},
		{"one name", func(a *asking) *plan.Set {
			return a.root("Organization", a.is("Organization.name", plan.Eq, "甲"), nil, "Node.id")
		}, []string{"SEARCH c1 USING COVERING INDEX property:Organization.name (<expr>=?)"}, false},
		{"some ids", func(a *asking) *plan.Set {
			return a.root("Organization", a.is("Node.id", plan.In, []string{"x", "y"}), nil, "Node.id")
		}, []string{"SEARCH c1 USING INDEX sqlite_autoindex_node_1 (id=?)", "LIST SUBQUERY 1", "SCAN json_each VIRTUAL TABLE INDEX 1:"}, false},
		{"some ids of any type", func(a *asking) *plan.Set {
			return a.root("Node", a.is("Node.id", plan.In, []string{"x", "y"}), nil, "Node.id")
		}, []string{"SEARCH c1 USING COVERING INDEX sqlite_autoindex_node_1 (id=?)", "LIST SUBQUERY 1", "SCAN json_each VIRTUAL TABLE INDEX 1:"}, false},
		{"whom a node is related to", func(a *asking) *plan.Set {
			return a.root("Agreement", a.some("Agreement.parties", a.is("Node.id", plan.Eq, "x")), nil, "Node.id")
		}, []string{"SEARCH c1 USING INDEX sqlite_autoindex_node_1 (id=?)", "LIST SUBQUERY 1",
			"SEARCH c2 USING INDEX sqlite_autoindex_node_1 (id=?)", "SEARCH l2 USING COVERING INDEX order:PARTY_TO.signedOnKey (source=? AND type=?)"}, false},
		{"whom a node and a name are related to", func(a *asking) *plan.Set {
			return a.root("Organization", plan.And{a.some("Organization.place", a.is("Place.name", plan.Eq, "汉寿县")),
				a.some("Organization.fields", a.is("Node.id", plan.Eq, "x"))}, nil, "Organization.name", "Node.id")
		}, []string{"SEARCH c1 USING INDEX sqlite_autoindex_node_1 (id=?)", "LIST SUBQUERY 3", "SEARCH c2 USING INDEX sqlite_autoindex_node_1 (id=?)",
			"SEARCH l2 USING COVERING INDEX relation_back (target=? AND type=?)",
			"SEARCH l3 EXISTS USING COVERING INDEX relation_back (target=? AND type=? AND source=?)", "LIST SUBQUERY 1",
			"SEARCH c3 USING COVERING INDEX property:Place.name (<expr>=?)", "USE TEMP B-TREE FOR ORDER BY"}, true},
		{"over two relations to a name", func(a *asking) *plan.Set {
			inner := a.some("Organization.place", a.is("Place.name", plan.Eq, "汉寿县"))
			return a.root("Agreement", a.some("Agreement.parties", inner), nil, "Agreement.title", "Node.id")
		}, []string{"SEARCH c1 USING INDEX sqlite_autoindex_node_1 (id=?)", "LIST SUBQUERY 2",
			"SEARCH c2 USING INDEX sqlite_autoindex_node_1 (id=?)", "LIST SUBQUERY 1",
			"SEARCH c3 USING COVERING INDEX property:Place.name (<expr>=?)", "SEARCH l3 USING COVERING INDEX relation_back (target=? AND type=?)",
			"SEARCH l2 USING COVERING INDEX order:PARTY_TO.signedOnKey (source=? AND type=?)", "USE TEMP B-TREE FOR ORDER BY"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t)
			a.query.Slots = []plan.Slot{plan.Rows{Set: c.set(a)}}
			want := append(c.steps, "SCAN k1", "SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)")
			if got := own(explained(t, s, &a.query)); !slices.Equal(got, want) {
				t.Errorf("%s\nis run as\n  %s\nnot\n  %s", Render(s.model, &a.query).SQL, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		})
	}
}

// own leaves out the steps that any statement has.
func own(steps []string) []string {
	return slices.DeleteFunc(steps, func(step string) bool {
		return step == "SCAN CONSTANT ROW" || strings.HasPrefix(step, "CO-ROUTINE") || strings.HasPrefix(step, "SCALAR SUBQUERY")
	})
}

// What a relation leads to is found by the relation's key, and comes by id without a sort.
func TestRelatedListsComeFromTheRelationsKey(t *testing.T) {
	s := opened(t)
	for _, c := range []struct {
		name string
		set  func(a *asking) *plan.Set
		want string
	}{
		{"outwards", func(a *asking) *plan.Set { return a.under("Organization.agreements", nil, "Node.id") },
			"SEARCH l2 USING PRIMARY KEY (source=? AND type=?)"},
		{"outwards, a later page", func(a *asking) *plan.Set {
			return a.under("Organization.agreements", a.is("Node.id", plan.Gt, "x"), "Node.id")
		}, "SEARCH l2 USING PRIMARY KEY (source=? AND type=? AND target>?)"},
		{"inwards", func(a *asking) *plan.Set { return a.under("University.units", nil, "Node.id") },
			"SEARCH l2 USING COVERING INDEX relation_back (target=? AND type=?)"},
		{"inwards, a later page from the end", func(a *asking) *plan.Set {
			return a.under("University.units", a.is("Node.id", plan.Lt, "x"), "-Node.id")
		}, "SEARCH l2 USING COVERING INDEX relation_back (target=? AND type=? AND source<?)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t)
			a.query.Slots = []plan.Slot{plan.Rows{Set: c.set(a)}}
			got := explained(t, s, &a.query)
			if !slices.Contains(got, c.want) || strings.Contains(strings.Join(got, "\n"), "TEMP B-TREE") {
				t.Errorf("%s\nis run as\n  %s", Render(s.model, &a.query).SQL, strings.Join(got, "\n  "))
			}
		})
	}
}

func TestCountsReadNoRows(t *testing.T) {
	s := opened(t)
	for _, c := range []struct {
		name string
		slot func(a *asking) plan.Slot
		want string
	}{
		{"an interface", func(a *asking) plan.Slot { return plan.Count{Set: &plan.Set{Type: a.model.Node("Organization")}} },
			"SCAN c1 USING COVERING INDEX property:Organization.id"},
		{"a type", func(a *asking) plan.Slot { return plan.Count{Set: &plan.Set{Type: a.model.Node("Agreement")}} },
			"SCAN c1 USING COVERING INDEX property:Agreement.id"},
		{"a degree", func(a *asking) plan.Slot {
			set := a.under("Organization.agreements", nil, "Node.id")
			set.Row = []plan.Slot{plan.Count{Set: set.Row[0].(plan.Rows).Set}}
			return plan.One{Set: set}
		}, "SEARCH l2 USING COVERING INDEX order:PARTY_TO.signedOnKey (source=? AND type=?)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t)
			a.query.Slots = []plan.Slot{c.slot(a)}
			if got := explained(t, s, &a.query); !slices.Contains(got, c.want) {
				t.Errorf("it is run as\n  %s", strings.Join(got, "\n  "))
			}
		})
	}
}

// Every index serves a list or a rule: its statement is one that SQLite takes, under a name that says what for.
func TestIndexesAreOnePerTypeAndProperty(t *testing.T) {
	wanted := indexes(contract(t))
	for name, statement := range map[string]string{
		"relation_back":                        `CREATE INDEX relation_back ON relation (target, type, source, value)`,
		"property:University.name":             `CREATE INDEX "property:University.name" ON node (properties ->> 'name', id, type) WHERE type = 'University'`,
		"property:Agreement.signedOn":          `CREATE INDEX "property:Agreement.signedOn" ON node (properties ->> 'signedOnKey', id, type) WHERE type = 'Agreement'`,
		"order:PARTY_TO.signedOnKey":           `CREATE INDEX "order:PARTY_TO.signedOnKey" ON relation (source, type, rank, target, value) WHERE type = 'PARTY_TO'`,
		"property:TechnologyField.code:unique": `CREATE UNIQUE INDEX "property:TechnologyField.code:unique" ON node (properties ->> 'code') WHERE type = 'TechnologyField'`,
		"property:Node.createdAt":              "", // no list at the root
		"property:Agreement.summary":           "", // no @index
		"property:Organization.aliases":        "", // a list has no order
	} {
		if wanted[name] != statement {
			t.Errorf("%s: %q, want %q", name, wanted[name], statement)
		}
	}
}

// SQLite judges each row by the condition of every partial index. Where that is a list of more than two values, it makes a table of them
// first, for each row and each index anew.
func TestAnInsertionMakesNoTables(t *testing.T) {
	operations := operationsOf(t, opened(t), creating(1), make([]any, 7)...)
	if inserted := operations["IdxInsert"]; inserted < 200 {
		t.Errorf("insertions into %d indexes: these are not the contract's", inserted)
	}
	if made := operations["OpenEphemeral"]; made != 0 {
		t.Errorf("%d tables made on the way", made)
	}
}

// operationsOf counts the operations of which SQLite makes the statement.
func operationsOf(t *testing.T, s *Store, statement string, args ...any) map[string]int {
	t.Helper()
	rows, err := s.reading.db.QueryContext(t.Context(), "EXPLAIN "+statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	operations := map[string]int{}
	for rows.Next() {
		var operation string
		var other any
		if err := rows.Scan(&other, &operation, &other, &other, &other, &other, &other, &other); err != nil {
			t.Fatal(err)
		}
		operations[operation]++
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return operations
}
