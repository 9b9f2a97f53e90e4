package network_test

import (
	"fmt"
	"slices"
	"testing"

	"partnergraph/graph/network"
	"partnergraph/graph/store"
)

const manyAgreements = 500

// hub is an organization with very many agreements, which are dated backwards.
func hub(t *testing.T) *recorder {
	t.Helper()
	r := newRecorder(contract(t))
	r.write(create("Enterprise", "hub", props{"name": "枢纽", "aliases": []string{}}), create("University", "other", props{"name": "大学", "aliases": []string{}}))
	for i := range manyAgreements {
		id := fmt.Sprintf("agreement%03d", i)
		r.write(create("Agreement", id, props{"title": fmt.Sprint("协议", i%7), "kind": "LICENSING", "status": "SIGNED",
			"signedOn": fmt.Sprintf("%d-0%d", 2020-i%5, 1+i%9)}), relate("PARTY_TO", "hub", id, props{"role": "SUPPLY"}))
	}
	return r
}

// newest asks for the beginning of the hub's agreements.
const newest = `{ organization(id: "hub") { agreements(first: 10, orderBy: [{field: SIGNED_ON, direction: DESC}]) { edges { role node { id title signedOn } } } } }`

// What is remembered of how a long list begins is forgotten with whatever changes it: a record in it, its relations and what they carry.
func TestBeginningsAreForgottenWithWhatDecidesThem(t *testing.T) {
	r := hub(t)
	n := network.New(r.model)
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	operations := []string{newest,
		`{ organization(id: "hub") { agreements(last: 3, orderBy: [{field: TITLE}, {field: EDGE_ROLE}]) { edges { role node { id } } } } }`,
	}
	asked := func(n *network.Network, operation string) string {
		c := compiled(t, r.model, operation)
		answer := n.Answer(&c.Query)
		if answer == nil {
			t.Fatalf("%s is left to the database", operation)
		}
		var written []byte
		n.View(func(v *network.View) {
			var err error
			if written, err = c.Write(v.Reply(answer, c.Query.Args), nil); err != nil {
				t.Fatal(err)
			}
		})
		return string(written)
	}
	last := ""
	for what, change := range map[string][]store.Operation{
		"nothing":  {},
		"a date":   {{Verb: store.UpdateNode, Type: "Agreement", ID: "agreement017", Properties: props{"signedOn": "2024-05-18"}}},
		"a role":   {{Verb: store.Unrelate, Type: "PARTY_TO", From: "hub", To: "agreement017"}, relate("PARTY_TO", "hub", "agreement017", props{"role": "DEMAND"})},
		"one less": {{Verb: store.Unrelate, Type: "PARTY_TO", From: "hub", To: "agreement485"}},
		"one more": {create("Agreement", "new", props{"title": "z", "kind": "LICENSING", "status": "SIGNED", "signedOn": "2023"}),
			relate("PARTY_TO", "hub", "new", props{"role": "SUPPLY"})},
	} {
		before := asked(n, newest)
		r.write(change...)
		if err := n.Apply(r.changes); err != nil {
			t.Fatal(what, err)
		}
		fresh := network.New(r.model)
		if err := fresh.Load(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		for _, operation := range operations {
			for range 2 {
				if got, want := asked(n, operation), asked(fresh, operation); got != want {
					t.Errorf("after %s, %s\n%s, want\n%s", what, operation, got, want)
				}
			}
		}
		if last = asked(n, newest); what != "nothing" && last == before && what != "a role" {
			t.Errorf("after %s nothing is another", what)
		}
	}
}

// The second time only what is shown is looked at; other orders have beginnings of their own.
func TestABeginningIsLookedForOnce(t *testing.T) {
	r := hub(t)
	n := network.New(r.model)
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	looks := func(operation string) int {
		c := compiled(t, r.model, operation)
		answer, count := n.Answer(&c.Query), 0
		n.View(func(v *network.View) { count = v.LooksOf(answer, c.Query.Args) })
		return count
	}
	byTitle := `{ organization(id: "hub") { agreements(first: 200, orderBy: [{field: TITLE}]) { nodes { id } pageInfo { hasNextPage } } } }`
	narrow := `{ organization(id: "hub") { agreements(first: 10, where: {kind: {ne: LICENSING}}, orderBy: [{field: TITLE}]) { nodes { id } } } }`
	var got []bool
	for _, operation := range []string{newest, newest, byTitle, byTitle, newest, narrow, narrow} {
		got = append(got, looks(operation) > manyAgreements)
	}
	if want := []bool{true, false, true, false, false, true, true}; !slices.Equal(got, want) {
		t.Errorf("looks at all: %v, want %v", got, want)
	}
}

// What takes very many looks is left to the database, and they end where it is known to be too much.
func TestTooLargeAnAnswerIsLeftToTheDatabase(t *testing.T) {
	r := hub(t)
	n := network.New(r.model)
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	for first, answered := range map[int]bool{5: true, 200: false} {
		c := compiled(t, r.model, fmt.Sprintf(`{ organization(id: "hub") { agreements(first: %d) { nodes { parties { nodes {
			agreements(first: 200, where: {kind: {eq: LICENSING}}) { nodes { id title } } } } } } } }`, first))
		answer := n.Answer(&c.Query)
		n.View(func(v *network.View) {
			row, looks := v.Reply(answer, c.Query.Args), v.LooksOf(answer, c.Query.Args)
			if (row != nil) != answered || looks > 210_000 {
				t.Errorf("of %d: answered %v after %d looks", first, row != nil, looks)
			}
		})
	}
}
