package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"partnergraph/graph/store"
)

// A set of any size is inserted by few statements of few texts: each keeps its place among those prepared.
func TestInsertionsTravelTogether(t *testing.T) {
	s := opened(t)
	for count := 1; count <= 150; count += 7 {
		var set []store.Operation
		for i := range count {
			set = append(set, enterprise(fmt.Sprintf("e%d-%d", count, i), "甲"), agreement(fmt.Sprintf("a%d-%d", count, i), "乙"))
		}
		for i := range count {
			set = append(set, party(fmt.Sprintf("e%d-%d", count, i), fmt.Sprintf("a%d-%d", count, i)))
		}
		written(t, s, set...)
	}
	texts := map[string]int{}
	for text := range s.writing.prepared {
		for _, table := range []string{"node", "relation"} {
			if strings.HasPrefix(text, "INSERT") && strings.Contains(text, " INTO "+table+" (") {
				texts[table]++
			}
		}
	}
	if n := max(texts["node"], texts["relation"]); n > 4 || min(texts["node"], texts["relation"]) == 0 {
		t.Errorf("texts prepared: %v", texts)
	}
	for count, want := range map[int]int{200: 4, 10_000: 23} { // 3 × 64 + 8; 9 × 1024 + 12 × 64 + 2 × 8
		effects := make([]*store.Effect, count)
		for i := range effects {
			effects[i] = &store.Effect{Verb: store.CreateNode}
		}
		statements := 0
		for rest := effects; len(rest) > 0; statements++ {
			rest = rest[alike(rest):]
		}
		if statements != want {
			t.Errorf("%d statements for %d records, want %d", statements, count, want)
		}
	}
}

// Of what a batch adds nothing is asked before: the insertions find out. Only where one finds its place taken are all facts read, by which
// that set alone is refused.
func TestWhatIsAddedIsNotAskedFor(t *testing.T) {
	s := opened(t)
	set := func(operations ...store.Operation) store.ChangeSet {
		return store.ChangeSet{Actor: "test", Mutation: "test", Operations: operations}
	}
	asked := func() (relations bool) {
		for text := range s.writing.prepared {
			relations = relations || strings.Contains(text, "CROSS JOIN relation")
		}
		return relations
	}
	written(t, s, enterprise("e1", "甲"), agreement("a1", "乙"), agreement("a2", "丙"))
	written(t, s, party("e1", "a1"))
	if asked() {
		t.Error("relations were asked for that were only added")
	}
	outcomes, err := s.Commit(t.Context(), []store.ChangeSet{
		set(enterprise("e2", "丁")), set(enterprise("e1", "戊")), set(party("e1", "a2"), party("e1", "a1")), set(party("e2", "a2")),
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, field := range []string{"", "id", "to", ""} {
		refusal, _ := errors.AsType[*store.Refusal](outcomes[i].Err)
		if field == "" && outcomes[i].Err != nil || field != "" && (refusal == nil || refusal.Field != field || !errors.Is(refusal, store.ErrConflict)) {
			t.Errorf("set %d: %v", i, outcomes[i].Err)
		}
	}
	if head := outcomes[3].Receipt.Sequence; head != 4 || !asked() {
		t.Errorf("the last change is %d; relations asked for: %v", head, asked())
	}
}

// What is added goes into its tables records first, then relations in the order of their table, and stays behind and before all else.
func TestAdditionsAreOrderedAmongThemselves(t *testing.T) {
	related := func(from, to string) store.Effect {
		return store.Effect{Verb: store.Relate, Ref: store.RelationRef{From: from, Type: "T", To: to}}
	}
	var got []string
	for _, e := range ordered([]store.Effect{
		{Verb: store.CreateNode, ID: "n2"}, related("b", "x"), related("a", "y"), {Verb: store.CreateNode, ID: "n1"}, related("a", "x"),
		{Verb: store.DeleteNode, ID: "n3"}, related("b", "a"), {Verb: store.CreateNode, ID: "n3"}, related("a", "z"),
		{Verb: store.UpdateNode, ID: "n1"}, {Verb: store.CreateNode, ID: "n4"}, {Verb: store.Unrelate}, related("a", "z"),
	}) {
		got = append(got, e.ID+e.Ref.From+e.Ref.To)
	}
	if want := "n2 n1 ax ay bx n3 n3 az ba n1 n4  az"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// Sixteen sets that share a transaction, each a record and its two relations, are two statements for the records and four for the relations.
func TestSmallSetsShareStatements(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e1", "甲"), enterprise("e2", "乙"))
	var sets []store.ChangeSet
	for i := range 16 {
		a := fmt.Sprintf("a%d", i)
		sets = append(sets, store.ChangeSet{Actor: "test", Mutation: "test",
			Operations: []store.Operation{agreement(a, "丙"), party("e1", a), party("e2", a)}})
	}
	decision, err := store.Decide(s.model, store.Facts{Nodes: map[string]store.NodeFact{
		"e1": {Type: "Enterprise", Version: 1}, "e2": {Type: "Enterprise", Version: 1},
	}}, sets, s.now())
	if err != nil {
		t.Fatal(err)
	}
	statements := map[store.Verb]int{}
	for rest := ordered(decision.Effects); len(rest) > 0; rest = rest[alike(rest):] {
		statements[rest[0].Verb]++
	}
	if statements[store.CreateNode] != 2 || statements[store.Relate] != 4 {
		t.Errorf("%v", statements)
	}
	outcomes, err := s.Commit(t.Context(), sets)
	if err != nil {
		t.Fatal(err)
	}
	for i, outcome := range outcomes {
		if outcome.Err != nil || outcome.Receipt.Sequence != int64(i+2) {
			t.Errorf("set %d: %+v", i, outcome)
		}
	}
}
