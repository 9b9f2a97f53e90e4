package graph

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// region is a snapshot of invented organizations of every kind with needs, capabilities, agreements, fields and places. One
// university in a hundred organizations has a tenth of all agreements.
type region struct {
	store.Store
	organizations int
}

func (r region) Changes(context.Context, int64, int) ([]store.Change, error) { return nil, nil }

func (r region) Snapshot(_ context.Context, visitor store.Visitor) (store.Head, error) {
	random := rand.New(rand.NewPCG(7, 11))
	relations := []store.RelationRecord{}
	node := func(nodeType, id string, properties map[string]any) string {
		if err := visitor.Node(store.NodeRecord{ID: id, Type: nodeType, Properties: properties}); err != nil {
			panic(err)
		}
		return id
	}
	relate := func(relation, from, to string, properties map[string]any) {
		relations = append(relations, store.RelationRecord{Type: relation, From: from, To: to, Properties: properties})
	}
	basis := map[string]any{"basis": "STATED"}
	field := func() string { return fmt.Sprintf("f%d.%d", random.IntN(8), random.IntN(8)) }
	for i := range 8 {
		node("TechnologyField", fmt.Sprintf("f%d", i), map[string]any{"name": words(random, 2), "code": fmt.Sprint(i), "scheme": "S", "level": int64(1)})
		for j := range 8 {
			id := node("TechnologyField", fmt.Sprintf("f%d.%d", i, j), map[string]any{"name": words(random, 2), "code": fmt.Sprint(i, j), "scheme": "S", "level": int64(2)})
			relate("NARROWER_THAN", id, fmt.Sprintf("f%d", i), nil)
		}
	}
	node("Place", "province", map[string]any{"name": "省", "level": "PROVINCE"})
	for i := range 100 {
		relate("LIES_IN", node("Place", fmt.Sprintf("p%d", i), map[string]any{"name": "县", "level": "COUNTY"}), "province", nil)
	}
	for i := range r.organizations {
		nodeType := [...]string{"University", "ResearchInstitute", "Incubator", "Enterprise"}[min(i%20, 3)]
		id := node(nodeType, fmt.Sprintf("o%d", i), map[string]any{"name": words(random, 3), "summary": words(random, 12)})
		relate("LOCATED_IN", id, fmt.Sprintf("p%d", random.IntN(100)), nil)
		relate("WORKS_IN", id, field(), basis)
		if nodeType == "Enterprise" {
			need := node("Need", fmt.Sprintf("n%d", i), map[string]any{"title": words(random, 5), "description": words(random, 20), "state": "OPEN"})
			relate("HAS_NEED", id, need, nil)
			relate("CALLS_FOR", need, field(), basis)
		} else {
			for j := range 5 {
				capability := node("Capability", fmt.Sprintf("c%d.%d", i, j), map[string]any{"title": words(random, 5), "description": words(random, 20)})
				relate("OFFERS", id, capability, nil)
				relate("DRAWS_ON", capability, field(), basis)
			}
		}
	}
	for i := range 2 * r.organizations {
		agreement := node("Agreement", fmt.Sprintf("a%d", i), map[string]any{"title": words(random, 6), "summary": words(random, 10), "kind": "JOINT_RESEARCH", "status": "SIGNED"})
		demand, supply := random.IntN(r.organizations), 20*random.IntN(r.organizations/20)
		if i%10 == 0 {
			supply = 2000 * (supply / 2000)
		}
		if demand != supply {
			relate("PARTY_TO", fmt.Sprintf("o%d", demand), agreement, map[string]any{"role": "DEMAND"})
			relate("PARTY_TO", fmt.Sprintf("o%d", supply), agreement, map[string]any{"role": "SUPPLY"})
		}
	}
	for _, relation := range relations {
		if err := visitor.Relation(relation); err != nil {
			return store.Head{}, err
		}
	}
	return store.Head{Sequence: 1}, nil
}

// words makes a text of n words of two characters, of which there are some thousands; some are much more common than others.
func words(random *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		word := int(3000 * random.Float64() * random.Float64() * random.Float64())
		b.WriteRune(rune(0x4E00 + word%60*50))
		b.WriteRune(rune(0x6000 + word/60*90))
	}
	return b.String()
}

// BenchmarkFindPartners ranks and explains the first page of ten thousand organizations.
func BenchmarkFindPartners(b *testing.B) {
	model, err := schema.Load()
	if err != nil {
		b.Fatal(err)
	}
	whole := network.New(model)
	if err := whole.Load(b.Context(), region{organizations: 10_000}); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name     string
		question match.Question
	}{
		{"for an enterprise", match.Question{For: "o1013"}},
		{"for a need", match.Question{Need: "n1013"}},
		{"for a text of 200 characters", match.Question{Text: words(random, 100)}},
		{"for a university", match.Question{For: "o2000"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			whole.View(func(view *network.View) {
				for b.Loop() {
					answer := match.Find(matchView{view, model}, c.question)
					for _, m := range answer.Matches[:20] {
						answer.Explain(m)
					}
				}
			})
		})
	}
}
