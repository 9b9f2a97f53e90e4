package match_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// trades are what agreements are about; the words of one come together.
var trades = [][]string{
	{"battery", "lithium", "electrode", "cell", "anode", "cathode", "storage"},
	{"ocean", "fishery", "plankton", "vessel", "reef", "harbour", "tide"},
	{"塑料", "造粒", "回收", "清洗", "薄膜", "纤维", "再生"},
}

// region is a graph of so many agreements that they count: each between an enterprise and two of twelve universities, of which the
// first four work in the first trade, the next four in the second, the last in the third.
func region(t *rapid.T) []store.Operation {
	var operations []store.Operation
	for _, nation := range []string{"Austria", "Belgium"} {
		operations = append(operations,
			create("Place", nation, properties{"name": nation, "level": "NATION"}),
			create("Place", "city of "+nation, properties{"name": nation[:3] + "ville", "level": "CITY"}),
			relate("LIES_IN", "city of "+nation, nation))
	}
	for i := range 12 {
		id := fmt.Sprintf("u%02d", i)
		operations = append(operations, create("University", id, properties{"name": fmt.Sprintf("Universitas %c%c", 'A'+i, 'K'+i)}),
			relate("LOCATED_IN", id, "city of "+[]string{"Austria", "Belgium"}[i%2]))
	}
	operations = append(operations, create("Enterprise", "asker", properties{"name": "甲厂"}), relate("LOCATED_IN", "asker", "city of Austria"))
	for i := range rapid.IntRange(40, 70).Draw(t, "agreements") {
		id, trade := fmt.Sprintf("a%02d", i), i%3
		words := rapid.SliceOfNDistinct(rapid.SampledFrom(trades[trade]), 3, 5, rapid.ID[string]).Draw(t, "words")
		operations = append(operations, create("Agreement", id, properties{"title": strings.Join(words, " ")}))
		for _, place := range []int{rapid.IntRange(0, 3).Draw(t, "first"), rapid.IntRange(0, 3).Draw(t, "second")} {
			party := relate("PARTY_TO", fmt.Sprintf("u%02d", 4*trade+place), id)
			party.Properties = properties{"role": rapid.SampledFrom([]string{"PARTNER", "TECHNICAL_SUPPORT"}).Draw(t, "role")}
			if !slices.ContainsFunc(operations, func(op store.Operation) bool { return op.From == party.From && op.To == party.To }) {
				operations = append(operations, party)
			}
		}
	}
	return operations
}

func aRegionalQuestion(t *rapid.T, model *schema.Model) (match.Question, int) {
	trade := rapid.IntRange(0, 2).Draw(t, "trade")
	words := rapid.SliceOfNDistinct(rapid.SampledFrom(trades[trade]), 2, 7, rapid.ID[string]).Draw(t, "asked")
	return match.Question{
		For: "asker", Text: strings.Join(words, ", ") + rapid.SampledFrom([]string{"", " in Belgium", " in Ausville, with Universitas"}).Draw(t, "named"),
		Kinds: []*schema.Node{model.Node("University")}, Weights: map[match.Factor]float64{},
	}, trade
}

var ofHistory = []match.Factor{match.Experience, match.Similar, match.Profile, match.Part}

func TestLikeAgreementsSpeakForTheirParties(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		graph := newRecords(model, region(t)...)
		question, trade := aRegionalQuestion(t, model)
		for f := match.Fields; f <= match.Mentioned; f++ {
			if f != match.Similar && f != match.Profile {
				question.Weights[f] = 0
			}
		}
		answer := match.Find(graph, question)
		first := answer.All()[0]
		if want := fmt.Sprintf("u%02d", 4*trade); first.Organization < want || first.Organization > fmt.Sprintf("u%02d", 4*trade+3) {
			t.Fatalf("%s comes first; the trade is %d", first.Organization, trade)
		}
		for _, reason := range answer.Explain(first) {
			title := graph.Text(graph.refs[reason.Evidence[0]], "title")
			if word := strings.Fields(title)[0]; !slices.Contains(trades[trade], word) {
				t.Fatalf("%s rests on %q", reason.Factor, title)
			}
		}
	})
}

