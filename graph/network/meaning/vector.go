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
	words  []word
	spoken []spoken // those that speak, once they were asked for
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
			w.spoken = nil
		})
	}
}

// InDescription is what a word counts where it says the same as the title at more length.
const InDescription = 0.7

// Few statements have more words, and few words are shorter.
const (
	usualWords  = 24
	bytesOfWord = 6
)

// Statement returns the words of a record in which somebody states something, such as a capability or a need.
func Statement(title, description string) *Words {
	words := titled(title, description)
	words.Add(terms.Fold(description).Text, InDescription)
	return words
}

// titled returns the words of a title, with room for those of a description.
func titled(title, description string) *Words {
	words := &Words{words: make([]word, 0, min(usualWords, (len(title)+len(description))/bytesOfWord))}
	words.Add(terms.Fold(title).Text, 1)
	return words
}

// says is how much a word says of what the text means.
func (w word) says(l *lexicon) float64 {
	count := w.count
	if count > 1 {
		count = 1 + math.Log(count)
	}
	return count * l.weights[w.known]
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

// nearness is from which cosine on a reader takes two words for near ones. At 0.4 sentences said that 制造 is near 研发, 智能 near 技术 and
// 用品 near 利用.
const nearness = 0.5

// alike are two words that are near, and what they add to a likeness.
type alike struct {
	a, b  *word
	gives float64
}

// Pairs tells by which words two texts are most alike: those that add most to the likeness, none in two pairs. Words of one character, and
// those of which one holds the other, tell a reader nothing. Two words add at most what both say; so those that say much are looked at
// first, and once enough of them are near, the others, which are most, are not looked at.
func Pairs(one, other *Words, most int) []Pair {
	l := known()
	ones, others := one.speaking(l), other.speaking(l)
	if len(ones) == 0 || len(others) == 0 {
		return nil
	}
	const rounding = 1 + 1e-9
	var near []alike
	for above, from := math.Inf(1), ones[0].says*others[0].says; ; above, from = from, from/2 {
		rest := false
		for _, a := range ones {
			for _, b := range others {
				says := a.says * b.says
				if says < from {
					rest = true
					break // the others say less
				}
				if says >= above {
					continue
				}
				if likeness := l.likeness(a.known, b.known); likeness >= nearness && !strings.Contains(a.text, b.text) && !strings.Contains(b.text, a.text) {
					near = append(near, alike{a.word, b.word, says * likeness})
				}
			}
		}
		if pairs, last := apart(near, most); !rest || len(pairs) == most && last > from*rounding {
			return pairs
		}
	}
}

// spoken is a word and how much it says.
type spoken struct {
	*word
	says float64
}

// speaking are the words that tell a reader something, those that say most first.
func (w *Words) speaking(l *lexicon) []spoken {
	if w.spoken != nil {
		return w.spoken
	}
	list := make([]spoken, 0, len(w.words))
	for i := range w.words {
		if word := &w.words[i]; word.telling() {
			list = append(list, spoken{word, word.says(l)})
		}
	}
	slices.SortFunc(list, func(a, b spoken) int { return cmp.Compare(b.says, a.says) })
	w.spoken = list
	return list
}

// apart takes those that give most, none of whose words is in one before, and tells what the last of them gives.
func apart(near []alike, most int) (pairs []Pair, last float64) {
	slices.SortFunc(near, func(x, y alike) int {
		return cmp.Or(cmp.Compare(y.gives, x.gives), cmp.Compare(x.a.known, y.a.known), cmp.Compare(x.b.known, y.b.known))
	})
	for _, p := range near {
		if len(pairs) == most {
			break
		}
		if !slices.ContainsFunc(pairs, func(had Pair) bool { return had.One == p.a.text || had.Other == p.b.text }) {
			pairs, last = append(pairs, Pair{p.a.text, p.b.text}), p.gives
		}
	}
	return pairs, last
}

// likeness is the cosine of two words.
func (l *lexicon) likeness(a, b int32) float64 {
	return float64(l.dot(a, b)) * l.scales[a] * l.scales[b]
}
