package graph_test

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"partnergraph/graph/load"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
	"partnergraph/schema"
	"partnergraph/seed"
)

// judged are the needs of a directory, with what they are to be measured by; see METHOD.md there.
type judged struct {
	graph  load.Graph
	grades map[string]map[string]int // need → organization → grade
	titles map[string]string         // of needs
	texts  map[string]string         // of organizations: all that their capabilities say
	fields map[string][]string       // of needs and of organizations
}

func readJudged(t *testing.T, model *schema.Model, directory string) judged {
	t.Helper()
	graph, err := load.Read(os.DirFS(directory), model, seed.ID)
	if err != nil {
		t.Fatal(err)
	}
	j := judged{
		graph: graph, grades: map[string]map[string]int{}, titles: map[string]string{}, texts: map[string]string{}, fields: map[string][]string{},
	}
	j.gather()
	file, err := os.Open(directory + "/judgments.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		grade, err := strconv.Atoi(parts[2])
		if err != nil {
			continue // the heading
		}
		need, organization := parts[0], seed.ID(parts[1])
		if j.titles[seed.ID(need)] == "" || j.texts[organization] == "" {
			t.Fatalf("judgment of nobody: %s", lines.Text())
		}
		if j.grades[need] == nil {
			j.grades[need] = map[string]int{}
		}
		j.grades[need][organization] = grade
	}
	return j
}

// gather collects the texts and fields that the baselines read.
func (j *judged) gather() {
	capability := map[string]string{}
	for _, op := range j.graph.Nodes {
		text := func(name string) string { s, _ := op.Properties[name].(string); return s }
		switch op.Type {
		case "Need":
			j.titles[op.ID] = text("title")
		case "Capability":
			capability[op.ID] = text("title") + "\n" + text("description")
		}
	}
	owner := map[string]string{}
	for _, relation := range j.graph.Relations {
		if relation.Type == "OFFERS" {
			owner[relation.To] = relation.From
			j.texts[relation.From] += capability[relation.To] + "\n"
		}
	}
	for _, relation := range j.graph.Relations {
		switch relation.Type {
		case "CALLS_FOR":
			j.fields[relation.From] = append(j.fields[relation.From], relation.To)
		case "DRAWS_ON":
			j.fields[owner[relation.From]] = append(j.fields[owner[relation.From]], relation.To)
		}
	}
}

// ranking orders the organizations by a score, best first, ties by id; those without a score are left out.
func (j judged) ranking(score func(organization string) float64) []string {
	scores := map[string]float64{}
	for organization := range j.texts {
		if s := score(organization); s > 0 {
			scores[organization] = s
		}
	}
	list := slices.Collect(maps.Keys(scores))
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), strings.Compare(a, b)) })
	return list
}

// byFields ranks by the share of fields in common.
func (j judged) byFields(need string) []string {
	return j.ranking(func(organization string) float64 {
		common := 0
		for _, field := range j.fields[need] {
			if slices.Contains(j.fields[organization], field) {
				common++
			}
		}
		return float64(common) / float64(len(j.fields[need])+len(j.fields[organization])-common)
	})
}

// byBM25 ranks by the plain formula over pairs of characters and words.
func (j judged) byBM25(need string) []string {
	counts, lengths, have, total := map[string]map[string]int{}, map[string]float64{}, map[string]int{}, 0.0
	for organization, text := range j.texts {
		counts[organization] = map[string]int{}
		for _, line := range strings.Split(text, "\n") {
			for _, term := range terms.Of(line) {
				counts[organization][term]++
				lengths[organization]++
				total++
			}
		}
		for term := range counts[organization] {
			have[term]++
		}
	}
	all := float64(len(j.texts))
	return j.ranking(func(organization string) float64 {
		sum := 0.0
		for _, term := range terms.Of(j.titles[need]) {
			n, tf := float64(have[term]), float64(counts[organization][term])
			sum += math.Log(1+(all-n+0.5)/(n+0.5)) * tf * 2.2 / (tf + 1.2*(0.25+0.75*lengths[organization]/(total/all)))
		}
		return sum
	})
}

// figures are means over needs.
type figures struct{ ndcg, precision float64 }

