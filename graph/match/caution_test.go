package match_test

import (
	"slices"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/seed"
)

// 安塑环保 may be 安福环保 under another name: it is told so, stands last, and leads nobody's list of new partners.
func TestWhoMayBeTheAskerStandsLast(t *testing.T) {
	graph := seeded(t)
	for _, exclude := range []bool{false, true} {
		answer := match.Find(graph, match.Question{For: seed.ID("enterprise/安福环保"), ExcludeExisting: exclude})
		last := answer.All()[answer.Len()-1]
		for i, m := range answer.All() {
			if is := m.Organization == seed.ID("enterprise/安塑环保"); is != m.Doubtful || is && i != answer.Len()-1 {
				t.Errorf("%s stands at %d, doubtful: %v", graph.called(m.Organization), i+1, m.Doubtful)
			}
		}
		cautions := answer.Cautions(last)
		if len(cautions) == 0 || cautions[0].Kind != "POSSIBLE_DUPLICATE" || !slices.Equal(cautions[0].Evidence, []string{seed.ID("flag/安塑环保-安福环保")}) {
			t.Errorf("%+v", cautions)
		}
	}
}

func TestAPartnerOfARivalIsToldOf(t *testing.T) {
	graph := newRecords(contract(t),
		create("TechnologyField", "f", properties{"name": "f", "scheme": "F"}),
		create("Enterprise", "asker", properties{"name": "甲"}), relate("WORKS_IN", "asker", "f"),
		create("Enterprise", "rival", properties{"name": "乙"}), relate("WORKS_IN", "rival", "f"),
		create("Enterprise", "other", properties{"name": "丙"}),
		create("University", "u1", properties{"name": "u1"}), relate("WORKS_IN", "u1", "f"),
		create("University", "u2", properties{"name": "u2"}), relate("WORKS_IN", "u2", "f"),
		create("Agreement", "a1", properties{"title": "a1"}), relate("PARTY_TO", "u1", "a1"), relate("PARTY_TO", "rival", "a1"),
		create("Agreement", "a2", properties{"title": "a2"}), relate("PARTY_TO", "u2", "a2"), relate("PARTY_TO", "other", "a2"),
		create("Agreement", "a3", properties{"title": "a3"}), relate("PARTY_TO", "u2", "a3"), relate("PARTY_TO", "asker", "a3"),
	)
	answer := match.Find(graph, match.Question{For: "asker"})
	for _, m := range answer.All() {
		cautions := answer.Cautions(m)
		if warned := len(cautions) > 0; warned != (m.Organization == "u1") {
			t.Errorf("%s: %+v", m.Organization, cautions)
		}
		if m.Organization == "u1" && (cautions[0].Kind != "PARTNER_OF_COMPETITOR" || !slices.Equal(cautions[0].Evidence, []string{"a1"})) {
			t.Errorf("%+v", cautions)
		}
	}
}

func TestHintsNameWhatIsMissing(t *testing.T) {
	graph := newRecords(contract(t),
		create("Enterprise", "e", properties{"name": "甲"}),
		create("Need", "n", properties{"title": "饱和蒸汽", "state": "OPEN"}), relate("HAS_NEED", "e", "n"),
		create("University", "u", properties{"name": "蒸汽大学"}),
	)
	answer := match.Find(graph, match.Question{Need: "n"})
	var got []string
	for _, hint := range answer.Hints(answer.All()[0]) {
		got = append(got, hint.Record+"."+hint.Field)
	}
	want := []string{"u.capabilities", "n.fields", "n.description", "u.fields", "e.fields", "u.place"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestHighlightsCoverTheWords(t *testing.T) {
	graph := glossaryWorld(t, map[string]string{"a": "Ａ类聚合物解聚", "b": "废旧塑料清洗"})
	answer := match.Find(graph, match.Question{Text: "废旧塑料"})
	want := map[string][2]string{"a": {"解聚", "recycling"}, "b": {"废旧塑料", ""}}
	for _, m := range answer.All() {
		found := 0
		for _, reason := range answer.Explain(m) {
			for _, h := range reason.Highlights {
				found++
				marked := string([]rune(h.Value)[h.Start:h.End])
				if marked != want[m.Organization][0] || h.Term != want[m.Organization][1] || h.Field != "title" {
					t.Errorf("%s: %q by %q in %+v", m.Organization, marked, h.Term, h)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s: %d places", m.Organization, found)
		}
	}
}

func TestJudgeKnowsAnybody(t *testing.T) {
	graph := seeded(t)
	answer := match.Find(graph, match.Question{For: seed.ID("enterprise/安福环保")})
	for _, organization := range graph.OfType("Organization") {
		id := graph.ID(organization)
		if answer.Own(id) {
			continue
		}
		m, rank := answer.Judge(id)
		listed := slices.IndexFunc(answer.All(), func(m match.Match) bool { return m.Organization == id })
		if rank != listed+1 || m.Organization != id {
			t.Errorf("%s stands at %d, is told to at %d", graph.called(id), listed+1, rank)
		}
		if told := len(answer.Explain(m)) + len(answer.Silent(m)); told != 8 {
			t.Errorf("%s: %d factors speak or are silent, of 8", graph.called(id), told)
		}
	}
	if !answer.Own(seed.ID("enterprise/安福环保")) {
		t.Error("the asker is not its own house")
	}
}
