package graph

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

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

// organization and need are the ids of a region's, which come in order of their numbers.
func organization(i int) string { return fmt.Sprintf("o%07d", i) }
func need(i int) string         { return fmt.Sprintf("n%07d", i) }

// Snapshot visits nodes by id, as a store does.
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
	basis, demands, supplies := map[string]any{"basis": "STATED"}, map[string]any{"role": "DEMAND"}, map[string]any{"role": "SUPPLY"}
	field := func() string { return fmt.Sprintf("f%d.%d", random.IntN(8), random.IntN(8)) }
	nodeType := func(i int) string {
		return [...]string{"University", "ResearchInstitute", "Incubator", "Enterprise"}[min(i%20, 3)]
	}
	for i := range 2 * r.organizations {
		agreement := node("Agreement", fmt.Sprintf("a%07d", i), map[string]any{
			"title": words(random, 6), "summary": words(random, 10), "kind": "JOINT_RESEARCH", "status": "SIGNED",
		})
		demand, supply := random.IntN(r.organizations), 20*random.IntN(r.organizations/20)
		if i%10 == 0 {
			supply = 2000 * (supply / 2000)
		}
		if demand != supply {
			relate("PARTY_TO", organization(demand), agreement, demands)
			relate("PARTY_TO", organization(supply), agreement, supplies)
		}
	}
	for i := range r.organizations {
		for j := range 5 {
			if nodeType(i) != "Enterprise" {
				capability := node("Capability", fmt.Sprintf("c%07d.%d", i, j), map[string]any{"title": words(random, 5), "description": words(random, 20)})
				relate("OFFERS", organization(i), capability, nil)
				relate("DRAWS_ON", capability, field(), basis)
			}
		}
	}
	for i := range 8 {
		node("TechnologyField", fmt.Sprintf("f%d", i), map[string]any{"name": words(random, 2), "code": fmt.Sprint(i), "scheme": "S", "level": int64(1)})
		for j := range 8 {
			id := node("TechnologyField", fmt.Sprintf("f%d.%d", i, j), map[string]any{"name": words(random, 2), "code": fmt.Sprint(i, j), "scheme": "S", "level": int64(2)})
			relate("NARROWER_THAN", id, fmt.Sprintf("f%d", i), nil)
		}
	}
	for i := range r.organizations {
		if nodeType(i) == "Enterprise" {
			node("Need", need(i), map[string]any{"title": words(random, 5), "description": words(random, 20), "state": "OPEN"})
			relate("HAS_NEED", organization(i), need(i), nil)
			relate("CALLS_FOR", need(i), field(), basis)
		}
	}
	for i := range r.organizations {
		id := node(nodeType(i), organization(i), map[string]any{"name": words(random, 3), "summary": words(random, 12)})
		relate("LOCATED_IN", id, fmt.Sprintf("p%02d", random.IntN(100)), nil)
		relate("WORKS_IN", id, field(), basis)
	}
	for i := range 100 {
		relate("LIES_IN", node("Place", fmt.Sprintf("p%02d", i), map[string]any{"name": "县", "level": "COUNTY"}), "province", nil)
	}
	node("Place", "province", map[string]any{"name": "省", "level": "PROVINCE"})
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

// BenchmarkFindPartners ranks and explains the first page for one asker after another, of ten thousand organizations and of ten times
// as many each time.
func BenchmarkFindPartners(b *testing.B) {
	for _, organizations := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(organizations), func(b *testing.B) { benchmarkQuestions(b, organizations) })
	}
}

func benchmarkQuestions(b *testing.B, organizations int) {
	model, err := schema.Load()
	if err != nil {
		b.Fatal(err)
	}
	before, start := inUse(), time.Now()
	whole := network.New(model)
	if err := whole.Load(b.Context(), region{organizations: organizations}); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d organizations: built in %v, %d MB", organizations, time.Since(start).Round(time.Millisecond), (inUse()-before)>>20)
	fieldsAlone := map[match.Factor]float64{}
	for f := range match.Ratings + 1 {
		fieldsAlone[f] = 0
	}
	fieldsAlone[match.Fields] = 1
	suppliers := []*schema.Node{model.Node("University"), model.Node("ResearchInstitute")}
	for _, c := range []struct {
		name      string
		question  func(random *rand.Rand, enterprise int) match.Question
		explained int
	}{
		{"for an enterprise", func(_ *rand.Rand, i int) match.Question { return match.Question{For: organization(i)} }, 20},
		{"for a need", func(_ *rand.Rand, i int) match.Question { return match.Question{Need: need(i)} }, 20},
		{"for a text of 200 characters", func(random *rand.Rand, i int) match.Question {
			return match.Question{For: organization(i), Text: words(random, 100)}
		}, 20},
		{"by fields alone", func(_ *rand.Rand, i int) match.Question {
			return match.Question{For: organization(i), Kinds: suppliers, Weights: fieldsAlone}
		}, 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			random, i := rand.New(rand.NewPCG(1, 2)), 0
			var times []time.Duration
			for b.Loop() {
				question := c.question(random, i*20%organizations+13)
				i++
				start := time.Now()
				whole.View(func(view *network.View) {
					answer := match.Find(matchView{view, model}, question)
					for _, m := range answer.First(c.explained) {
						answer.Explain(m)
					}
					answer.Close()
				})
				times = append(times, time.Since(start))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2])/1e6, "ms-p50")
			b.ReportMetric(float64(times[len(times)*99/100])/1e6, "ms-p99")
		})
	}
}

// inUse is how much memory is in use, in bytes.
func inUse() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
