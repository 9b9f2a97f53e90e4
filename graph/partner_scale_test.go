package graph

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
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

func (t touching) AppendEach(list []match.Ref, ends []int, nodes []match.Ref, relation string, in bool) ([]match.Ref, []int) {
	all, ends := t.matchView.AppendEach(list, ends, nodes, relation, in)
	*t.touched += len(nodes) + len(all) - len(list)
	return all, ends
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

// naming counts the ids that are looked up.
type naming struct {
	matchView
	named *int
}

func (n naming) ID(node match.Ref) string {
	*n.named++
	return n.matchView.ID(node)
}

// TestAQuestionLeavesLittle asks for the first page of some thousand candidates, again and again: of those that are not shown it must read
// no ids, and a question that is closed must leave nothing of what it worked in to the garbage collector.
func TestAQuestionLeavesLittle(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	whole := network.New(model)
	if err := whole.Load(t.Context(), region{organizations: 10_000}); err != nil {
		t.Fatal(err)
	}
	const page = 20
	whole.View(func(view *network.View) {
		for name, c := range map[string]struct {
			question match.Question
			matches  int // at least
			bytes    uint64
		}{
			"fields alone": {match.Question{For: organization(33), Weights: only(match.Fields)}, 50, 20 << 10},
			"everything":   {match.Question{For: organization(33), Text: words(rand.New(rand.NewPCG(1, 2)), 50)}, 500, 250 << 10},
		} {
			named := 0
			ask := func() {
				answer := match.Find(naming{matchView{view, model}, &named}, c.question)
				if answer.Len() < c.matches {
					t.Fatalf("%s: %d matches", name, answer.Len())
				}
				answer.First(page)
				answer.Close()
			}
			ask()                           // fills what is remembered
			least := uint64(math.MaxUint64) // of several times, since a collection may empty the pool of rooms
			for range 10 {
				named = 0
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				ask()
				runtime.ReadMemStats(&after)
				least = min(least, after.TotalAlloc-before.TotalAlloc)
				if named > page {
					t.Errorf("%s: %d ids are read for a page of %d", name, named, page)
				}
			}
			t.Logf("%s: %d bytes", name, least)
			if least > c.bytes {
				t.Errorf("%s: a question leaves %d bytes, more than %d", name, least, c.bytes)
			}
		}
	})
}
