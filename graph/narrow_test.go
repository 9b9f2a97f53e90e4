package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
	"partnergraph/seed"
)

// compiledOf compiles an operation of one root field.
func compiledOf(t *testing.T, r *Resolver, operation string) *plan.Compiled {
	t.Helper()
	field := rootOf(t, r, operation)
	compiled, err := r.compiler.Compile(field, field.SelectionSet, nil)
	if err != nil {
		t.Fatal(operation, err)
	}
	return compiled
}

// bothWays answers a list by the whole statement and with the ids that the network finds, which it reports.
func bothWays(t *testing.T, r *Resolver, operation string) (ids []string, found bool) {
	t.Helper()
	compiled := compiledOf(t, r, operation)
	narrowing := compiled.Narrowing()
	if narrowing == nil {
		return nil, false
	}
	r.network.View(func(view *network.View) { ids, found = view.Find(narrowing.Set, compiled.Query.Args) })
	if !found {
		t.Fatalf("%s: too much for the network", operation)
	}
	row, err := r.store.Read(t.Context(), &compiled.Query)
	if err != nil {
		t.Fatal(err)
	}
	want, err := compiled.Write(row, nil)
	if err != nil {
		t.Fatal(err)
	}
	if row, err = r.narrowed(t.Context(), compiled); err != nil || row == nil {
		t.Fatalf("%s: read %v, %v", operation, row, err)
	}
	if got, err := compiled.Write(row, nil); err != nil || string(got) != string(want) {
		t.Errorf("%s: %v\nwith the network %s\nwithout          %s", operation, err, got, want)
	}
	return ids, true
}

// A list whose nodes the network finds is what the whole statement would have read: for every relation of the contract, and every order
// of the list, from nodes that the 2020 data holds. So many shapes take Neo4j minutes to plan, and engines differ in other tests.
func TestAListFoundByTheNetworkIsTheSame(t *testing.T) {
	r := resolverOf(t)
	lists, filled := 0, 0
	for _, root := range r.model.AST.Query.Fields {
		if root.Directives.ForName("connection") == nil {
			continue
		}
		orders := r.model.AST.Types[root.Arguments.ForName("orderBy").Type.Name()].Fields.ForName("field").Type.Name()
		names := r.model.AST.Types[orders].EnumValues
		kind := r.model.Node(r.model.AST.Types[root.Type.Name()].Fields.ForName("nodes").Type.Name())
		for _, field := range kind.Fields {
			if field.Relation == nil || field.Relation.Type == "" || field.Relation.Cites != nil {
				continue
			}
			for i, id := range farthest(r, field.Relation, 2) {
				order := fmt.Sprintf("[{field: %s, direction: %s, nulls: %s}]",
					names[(lists+i)%len(names)].Name, []string{"ASC", "DESC"}[i%2], []string{"FIRST", "LAST"}[lists%2])
				ids, found := bothWays(t, r, fmt.Sprintf(`{ %s(first: %d, orderBy: %s, where: {%s: %s}) { %s } }`,
					root.Name, 1+lists%4, order, field.Name, someWithID(field.Relation, id),
					[]string{"edges { cursor node { id } }", "nodes { __typename id } pageInfo { hasNextPage }"}[(lists+i/2)%2]))
				if !found {
					t.Errorf("%s by %s is not found by the network", root.Name, field.Name)
				}
				if lists++; len(ids) > 0 {
					filled++
				}
			}
		}
	}
	if lists < 100 || filled < 30 {
		t.Errorf("%d lists, %d of them filled", lists, filled)
	}
}

// someWithID is the condition that a relation leads to the node with an id.
func someWithID(via *schema.Relation, id string) string {
	where := fmt.Sprintf("{id: {eq: %q}}", id)
	switch {
	case via.One:
		return "{is: " + where + "}"
	case via.Edge == nil:
		return "{some: " + where + "}"
	case via.Edge.Far != "":
		return "{some: {" + via.Edge.Far + ": " + where + "}}"
	default:
		return "{some: {node: " + where + "}}"
	}
}

// farthest are the nodes to which most relations of a sort lead.
func farthest(r *Resolver, via *schema.Relation, most int) (ids []string) {
	r.network.View(func(view *network.View) {
		degree := func(id string) int {
			node, _ := view.Node(id)
			return node.Degree(via.Type, !via.In)
		}
		for id := range view.OfType(via.Target) {
			ids = append(ids, id)
		}
		slices.SortStableFunc(ids, func(a, b string) int { return degree(b) - degree(a) })
	})
	return ids[:min(most, len(ids))]
}

func TestListsFoundByTheNetwork(t *testing.T) {
	onEachEngine(t, func(t *testing.T, r *Resolver) {
		t.Run("judges equal texts", func(t *testing.T) { judgesEqualTexts(t, r) })
		t.Run("sends only a page of ids", func(t *testing.T) { sendsOnlyAPageOfIDs(t, r) })
		t.Run("reads whole when behind", func(t *testing.T) { readsWholeWhenBehind(t, r) }) // the last: it writes
	})
}

