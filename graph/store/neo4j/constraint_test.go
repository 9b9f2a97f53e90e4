package neo4j_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"partnergraph/schema"
)

// TestConstraints reads back what Open has created for the contract.
func TestConstraints(t *testing.T) {
	clear(t)
	model := contract(t)
	run(t, "CREATE INDEX order_Node_createdAt_id IF NOT EXISTS FOR (n:Node) ON (n.createdAt, n.id)") // as former versions did
	run(t, "CALL db.awaitIndexes(60)")
	open(t, model).Close()
	found := map[string]bool{}
	for _, record := range run(t, `SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint, state
WHERE state = 'ONLINE' AND labelsOrTypes IS NOT NULL RETURN labelsOrTypes[0], properties, owningConstraint IS NOT NULL`) {
		var properties []string
		for _, property := range record.Values[1].([]any) {
			properties = append(properties, property.(string))
		}
		found[fmt.Sprintf("%v(%s) %v", record.Values[0], strings.Join(properties, ","), record.Values[2])] = true
	}
	want := []string{"Node(id) true", "Change(sequence) true", "ChangeLog(name) true", "IdempotencyKey(actor,mutation,key) true"}
	for _, node := range model.Nodes() {
		for _, field := range node.Fields {
			p := field.Property
			if p == nil || p.List || node.Name == "Node" {
				continue
			}
			if p.Unique && !node.Abstract {
				want = append(want, fmt.Sprintf("%s(%s) true", node.Name, p.Name))
			}
			if p.Index && p.Scalar != schema.ID {
				want = append(want, fmt.Sprintf("%s(%s,id) false", node.Name, p.Key()))
			}
		}
	}
	if !slices.Contains(want, "TechnologyField(code) true") || !slices.Contains(want, "Organization(nameKey,id) false") {
		t.Error("the contract no longer has what this test is about")
	}
	for _, rule := range want {
		if !found[rule] {
			t.Errorf("missing: %s", rule)
		}
	}
	for rule := range found {
		if strings.HasPrefix(rule, "Node(") && rule != "Node(id) true" {
			t.Errorf("no statement uses %s", rule)
		}
	}
}

// TestReopen opens the same database again with a contract that has grown: only what is missing is created, the log goes on.
func TestReopen(t *testing.T) {
	clear(t)
	model := contract(t)
	s := open(t, model)
	write(t, s, "a")
	s.Close()
	run(t, "DROP CONSTRAINT unique_TechnologyField_code")
	s = open(t, model)
	defer s.Close()
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if receipt := write(t, s, "b"); receipt.Sequence != 2 {
		t.Errorf("the log goes on at %d, want 2", receipt.Sequence)
	}
}
