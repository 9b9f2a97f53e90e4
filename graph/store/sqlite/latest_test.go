package sqlite

import (
	"testing"

	"partnergraph/graph/plan"
)

// Where the log ends is known without a statement, from the first moment and after each write that was acknowledged, and to nobody once the
// store is closed.
func TestTheLogsEndIsKnown(t *testing.T) {
	path := t.TempDir() + "/graph.db"
	known := func(s *Store) int64 {
		t.Helper()
		sequence, is := s.Latest()
		row, err := s.Read(t.Context(), &plan.Query{Name: "head", Slots: []plan.Slot{plan.Sequence{}}})
		if err != nil || !is || row[0] != sequence {
			t.Errorf("%d (%v), the log says %v, %v", sequence, is, row, err)
		}
		return sequence
	}
	s := opened(t, path)
	if n := known(s); n != 0 {
		t.Errorf("%d in an empty log", n)
	}
	written(t, s, enterprise("e", "甲"))
	written(t, s, enterprise("f", "乙"))
	if n := known(s); n != 2 {
		t.Errorf("%d after two changes", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, is := s.Latest(); is {
		t.Error("a closed store knows")
	}
	if n := known(opened(t, path)); n != 2 {
		t.Errorf("%d when opened again", n)
	}
}
