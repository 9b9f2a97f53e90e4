package match_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/match"
	"partnergraph/seed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// shown is how many matches of a golden ranking are written with their reasons; the others are a line each.
const shown = 3

// TestRankingsOfTheSeed compares whole rankings of the 2020 data, with their reasons, with those that were judged to be right.
func TestRankingsOfTheSeed(t *testing.T) {
	graph := seeded(t)
	for name, question := range map[string]match.Question{
		"安福环保":     {For: seed.ID("enterprise/安福环保")},
		"安福环保-新伙伴": {For: seed.ID("enterprise/安福环保"), ExcludeExisting: true},
		"中泰公司":     {For: seed.ID("enterprise/中泰公司")},
		"中航精工":     {For: seed.ID("enterprise/中航精工")},
		"梅林果业":     {For: seed.ID("enterprise/梅林果业")},
		"市局":       {For: seed.ID("agency/市局")},
		"欧亚":       {For: seed.ID("enterprise/欧亚")},
		"祥民制药-需求":  {Need: seed.ID("need/祥民制药-省级重大专项")},
		"文字":       {Text: "废旧塑料的清洗和再生造粒"},
	} {
		t.Run(name, func(t *testing.T) {
			got := printed(graph, match.Find(graph, question))
			file := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the ranking differs from %s (-want +got); -update rewrites it:\n%s", file, diff)
			}
		})
	}
}

// TestThePartnerOfAnfuComesFirst is what the county would check first: its innovation team speaks for the university that it was set up with.
func TestThePartnerOfAnfuComesFirst(t *testing.T) {
	graph, question := seeded(t), match.Question{For: seed.ID("enterprise/安福环保")}
	university, college := seed.ID("university/湖南文理学院"), seed.ID("unit/湖南文理学院化工学院")
	answer := match.Find(graph, question)
	for _, m := range answer.All()[:2] {
		if m.Organization != university && m.Organization != college || !m.AlreadyPartner {
			t.Errorf("%s stands among the first two, partner already: %v", graph.called(m.Organization), m.AlreadyPartner)
		}
		named := slices.ContainsFunc(answer.Explain(m), func(reason match.Reason) bool {
			return slices.Contains(reason.Evidence, seed.ID("platform/常德市塑料循环利用重点创新团队"))
		})
		if !named {
			t.Errorf("the innovation team does not speak for %s", graph.called(m.Organization))
		}
	}
	question.ExcludeExisting = true
	for _, m := range match.Find(graph, question).All() {
		if m.Organization == university || m.Organization == college {
			t.Errorf("%s is a partner already", graph.called(m.Organization))
		}
	}
}

func TestEveryFactorCountsSomewhereInTheSeed(t *testing.T) {
	graph := seeded(t)
	counts := map[match.Factor]int{}
	for _, organization := range graph.OfType("Organization") {
		answer := match.Find(graph, match.Question{For: graph.ID(organization)})
		if answer.Len() == 0 {
			t.Errorf("%s gets no answer", graph.called(graph.ID(organization)))
		}
		for _, m := range answer.All() {
			for f, contribution := range m.Contributions {
				if contribution > 0 {
					counts[match.Factor(f)]++
				}
			}
		}
	}
	for f := match.Fields; f <= match.Baseline; f++ {
		if counts[f] == 0 {
			t.Errorf("%s counts for no pair", f)
		}
	}
}

func seeded(t testing.TB) *records {
	t.Helper()
	model := contract(t)
	graph, err := seed.Graph(model)
	if err != nil {
		t.Fatal(err)
	}
	return newRecords(model, graph.Operations()...)
}

// printed writes an answer as a person reads it.
func printed(graph *records, answer match.Answer) string {
	var b strings.Builder
	if answer.Notice.ZH != "" {
		fmt.Fprintf(&b, "%s\n%s\n\n", answer.Notice.ZH, answer.Notice.EN)
	}
	for i, m := range answer.All() {
		partner := ""
		if m.AlreadyPartner {
			partner = " · 已有合作"
		}
		fmt.Fprintf(&b, "%d %.4f %s%s\n", i+1, m.Score, graph.called(m.Organization), partner)
		if i >= shown {
			continue
		}
		for _, reason := range answer.Explain(m) {
			fmt.Fprintf(&b, "    %s %g → %.4f\n", reason.Factor, reason.Weight, reason.Contribution)
			fmt.Fprintf(&b, "        %s\n        %s\n", reason.Text.ZH, reason.Text.EN)
			for _, id := range reason.Evidence {
				fmt.Fprintf(&b, "        · %s\n", graph.called(id))
			}
		}
	}
	return b.String()
}

func (r *records) called(id string) string {
	return r.Text(r.refs[id], "name") + r.Text(r.refs[id], "title")
}
