package differential

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j/neo4jtest"
)

// TestPagesWhileRecordsComeAndGo walks through lists page by page while agreements are registered and deleted between the pages: what is
// there all the time comes exactly once and in its order, and nothing comes twice, whatever the order's keys, from both ends, at the
// root and nested.
func TestPagesWhileRecordsComeAndGo(t *testing.T) {
	b := newBench(t, 2020, func(b *bench) {
		b.openSQLite()
		b.openNeo4j(neo4jtest.Shared(t))
	})
	for _, e := range b.engines {
		m := &moving{bench: b, engine: e, random: newRandom(2020)}
		m.begin()
		for _, orderBy := range []string{
			"", "{field: TITLE, direction: DESC}", "{field: SIGNED_ON}", "{field: SIGNED_ON, direction: DESC, nulls: FIRST}",
			"{field: STATUS, direction: DESC}, {field: AMOUNT, nulls: FIRST}, {field: TITLE}", "{field: PARTIES_COUNT}, {field: AMOUNT, direction: DESC}",
		} {
			m.walks("list: agreements(%s)", "{ %s }", orderBy)
		}
		for _, orderBy := range []string{
			"", "{field: EDGE_ROLE, direction: DESC}", "{field: EDGE_ROLE}, {field: SIGNED_ON, nulls: FIRST}", "{field: AMOUNT, direction: DESC}",
		} {
			m.walks("list: agreements(%s)", `{ node(id: "hub") { ... on Organization { %s } } }`, orderBy)
		}
	}
}

// moving is an engine in which agreements come and go.
type moving struct {
	*bench
	engine *engine
	random
	passing []string // the agreements that may go
	minted  int
}

// begin writes an organization with agreements that stay.
func (m *moving) begin() {
	m.Helper()
	operations := []store.Operation{
		{Verb: store.CreateNode, Type: "Enterprise", ID: "hub", Properties: map[string]any{"name": "枢纽", "aliases": []string{}}},
	}
	for range 20 {
		operations = append(operations, m.come("stays")...)
	}
	m.write(operations)
}

func (m *moving) write(operations []store.Operation) {
	m.Helper()
	set := store.ChangeSet{Actor: "moving", Mutation: "write", Operations: operations}
	if _, err := m.engine.store.Write(m.Context(), set); err != nil {
		m.Fatalf("%s: %v", m.engine.name, err)
	}
}

// come registers an agreement; few values, so that many are equal or absent.
func (m *moving) come(what string) []store.Operation {
	m.minted++
	id := fmt.Sprintf("%s%02d", pick(m.random, []string{"a", "m", "z"}), m.minted) + what
	properties := map[string]any{
		"title": pick(m.random, []string{"甲", "乙", "𠀀"}), "kind": "JOINT_RESEARCH", "status": pick(m.random, []string{"ACTIVE", "SIGNED"}),
	}
	if m.chance(60) {
		properties["signedOn"] = pick(m.random, []string{"2019", "2020", "2020-05"})
	}
	if m.chance(50) {
		properties["amount"] = pick(m.random, []string{"0", "1.50", "2"})
	}
	if what != "stays" {
		m.passing = append(m.passing, id)
	}
	role := pick(m.random, []string{"DEMAND", "SUPPLY", "HOST"})
	return []store.Operation{
		{Verb: store.CreateNode, Type: "Agreement", ID: id, Properties: properties},
		{Verb: store.Relate, Type: "PARTY_TO", From: "hub", To: id, Properties: map[string]any{"role": role}},
	}
}

// pass lets some agreements come and others go.
func (m *moving) pass() {
	m.Helper()
	var operations []store.Operation
	for range m.between(0, min(2, len(m.passing))) {
		at := m.IntN(len(m.passing))
		id := m.passing[at]
		m.passing = slices.Delete(m.passing, at, at+1)
		operations = append(operations,
			store.Operation{Verb: store.Unrelate, Type: "PARTY_TO", From: "hub", To: id}, store.Operation{Verb: store.DeleteNode, Type: "Agreement", ID: id})
	}
	for range m.between(0, 2) {
		operations = append(operations, m.come("passes")...)
	}
	m.write(operations)
}

func (m *moving) walks(list, around, orderBy string) {
	m.Helper()
	arguments := "first: $first, after: $after, last: $last, before: $before, orderBy: [" + orderBy + "]"
	list = fmt.Sprintf(list, arguments) + " { nodes { id } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }"
	document := "query($first: Int, $after: String, $last: Int, $before: String) " + fmt.Sprintf(around, list)
	for _, backward := range []bool{false, true} {
		before := m.page(document, map[string]any{"first": json.Number("200")}).ids()
		met := m.walkBetween(document, backward)
		after := m.page(document, map[string]any{"first": json.Number("200")}).ids()
		stays := func(id string) bool { return slices.Contains(before, id) && slices.Contains(after, id) }
		want, got := those(after, stays), those(met, stays)
		if !slices.Equal(want, got) {
			m.Errorf("%s: [%s], backward %t: the pages hold %v of %v", m.engine.name, orderBy, backward, got, want)
		}
		if once := slices.Compact(slices.Sorted(slices.Values(met))); len(once) != len(met) {
			m.Errorf("%s: [%s], backward %t: something comes twice: %v", m.engine.name, orderBy, backward, met)
		}
	}
}

// walkBetween goes through a list page by page, from either end, and lets agreements come and go between the pages.
func (m *moving) walkBetween(document string, backward bool) []string {
	m.Helper()
	take, from := "first", "after"
	if backward {
		take, from = "last", "before"
	}
	variables, met := map[string]any{take: json.Number("4")}, []string{}
	for range 100 {
		p := m.page(document, variables)
		more, cursor := p.PageInfo.HasNextPage, p.PageInfo.EndCursor
		met = append(met, p.ids()...)
		if backward {
			more, cursor = p.PageInfo.HasPreviousPage, p.PageInfo.StartCursor
			met = append(p.ids(), met[:len(met)-len(p.ids())]...)
		}
		if !more {
			return met
		}
		variables = map[string]any{take: variables[take], from: *cursor}
		m.pass()
	}
	m.Fatalf("%s: the pages go on forever: %s", m.engine.name, document)
	return nil
}

func (m *moving) page(document string, variables map[string]any) part {
	m.Helper()
	a, err := m.engine.ask(m.Context(), operation{document, variables})
	if err != nil || len(a.refused) > 0 {
		m.Fatalf("%s: %v %v\n%s", m.engine.name, err, a.refused, document)
	}
	p, err := pageOf(a.data)
	if err != nil {
		m.Fatal(err)
	}
	return p
}

func those(ids []string, which func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !which(id) })
}
