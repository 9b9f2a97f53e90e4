package match_test

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"partnergraph/graph/match"
	"partnergraph/schema"
)

// check runs a property over random worlds and questions.
func check(t *testing.T, property func(*rapid.T, *schema.Model, *world, match.Question)) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		w := aWorld(t)
		property(t, model, w, w.aQuestion(t, model))
	})
}

var shownAlone = cmpopts.IgnoreUnexported(match.Answer{}, match.Match{})

func TestReasonsAddUpAndRestOnRecords(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		graph := newRecords(model, w.operations...)
		answer := match.Find(graph, question)
		for _, m := range answer.All() {
			sum := 0.0
			reasons := answer.Explain(m)
			for _, reason := range reasons {
				sum += reason.Contribution
				if reason.Contribution == 0 || reason.Contribution < 0 && reason.Factor != match.Ratings || reason.Contribution > reason.Weight {
					t.Fatalf("%s: %s contributes %g at weight %g", m.Organization, reason.Factor, reason.Contribution, reason.Weight)
				}
				if reason.Text.ZH == "" || reason.Text.EN == "" || strings.Contains(reason.Text.ZH+reason.Text.EN, "%!") {
					t.Fatalf("%s: %s is told as %+v", m.Organization, reason.Factor, reason.Text)
				}
				checkEvidence(t, graph, reason)
			}
			if math.Abs(sum-m.Score) > 1e-9 || m.Score <= 0 {
				t.Fatalf("%s: the contributions add up to %g, the score is %g", m.Organization, sum, m.Score)
			}
			if !slices.IsSortedFunc(reasons, func(a, b match.Reason) int { return cmp.Compare(b.Contribution, a.Contribution) }) {
				t.Fatalf("%s: the reasons are not in order", m.Organization)
			}
		}
	})
}

func checkEvidence(t *rapid.T, graph *records, reason match.Reason) {
	if len(reason.Evidence) > match.MaxEvidence || len(reason.Evidence) == 0 && reason.Factor != match.Baseline {
		t.Fatalf("%s rests on %d records", reason.Factor, len(reason.Evidence))
	}
	seen := map[string]bool{}
	for _, id := range reason.Evidence {
		if _, found := graph.Lookup(id); !found || seen[id] {
			t.Fatalf("%s rests on %q, which is unknown or named twice", reason.Factor, id)
		}
		seen[id] = true
	}
}

func TestRankingIsByScoreThenID(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		answer := match.Find(newRecords(model, w.operations...), question)
		for i := 1; i < answer.Len(); i++ {
			before, after := answer.All()[i-1], answer.All()[i]
			if before.Rank() < after.Rank() || before.Rank() == after.Rank() && before.Organization >= after.Organization {
				t.Fatalf("%s (%g) stands before %s (%g)", before.Organization, before.Score, after.Organization, after.Score)
			}
		}
	})
}

func TestRankingDoesNotDependOnTheOrderOfWrites(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		answer := match.Find(newRecords(model, w.operations...), question)
		other := match.Find(newRecords(model, rapid.Permutation(w.operations).Draw(t, "order")...), question)
		if diff := gocmp.Diff(answer, other, shownAlone); diff != "" {
			t.Fatal(diff)
		}
		for i, m := range answer.All() {
			if diff := gocmp.Diff(answer.Explain(m), other.Explain(other.All()[i])); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestACapabilityGainedCostsNothing(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		who := one(t, "who", w.organizations)
		before := match.Find(newRecords(model, w.operations...), question)
		w.capability(t, "gained", who)
		after := match.Find(newRecords(model, w.operations...), question)
		if asks := question.For == who || question.For == "" && question.Need != ""; asks {
			return // the question itself may have changed
		}
		if was, is := scoreOf(before, who), scoreOf(after, who); is < was-1e-12 {
			t.Fatalf("%s fell from %g to %g", who, was, is)
		}
	})
}

func scoreOf(answer match.Answer, organization string) float64 {
	for _, m := range answer.All() {
		if m.Organization == organization {
			return m.Score
		}
	}
	return 0
}

