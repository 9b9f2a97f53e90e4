package topic

import (
	"math"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// Counts says how often each term stands in a text, in the order in which they first stand there. Counts may be fractions, where a
// part of the text counts for less.
type Counts struct {
	terms []string
	count []float64
	at    map[string]int
}

// Add counts the terms of a text: pairs of Chinese characters, and words of two letters or more.
func (c *Counts) Add(text string, weight float64) {
	if c.at == nil {
		c.at = map[string]int{}
	}
	visit(text, func(pair string, _ characters) { c.note(pair, weight) }, func(word string) { c.note(word, weight) })
}

// characters are the two of a pair in one number.
type characters uint64

func pairOf(first, second rune) characters { return characters(first)<<32 | characters(second) }

// visit goes through the terms of a text.
func visit(text string, pair func(string, characters), word func(string)) {
	for piece := range terms.Pieces(terms.Fold(text).Text) {
		switch piece.Kind {
		case terms.Han:
			first, start := rune(0), 0
			for at, second := range piece.Text {
				if first != 0 {
					pair(piece.Text[start:at+utf8.RuneLen(second)], pairOf(first, second))
				}
				first, start = second, at
			}
		case terms.Word:
			if utf8.RuneCountInString(piece.Text) > 1 && !strings.Contains(idle, " "+piece.Text+" ") {
				word(piece.Text)
			}
		}
	}
}

// Terms is how many different terms were counted.
func (c *Counts) Terms() int { return len(c.terms) }

func (c *Counts) note(term string, weight float64) {
	at, known := c.at[term]
	if !known {
		at = len(c.terms)
		c.at[term] = at
		c.terms, c.count = append(c.terms, term), append(c.count, 0)
	}
	c.count[at] += weight
}

// frequency is what a count weighs before the term's rarity.
func frequency(count float64) float64 {
	if count < 1 {
		return count
	}
	return 1 + math.Log(count)
}

// idle are the English words that are part of nearly any text.
const idle = " an and are as at be been being both but by can could did do does during each for from had has have how if in into is it " +
	"its may more most must no nor not of on only or other our out over own per same should so some such than that the their them then " +
	"there these they this those through to too under until up very via was we were what when where which while who will with within " +
	"would you your also between across about after all among any because before below further here however many much one "
