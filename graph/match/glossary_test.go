package match_test

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
)

// glossaryWorld has a university for each way of answering "废旧塑料": in the word itself, in another, and in none.
func glossaryWorld(t *testing.T, titles map[string]string) *records {
	t.Helper()
	operations := []store.Operation{
		create("Term", "recycling", properties{"name": "塑料循环利用", "englishName": "plastics recycling", "synonyms": []string{"废旧塑料"}}),
		create("Term", "waste", properties{"name": "固体废物资源化", "synonyms": []string{"固废"}}),
		create("Term", "chemical", properties{"name": "化学回收", "synonyms": []string{"解聚"}}),
		create("Term", "science", properties{"name": "高分子物理", "synonyms": []string{}}),
		create("Term", "service", properties{"name": "农村科技服务", "synonyms": []string{"农技推广"}}),
		relate("KIND_OF", "recycling", "waste"), relate("KIND_OF", "chemical", "recycling"), relate("AKIN_TO", "science", "recycling"),
	}
	for id, title := range titles {
		operations = append(operations, create("University", id, properties{"name": id}),
			create("Capability", id+"-c", properties{"title": title}), relate("OFFERS", id, id+"-c"))
	}
	return newRecords(contract(t), operations...)
}

func textOf(answer match.Answer, organization string) float64 {
	for _, m := range answer.All() {
		if m.Organization == organization {
			return m.Contributions[match.Text]
		}
	}
	return 0
}

func TestAnotherWordForTheSameCountsBelowTheWordItself(t *testing.T) {
	graph := glossaryWorld(t, map[string]string{
		"itself": "废旧塑料", "synonym": "塑料循环利用", "english": "Plastics recycling", "narrower": "解聚", "related": "高分子物理", "broader": "固废", "other": "水稻",
	})
	answer := match.Find(graph, match.Question{Text: "废旧塑料"})
	order := []string{"itself", "synonym", "narrower", "related", "broader", "other"}
	for i := 1; i < len(order); i++ {
		if before, after := textOf(answer, order[i-1]), textOf(answer, order[i]); before <= after {
			t.Errorf("%s gets %g, %s %g", order[i-1], before, order[i], after)
		}
	}
	if english, synonym := textOf(answer, "english"), textOf(answer, "synonym"); english == 0 || english > synonym {
		t.Errorf("the English name gets %g, the Chinese one %g", english, synonym)
	}
	if textOf(answer, "broader") == 0 || textOf(answer, "other") != 0 {
		t.Errorf("broader gets %g, another matter %g", textOf(answer, "broader"), textOf(answer, "other"))
	}
}

func TestTheReasonNamesTheTerm(t *testing.T) {
	graph := glossaryWorld(t, map[string]string{"a": "聚合物解聚研究"})
	answer := match.Find(graph, match.Question{Text: "废旧塑料的利用"})
	for _, reason := range answer.Explain(answer.All()[0]) {
		if reason.Factor != match.Text {
			continue
		}
		if !strings.Contains(reason.Text.ZH, "“解聚”经术语“塑料循环利用”对应到“废旧塑料”") ||
			!strings.Contains(reason.Text.EN, "“解聚” (matched by the term “plastics recycling” with “废旧塑料”)") {
			t.Errorf("%+v", reason.Text)
		}
		if !slices.Equal(reason.Evidence, []string{"a-c", "recycling"}) {
			t.Errorf("evidence %v", reason.Evidence)
		}
		return
	}
	t.Error("no reason tells of the words")
}

// A term is asked for only where it stands whole, and found only where its other words stand whole.
func TestPartsOfATermAreNotTheTerm(t *testing.T) {
	graph := glossaryWorld(t, map[string]string{"a": "农技推广", "b": "recycling"})
	for _, asked := range []string{"农村", "plastics recyclings", "bioplastics recycling"} {
		if answer := match.Find(graph, match.Question{Text: asked}); textOf(answer, "a") != 0 {
			t.Errorf("%q finds 农技推广", asked)
		}
	}
	if answer := match.Find(graph, match.Question{Text: "废旧塑料"}); textOf(answer, "b") != 0 {
		t.Error("one word of two is taken for both")
	}
}

// Who has the word by a term and comes to have it itself must not fall, although the word is less rare then.
func TestTheWordItselfNeverCostsWhoHadAnother(t *testing.T) {
	titles := map[string]string{"a": "解聚", "b": "废旧塑料"}
	before := textOf(match.Find(glossaryWorld(t, titles), match.Question{Text: "废旧塑料"}), "a")
	titles["a"] = "解聚 废旧塑料"
	after := textOf(match.Find(glossaryWorld(t, titles), match.Question{Text: "废旧塑料"}), "a")
	if before == 0 || after < before {
		t.Errorf("%g, then %g", before, after)
	}
}
