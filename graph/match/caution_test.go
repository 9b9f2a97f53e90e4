package match_test

import (
	"slices"
	"strings"
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
		create("University", "whole", properties{"name": "whole"}), relate("WORKS_IN", "whole", "f"),
		create("AcademicUnit", "u1", properties{"name": "u1"}), relate("WORKS_IN", "u1", "f"), relate("PART_OF", "u1", "whole"),
		create("University", "u2", properties{"name": "u2"}), relate("WORKS_IN", "u2", "f"),
		create("Agreement", "a1", properties{"title": "a1"}), relate("PARTY_TO", "u1", "a1"), relate("PARTY_TO", "rival", "a1"),
		create("Agreement", "a2", properties{"title": "a2"}), relate("PARTY_TO", "u2", "a2"), relate("PARTY_TO", "other", "a2"),
		create("Agreement", "a3", properties{"title": "a3"}), relate("PARTY_TO", "u2", "a3"), relate("PARTY_TO", "asker", "a3"),
	)
	answer := match.Find(graph, match.Question{For: "asker"})
	if _, rank := answer.Judge("whole"); rank == 0 {
		t.Fatal("the whole is no match")
	}
	for _, m := range answer.All() {
		cautions := answer.Cautions(m)
		if m.Organization == "whole" {
			if len(cautions) != 1 || cautions[0].Text.ZH != "它或其下属单位与同行企业有合作：乙" || !slices.Equal(cautions[0].Evidence, []string{"a1"}) {
				t.Errorf("%+v", cautions)
			}
			continue
		}
		if warned := len(cautions) > 0; warned != (m.Organization == "u1" || m.Organization == "rival") {
			t.Errorf("%s: %+v", m.Organization, cautions)
		}
		if m.Organization == "rival" && (cautions[0].Kind != "COMPETITOR" || !slices.Equal(cautions[0].Evidence, []string{"f"})) {
			t.Errorf("%+v", cautions)
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

// What nothing would come of is not missing: a place where nobody asks or places don't count, fields where none are asked for, and what
// somebody can do where it is asked who could use something.
func TestHintsNameNothingElse(t *testing.T) {
	graph := newRecords(contract(t),
		create("Enterprise", "e", properties{"name": "甲"}),
		create("University", "u", properties{"name": "蒸汽大学", "summary": "饱和蒸汽"}),
		create("Enterprise", "seeks", properties{"name": "饱和蒸汽乙"}),
		create("Need", "n", properties{"title": "饱和蒸汽", "state": "OPEN"}), relate("HAS_NEED", "seeks", "n"),
		create("Enterprise", "sought", properties{"name": "饱和蒸汽丙"}),
		create("Need", "met", properties{"title": "饱和蒸汽", "state": "MATCHED"}), relate("HAS_NEED", "sought", "met"),
		create("Patent", "p", properties{"title": "饱和蒸汽发生器", "state": "LAPSED"}),
	)
	none := map[match.Factor]float64{match.Place: 0, match.Fields: 0}
	for _, c := range []struct {
		question match.Question
		of       string
		want     string
	}{
		{match.Question{Text: "饱和蒸汽"}, "u", "u.capabilities"},
		{match.Question{Text: "饱和蒸汽", For: "e"}, "u", "u.capabilities u.fields e.fields u.place e.place"},
		{match.Question{Text: "饱和蒸汽", For: "e", Weights: none}, "u", "u.capabilities"},
		{match.Question{Offer: "p"}, "seeks", "p.fields p.summary"},
		{match.Question{Offer: "p"}, "sought", "sought.needs p.fields p.summary"},
	} {
		answer := match.Find(graph, c.question)
		m, _ := answer.Judge(c.of)
		var got []string
		for _, hint := range answer.Hints(m) {
			got = append(got, hint.Record+"."+hint.Field)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v: %v, want %s", c.question, got, c.want)
		}
	}
}

// What a factor did not find is told apart from what it could not look for.
func TestSilenceSaysWhy(t *testing.T) {
	graph := newRecords(contract(t), append(county(), create("University", "别处", properties{"name": "别处"}),
		relate("LOCATED_IN", "甲厂", "县"), relate("LOCATED_IN", "远所", "外省"),
		create("Patent", "p", properties{"title": "饱和蒸汽", "state": "LAPSED"}),
		create("Capability", "c", properties{"title": "水稻"}), relate("OFFERS", "远所", "c"))...)
	for _, c := range []struct {
		question  match.Question
		candidate string
		factor    match.Factor
		want      string
	}{
		{match.Question{Text: "塑料"}, "远所", match.Place, "没有说明由谁提出，此项无从比较"},
		{match.Question{Text: "塑料"}, "远所", match.TrackRecord, "没有说明由谁提出，此项无从比较"},
		{match.Question{Text: "塑料"}, "远所", match.CommonPartners, "没有说明由谁提出，此项无从比较"},
		{match.Question{Text: "塑料"}, "远所", match.Fields, "所求没有指明技术领域"},
		{match.Question{Text: "塑料", Fields: []string{"4.1"}}, "远所", match.Fields, "没有相同或相近的技术领域"},
		{match.Question{Text: "塑料", For: "甲厂"}, "远所", match.TrackRecord, "双方没有合作记录"},
		{match.Question{Text: "塑料", For: "甲厂"}, "远所", match.Place, "双方不在同一省"},
		{match.Question{Text: "塑料", For: "甲厂"}, "别处", match.Place, "它的所在地未登记"},
		{match.Question{Text: "塑料", For: "别处"}, "远所", match.Place, "提出方的所在地未登记"},
		{match.Question{Text: "塑料"}, "别处", match.Meaning, "它没有登记技术能力"},
		{match.Question{Text: "塑料"}, "远所", match.Meaning, "它登记的内容与所求意思不相近"},
		{match.Question{Offer: "p"}, "乙厂", match.Text, "所供的用词及其术语没有出现在它的资料中"},
	} {
		answer := match.Find(graph, c.question)
		m, _ := answer.Judge(c.candidate)
		silent := answer.Silent(m)
		at := slices.IndexFunc(silent, func(s match.Silence) bool { return s.Factor == c.factor })
		if at < 0 || silent[at].Text.ZH != c.want {
			t.Errorf("%+v, %s: %+v, want %s", c.question, c.factor, silent, c.want)
		}
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
