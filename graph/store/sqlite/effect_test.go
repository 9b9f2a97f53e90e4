package sqlite

import (
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
		if table, _, insertion := strings.Cut(strings.TrimPrefix(text, "INSERT INTO "), " "); insertion && strings.HasPrefix(text, "INSERT") {
			texts[table]++
		}
	}
	if texts["node"] > 4 || texts["relation"] > 4 {
		t.Errorf("texts prepared: %v", texts)
	}
	effects := make([]store.Effect, 200)
	for i := range effects {
		effects[i].Verb = store.CreateNode
	}
	statements := 0
	for rest := effects; len(rest) > 0; statements++ {
		rest = rest[alike(rest):]
	}
	if statements != 4 { // 64 + 64 + 64 + 8
		t.Errorf("%d statements for 200 records", statements)
	}
}
