package match_test

import (
	"fmt"
	"math"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
)

// measurable is a graph of so many agreements, each of one of forty universities with an enterprise.
func measurable(agreements int) []store.Operation {
	operations := []store.Operation{
		create("Enterprise", "asker", properties{"name": "甲厂"}), create("Enterprise", "other", properties{"name": "Battery works"}),
		create("Capability", "offer", properties{"title": "battery lithium"}), relate("OFFERS", "u00", "offer"),
	}
	for i := range 40 {
		operations = append(operations, create("University", fmt.Sprintf("u%02d", i), properties{"name": fmt.Sprintf("大学%02d", i)}))
	}
	for i := range agreements {
		id, trade := fmt.Sprintf("a%03d", i), trades[i%2]
		operations = append(operations,
			create("Agreement", id, properties{"title": trade[i%7] + " " + trade[(i+1)%7] + " " + trade[(i+3)%7]}),
			relate("PARTY_TO", fmt.Sprintf("u%02d", i*i%39), id))
	}
	return operations
}

// A better match is never of a lower band, the best ones stand out, and bands are those of the contract, side by side.
func TestLikelihoodFollowsTheRanking(t *testing.T) {
	graph := newRecords(contract(t), measurable(320)...)
	answer := match.Find(graph, match.Question{For: "asker", Text: "lithium battery of two electrodes, anode and cathode"})
	before, bands := math.Inf(1), map[string]bool{}
	for _, m := range answer.All() {
		likelihood, known := answer.Likelihood(m)
		if university := graph.Type(graph.refs[m.Organization]).Name == "University"; known != university {
			t.Errorf("%s: %+v", m.Organization, likelihood)
		}
		if !known {
			continue
		}
		if likelihood.From > before || likelihood.From >= likelihood.To {
			t.Errorf("%s: %+v after one from %g", m.Organization, likelihood, before)
		}
		before = likelihood.From
		bands[likelihood.Band] = true
	}
	if len(bands) < 2 {
		t.Errorf("all matches are of one band: %v", bands)
	}
}

// What was not measured has no likelihood.
func TestLikelihoodIsOfWhatWasMeasured(t *testing.T) {
	model := contract(t)
	few, enough := newRecords(model, measurable(299)...), newRecords(model, measurable(300)...)
	for name, c := range map[string]struct {
		graph    match.Graph
		question match.Question
		want     bool
	}{
		"a text":               {enough, match.Question{For: "asker", Text: "lithium battery"}, true},
		"nobody in particular": {enough, match.Question{Text: "lithium battery"}, true},
		"few agreements":       {few, match.Question{For: "asker", Text: "lithium battery"}, false},
		"weights of its own":   {enough, match.Question{Text: "lithium battery", Weights: map[match.Factor]float64{match.Place: 2}}, false},
		"a profile":            {enough, match.Question{For: "other"}, false},
		"an offer":             {enough, match.Question{Offer: "offer"}, false},
		"no word of substance": {enough, match.Question{Text: "的"}, false},
	} {
		answer := match.Find(c.graph, c.question)
		m, _ := answer.Judge("u01")
		if likelihood, known := answer.Likelihood(m); known != c.want {
			t.Errorf("%s: %v %+v", name, known, likelihood)
		}
	}
}
