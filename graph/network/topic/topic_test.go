package topic_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/network/topic"
)

func counted(text string) *topic.Counts {
	var c topic.Counts
	c.Add(text, 1)
	return &c
}

// corpus are texts about two trades in two languages; no text has all words of its trade.
func corpus() []*topic.Counts {
	var list []*topic.Counts
	for _, trade := range [][]string{
		{"battery", "lithium", "electrode", "cell", "anode"}, {"ocean", "fishery", "plankton", "vessel", "reef"},
		{"塑料", "造粒", "回收", "清洗", "薄膜"}, {"石斛", "栽培", "组培", "种苗", "药材"},
	} {
		for i := range trade {
			text := ""
			for j, word := range trade {
				if j != i {
					text += word + "，"
				}
			}
			list = append(list, counted(text))
		}
	}
	return list
}

func TestTextsOfATradeAreAlikeWithoutAWordInCommon(t *testing.T) {
	basis := topic.Fit(corpus())
	for _, c := range []struct{ a, b, far string }{
		{"lithium", "anode", "plankton"}, {"塑料", "薄膜", "石斛"}, {"a new Electrode, and its cell", "BATTERY", "回收"},
	} {
		near := topic.Likeness(basis.Vector(counted(c.a)), basis.Vector(counted(c.b)))
		far := topic.Likeness(basis.Vector(counted(c.a)), basis.Vector(counted(c.far)))
		if near < 0.2 || far > 0.1 {
			t.Errorf("%s is %.2f like %s and %.2f like %s", c.a, near, c.b, far, c.far)
		}
	}
	if v := basis.Vector(counted("nothing of the kind")); len(v) != 0 {
		t.Errorf("unknown words are about %v", v)
	}
}

func TestOfNoTextsNothingIsLearned(t *testing.T) {
	for _, texts := range [][]*topic.Counts{nil, corpus()[:1], {counted("a b c"), counted("塑料")}} {
		if v := topic.Fit(texts).Vector(counted("塑料 battery")); len(v) != 0 {
			t.Errorf("of %d texts: %v", len(texts), v)
		}
	}
}

func TestEqualTextsMakeEqualBases(t *testing.T) {
	a, b := topic.Fit(corpus()), topic.Fit(corpus())
	for _, text := range corpus() {
		if diff := cmp.Diff(a.Vector(text), b.Vector(text)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestTheSampleDependsOnTheIDsAlone draws the ids in any order.
func TestTheSampleDependsOnTheIDsAlone(t *testing.T) {
	ids := make([]string, 5000)
	for i := range ids {
		ids[i] = fmt.Sprint("agreement ", i)
	}
	want := topic.Sampled(ids)
	if len(want) != 4096 {
		t.Fatalf("a sample of %d", len(want))
	}
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(0, len(ids)).Draw(t, "first")
		if diff := cmp.Diff(want, topic.Sampled(append(append([]string{}, ids[first:]...), ids[:first]...))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAVectorIsLikeItselfAndItsMultiples(t *testing.T) {
	basis := topic.Fit(corpus())
	v := basis.Vector(counted("battery lithium"))
	var sum topic.Sum
	for range 3 {
		sum.Add(v)
	}
	if alike := topic.Likeness(v, sum.Vector()); alike < 0.97 || alike > 1.03 {
		t.Errorf("%.3f like its own multiple", alike)
	}
}

// TestAReaderSaysWhatTheBasisSays holds vectors of texts to those of their counts, to the last number.
func TestAReaderSaysWhatTheBasisSays(t *testing.T) {
	basis := topic.Fit(corpus())
	reader := basis.Reader()
	words := []string{"battery", "lithium", "ocean", "reef", "塑料", "造粒回收", "石斛", "料造", "x", "the", "unknown", "，", "薄"}
	rapid.Check(t, func(t *rapid.T) {
		var counts topic.Counts
		for range rapid.IntRange(0, 3).Draw(t, "texts") {
			text := strings.Join(rapid.SliceOf(rapid.SampledFrom(words)).Draw(t, "text"), rapid.SampledFrom([]string{"", " "}).Draw(t, "blank"))
			counts.Add(text, 1)
			reader.Add(text)
		}
		if diff := cmp.Diff(basis.Vector(&counts), reader.Vector()); diff != "" {
			t.Fatal(diff)
		}
	})
}