func TestWeightZeroTakesAFactorOut(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		graph := newRecords(model, w.operations...)
		out := match.Factor(rapid.IntRange(0, 6).Draw(t, "out"))
		illRated := map[string]bool{} // what a bad rating takes depends on the other factors: TestABadRatingTakesHalfAtMost
		var want []match.Match
		for _, m := range match.Find(graph, question).All() {
			illRated[m.Organization] = out != match.Ratings && m.Contributions[match.Ratings] < 0
			m.Contributions[out] = 0
			m.Score = 0
			for _, contribution := range m.Contributions {
				m.Score += contribution
			}
			if m.Score > 0 {
				want = append(want, m)
			}
		}
		slices.SortFunc(want, func(a, b match.Match) int {
			return cmp.Or(cmp.Compare(b.Rank(), a.Rank()), cmp.Compare(a.Organization, b.Organization))
		})
		question.Weights[out] = 0
		got := match.Find(graph, question).All()
		ill := func(m match.Match) bool { return illRated[m.Organization] }
		want, got = slices.DeleteFunc(want, ill), slices.DeleteFunc(got, ill)
		if diff := gocmp.Diff(want, got, shownAlone, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOnlyWhoMayBeACandidateIsOne(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		graph := newRecords(model, w.operations...)
		for _, m := range match.Find(graph, question).All() {
			is := graph.Type(graph.refs[m.Organization])
			if len(question.Kinds) > 0 && !slices.Contains(question.Kinds, is) || len(question.Kinds) == 0 && is.Name == "GovernmentAgency" {
				t.Fatalf("%s is a %s", m.Organization, is.Name)
			}
			if question.For != "" && (m.Organization == question.For || slices.Contains(graph.related(question.For, "PART_OF", true), m.Organization) ||
				slices.Contains(graph.related(question.For, "PART_OF", false), m.Organization)) {
				t.Fatalf("%s belongs to the asker %s", m.Organization, question.For)
			}
			if len(question.Regions) > 0 && !within(graph, whereabouts(graph, m.Organization), question.Regions[0]) {
				t.Fatalf("%s does not lie in %s", m.Organization, question.Regions[0])
			}
			if m.AlreadyPartner && question.ExcludeExisting {
				t.Fatalf("%s is a partner already", m.Organization)
			}
		}
	})
}

// whereabouts is the place of an organization, else of what it belongs to.
func whereabouts(graph *records, organization string) string {
	for organization != "" {
		if places := graph.related(organization, "LOCATED_IN", false); len(places) > 0 {
			return places[0]
		}
		organization = strings.Join(graph.related(organization, "PART_OF", false), "")
	}
	return ""
}

func within(graph *records, place, region string) bool {
	for place != "" && place != region {
		place = strings.Join(graph.related(place, "LIES_IN", false), "")
	}
	return place == region
}

func TestPartnersAreSoFromBothSides(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, _ match.Question) {
		graph := newRecords(model, w.operations...)
		all := []*schema.Node{}
		for _, kind := range kindsOfOrganizations {
			all = append(all, model.Node(kind))
		}
		partners := map[[2]string]bool{}
		for _, organization := range w.organizations {
			for _, m := range match.Find(graph, match.Question{For: organization, Kinds: all}).All() {
				if m.AlreadyPartner {
					partners[[2]string{organization, m.Organization}] = true
				}
			}
		}
		for pair := range partners {
			if !partners[[2]string{pair[1], pair[0]}] {
				t.Fatalf("%s is a partner of %s, but not the other way round", pair[1], pair[0])
			}
		}
	})
}

func TestExistingPartnersAreLeftOutAndNothingElse(t *testing.T) {
	check(t, func(t *rapid.T, model *schema.Model, w *world, question match.Question) {
		graph := newRecords(model, w.operations...)
		question.ExcludeExisting = false
		want := slices.DeleteFunc(match.Find(graph, question).All(), func(m match.Match) bool { return m.AlreadyPartner })
		question.ExcludeExisting = true
		if diff := gocmp.Diff(want, match.Find(graph, question).All(), shownAlone, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}