// The conditions that are judged in memory, and those that are left to the database.
func judgesEqualTexts(t *testing.T, r *Resolver) {
	var field, place string
	r.network.View(func(view *network.View) {
		for id := range view.OfType(r.model.Node("TechnologyField")) {
			node, _ := view.Node(id)
			for relation, far := range node.Related("WORKS_IN", true) {
				for _, at := range view.Related(far.ID, "LOCATED_IN", false) {
					town, _ := view.Node(at.To)
					field, place = relation.To, town.Text("name")
				}
			}
		}
	})
	filled := 0
	works, located := fmt.Sprintf(`fields: {some: {node: {id: {eq: %q}}}}`, field), fmt.Sprintf(`place: {is: {name: {eq: %q}}}`, place)
	for where, want := range map[string]bool{
		works:                              true,
		works + ", " + located:             true,
		works + `, NOT: {` + located + `}`: true,
		works + `, place: {isNull: false}`: true,
		works + `, kind: {ne: ENTERPRISE}`: true,
		works + `, OR: [{` + located + `}, {place: {is: {level: {in: [CITY, PROVINCE]}}}}]`:      true,
		works + `, name: {notIn: ["安福环保"]}, agreements: {none: {node: {kind: {eq: LICENSING}}}}`: true,
		`agreements: {some: {node: {parties: {some: {node: {` + works + `}}}}}}`:                 true,
		located:                                    false,
		works + `, name: {contains: "公司"}`:         false,
		works + `, id: {eq: "x"}`:                  false,
		works + `, agreements: {count: {gte: 1}}`:  false,
		`OR: [{` + works + `}, {` + located + `}]`: false,
		`fields: {none: {node: {id: {eq: "x"}}}}`:  false,
		`partners: {some: {id: {eq: "x"}}}`:        false,
	} {
		for _, page := range []string{
			"first: 1, orderBy: [{field: NAME}]", "first: 100", "last: 2, orderBy: [{field: REGISTERED_ON, direction: DESC}]",
			"first: 1, orderBy: [{field: AGREEMENTS_COUNT}]",
		} {
			ids, found := bothWays(t, r, `{ organizations(`+page+`, where: {`+where+`}) { nodes { id name } pageInfo { hasNextPage } } }`)
			if found != want {
				t.Errorf("%s: found %v, want %v", where, found, want)
			}
			filled += len(ids)
		}
	}
	if filled < 10 {
		t.Errorf("%d ids in all", filled)
	}
	if _, found := bothWays(t, r, `{ organizations(where: {`+works+`}) { totalCount nodes { id } } }`); found {
		t.Error("a total needs all ids")
	}
}

// A page behind a cursor takes all that is found; a page at the beginning only as many ids as it shows.
func sendsOnlyAPageOfIDs(t *testing.T, r *Resolver) {
	place := farthest(r, r.model.Node("Organization").Field("place").Relation, 1)[0]
	where := fmt.Sprintf(`where: {place: {is: {id: {eq: %q}}}}`, place)
	first, found := bothWays(t, r, `{ organizations(first: 2, orderBy: [{field: NAME}], `+where+`) { edges { cursor node { id } } } }`)
	if !found || len(first) != 2 {
		t.Errorf("%d ids for a page of two", len(first))
	}
	cursor := endOf(t, r, `organizations(first: 1, orderBy: [{field: NAME}], `+where+`)`)
	if rest, _ := bothWays(t, r, `{ organizations(first: 2, after: `+cursor+`, orderBy: [{field: NAME}], `+where+`) { nodes { id } } }`); len(rest) < 3 {
		t.Errorf("%d ids for a page behind a cursor", len(rest))
	}
}

// endOf is the cursor at the end of a page.
func endOf(t *testing.T, r *Resolver, page string) string {
	t.Helper()
	compiled := compiledOf(t, r, `{ `+page+` { pageInfo { endCursor } } }`)
	row, err := r.store.Read(t.Context(), &compiled.Query)
	if err != nil {
		t.Fatal(err)
	}
	written, err := compiled.Write(row, nil)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(written), `{"pageInfo":{"endCursor":`), "}}")
}

// reads is a store that counts how often it is asked for records.
type reads struct {
	store.Store
	count int
}

func (s *reads) Read(ctx context.Context, query *plan.Query) (plan.Row, error) {
	s.count++
	return s.Store.Read(ctx, query)
}

