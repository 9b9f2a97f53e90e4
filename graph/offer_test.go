package graph_test

import (
	"errors"
	"maps"
	"math"
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

// TestExplainMatchOfAnOffer explains every pair that findPartners has for what is offered, and finds the same.
func TestExplainMatchOfAnOffer(t *testing.T) {
	h := newHouse(t)
	if _, err := h.store.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{
		{Verb: store.CreateNode, Type: "Patent", ID: "lapsed", Properties: map[string]any{"title": "一种废旧塑料的造粒装置", "state": "LAPSED"}},
		{Verb: store.CreateNode, Type: "Patent", ID: "granted", Properties: map[string]any{"title": "一种废旧塑料的造粒装置", "state": "GRANTED"}},
		{Verb: store.CreateNode, Type: "Capability", ID: "offered", Properties: map[string]any{"title": "废旧塑料造粒"}},
		{Verb: store.Relate, Type: "OFFERS", From: seed.ID("university/湖南文理学院"), To: "offered"},
	}}); err != nil {
		t.Fatal(err)
	}
	const explain = `query($capability: ID, $patent: ID, $text: String, $organization: ID!) {
		explainMatch(capability: $capability, patent: $patent, text: $text, organization: $organization) {
			rank totalCount silent { factor } match { score likelihood { band } reasons { factor contribution } } } }`
	var explained struct {
		ExplainMatch struct {
			Rank       *int
			TotalCount int
			Match      struct {
				Score      float64
				Likelihood *struct{}
				Reasons    []struct {
					Factor       string
					Contribution float64
				}
			}
		}
	}
	for _, offer := range []variables{{"capability": "offered"}, {"patent": "lapsed"}} {
		var answer partners
		if err := h.ask(t.Context(), partnersOf, offer, &answer); err != nil {
			t.Fatal(err)
		}
		if len(answer.FindPartners.Edges) == 0 {
			t.Errorf("%v: nobody could use it", offer)
		}
		for i, edge := range answer.FindPartners.Edges {
			asked := maps.Clone(offer)
			asked["organization"] = edge.Node.Organization.ID
			if err := h.ask(t.Context(), explain, asked, &explained); err != nil {
				t.Fatal(err)
			}
			e, sum := explained.ExplainMatch, 0.0
			for _, reason := range e.Match.Reasons {
				sum += reason.Contribution
			}
			if e.Rank == nil || *e.Rank != i+1 || e.Match.Score != edge.Node.Score || math.Abs(sum-e.Match.Score) > 1e-9 || e.Match.Likelihood != nil {
				t.Errorf("%v, place %d: %+v, its score there is %g", offer, i+1, e, edge.Node.Score)
			}
		}
	}
	enterprise := seed.ID("enterprise/安福环保")
	for field, asked := range map[string]variables{
		"patent":       {"patent": "granted", "organization": enterprise},
		"organization": {"capability": "offered", "organization": seed.ID("university/湖南文理学院")},
		"capability":   {"text": "造粒", "capability": "offered", "organization": enterprise},
	} {
		var refused gqlerror.List
		if err := h.ask(t.Context(), explain, asked, &explained); !errors.As(err, &refused) || refused[0].Extensions["field"] != field {
			t.Errorf("%v: %v", asked, err)
		}
	}
}