func (f *figures) add(ranked []string, grades map[string]int) {
	gain := func(grade int) float64 { return math.Exp2(float64(grade)) - 1 }
	sum := func(list []int) float64 {
		total := 0.0
		for i, grade := range list[:min(10, len(list))] {
			total += gain(grade) / math.Log2(float64(i+2))
		}
		return total
	}
	got := make([]int, len(ranked))
	for i, organization := range ranked {
		got[i] = grades[organization]
	}
	ideal := slices.Sorted(maps.Values(grades))
	slices.Reverse(ideal)
	f.ndcg += sum(got) / sum(ideal)
	for _, grade := range got[:min(5, len(got))] {
		if grade > 0 {
			f.precision += 0.2
		}
	}
}

// least are the nDCG@10, by ways and kinds of needs, that findPartners is held to.
type least map[string]map[string]float64

// TestJudgedNeeds measures findPartners on needs with judged partners, beside plain baselines, and holds it to what it reached.
// Each directory is ranked in a store of its own: nobody judged the institutes of the one for the needs of the other. It is ranked once more
// among so many others, who state nothing, that not everybody can be looked at.
func TestJudgedNeeds(t *testing.T) {
	for _, set := range []struct {
		directory string
		kinds     []string
		least     least
	}{
		{"judged", []string{"match", "differ", "fresh"}, least{
			"findPartners(text)": {"match": 0.9, "differ": 0.81, "fresh": 0.8},
			"findPartners(need)": {"match": 0.92, "differ": 0.9, "fresh": 0.88},
		}},
		{"blind", []string{"blind", "sealed", "english"}, least{
			"findPartners(text)": {"blind": 0.85, "sealed": 0.81, "english": 0.79},
			"findPartners(need)": {"blind": 0.88, "sealed": 0.86, "english": 0.9},
		}},
		{"stranger", []string{"stranger"}, least{
			"findPartners(text)": {"stranger": 0.82},
			"findPartners(need)": {"stranger": 0.86},
		}},
	} {
		t.Run(set.directory, func(t *testing.T) { measure(t, "testdata/"+set.directory, set.kinds, set.least, 0) })
		t.Run(set.directory+" among others", func(t *testing.T) { measure(t, "testdata/"+set.directory, set.kinds, set.least, 4100) })
	}
}

func measure(t *testing.T, directory string, kinds []string, least least, others int) {
	h := newHouse(t)
	j := readJudged(t, h.model, directory)
	var set store.ChangeSet
	set.Actor, set.Mutation, set.Operations = "judge", "import", j.graph.Operations()
	for i := range others {
		set.Operations = append(set.Operations, store.Operation{
			Verb: store.CreateNode, Type: "University", ID: fmt.Sprint("other-", i),
			Properties: map[string]any{"name": fmt.Sprint("另一所", i), "aliases": []string{}},
		})
	}
	if _, err := h.store.Write(t.Context(), set); err != nil {
		t.Fatal(err)
	}
	ask := func(given variables) []string {
		t.Helper()
		var answer partners
		given["kinds"], given["first"] = []any{"UNIVERSITY", "RESEARCH_INSTITUTE"}, 10
		if err := h.ask(t.Context(), partnersOf, given, &answer); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, edge := range answer.FindPartners.Edges {
			list = append(list, edge.Node.Organization.ID)
		}
		return list
	}
	ways := []struct {
		name string
		rank func(need string) []string
	}{
		{"field overlap", j.byFields},
		{"BM25", j.byBM25},
		{"findPartners(text)", func(need string) []string { return ask(variables{"text": j.titles[need]}) }},
		{"findPartners(need)", func(need string) []string { return ask(variables{"need": need}) }},
	}
	for _, way := range ways {
		got, count := map[string]*figures{}, map[string]float64{}
		for _, kind := range kinds {
			got[kind] = &figures{}
		}
		for need, grades := range j.grades {
			kind := strings.Split(need, "/")[1]
			ranked := way.rank(seed.ID(need))
			got[kind].add(ranked, grades)
			count[kind]++
			if testing.Verbose() && os.Getenv("JUDGE") == way.name {
				one := figures{}
				one.add(ranked, grades)
				fmt.Printf("%.2f %s %s\n", one.ndcg, need, j.titles[seed.ID(need)])
			}
		}
		for _, kind := range kinds {
			ndcg, precision := got[kind].ndcg/count[kind], got[kind].precision/count[kind]
			t.Logf("%-20s %-7s nDCG@10 %.3f  precision@5 %.3f  (%g needs)", way.name, kind, ndcg, precision, count[kind])
			if ndcg < least[way.name][kind] {
				t.Errorf("%s: nDCG@10 %.3f of %s needs, reached %.2f before", way.name, ndcg, kind, least[way.name][kind])
			}
		}
	}
}
