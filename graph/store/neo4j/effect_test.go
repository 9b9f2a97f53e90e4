package neo4j

import (
	"fmt"
	"strings"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

func contract(t *testing.T) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// TestGroups reads effects as letters: which row stands in which statement, in which order.
func TestGroups(t *testing.T) {
	node := func(verb store.Verb, kind, id string) store.Effect {
		return store.Effect{Verb: verb, Type: kind, ID: id}
	}
	edge := func(verb store.Verb, from, to string) store.Effect {
		return store.Effect{Verb: verb, Type: "HAS_NEED", Ref: store.RelationRef{Type: "HAS_NEED", From: from, To: to}}
	}
	create, update, remove, relate, unrelate := store.CreateNode, store.UpdateNode, store.DeleteNode, store.Relate, store.Unrelate
	for _, c := range []struct {
		name    string
		effects []store.Effect
		want    string
	}{
		{"nothing", nil, ""},
		{"a batch of like change sets is one statement a shape", []store.Effect{
			node(create, "Need", "n"), edge(relate, "e", "n"), node(create, "Need", "m"), edge(relate, "e", "m"),
		}, "CREATE n m | RELATE e-n e-m"},
		{"a node is created before it is related", []store.Effect{
			edge(relate, "e", "n"), node(create, "Need", "m"), edge(relate, "e", "m"),
		}, "RELATE e-n | CREATE m | RELATE e-m"},
		{"and unrelated before it is deleted", []store.Effect{
			edge(unrelate, "e", "n"), node(remove, "Need", "n"), edge(unrelate, "e", "m"), node(remove, "Need", "m"),
		}, "UNRELATE e-n e-m | DELETE n m"},
		{"a relation that comes, goes and comes", []store.Effect{
			edge(relate, "e", "n"), edge(unrelate, "e", "n"), edge(relate, "e", "n"),
		}, "RELATE e-n | UNRELATE e-n | RELATE e-n"},
		{"a node that comes, goes and comes", []store.Effect{
			node(create, "Need", "n"), node(remove, "Need", "n"), node(create, "Need", "n"),
		}, "CREATE n | DELETE n | CREATE n"},
		{"updates of one node keep their order, relations do not mind them", []store.Effect{
			node(create, "Need", "n"), node(update, "Need", "n"), edge(relate, "e", "n"), node(update, "Need", "n"), edge(relate, "f", "n"),
		}, "CREATE n | UPDATE n n | RELATE e-n f-n"},
		{"who may take or free a unique value waits for who did before", []store.Effect{
			node(create, "TechnologyField", "a"), node(update, "TechnologyField", "b"), node(create, "TechnologyField", "c"),
		}, "CREATE a | UPDATE b | CREATE c"},
		{"types without one do not wait", []store.Effect{
			node(create, "Need", "a"), node(update, "Need", "b"), node(create, "Need", "c"),
		}, "CREATE a c | UPDATE b"},
		{"a node of the name of a type is nothing special", []store.Effect{
			node(create, "TechnologyField", "TechnologyField"), node(update, "TechnologyField", "TechnologyField"), node(create, "TechnologyField", "b"),
		}, "CREATE TechnologyField | UPDATE TechnologyField | CREATE b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := described(groupsOf(contract(t), c.effects)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func described(groups []group) string {
	var parts []string
	for _, group := range groups {
		verb := "RELATE"
		switch {
		case strings.Contains(group.cypher, "CREATE (n"):
			verb = "CREATE"
		case strings.Contains(group.cypher, "SET n +="):
			verb = "UPDATE"
		case strings.Contains(group.cypher, "DELETE n"):
			verb = "DELETE"
		case strings.Contains(group.cypher, "DELETE r"):
			verb = "UNRELATE"
		}
		for _, row := range group.rows {
			if row["id"] != nil {
				verb += fmt.Sprintf(" %v", row["id"])
			} else {
				verb += fmt.Sprintf(" %v-%v", row["from"], row["to"])
			}
		}
		parts = append(parts, verb)
	}
	return strings.Join(parts, " | ")
}

func TestQuoted(t *testing.T) {
	for name, want := range map[string]string{
		"PARTY_TO": "PARTY_TO", "_x9": "_x9", "9x": "`9x`", "party to": "`party to`", "a`b": "`a``b`", "机构": "`机构`", "a-b": "`a-b`",
	} {
		if got := quoted(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
