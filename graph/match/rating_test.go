package match_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// ratedWorld has two universities of the same capability and an enterprise with two needs for it.
func ratedWorld(t *testing.T, ratings ...store.Operation) *records {
	t.Helper()
	operations := []store.Operation{
		create("Enterprise", "e", properties{"name": "甲厂"}),
		create("Need", "n1", properties{"title": "饱和蒸汽", "state": "OPEN"}), relate("HAS_NEED", "e", "n1"),
		create("Need", "n2", properties{"title": "饱和蒸汽", "state": "OPEN"}), relate("HAS_NEED", "e", "n2"),
	}
	for _, id := range []string{"u1", "u2"} {
		operations = append(operations, create("University", id, properties{"name": id}),
			create("Capability", id+"-c", properties{"title": "饱和蒸汽"}), relate("OFFERS", id, id+"-c"))
	}
	return newRecords(contract(t), append(operations, ratings...)...)
}

// rated says something of u2 on behalf of somebody, on a need or on none.
func rated(id, verdict, asker, need string) []store.Operation {
	operations := []store.Operation{create("Rating", id, properties{"verdict": verdict}), relate("RATES", id, "u2"), relate("RATED_FOR", id, asker)}
	if need != "" {
		operations = append(operations, relate("RATED_ON", id, need))
	}
	return operations
}

func ratingOf(graph *records, question match.Question) float64 {
	for _, m := range match.Find(graph, question).All() {
		if m.Organization == "u2" {
			return m.Contributions[match.Ratings]
		}
	}
	return math.NaN()
}

func TestARatingCountsForTheMatchItIsOf(t *testing.T) {
	graph := ratedWorld(t, rated("r", "SUITABLE", "e", "n1")...)
	for name, c := range map[string]struct {
		question match.Question
		want     float64
	}{
		"the need":              {match.Question{Need: "n1"}, 0.5},
		"another need":          {match.Question{Need: "n2"}, 0},
		"the asker as a whole":  {match.Question{For: "e"}, 0.5},
		"a text of the asker":   {match.Question{For: "e", Text: "饱和蒸汽"}, 0},
		"the need at weight 10": {match.Question{Need: "n1", Weights: map[match.Factor]float64{match.Ratings: 10}}, 5},
	} {
		if got := ratingOf(graph, c.question); got != c.want {
			t.Errorf("%s: %g, want %g", name, got, c.want)
		}
	}
	whole := ratedWorld(t, append(rated("r", "SUITABLE", "e", ""), create("Enterprise", "x", properties{"name": "x"}))...)
	for name, c := range map[string]struct {
		question match.Question
		want     float64
	}{
		"the asker as a whole":         {match.Question{For: "e"}, 0.5},
		"a need of the asker":          {match.Question{Need: "n1"}, 0.5},
		"a text of the asker":          {match.Question{For: "e", Text: "饱和蒸汽"}, 0.5},
		"the need on another's behalf": {match.Question{For: "x", Need: "n1"}, 0},
	} {
		if got := ratingOf(whole, c.question); got != c.want {
			t.Errorf("rated as a partner of the whole, %s: %g, want %g", name, got, c.want)
		}
	}
	answer := match.Find(graph, match.Question{Need: "n1"})
	if answer.All()[0].Organization != "u2" {
		t.Error("the suitable one does not come first among equals")
	}
	for _, reason := range answer.Explain(answer.All()[0]) {
		if reason.Factor == match.Ratings && (!strings.Contains(reason.Text.ZH, "合适 1 次") || len(reason.Evidence) != 1 || reason.Evidence[0] != "r") {
			t.Errorf("%+v", reason)
		}
	}
}

// A reason says how many said what, of those who could not tell as well, and what was noted last.
func TestARatingsReasonSaysWhatWasSaid(t *testing.T) {
	noted := func(id, verdict, note string) []store.Operation {
		operations := rated(id, verdict, "e", "n1")
		operations[0] = create("Rating", id, properties{"verdict": verdict, "note": note})
		return operations
	}
	long := strings.Repeat("长", 61)
	for want, ratings := range map[string][]store.Operation{
		"工作人员对这一匹配的评价：合适 1 次，不合适 0 次": noted("r1", "SUITABLE", ""),
		"工作人员对这一匹配的评价：合适 1 次，不合适 0 次，待定 1 次；最近的备注：“设备 太贵”": slices.Concat(
			noted("r1", "SUITABLE", "对口"), noted("r2", "UNDECIDED", "设备\n太贵"), rated("r3", "UNDECIDED", "e", "n2")),
		"工作人员对这一匹配的评价：合适 0 次，不合适 1 次；最近的备注：“" + long[:60*len("长")] + "…”": noted("r1", "UNSUITABLE", long),
	} {
		answer := match.Find(ratedWorld(t, ratings...), match.Question{Need: "n1"})
		m, _ := answer.Judge("u2")
		reasons := answer.Explain(m)
		at := slices.IndexFunc(reasons, func(r match.Reason) bool { return r.Factor == match.Ratings })
		if at < 0 || reasons[at].Text.ZH != want {
			t.Errorf("%+v, want %s", reasons, want)
		}
		if strings.Contains(want, "设备") && !slices.Equal(reasons[at].Evidence, []string{"r2", "r1"}) {
			t.Errorf("the latest is not the first of %v", reasons[at].Evidence)
		}
	}
}

func TestWhatWasSaidForOthersCountsFromThreeAskersOn(t *testing.T) {
	var ratings []store.Operation
	for i := range 4 {
		asker := fmt.Sprintf("x%d", i)
		ratings = append(ratings, create("Enterprise", asker, properties{"name": asker}))
		ratings = append(ratings, rated(fmt.Sprintf("r%d", i), "UNSUITABLE", asker, "")...)
		got := ratingOf(ratedWorld(t, ratings...), match.Question{Need: "n1"})
		if counts := got < 0; counts != (i+1 >= 3) {
			t.Errorf("after %d askers: %g", i+1, got)
		}
	}
	var same []store.Operation // one asker that says it again and again is one voice
	same = append(same, create("Enterprise", "x", properties{"name": "x"}))
	for i := range 10 {
		same = append(same, rated(fmt.Sprintf("r%d", i), "UNSUITABLE", "x", "")...)
	}
	if got := ratingOf(ratedWorld(t, same...), match.Question{Need: "n1"}); got != 0 {
		t.Errorf("one asker alone moves the ranking of others by %g", got)
	}
}

// TestABadRatingTakesHalfAtMost holds what ratings do within its bounds, whatever was said, how often and at what weight.
func TestABadRatingTakesHalfAtMost(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		without := question
		without.Weights = map[match.Factor]float64{match.Ratings: 0}
		for f, weight := range question.Weights {
			if f != match.Ratings {
				without.Weights[f] = weight
			}
		}
		graph := newRecords(model, w.operations...)
		before := match.Find(graph, without)
		weight := 1.0
		if given, set := question.Weights[match.Ratings]; set {
			weight = given
		}
		for _, m := range match.Find(graph, question).All() {
			rest := scoreOf(before, m.Organization)
			if m.Score < rest/2-1e-12 || m.Score > rest+weight+1e-12 {
				t.Fatalf("%s: %g with ratings, %g without, weight %g", m.Organization, m.Score, rest, weight)
			}
		}
		for _, m := range before.All() {
			if scoreOf(match.Find(graph, question), m.Organization) == 0 {
				t.Fatalf("a rating hides %s", m.Organization)
			}
		}
	})
}
