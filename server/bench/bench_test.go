package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"partnergraph/graph/load"
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// Every operation fits the contract and can be planned, so that a change of the contract does not wait for the next run to be noticed.
func TestOperationsFitTheContract(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	variables := map[string]map[string]any{
		"match": {"for": "x", "text": "t"},
		"q3":    {"region": "Hunan", "field": "f"},
		"m1":    {"title": "t", "signedOn": "2026-01-15", "amount": json.Number("125000.5"), "a": "x", "b": "y"},
	}
	for _, name := range append([]string{"match"}, operations...) {
		operation, field, err := inside{model: model}.parsed(queries(name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		given := variables[name]
		if given == nil {
			given = map[string]any{"id": "x"}
		}
		if _, err := plan.NewPlans(&plan.Compiler{Model: model, Cursors: plan.NewCursors("test")}).Compile(operation, field, field.SelectionSet, given); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the generator writes becomes a directory that can be loaded.
func TestRecordsAreConvertedIntoWhatLoadReads(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "to")
	for name, text := range map[string]string{
		"fields":        `{"id":"field-000","name":"Energy","level":1}` + "\n" + `{"id":"field-001","name":"Energy / Bio","level":2}`,
		"subfield_of":   `{"c":"field-001","p":"field-000"}`,
		"organizations": `{"id":"org-0","name":"A","kind":"ENTERPRISE","region":"Hunan","registeredAt":"2004-08-17"}` + "\n" + `{"id":"org-1","name":"B","kind":"UNIVERSITY","region":"Hunan","registeredAt":"1950-01-02"}`,
		"works_in":      `{"o":"org-0","f":"field-001"}`,
		"agreements":    `{"id":"agr-0","title":"t","kind":"LICENSING","status":"ACTIVE","signedOn":"2020-02-03","amount":1234000}`,
		"party_to":      `{"o":"org-0","a":"agr-0","role":"INITIATOR"}` + "\n" + `{"o":"org-1","a":"agr-0","role":"HOST"}`,
		"needs":         `{"id":"need-0","o":"org-0","text":"n"}`, "need_fields": `{"i":"need-0","f":"field-001"}`,
		"capabilities": `{"id":"cap-0","o":"org-1","text":"c"}`, "capability_fields": `{"i":"cap-0","f":"field-001"}`,
	} {
		if err := os.WriteFile(filepath.Join(from, name+".jsonl"), []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := convert(from, to); err != nil {
		t.Fatal(err)
	}
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	graph, err := load.Read(os.DirFS(to), model, nil)
	if err != nil || len(graph.Nodes) != 8 || len(graph.Relations) != 10 {
		t.Errorf("%d records, %d relations: %v", len(graph.Nodes), len(graph.Relations), err)
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{4, 1, 2}, 2}, {[]float64{4, 1, 2, 3}, 2.5}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median(%v) = %v", c.values, got)
		}
	}
}