// Where the network keeps all that is asked of records, the store is asked for the end of its log alone.
func TestWhatTheNetworkKeepsReadsNoRecords(t *testing.T) {
	r := resolverOf(t)
	asked := &reads{Store: r.store}
	r.store = asked // but for the check of the log's end, which has it of its own
	place, university := farthest(r, r.model.Node("Organization").Field("place").Relation, 1)[0], seed.ID("university/湖南文理学院")
	page := fmt.Sprintf(`organizations(first: 3, orderBy: [{field: NAME}], where: {place: {is: {id: {eq: %q}}}})`, place)
	one, some := fmt.Sprintf(`organization(id: %q)`, university), fmt.Sprintf(`nodes(ids: [%q, "nobody", %q])`, place, university)
	behind := strings.Replace(page, "first: 3", "first: 3, after: "+endOf(t, r, page), 1)
	ordered := `agreements(first: 10, orderBy: [{field: SIGNED_ON, direction: DESC}, {field: ID}])`
	for operation, want := range map[string]int{
		page + ` { nodes { id name place { name } fields { nodes { id name } } agreements { totalCount } } pageInfo { hasNextPage } }`: 0,
		page + ` { nodes { name } totalCount }`:                                                 0,
		behind + ` { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage } }`: 0,
		behind + ` { nodes { updatedAt } }`:                                                     1,
		page + ` { nodes { updatedAt } }`:                                                       1,
		page + ` { edges { cursor } }`:                                                          0,
		page + ` { nodes { partners { totalCount } } }`:                                         1,
		one + ` { id name kind place { name } registeredOn }`:                                   0,
		one + ` { fields { nodes { id name } } ` + ordered + ` { nodes { id title status signedOn parties { nodes { id name kind } } } } }`:       0,
		one + ` { agreements(last: 2, where: {kind: {ne: LICENSING}}, orderBy: [{field: EDGE_ROLE}, {field: TITLE}]) { edges { role cursor } } }`: 0,
		one + ` { agreements(orderBy: [{field: UPDATED_AT}]) { nodes { id } } }`:                                                                  1,
		one + ` { agreements(where: {signedOn: {gte: "2020"}}) { totalCount } }`:                                                                  1,
		one + ` { agreements { aggregate { count } } }`:                                                                                           0,
		one + ` { version }`: 1,
		some + ` { __typename ... on Organization { name } ... on Place { level } }`: 0,
		some + ` { id createdAt }`:            1,
		`organization(id: "nobody") { name }`: 0,
		fmt.Sprintf(`organizations(where: {id: {in: [%q]}, kind: {eq: UNIVERSITY}}) { nodes { id name } totalCount }`, university): 0,
	} {
		asked.count = 0
		ctx, counter := store.Counted(t.Context())
		compiled := compiledOf(t, r, "{ "+operation+" }")
		written, err := r.stored(ctx, compiled)
		if err != nil || asked.count != want || counter.Statements() != 1 {
			t.Errorf("%s: %s, %v; %d reads of records, want %d; %d statements", operation, written, err, asked.count, want, counter.Statements())
		}
		row, err := r.store.Read(t.Context(), &compiled.Query)
		if err != nil {
			t.Fatal(err)
		}
		if stored, err := r.write(t.Context(), compiled, row, nil); err != nil || string(stored) != string(written) {
			t.Errorf("%s: %v\nwith the network %s\nwithout          %s", operation, err, written, stored)
		}
	}
}

// What another server wrote just before is seen all the same: the statement tells that the network is behind, and a second one needs none.
func readsWholeWhenBehind(t *testing.T, r *Resolver) {
	university := seed.ID("university/湖南文理学院")
	for i, operation := range []string{
		`{ agreements(orderBy: [{field: TITLE}], where: {parties: {some: {node: {id: {eq: %q}}}}}) { nodes { title } } }`,
		`{ agreements(orderBy: [{field: TITLE}], where: {parties: {some: {node: {id: {eq: %q}}}}}) { nodes { title updatedAt } } }`,
		`{ organization(id: %q) { agreements(orderBy: [{field: TITLE}]) { nodes { title } } } }`,
	} {
		seesWhatIsNew(t, r, compiledOf(t, r, fmt.Sprintf(operation, university)), university, fmt.Sprintf("new-%d", i))
	}
}

func seesWhatIsNew(t *testing.T, r *Resolver, compiled *plan.Compiled, university, id string) {
	ask := func() (string, int64) {
		ctx, counter := store.Counted(t.Context())
		written, err := r.stored(ctx, compiled)
		if err != nil {
			t.Fatal(err)
		}
		return string(written), counter.Statements()
	}
	if _, statements := ask(); statements != 1 {
		t.Errorf("%d statements", statements)
	}
	if _, err := r.store.Write(t.Context(), store.ChangeSet{Actor: "other", Mutation: "test", Operations: []store.Operation{
		{Verb: store.CreateNode, Type: "Agreement", ID: id, Properties: map[string]any{"title": "全新协议" + id, "kind": "LICENSING", "status": "SIGNED"}},
		{Verb: store.Relate, Type: "PARTY_TO", From: university, To: id, Properties: map[string]any{"role": "SUPPLY"}},
	}}); err != nil {
		t.Fatal(err)
	}
	if written, statements := ask(); !strings.Contains(written, "全新协议"+id) || statements != 2 {
		t.Errorf("%s after %d statements", written, statements)
	}
	if err := r.network.Sync(t.Context(), r.store); err != nil {
		t.Fatal(err)
	}
	if written, statements := ask(); !strings.Contains(written, "全新协议"+id) || statements != 1 {
		t.Errorf("%s after %d statements", written, statements)
	}
}
