package graph_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/store"
	"partnergraph/seed"
)

// TestFindPartnersForAPatent asks who could use a patent: one that has lapsed, and one that is still in force.
func TestFindPartnersForAPatent(t *testing.T) {
	h := newHouse(t)
	patent := func(id, state string) []store.Operation {
		return []store.Operation{
			{Verb: store.CreateNode, Type: "Patent", ID: id, Properties: map[string]any{"title": "一种废旧塑料的造粒装置", "state": state}},
			{Verb: store.Relate, Type: "FALLS_INTO", From: id, To: seed.ID("field/CN-HNTE-4.3"), Properties: map[string]any{"basis": "STATED"}},
		}
	}
	if _, err := h.store.Write(t.Context(), store.ChangeSet{
		Actor: "test", Mutation: "test", Operations: append(patent("lapsed", "LAPSED"), patent("granted", "GRANTED")...),
	}); err != nil {
		t.Fatal(err)
	}
	var answer partners
	if err := h.ask(t.Context(), partnersOf, variables{"patent": "lapsed"}, &answer); err != nil {
		t.Fatal(err)
	}
	if names := answer.names(); !strings.Contains(names, "安福环保") || strings.Contains(names, "大学") {
		t.Errorf("lapsed: %s", names)
	}
	var refused gqlerror.List
	if err := h.ask(t.Context(), partnersOf, variables{"patent": "granted"}, &answer); !errors.As(err, &refused) ||
		refused[0].Extensions["code"] != "INVALID" || refused[0].Extensions["field"] != "patent" {
		t.Errorf("granted: %v", err)
	}
}
