package sqlite

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/store"
)

// Four change sets of a load share a transaction, and each is answered for itself: one that is refused takes nothing else with it.
func TestSetsOfALoadShareATransaction(t *testing.T) {
	transactions := 0
	s, err := Open(t.Context(), fresh(t), contract(t), Options{Logger: slog.New(slog.DiscardHandler), Now: func() time.Time {
		transactions++ // the clock is read once in each
		return time.UnixMilli(int64(transactions))
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	sets := make([]store.ChangeSet, 4)
	for i := range sets {
		sets[i] = store.ChangeSet{Actor: "test", Mutation: "test", Key: fmt.Sprint(i), Digest: fmt.Sprint(i)}
		for j := range 10_000 {
			sets[i].Operations = append(sets[i].Operations, store.Operation{Verb: store.CreateNode, Type: "Document",
				ID: fmt.Sprintf("d%d-%05d", i, j), Properties: map[string]any{"title": "总结"}})
		}
	}
	sets[2].Operations[9_999].ID = "d1-00000"
	known := make([]bool, len(sets))
	for round, want := range [][]int64{{1, 2, 0, 3}, {1, 2, 0, 3}} {
		transactions = 0
		for i, outcome := range s.WriteAll(t.Context(), slices.Clone(sets)) {
			refusal, refused := errors.AsType[*store.Refusal](outcome.Err)
			if outcome.Receipt.Sequence != want[i] || outcome.Receipt.Replayed != known[i] || refused != (want[i] == 0) || refused && refusal.ID != "d1-00000" {
				t.Errorf("round %d, set %d: %+v", round, i, outcome)
			}
			known[i] = !refused
		}
		if transactions > 2 { // judged on few facts, and where one is refused on all
			t.Errorf("round %d: judged %d times", round, transactions)
		}
	}
	seen := counting{}
	if head, err := s.Snapshot(t.Context(), &seen); err != nil || head.Sequence != 3 || seen.nodes != 30_000 {
		t.Errorf("%d nodes, the log ends at %d: %v", seen.nodes, head.Sequence, err)
	}
}

// A large batch that only adds is written without SQLite's look at foreign keys, since the decision has looked: a set with an end that is
// not there is refused as in any other, and whatever else is written goes with that look.
func TestLargeBatchesNeedNoForeignKeys(t *testing.T) {
	s := opened(t)
	set := func(operations ...store.Operation) store.ChangeSet {
		return store.ChangeSet{Actor: "test", Mutation: "test", Operations: operations}
	}
	large := func(name string, also ...store.Operation) store.ChangeSet {
		var operations []store.Operation
		for i := range bulk {
			operations = append(operations, enterprise(fmt.Sprintf("%s%d", name, i), "甲"))
		}
		return set(append(operations, also...)...)
	}
	for _, c := range []struct {
		name    string
		batch   []store.ChangeSet
		keys    bool     // SQLite looks
		refused []string // the end that is missing, of each set
	}{
		{"small", []store.ChangeSet{set(agreement("a", "乙"))}, true, []string{""}},
		{"large", []store.ChangeSet{large("e", party("e1", "a"))}, false, []string{""}},
		{"large, without an end", []store.ChangeSet{large("f", party("f1", "nothing"))}, false, []string{"nothing"}},
		{"large, one set without an end", []store.ChangeSet{large("g", party("g1", "a")), set(party("nobody", "a")), set(party("e2", "a"))}, false,
			[]string{"", "nobody", ""}},
		{"an end in a set that is refused", []store.ChangeSet{large("h", agreement("b", "丙"), party("h1", "nothing")), set(party("e3", "b"))}, false,
			[]string{"nothing", "b"}},
		{"large, with a deletion", []store.ChangeSet{large("i", store.Operation{Verb: store.DeleteNode, Type: "Enterprise", ID: "e5"})}, true, []string{""}},
		{"small again", []store.ChangeSet{set(party("e6", "a"))}, true, []string{""}},
		{"small, without an end", []store.ChangeSet{set(party("e5", "a"))}, true, []string{"e5"}},
	} {
		outcomes, err := s.Commit(t.Context(), c.batch)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for i, missing := range c.refused {
			refusal, _ := errors.AsType[*store.Refusal](outcomes[i].Err)
			if missing == "" && outcomes[i].Err != nil ||
				missing != "" && (refusal == nil || refusal.ID != missing || !errors.Is(refusal, store.ErrNotFound)) {
				t.Errorf("%s, set %d: %v", c.name, i, outcomes[i].Err)
			}
		}
		var keys bool
		if err := s.writing.conn.QueryRowContext(t.Context(), "PRAGMA foreign_keys").Scan(&keys); err != nil || keys != c.keys {
			t.Errorf("%s: foreign keys: %v, want %v (%v)", c.name, keys, c.keys, err)
		}
		var orphans int
		if err := s.reading.db.QueryRowContext(t.Context(), "SELECT count(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil || orphans != 0 {
			t.Errorf("%s: %d rows without an end (%v)", c.name, orphans, err)
		}
	}
}

// A setting of the connection that writes replaces that of every connection: SQLite would take whichever the driver makes last.
func TestASettingIsMadeOnce(t *testing.T) {
	for _, also := range [][]string{writingConnection, {"cache_size(-256000)", "query_only(1)"}, nil} {
		made := map[string]string{}
		for _, setting := range settings(also) {
			name, value, _ := strings.Cut(setting, "(")
			if before, twice := made[name]; twice {
				t.Errorf("%s is made %s and %s", name, before, value)
			}
			made[name] = value
		}
		if len(made) < len(everyConnection) {
			t.Errorf("%v leaves %v", also, made)
		}
		for _, setting := range also {
			if name, value, _ := strings.Cut(setting, "("); made[name] != value {
				t.Errorf("%s is %s, want %s", name, made[name], value)
			}
		}
	}
	db, err := pool(t.TempDir()+"/graph.db", 1, "cache_size(-256000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var size int
	if err := db.QueryRowContext(t.Context(), "PRAGMA cache_size").Scan(&size); err != nil || size != -256000 {
		t.Errorf("a cache of %d: %v", size, err)
	}
}
