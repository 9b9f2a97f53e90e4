package network

import (
	"math/bits"
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

// requirement is what every node with a text must meet: to stand in one of some lists.
type requirement struct {
	lists []*postings
	size  int // of all lists together
}

func (r *requirement) or(list *postings) {
	if size := list.size(); size > 0 {
		r.lists, r.size = append(r.lists, list), r.size+size
	}
}

func (x *index) require(numbers ...uint32) requirement {
	var r requirement
	for _, number := range numbers {
		r.or(&x.postings[number])
	}
	return r
}

// character is met by the nodes in whose texts a Chinese character stands.
func (x *index) character(first rune) requirement {
	var r requirement
	for _, n := range x.starting[first] {
		r.or(&x.postings[n.number])
	}
	return r
}

// exactly is met by the nodes of one term.
func (x *index) exactly(text string) requirement {
	if number, known := x.known(termOf(text)); known {
		return x.require(number)
	}
	return requirement{}
}

// requirements returns what the nodes must meet in whose texts all the folded words stand, none of which has blanks. Meeting them
// is needed, but not enough: of the parts of words, which take a look at every word that is known, only the longest is required.
func (x *index) requirements(words []string) []requirement {
	var all []requirement
	var longest part
	for _, word := range words {
		end := 0
		for piece := range terms.Pieces(word) {
			start := end
			end += len(piece.Text) // pieces follow one another, for there are no blanks
			switch atStart, atEnd := start == 0, end == len(word); {
			case piece.Kind == terms.Han:
				all = append(all, x.characters(piece.Text)...)
			case piece.Kind == terms.Symbol, !atStart && !atEnd:
				all = append(all, x.exactly(piece.Text))
			case len(piece.Text) > len(longest.text):
				longest = part{piece.Text, atStart, atEnd}
			}
		}
	}
	if longest.text != "" {
		all = append(all, x.require(x.words.with(longest)...))
	}
	return all
}

// characters returns what is met by the nodes with a run of Chinese characters, one requirement a pair.
func (x *index) characters(run string) []requirement {
	if first, size := utf8.DecodeRuneInString(run); size == len(run) {
		return []requirement{x.character(first)}
	}
	var all []requirement
	for pair := range terms.Pairs(run) {
		all = append(all, x.exactly(pair))
	}
	return all
}

// worthMarking is how many entries of several lists are worth going through to spare a look at one node.
const worthMarking = 64

// candidates returns the nodes, in ascending order, that meet all requirements, or nearly: those of several long lists are passed over
// where few nodes are left. There must be some requirement.
func candidates(requirements []requirement, nodes int) []uint32 {
	slices.SortStableFunc(requirements, func(a, b requirement) int { return a.size - b.size })
	chosen := requirements[0].union(nodes)
	for _, r := range requirements[1:] {
		switch {
		case len(r.lists) == 1:
			chosen = r.lists[0].among(chosen)
		case r.size <= worthMarking*len(chosen):
			chosen = among(chosen, r.marks(nodes))
		}
	}
	return chosen
}

// of is met by exactly the nodes with a term of terms.Of.
func (x *index) of(text string) requirement {
	if t := termOf(text); t.first != 0 && t.second == 0 {
		return x.character(t.first)
	}
	return x.exactly(text)
}

// holders is the size of what of returns, at no cost in memory.
func (x *index) holders(text string) int {
	t, size := termOf(text), 0
	if t.first != 0 && t.second == 0 {
		for _, n := range x.starting[t.first] {
			size += x.postings[n.number].size()
		}
	} else if number, known := x.known(t); known {
		size = x.postings[number].size()
	}
	return size
}

// union returns the nodes of all lists in ascending order.
func (r requirement) union(nodes int) []uint32 {
	switch len(r.lists) {
	case 0:
		return nil
	case 1:
		return appendPosted([]uint32(nil), r.lists[0])
	}
	return ones(r.marks(nodes), r.size)
}

// marks sets the bit of each node of the lists.
func (r requirement) marks(nodes int) []uint64 {
	marked := make([]uint64, nodes/64+1)
	var all []uint32
	for _, list := range r.lists {
		all = appendPosted(all[:0], list)
		for _, node := range all {
			marked[node/64] |= 1 << (node % 64)
		}
	}
	return marked
}

// among returns the nodes whose bits are set.
func among(list []uint32, marked []uint64) []uint32 {
	both := make([]uint32, 0, len(list))
	for _, node := range list {
		if marked[node/64]>>(node%64)&1 == 1 {
			both = append(both, node)
		}
	}
	return both
}

// ones lists the bits that are set.
func ones(marked []uint64, atMost int) []uint32 {
	list := make([]uint32, 0, atMost)
	for i, word := range marked {
		for ; word != 0; word &= word - 1 {
			list = append(list, uint32(i*64+bits.TrailingZeros64(word)))
		}
	}
	return list
}
