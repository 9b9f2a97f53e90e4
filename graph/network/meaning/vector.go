package meaning

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// Vector says what a text means: Size numbers, of which the squares add up to about scale². An empty one: nothing is known.
type Vector []int8

// scale leaves room for a single number that is 0.4 of the whole, which next to none is; what is more is cut off.
const scale = 317

// Words says which words stand in a text, and how much each says of what it means. The zero value is of an empty text.
type Words struct {
	words []word
}

type word struct {
	text  string
	known int32
	count float64
}

// Add adds the words of a folded text, which may count for less than 1.
func (w *Words) Add(folded string, weight float64) {
	l := known()
	for piece := range terms.Pieces(folded) {
		if piece.Kind != terms.Han {
			continue
		}
		l.cut(piece.Text, func(text string, known int32) {
			at := slices.IndexFunc(w.words, func(other word) bool { return other.known == known })
			if at < 0 {
				at = len(w.words)
				w.words = append(w.words, word{text: text, known: known})
			}
			w.words[at].count += weight
		})
	}
}

// says is how much a word says of what the text means.
func (w word) says(l *lexicon) float64 {
	count := w.count
	if count > 1 {
		count = 1 + math.Log(count)
	}
	return count * l.weight(w.known)
}

// telling reports whether a word tells a reader something by itself.
func (w word) telling() bool { return utf8.RuneCountInString(w.text) > 1 }

// Vector is the direction in which the words point together; empty when none is known.
func (w *Words) Vector() Vector {
	if len(w.words) == 0 {
		return nil
	}
	l := known()
	var sums [Size]float64
	for _, word := range w.words {
		says := word.says(l) * l.scales[word.known]
		for d, x := range l.of(word.known) {
			sums[d] += says * float64(x)
		}
	}
	length := 0.0
	for _, x := range sums {
		length += x * x
	}
	v, by := make(Vector, Size), scale/math.Sqrt(max(length, 1e-12))
	for d, x := range sums {
		v[d] = int8(max(-127, min(127, math.Round(x*by))))
	}
	return v
}

// Likeness is the cosine of two vectors, from -1 to 1; 0 when one is empty.
func Likeness(a, b Vector) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	a, b = a[:Size], b[:Size]
	dot := int32(0)
	for d, x := range a {
		dot += int32(x) * int32(b[d])
	}
	return float64(dot) / (scale * scale)
}

// Pair is a word of one text and one of another that are near in meaning.
type Pair struct{ One, Other string }

// near is from which cosine on two words are near.
const near = 0.4

// Pairs tells by which words two texts are most alike: those that add most to the likeness, none in two pairs. Words of one character, and
// those of which one holds the other, tell a reader nothing.
func Pairs(one, other *Words, most int) []Pair {
	type alike struct {
		a, b  word
		gives float64
	}
	l := known()
	var all []alike
	for _, a := range one.words {
		for _, b := range other.words {
			if !a.telling() || !b.telling() || strings.Contains(a.text, b.text) || strings.Contains(b.text, a.text) {
				continue
			}
			if likeness := l.likeness(a.known, b.known); likeness >= near {
				all = append(all, alike{a, b, a.says(l) * b.says(l) * likeness})
			}
		}
	}
	slices.SortFunc(all, func(a, b alike) int {
		return cmp.Or(cmp.Compare(b.gives, a.gives), cmp.Compare(a.a.known, b.a.known), cmp.Compare(a.b.known, b.b.known))
	})
	var pairs []Pair
	for _, p := range all {
		if len(pairs) == most {
			break
		}
		if !slices.ContainsFunc(pairs, func(had Pair) bool { return had.One == p.a.text || had.Other == p.b.text }) {
			pairs = append(pairs, Pair{p.a.text, p.b.text})
		}
	}
	return pairs
}

// likeness is the cosine of two words.
func (l *lexicon) likeness(a, b int32) float64 {
	dot, other := 0, l.of(b)
	for d, x := range l.of(a) {
		dot += int(x) * int(other[d])
	}
	return float64(dot) * l.scales[a] * l.scales[b]
}
