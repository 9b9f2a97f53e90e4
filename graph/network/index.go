package network

import (
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// index says for each term in which nodes' searched texts it stands.
//
// A run of Chinese characters is kept as its pairs and, so that each character begins some term, its last character alone. All
// nodes with a character are then those of the terms that begin with it, and no character needs a long list of its own.
type index struct {
	postings []postings          // by the number of a term
	starting map[rune][]neighbor // terms of Chinese characters, by the first; sorted by the second
	number   map[string]uint32   // of all other terms
	words    vocabulary          // of these, too
	initials [][]uint32          // terms of two Chinese characters, by the initials that they may be read with
}

// neighbor is a term of Chinese characters without its first one.
type neighbor struct {
	second rune // 0 when there is none
	number uint32
}

// term is what a text is found by: one or two Chinese characters, or a word of anything else.
type term struct {
	first, second rune // 0 when there is none
	word          string
}

// termOf returns the term of a folded text.
func termOf(text string) term {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case terms.KindOf(first) != terms.Han:
		return term{word: text}
	case size == len(text):
		return term{first: first}
	}
	second, more := utf8.DecodeRuneInString(text[size:])
	if size+more < len(text) {
		return term{word: text} // of which there is none
	}
	return term{first: first, second: second}
}

func newIndex() index {
	return index{number: map[string]uint32{}, starting: map[rune][]neighbor{}, initials: make([][]uint32, letters*letters)}
}

// indexed calls visit with the terms under which a folded text is kept; with some several times.
func indexed(text string, visit func(term)) {
	for piece := range terms.Pieces(text) {
		if piece.Kind != terms.Han {
			visit(term{word: piece.Text})
			continue
		}
		last := rune(0)
		for _, r := range piece.Text {
			if last != 0 {
				visit(term{first: last, second: r})
			}
			last = r
		}
		visit(term{first: last})
	}
}

func (x *index) add(node uint32, texts []string) {
	for _, text := range texts {
		indexed(text, func(t term) { x.insert(t, node) })
	}
}

func (x *index) remove(node uint32, texts []string) {
	for t := range distinct(texts) {
		x.withdraw(t, node)
	}
}

// change touches only the lists of terms that came or went.
func (x *index) change(node uint32, before, after []string) {
	was, is := distinct(before), distinct(after)
	for t := range was {
		if !is[t] {
			x.withdraw(t, node)
		}
	}
	for t := range is {
		if !was[t] {
			x.insert(t, node)
		}
	}
}

func distinct(texts []string) map[term]bool {
	set := map[term]bool{}
	for _, text := range texts {
		indexed(text, func(t term) { set[t] = true })
	}
	return set
}

// known returns the number of a term.
func (x *index) known(t term) (uint32, bool) {
	if t.first == 0 {
		number, known := x.number[t.word]
		return number, known
	}
	list := x.starting[t.first]
	if at, known := following(list, t.second); known {
		return list[at].number, true
	}
	return 0, false
}

// following finds the second character of a term, or its place, without a call for each look as slices has it: a snapshot asks for each
// two characters of all its texts.
func following(list []neighbor, second rune) (int, bool) {
	from, to := 0, len(list)
	for from < to {
		if half := int(uint(from+to) / 2); list[half].second < second {
			from = half + 1
		} else {
			to = half
		}
	}
	return from, from < len(list) && list[from].second == second
}

// numbered returns the number of a term, which it is given when it has none.
func (x *index) numbered(t term) uint32 {
	if number, known := x.known(t); known {
		return number
	}
	number := uint32(len(x.postings))
	x.postings = append(x.postings, postings{})
	if t.first == 0 {
		word := strings.Clone(t.word) // it is part of a longer text and would keep that alive
		x.number[word] = number
		x.words.add(word, number)
		return number
	}
	list := x.starting[t.first]
	at, _ := following(list, t.second)
	x.starting[t.first] = slices.Insert(list, at, neighbor{t.second, number})
	x.read(t.first, t.second, number)
	return number
}

func (x *index) insert(t term, node uint32) {
	number := x.numbered(t)
	x.postings[number].insert(node)
}

// withdraw takes a node off a term's list. The term stays: it may come again, and most do.
func (x *index) withdraw(t term, node uint32) {
	if number, known := x.known(t); known {
		x.postings[number].withdraw(node)
	}
}
