package network_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// TestEveryAnswerIsTheTruth holds three networks to the naive truth: one that followed the log from its beginning, in batches that
// overlap; one loaded at the end; and one loaded half-way that caught up.
func TestEveryAnswerIsTheTruth(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		someHistory(t, r)
		halfway := network.New(r.model)
		if err := halfway.Load(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		someHistory(t, r)
		following, loaded := network.New(r.model), network.New(r.model)
		if err := loaded.Load(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if err := halfway.Sync(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		follow(t, following, r.changes)

		q := someQuestions(t, r)
		want := truth(r, q)
		for name, n := range map[string]*network.Network{"following": following, "loaded": loaded, "halfway": halfway} {
			if diff := cmp.Diff(want, ask(n, r, q)); diff != "" {
				t.Fatalf("%s (-truth +answers):\n%s", name, diff)
			}
		}
		for _, text := range append(q.texts, q.readings...) {
			if diff := cmp.Diff(search(loaded, text), search(following, text)); diff != "" {
				t.Fatalf("hits for %q (-loaded +following):\n%s", text, diff)
			}
		}
		checkDegrees(t, r, loaded, following)
	})
}

// hit is one place of a ranking.
type hit struct {
	ID      string
	Score   float64
	Matches []network.Match
}

func search(n *network.Network, text string) (hits []hit) {
	n.View(func(v *network.View) { hits = hitsOf(v.Search(text, nil)) })
	return hits
}

func hitsOf(r *network.Ranking) []hit {
	hits := make([]hit, r.Count())
	for i := range hits {
		id, score := r.At(i)
		hits[i] = hit{id, score, r.Matches(i)}
	}
	return hits
}

// follow applies the changes in batches, each of which repeats some that came before.
func follow(t *rapid.T, n *network.Network, changes []store.Change) {
	for done := 0; done < len(changes); {
		from := rapid.IntRange(0, done).Draw(t, "from")
		to := rapid.IntRange(done+1, len(changes)).Draw(t, "to")
		if err := n.Apply(changes[from:to]); err != nil {
			t.Fatal(err)
		}
		done = to
	}
}

func someQuestions(t *rapid.T, r *recorder) questions {
	q := questions{
		ids:      append([]string{"nobody", ""}, someIDs...),
		texts:    rapid.SliceOfN(someText(), 1, 4).Draw(t, "texts"),
		readings: rapid.SliceOfN(someReading(), 1, 6).Draw(t, "readings"),
		terms:    []string{"安", "安福", "化工", "a", "abc", "1", "é", "安福环"},
		names:    append(rapid.SliceOfN(someText(), 1, 2).Draw(t, "names"), " "),
		depth:    rapid.IntRange(0, 5).Draw(t, "depth"),
		first:    rapid.IntRange(1, 12).Draw(t, "first"),
		via:      rapid.SampledFrom([][]string{nil, nil, {"PARTY_TO"}, {"PARTY_TO", "TAKES_PART_IN", "PART_OF"}, {"CITES", "WORKS_IN"}, {}}).Draw(t, "via"),
	}
	for _, id := range slices.Sorted(maps.Keys(r.nodes)) {
		for _, text := range r.searched(r.nodes[id]) {
			characters := []rune(text)
			from := rapid.IntRange(0, len(characters)-1).Draw(t, "from")
			to := rapid.IntRange(from+1, min(from+8, len(characters))).Draw(t, "to")
			q.texts = append(q.texts, string(characters[from:to]))
		}
		if name, ok := r.nodes[id].Properties["name"].(string); ok && strings.TrimSpace(name) != "" {
			q.names = append(q.names, name)
		}
	}
	q.names = slices.DeleteFunc(q.names, func(name string) bool { return strings.TrimSpace(name) == "" })
	return q
}

// checkDegrees holds Degree and Spread to be exact, but for the largest degree, which following changes never lowers.
func checkDegrees(t *rapid.T, r *recorder, loaded, following *network.Network) {
	for _, node := range r.model.Nodes() {
		for _, field := range node.Fields {
			relation := field.Relation
			if relation == nil || relation.Type == "" {
				continue
			}
			degrees := map[string]int{}
			for ref := range r.relations {
				if end := map[bool]string{false: ref.From, true: ref.To}[relation.In]; ref.Type == relation.Type {
					degrees[end]++
				}
			}
			var want plan.Spread
			for id, degree := range degrees {
				want.Move(0, degree)
				if got, known := following.Degree(id, relation); got != degree || !known {
					t.Fatalf("degree of %s of %s is %d (%v), want %d", field.Name, id, got, known, degree)
				}
			}
			if got, known := loaded.Spread(relation); got != want || !known {
				t.Fatalf("spread of %s is %v (%v), want %v", field.Name, got, known, want)
			}
			got, _ := following.Spread(relation)
			if got.Most < want.Most || got.Nodes != want.Nodes {
				t.Fatalf("spread of %s is %v after changes, want %v", field.Name, got, want)
			}
		}
	}
}