// TestWhatHoldsInSmallGraphsHoldsInLargerOnes asks of a region with history what is asked of small worlds elsewhere.
func TestWhatHoldsInSmallGraphsHoldsInLargerOnes(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		operations := region(t)
		question, _ := aRegionalQuestion(t, model)
		graph := newRecords(model, operations...)
		answer := match.Find(graph, question)
		other := match.Find(newRecords(model, rapid.Permutation(operations).Draw(t, "order")...), question)
		if diff := gocmp.Diff(answer, other, shownAlone); diff != "" {
			t.Fatal(diff)
		}
		said := map[match.Factor]bool{}
		for _, m := range answer.All() {
			sum := 0.0
			for _, reason := range answer.Explain(m) {
				said[reason.Factor] = true
				sum += reason.Contribution
				if reason.Contribution <= 0 || reason.Contribution > reason.Weight+1e-9 || reason.Text.ZH == "" || strings.Contains(reason.Text.ZH+reason.Text.EN, "%!") {
					t.Fatalf("%s: %+v", m.Organization, reason)
				}
				checkEvidence(t, graph, reason)
			}
			if math.Abs(sum-m.Score) > 1e-9 {
				t.Fatalf("%s: the contributions add up to %g, the score is %g", m.Organization, sum, m.Score)
			}
		}
		for _, f := range ofHistory {
			if !said[f] {
				t.Fatalf("%s says nothing", f)
			}
		}
		who := rapid.SampledFrom(answer.All()).Draw(t, "who").Organization
		gained := append(slices.Clone(operations),
			create("Capability", "gained", properties{"title": strings.Split(question.Text, ",")[0]}), relate("OFFERS", who, "gained"))
		if was, is := scoreOf(answer, who), scoreOf(match.Find(newRecords(model, gained...), question), who); is < was-1e-12 {
			t.Fatalf("%s fell from %g to %g", who, was, is)
		}
		out := match.Factor(rapid.IntRange(0, int(match.Mentioned)).Draw(t, "out"))
		question.Weights[out] = 0
		for _, m := range match.Find(graph, question).All() {
			was := answer.All()[slices.IndexFunc(answer.All(), func(a match.Match) bool { return a.Organization == m.Organization })]
			was.Contributions[out] = 0
			if diff := gocmp.Diff(was.Contributions, m.Contributions); diff != "" {
				t.Fatalf("%s without %s: %s", m.Organization, out, diff)
			}
		}
	})
}

func TestWhatIsNamedInTheText(t *testing.T) {
	model := contract(t)
	graph := newRecords(model,
		create("Place", "cn", properties{"name": "中国", "level": "NATION"}),
		create("Place", "cd", properties{"name": "常德市", "level": "CITY"}), relate("LIES_IN", "cd", "cn"),
		create("University", "a", properties{"name": "湖南文理学院"}), relate("LOCATED_IN", "a", "cd"),
		create("University", "b", properties{"name": "北京化工大学"}),
		create("Place", "es", properties{"name": "Spain", "level": "NATION"}),
		create("University", "c", properties{"name": "UPC"}), relate("LOCATED_IN", "c", "es"),
		create("Enterprise", "e", properties{"name": "甲厂"}))
	for text, want := range map[string]map[string]string{
		"常德的塑料回收":        {"a": "所求文字提到：常德市"},
		"请湖南文理学院协助":      {"a": "所求文字提到：该机构名称中的“湖南 南文 文理”"},
		"塑料":             {},
		"Spanish olives": {"c": "所求文字提到：Spain"},
		"Spanishness":    {},
		"在中国寻找北京化工的专家":   {"a": "所求文字提到：中国", "b": "所求文字提到：该机构名称中的“北京 京化 化工”"},
	} {
		question := match.Question{For: "e", Text: text, Weights: map[match.Factor]float64{match.Mentioned: 1}}
		for f := match.Fields; f < match.Mentioned; f++ {
			question.Weights[f] = 0
		}
		answer, got := match.Find(graph, question), map[string]string{}
		for _, m := range answer.All() {
			got[m.Organization] = answer.Explain(m)[0].Text.ZH
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}
