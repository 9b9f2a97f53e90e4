package graph

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/match"
	"partnergraph/graph/network"
	"partnergraph/schema"
)

// touching counts what matching looks at.
type touching struct {
	matchView
	touched *int
}

func (t touching) AppendRelated(list []match.Ref, node match.Ref, relation string, in bool) []match.Ref {
	all := t.matchView.AppendRelated(list, node, relation, in)
	*t.touched += 1 + len(all) - len(list)
	return all
}

func (t touching) AppendHolding(list []match.Ref, term string) []match.Ref {
	all := t.matchView.AppendHolding(list, term)
	*t.touched += 1 + len(all) - len(list)
	return all
}

func (t touching) Text(node match.Ref, field string) string {
	*t.touched++
	return t.matchView.Text(node, field)
}

func (t touching) OfType(name string) []match.Ref {
	all := t.matchView.OfType(name)
	*t.touched += len(all)
	return all
}

func (t touching) Some(typeName string, most int) []match.Ref {
	all := t.matchView.Some(typeName, most)
	*t.touched += len(all)
	return all
}

// TestAQuestionTouchesNoMoreInALargerNetwork asks the same kinds of questions of two networks, of which one is three times as large.
func TestAQuestionTouchesNoMoreInALargerNetwork(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	touched := map[string][]int{}
	for _, organizations := range []int{5_000, 15_000} {
		whole := network.New(model)
		if err := whole.Load(t.Context(), region{organizations: organizations}); err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, 2))
		whole.View(func(view *network.View) {
			for i := range 5 {
				for name, question := range map[string]match.Question{
					"enterprise": {For: organization(20*i + 33)},
					"need":       {Need: need(20*i + 33)},
					"text":       {For: organization(20*i + 33), Text: words(random, 50)},
				} {
					count := 0
					answer := match.Find(touching{matchView{view, model}, &count}, question)
					if n := answer.Len(); n < 20 || n > 1300 {
						t.Errorf("%s among %d: %d matches", name, organizations, n)
					}
					for len(touched[name]) <= organizations/15_000 {
						touched[name] = append(touched[name], 0)
					}
					touched[name][organizations/15_000] += count / 5
				}
			}
		})
	}
	for name, counts := range touched {
		t.Logf("%s: %d in the smaller network, %d in the larger one", name, counts[0], counts[1])
		if counts[0] == 0 || counts[1] > counts[0]*3/2 {
			t.Errorf("%s: %d records touched in the larger network, %d in the smaller", name, counts[1], counts[0])
		}
	}
}

// TestAnAnswerOwesNothingToTheOneBefore asks everything twice: with each answer left open, and with each closed, so that the next question works
// where it did.
func TestAnAnswerOwesNothingToTheOneBefore(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	whole := network.New(model)
	if err := whole.Load(t.Context(), region{organizations: 6_000}); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	var questions []match.Question
	for i := range 12 {
		who := organization(20*random.IntN(300) + 13)
		questions = append(questions, match.Question{For: who}, match.Question{Text: words(random, 5+8*i)},
			match.Question{For: who, Weights: only(match.Fields)}, match.Question{Need: need(20*random.IntN(300) + 13)},
			match.Question{Offer: fmt.Sprintf("c%07d.%d", 20*random.IntN(300), i%5)})
	}
	whole.View(func(view *network.View) {
		ask := func(q match.Question, closed bool) (shown []any) {
			answer := match.Find(matchView{view, model}, q)
			for i, m := range answer.All() {
				shown = append(shown, m.Organization, m.Score, m.Contributions)
				if i < 20 {
					shown = append(shown, answer.Explain(m))
				}
			}
			if closed {
				answer.Close()
			}
			return shown
		}
		var want [][]any
		for _, q := range questions {
			want = append(want, ask(q, false))
		}
		for range 2 {
			for i, q := range questions {
				if diff := cmp.Diff(want[i], ask(q, true)); diff != "" {
					t.Fatalf("question %d:\n%s", i, diff)
				}
			}
		}
	})
}
