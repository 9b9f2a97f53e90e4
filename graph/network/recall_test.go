package network_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"partnergraph/graph/network"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
)

// library is a snapshot of texts: of every three nodes one is called so, one has an alias, and one is described by it.
type library struct {
	store.Store
	texts []string
}

func newLibrary(texts int) library {
	random := rand.New(rand.NewPCG(5, 6))
	l := library{texts: make([]string, texts)}
	for i := range l.texts {
		l.texts[i] = terms.Fold(name(random)).Text
		switch random.IntN(20) {
		case 0:
			l.texts[i] = "關於" + l.texts[i] + "與湖南農業大學的產學研合作協議"
		case 1:
			l.texts[i] += fmt.Sprintf("（ＰＶＣ-%d型，Ⅱ期）", random.IntN(100))
		case 3, 4, 5, 6:
			l.texts[i] = "（湖南）" + l.texts[i]
		case 2:
			l.texts[i] = strings.Repeat(l.texts[i]+"，", 1+random.IntN(4)) + "High-Performance Fibre é"
		}
	}
	return l
}

func id(i int) string { return fmt.Sprintf("%06d", i) }

// isName reports whether a text stands where characters are read.
func isName(i int) bool { return i%3 != 2 }

func (l library) Changes(context.Context, int64, int) ([]store.Change, error) { return nil, nil }

func (l library) Snapshot(_ context.Context, visitor store.Visitor) (store.Head, error) {
	for i, text := range l.texts {
		properties := props{"name": "·", "aliases": []string{}}
		switch i % 3 {
		case 0:
			properties["name"] = text
		case 1:
			properties["aliases"] = []string{"·", text}
		default:
			properties["summary"] = text
		}
		if err := visitor.Node(store.NodeRecord{ID: id(i), Type: "Enterprise", Properties: properties}); err != nil {
			return store.Head{}, err
		}
	}
	return store.Head{}, nil
}

// queries returns parts of texts of so many characters, a word of a text each, and some that stand nowhere.
func (l library) queries(random *rand.Rand, length, many int) []string {
	var queries []string
	for len(queries) < many {
		characters := []rune(l.texts[random.IntN(len(l.texts))])
		from := random.IntN(max(1, len(characters)-length))
		query := string(characters[from:min(from+length, len(characters))])
		if len(queries)%8 == 7 { // two characters that seldom meet
			query += string(rune(0x4E00 + random.IntN(6000)))
		}
		if len(strings.Fields(query)) == 1 && !strings.ContainsAny(query, " \u00a0") {
			queries = append(queries, query)
		}
	}
	return queries
}

// TestSearchFindsAllAndNothingElse holds searches over 100,000 texts to a scan of them: for words of one to eight characters, and for
// readings of as many, in whole syllables, by initials and cut short.
func TestSearchFindsAllAndNothingElse(t *testing.T) {
	l := newLibrary(100_000)
	n := network.New(contract(t))
	if err := n.Load(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	folded := make([]string, len(l.texts))
	for i, text := range l.texts {
		folded[i] = terms.Fold(text).Text
	}
	random := rand.New(rand.NewPCG(7, 8))
	written, read := 0, 0
	for length := 1; length <= 8; length++ {
		for _, query := range l.queries(random, length, 12) {
			word := terms.Fold(query).Text
			written += compareHits(t, n, query, func(i int) bool {
				return strings.Contains(folded[i], word) || isName(i) && reads(folded[i], word)
			})
		}
		for way := range 2 {
			query := spoken(random, folded[random.IntN(len(folded))], length, (length+way)%3)
			read += compareHits(t, n, query, func(i int) bool {
				return strings.Contains(folded[i], query) || isName(i) && reads(folded[i], query)
			})
		}
	}
	if written < 50_000 || read < 20_000 {
		t.Errorf("%d hits of what is written, %d of what is read", written, read)
	}
}

// spoken is the reading of some characters of a text that stand side by side.
func spoken(random *rand.Rand, text string, length, way int) string {
	characters := slices.DeleteFunc([]rune(text), func(r rune) bool { return len(dictionary()[r]) == 0 })
	from := random.IntN(max(1, len(characters)-length))
	var word strings.Builder
	for _, r := range characters[from:min(from+length, len(characters))] {
		readings := dictionary()[r]
		reading := readings[random.IntN(len(readings))]
		if way == 1 {
			reading = reading[:1]
		}
		word.WriteString(reading)
	}
	if way == 2 && word.Len() > 2 {
		return word.String()[:word.Len()-1]
	}
	return word.String()
}

// compareHits compares what is found with what should be.
func compareHits(t *testing.T, n *network.Network, query string, holds func(int) bool) int {
	t.Helper()
	got := map[string]bool{}
	n.View(func(v *network.View) {
		for _, id := range v.Holding(query, nil, "") {
			got[id] = true
		}
		if ranking := v.Search(query, nil); ranking.Count() != len(got) {
			t.Errorf("%q: %d ranked, %d found", query, ranking.Count(), len(got))
		}
	})
	missed, wrong := 0, 0
	for i := range 100_000 {
		switch want := holds(i); {
		case want && !got[id(i)]:
			missed++
		case !want && got[id(i)]:
			wrong++
		}
	}
	if missed+wrong > 0 {
		t.Errorf("%q (%d characters): %d missed, %d wrong, %d found", query, utf8.RuneCountInString(query), missed, wrong, len(got))
	}
	return len(got)
}

// BenchmarkSearchOf reports what one search in twenty exceeds, over 100,000 texts.
func BenchmarkSearchOf(b *testing.B) {
	l := newLibrary(100_000)
	n := network.New(contract(b))
	if err := n.Load(b.Context(), l); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 8))
	for length := 1; length <= 8; length++ {
		queries := l.queries(random, length, 200)
		b.Run(fmt.Sprint(length, " characters"), func(b *testing.B) {
			i := 0
			measure(b, func() { i++; n.View(func(v *network.View) { found(v.Search(queries[i%len(queries)], nil)) }) })
		})
	}
	for way, what := range []string{"whole readings", "initials", "cut readings"} {
		var queries []string
		for i := range 200 {
			queries = append(queries, spoken(random, terms.Fold(l.texts[random.IntN(len(l.texts))]).Text, 2+i%6, way))
		}
		b.Run(what, func(b *testing.B) {
			i := 0
			measure(b, func() { i++; n.View(func(v *network.View) { found(v.Search(queries[i%len(queries)], nil)) }) })
		})
	}
}
