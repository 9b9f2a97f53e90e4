package match_test

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/match"
)

// meant returns what the meaning gives to each organization, and the sentence.
func meant(answer match.Answer) (contributions map[string]float64, sentences map[string]string) {
	contributions, sentences = map[string]float64{}, map[string]string{}
	for _, m := range answer.All() {
		contributions[m.Organization] = m.Contributions[match.Meaning]
		for _, reason := range answer.Explain(m) {
			if reason.Factor == match.Meaning {
				sentences[m.Organization] = reason.Text.ZH
			}
		}
	}
	return contributions, sentences
}

// Who states what is asked for in other words is found by their meaning, before who states something else, and the sentence says which
// words were taken for each other.
func TestWordsThatMeanTheSame(t *testing.T) {
	operations := append(county(),
		create("Capability", "c", properties{"title": "聚合物解聚与化学循环"}), relate("OFFERS", "远所", "c"),
		create("University", "师大", properties{"name": "师大"}),
		create("Capability", "d", properties{"title": "儿童早期教育与家庭养育"}), relate("OFFERS", "师大", "d"))
	graph := newRecords(contract(t), operations...)
	question := match.Question{Text: "旧饮料瓶、快递袋回收后做成化工原料"}
	gives, says := meant(match.Find(graph, question))
	if gives["远所"] < gives["师大"]+0.25 {
		t.Errorf("%v", gives)
	}
	if !strings.HasPrefix(says["远所"], "能力“聚合物解聚与化学循环”与所求意思") || !strings.Contains(says["远所"], "近于") {
		t.Error(says["远所"])
	}
	question.Weights = map[match.Factor]float64{match.Meaning: 0}
	if gives, _ := meant(match.Find(graph, question)); gives["远所"] != 0 {
		t.Errorf("without weight it gives %v", gives)
	}
}

// One more statement about something else costs nothing, and a need speaks for its organization only where something is offered, while it
// is open.
func TestWhichStatementsMean(t *testing.T) {
	operations := append(county(), create("Capability", "c", properties{"title": "聚合物解聚与化学循环"}), relate("OFFERS", "远所", "c"))
	question := match.Question{Text: "废塑料瓶裂解炼油"}
	before, _ := meant(match.Find(newRecords(contract(t), operations...), question))
	operations = append(operations, create("Capability", "d", properties{"title": "儿童早期教育"}), relate("OFFERS", "远所", "d"))
	after, _ := meant(match.Find(newRecords(contract(t), operations...), question))
	if before["远所"] == 0 || after["远所"] != before["远所"] {
		t.Errorf("%g, then %g", before["远所"], after["远所"])
	}
	for state, speaks := range map[string]bool{"OPEN": true, "MATCHED": false} {
		graph := newRecords(contract(t), append(slices.Clone(operations),
			create("Need", "n", properties{"title": "废塑料瓶裂解炼油", "state": state}), relate("HAS_NEED", "乙厂", "n"))...)
		if gives, says := meant(match.Find(graph, match.Question{Offer: "c"})); (gives["乙厂"] > 0) != speaks || speaks && !strings.HasPrefix(says["乙厂"], "需求“") {
			t.Errorf("an offer to who has a need that is %s: %v, %v", state, gives, says)
		}
		if gives, _ := meant(match.Find(graph, question)); gives["乙厂"] != 0 {
			t.Errorf("a need that is %s speaks for its organization as a supplier", state)
		}
	}
}
