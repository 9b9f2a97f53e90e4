package network

import (
	"math"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// hint is some of what there is to say of a node's searched texts, folded, so that most need not be looked at for one word.
type hint struct {
	starts  uint32 // a bit for each character that a searched text begins with; others may have the same
	density uint16 // the largest weight a character of any of more than one, in densityUnits, rounded up
	traits  trait
}

// trait is something that holds of a node's searched texts.
type trait uint8

const (
	folded trait = 1 << iota // they stand folded in the record, as most do
	single                   // one of them holds all others, see isSingle
	tiny                     // one of them is a single character
)

func (h *hint) set(t trait, holds bool) {
	if h.traits &^= t; holds {
		h.traits |= t
	}
}

// densityUnit is far less than what tells a name of 15 characters from one of 16.
const densityUnit = 1.0 / 4096

// note takes a folded text and its weight into account. A single character, which nothing but itself stands in, is a trait: as a
// density it would hide that of all others.
func (h *hint) note(text string, weight float64) {
	if text == "" {
		return
	}
	first, size := utf8.DecodeRuneInString(text)
	h.starts |= startBit(first)
	if size == len(text) {
		h.set(tiny, true)
		return
	}
	density := math.Ceil(weight / float64(utf8.RuneCountInString(text)) / densityUnit)
	h.density = max(h.density, uint16(min(density, math.MaxUint16)))
}

func startBit(r rune) uint32 { return 1 << ((r ^ r>>5) & 31) }

// vouch says of which nodes the index knows that a question's only word stands in them: those that have the trait.
type vouch struct {
	length int   // of the word, in characters; 0: of none
	trait  trait // 0: of all
}

func (v vouch) covers(h hint) bool { return v.length > 0 && h.traits&v.trait == v.trait }

// vouched is what the index says of a question. Of one or two Chinese characters, of a symbol and of a part of a word it knows each node
// with them; of more characters, each node with all their pairs. It does not know in which property.
func (q *question) vouched() vouch {
	if len(q.words) != 1 || q.field != "" || q.words[0].reading != nil {
		return vouch{}
	}
	text, kind, pieces := q.words[0].text, terms.Blank, 0
	for piece := range terms.Pieces(text) {
		kind, pieces = piece.Kind, pieces+1
	}
	v := vouch{length: utf8.RuneCountInString(text)}
	switch {
	case pieces != 1:
		return vouch{}
	case kind == terms.Han && v.length > 2:
		v.trait = single
	}
	return v
}

// isSingle reports whether one of the texts holds all others and each Chinese character once: where all pairs of a word stand, the word
// stands then. Texts without Chinese characters do not matter.
func isSingle(texts []string) bool {
	whole := ""
	for _, text := range texts {
		if len(text) > len(whole) && strings.ContainsFunc(text, isHan) {
			whole = text
		}
	}
	for _, text := range texts {
		if !strings.Contains(whole, text) && strings.ContainsFunc(text, isHan) {
			return false
		}
	}
	if utf8.RuneCountInString(whole) > longestSingle {
		return false
	}
	for i, r := range whole {
		if isHan(r) && strings.ContainsRune(whole[i+utf8.RuneLen(r):], r) {
			return false
		}
	}
	return true
}

// longestSingle bounds what a comparison of each character with all others takes. Names are shorter.
const longestSingle = 64

func isHan(r rune) bool { return terms.KindOf(r) == terms.Han }

// bound returns what a node scores at most for a word that stands in it: closeness says how the score follows from the place of the
// word and the length of the text, of which the density knows the best that there may be.
func (r *Ranking) bound(number uint32) float64 {
	h := &r.hints[number]
	weight, begins := r.layout(number).weight, h.starts&r.start != 0
	if h.density == math.MaxUint16 || r.length == 1 && begins && h.traits&tiny != 0 {
		return weight
	}
	share := densityUnit * float64(h.density) * float64(r.length)
	best := weight/3 + share/6
	if begins {
		best = max(weight*2/3+share/6, share) // a share of the whole weight is the whole text
	}
	return min(best, weight) + rounding
}

// rounding is more than the sums of a score and of its bound differ by for being rounded.
const rounding = 1e-9
