package network_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"partnergraph/graph/network"
	"partnergraph/schema"
)

// TestFewAreLookedAt ranks what is found in 100,000 texts as a look at each of them does, at every place, while the first pages take a
// look at few.
func TestFewAreLookedAt(t *testing.T) {
	l := newLibrary(100_000)
	n := network.New(contract(t))
	if err := n.Load(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(9, 10))
	queries := []string{"公", "湖", "湖南", "公司", "有限公", "有限公司", "限责任公司", "公司公司", "（", "p", "é", "-", "1"}
	for length := 1; length <= 8; length++ {
		queries = append(queries, l.queries(random, length, 12)...)
	}
	broad := 0
	for _, query := range queries {
		n.View(func(v *network.View) {
			few, all := v.Search(query, nil), v.SearchAll(query, nil)
			sameRanking(t, few, all, 200)
			if waiting := few.Waiting(); few.Count() > 30_000 && utf8.RuneCountInString(query) <= 2 {
				if broad++; waiting < few.Count()/2 {
					t.Errorf("%q: a page of %d took a look at all but %d", query, few.Count(), waiting)
				}
			}
			sameRanking(t, few, all, all.Count())
		})
	}
	if broad < 4 {
		t.Errorf("%d searches with many hits", broad)
	}
}

// TestSearchRanksAsIfAllWereLookedAt does so on small graphs that change, among types and in texts of every sort.
func TestSearchRanksAsIfAllWereLookedAt(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		someHistory(t, r)
		n := network.New(model)
		follow(t, n, r.changes)
		query := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"安", "福", "环", "保", "化", "工", "a", "1", "-", "é"}), 1, 4).Draw(t, "characters"), "")
		}).Draw(t, "query")
		var types []*schema.Node
		if rapid.Bool().Draw(t, "of a type") {
			types = []*schema.Node{model.Node(rapid.SampledFrom(someTypes).Draw(t, "type"))}
		}
		n.View(func(v *network.View) {
			all := v.SearchAll(query, types)
			sameRanking(t, v.Search(query, types), all, all.Count())
		})
	})
}

// sameRanking compares so many places, from the first on.
func sameRanking(t interface {
	Helper()
	Fatalf(string, ...any)
}, got, want *network.Ranking, places int) {
	t.Helper()
	if got.Count() != want.Count() {
		t.Fatalf("%d hits, want %d", got.Count(), want.Count())
	}
	for i := range min(places, want.Count()) {
		id, score := got.At(i)
		wantID, wantScore := want.At(i)
		if id != wantID || score != wantScore {
			t.Fatalf("place %d of %d: %s %v, want %s %v", i, want.Count(), id, score, wantID, wantScore)
		}
	}
}
