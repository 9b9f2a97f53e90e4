package sqlite

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"partnergraph/graph/store"
)

// kills is how often a writing process is killed: five times, a hundred when the proofs run at their full counts.
func kills() int {
	if os.Getenv("PARTNERGRAPH_PROVE") != "" {
		return 100
	}
	return 5
}

// What was acknowledged survives kill -9, and what was not is there whole or not at all: small sets, and large ones, of which SQLite does
// not see to the foreign keys.
func TestAcknowledgedWritesSurviveAKill(t *testing.T) {
	for task, most := range map[string]int{"write": 20, "load": 3} {
		t.Run(task, func(t *testing.T) { surviveKills(t, task, most) })
	}
}

// surviveKills kills a child in the midst of its work, again and again, after up to so many sets.
func surviveKills(t *testing.T, task string, most int) {
	path := filepath.Join(t.TempDir(), "graph.db")
	for round := range kills() {
		writer := started(t, path, task)
		acknowledged := ""
		for range 1 + rand.IntN(most) {
			acknowledged = writer.line()
		}
		if task == "load" {
			time.Sleep(time.Duration(rand.IntN(50)) * time.Millisecond) // a set takes about as long
		}
		for _, line := range writer.kill(t) {
			acknowledged = line
		}
		s := opened(t, path)
		head := whole(t, s, pairs(task))
		if last, err := strconv.ParseInt(acknowledged, 10, 64); err != nil || head.Sequence < last || head.Sequence > last+1 {
			t.Fatalf("round %d: %q was acknowledged (%v), the log ends at %d", round, acknowledged, err, head.Sequence)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// whole checks the file, the hash chain, and that each change of a writing child has left so many times two nodes and a relation.
func whole(t *testing.T, s *Store, pairs int) store.Head {
	t.Helper()
	var integrity string
	if err := s.reading.db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&integrity); err != nil || integrity != "ok" {
		t.Fatalf("integrity: %s (%v)", integrity, err)
	}
	var orphans int
	if err := s.reading.db.QueryRowContext(t.Context(), "SELECT count(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil || orphans != 0 {
		t.Fatalf("%d relations without an end (%v)", orphans, err)
	}
	changes, err := s.Changes(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	var head store.Head
	for _, change := range changes {
		if head, err = store.Verify(head, change); err != nil {
			t.Fatal(err)
		}
	}
	seen := counting{}
	stored, err := s.Snapshot(t.Context(), &seen)
	if err != nil {
		t.Fatal(err)
	}
	if n := int(head.Sequence) * pairs; stored != head || seen != (counting{2 * n, n}) {
		t.Fatalf("the log ends at %v, the store at %v with %d nodes and %d relations", head, stored, seen.nodes, seen.relations)
	}
	return head
}

// counting counts what a snapshot shows.
type counting struct{ nodes, relations int }

func (c *counting) Node(store.NodeRecord) error         { c.nodes++; return nil }
func (c *counting) Relation(store.RelationRecord) error { c.relations++; return nil }

func (c counting) String() string { return fmt.Sprintf("%d nodes, %d relations", c.nodes, c.relations) }
