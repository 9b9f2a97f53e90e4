package match_test

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
	"partnergraph/schema"
	"pgregory.net/rapid"
)

func offerWorld(t *testing.T) *records {
	t.Helper()
	return newRecords(contract(t), offers()...)
}

func offers() []store.Operation {
	return []store.Operation{
		create("TechnologyField", "f", properties{"name": "高分子", "scheme": "F"}),
		create("University", "u", properties{"name": "大学"}),
		create("Capability", "c", properties{"title": "聚合物解聚"}), relate("OFFERS", "u", "c"), relate("DRAWS_ON", "c", "f"),
		create("Patent", "p", properties{"title": "一种聚合物解聚方法", "state": "LAPSED"}), relate("FALLS_INTO", "p", "f"), relate("HELD_BY", "p", "u"),
		create("Enterprise", "needs", properties{"name": "甲"}), create("Need", "n", properties{"title": "聚合物解聚", "state": "OPEN"}), relate("HAS_NEED", "needs", "n"), relate("CALLS_FOR", "n", "f"),
		create("Enterprise", "met", properties{"name": "乙"}), create("Need", "m", properties{"title": "聚合物解聚", "state": "SOLVED"}), relate("HAS_NEED", "met", "m"),
		create("Enterprise", "works", properties{"name": "丙"}), relate("WORKS_IN", "works", "f"),
		create("Cooperative", "called", properties{"name": "丁"}), create("Need", "k", properties{"title": "无题", "state": "OPEN"}), relate("HAS_NEED", "called", "k"), relate("CALLS_FOR", "k", "f"),
		create("University", "other", properties{"name": "别校"}), create("Capability", "d", properties{"title": "聚合物解聚"}), relate("OFFERS", "other", "d"),
	}
}

// What is offered leads to enterprises that need it or work in its field, not to others who offer it too.
func TestWhoCouldUseAnOffer(t *testing.T) {
	graph := offerWorld(t)
	for _, offer := range []string{"c", "p"} {
		answer := match.Find(graph, match.Question{Offer: offer})
		var found []string
		for _, m := range answer.All() {
			found = append(found, m.Organization)
		}
		if len(found) == 0 || found[0] != "needs" {
			t.Errorf("%s: %v", offer, found)
		}
		slices.Sort(found)
		if strings.Join(found, " ") != "called needs works" {
			t.Errorf("%s: %v", offer, found)
		}
		for _, reason := range answer.Explain(answer.All()[0]) {
			if reason.Factor == match.Text && (!strings.Contains(reason.Text.ZH, "需求“聚合物解聚”中有“聚合物解聚”") || reason.Evidence[0] != "n") {
				t.Errorf("%s: %+v", offer, reason)
			}
		}
	}
	// Without an offer, what an enterprise needs is nothing that it could do for others.
	for _, m := range match.Find(graph, match.Question{Text: "聚合物解聚"}).All() {
		if m.Organization == "needs" {
			t.Error("a need is taken for a capability")
		}
	}
}

// A university that states no need is matched with what enterprises need, as its capabilities are; one that states some is matched with what
// others can do.
func TestAUniversityOffersWhatItCan(t *testing.T) {
	of := func(more ...store.Operation) match.Answer {
		return match.Find(newRecords(contract(t), append(offers(), more...)...), match.Question{For: "u"})
	}
	answer := of()
	m, rank := answer.Judge("needs")
	for f, says := range map[match.Factor]string{match.Text: "需求“聚合物解聚”中有“聚合物解聚”", match.Meaning: "需求“聚合物解聚”与所供意思相近（", match.Fields: "需求涉及相同的技术领域：高分子"} {
		reasons := answer.Explain(m)
		if at := slices.IndexFunc(reasons, func(r match.Reason) bool { return r.Factor == f }); at < 0 || !strings.HasPrefix(reasons[at].Text.ZH, says) {
			t.Errorf("%+v, want %s", reasons, says)
		}
	}
	able := of(create("Capability", "k", properties{"title": "聚合物解聚"}), relate("OFFERS", "works", "k"))
	m, _ = able.Judge("works")
	if reasons := able.Explain(m); !slices.ContainsFunc(reasons, func(r match.Reason) bool {
		return r.Factor == match.Meaning && strings.HasPrefix(r.Text.ZH, "能力“聚合物解聚”与所供意思相近（")
	}) {
		t.Errorf("%+v", reasons)
	}
	if other, its := answer.Judge("other"); rank != 1 || its == 0 {
		t.Errorf("who needs it stands at %d, another university at %d: %+v", rank, its, other)
	}
	needy := of(create("Need", "own", properties{"title": "饱和蒸汽", "state": "OPEN"}), relate("HAS_NEED", "u", "own"))
	if m, _ := needy.Judge("needs"); m.Contributions[match.Text] != 0 {
		t.Errorf("to one that seeks something a need is no answer: %+v", needy.Explain(m))
	}
}

// Who holds what is offered, and who uses it already, is not told that it could: not even one that needs it.
func TestOwnersAreNotTold(t *testing.T) {
	for _, c := range []struct{ offer, relation, from, to string }{
		{"p", "HELD_BY", "p", "needs"}, {"p", "PUT_TO_USE_BY", "p", "needs"}, {"c", "OFFERS", "needs", "c"},
	} {
		graph := newRecords(contract(t), append(offers(), relate(c.relation, c.from, c.to))...)
		answer := match.Find(graph, match.Question{Offer: c.offer, For: "u"})
		for _, m := range answer.All() {
			if m.Organization == "needs" {
				t.Errorf("%s: it is among %d", c.relation, answer.Len())
			}
		}
		if answer.Len() == 0 {
			t.Errorf("%s: nobody is left", c.relation)
		}
	}
}

// A mixed list has the same matches with the same scores, the best first.
func TestMixedListsHoldTheSame(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		answer := match.Find(newRecords(model, w.operations...), question)
		mixed := answer.Mixed()
		if len(mixed) != answer.Len() {
			t.Fatalf("%d of %d", len(mixed), answer.Len())
		}
		for i, m := range answer.All() {
			if !slices.ContainsFunc(mixed, func(o match.Match) bool { return o.Organization == m.Organization && o.Score == m.Score }) {
				t.Fatalf("%s is lost", m.Organization)
			}
			if i == 0 && mixed[0].Organization != m.Organization {
				t.Fatalf("%s leads, not %s", mixed[0].Organization, m.Organization)
			}
			if m.Doubtful != mixed[i].Doubtful {
				t.Fatalf("a doubtful one moved")
			}
		}
	})
}

func TestMixingPutsAnotherHouseBetween(t *testing.T) {
	operations := []store.Operation{create("TechnologyField", "f", properties{"name": "f", "scheme": "F"})}
	for _, u := range []string{"a", "a1", "b"} {
		kind := "University"
		if u == "a1" {
			kind = "AcademicUnit"
		}
		operations = append(operations, create(kind, u, properties{"name": u}), create("Capability", u+"-c", properties{"title": "饱和蒸汽清洗"}), relate("OFFERS", u, u+"-c"))
	}
	operations = append(operations, relate("PART_OF", "a1", "a"))
	answer := match.Find(newRecords(contract(t), operations...), match.Question{Text: "饱和蒸汽清洗"})
	var plain, mixed []string
	for i, m := range answer.Mixed() {
		plain, mixed = append(plain, answer.All()[i].Organization), append(mixed, m.Organization)
	}
	if strings.Join(plain, " ") != "a a1 b" || strings.Join(mixed, " ") != "a b a1" {
		t.Errorf("%v, mixed %v", plain, mixed)
	}
}
