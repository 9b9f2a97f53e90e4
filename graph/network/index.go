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
	number   map[string]uint32   // by term
	postings [][]uint32          // by the term's number: nodes in ascending order
	starting map[rune][]neighbor // terms of Chinese characters, by the first
	words    vocabulary          // all other terms
}

// neighbor is a term of Chinese characters without its first one.
type neighbor struct {
	second rune // 0 when there is none
	number uint32
}

func newIndex() index {
	return index{number: map[string]uint32{}, starting: map[rune][]neighbor{}}
}

// indexed calls visit with the terms under which a folded text is kept; with some several times.
func indexed(text string, visit func(term string)) {
	for piece := range terms.Pieces(text) {
		if piece.Kind == terms.Han {
			for pair := range terms.Pairs(piece.Text) {
				visit(pair)
			}
			_, last := utf8.DecodeLastRuneInString(piece.Text)
			piece.Text = piece.Text[len(piece.Text)-last:]
		}
		visit(piece.Text)
	}
}

func (x *index) add(node uint32, texts []string) {
	for _, text := range texts {
		indexed(text, func(term string) { x.insert(term, node) })
	}
}

func (x *index) remove(node uint32, texts []string) {
	for term := range distinct(texts) {
		x.withdraw(term, node)
	}
}

// change touches only the lists of terms that came or went.
func (x *index) change(node uint32, before, after []string) {
	was, is := distinct(before), distinct(after)
	for term := range was {
		if !is[term] {
			x.withdraw(term, node)
		}
	}
	for term := range is {
		if !was[term] {
			x.insert(term, node)
		}
	}
}

func distinct(texts []string) map[string]bool {
	set := map[string]bool{}
	for _, text := range texts {
		indexed(text, func(term string) { set[term] = true })
	}
	return set
}

func (x *index) insert(term string, node uint32) {
	number, known := x.number[term]
	if !known {
		number = x.newTerm(strings.Clone(term)) // the term is part of a longer text and would keep it alive
	}
	list := x.postings[number]
	if len(list) == 0 || list[len(list)-1] < node {
		x.postings[number] = append(list, node)
		return
	}
	if at, found := slices.BinarySearch(list, node); !found {
		x.postings[number] = slices.Insert(list, at, node)
	}
}

func (x *index) newTerm(term string) uint32 {
	number := uint32(len(x.postings))
	x.postings = append(x.postings, nil)
	x.number[term] = number
	if first, size := utf8.DecodeRuneInString(term); terms.KindOf(first) == terms.Han {
		second := rune(0)
		if size < len(term) {
			second, _ = utf8.DecodeRuneInString(term[size:])
		}
		x.starting[first] = append(x.starting[first], neighbor{second, number})
	} else {
		x.words.add(term, number)
	}
	return number
}

// withdraw takes a node off a term's list. The term stays: it may come again, and most do.
func (x *index) withdraw(term string, node uint32) {
	number, known := x.number[term]
	if !known {
		return
	}
	if at, found := slices.BinarySearch(x.postings[number], node); found {
		x.postings[number] = slices.Delete(x.postings[number], at, at+1)
	}
}

// requirement is what every node with a text must meet: to stand in one of some lists.
type requirement struct {
	lists [][]uint32
	size  int // of all lists together
}

func (x *index) require(numbers ...uint32) requirement {
	var r requirement
	for _, number := range numbers {
		if list := x.postings[number]; len(list) > 0 {
			r.lists, r.size = append(r.lists, list), r.size+len(list)
		}
	}
	return r
}

// character is met by the nodes in whose texts a Chinese character stands.
func (x *index) character(first rune) requirement {
	var r requirement
	for _, n := range x.starting[first] {
		r.lists, r.size = append(r.lists, x.postings[n.number]), r.size+len(x.postings[n.number])
	}
	return r
}

// exactly is met by the nodes of one term.
func (x *index) exactly(term string) requirement {
	if number, known := x.number[term]; known {
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
// where few nodes are left. There must be some requirement. The result is not to be changed.
func candidates(requirements []requirement, nodes int) []uint32 {
	slices.SortStableFunc(requirements, func(a, b requirement) int { return a.size - b.size })
	chosen := requirements[0].union(nodes)
	for _, r := range requirements[1:] {
		switch {
		case len(r.lists) == 1:
			chosen = intersect(chosen, r.lists[0])
		case r.size <= worthMarking*len(chosen):
			chosen = among(chosen, r.marks(nodes))
		}
	}
	return chosen
}

// of is met by exactly the nodes with a term of terms.Of.
func (x *index) of(term string) requirement {
	if first, size := utf8.DecodeRuneInString(term); size == len(term) && terms.KindOf(first) == terms.Han {
		return x.character(first)
	}
	return x.exactly(term)
}

// holders is the size of what of returns, at no cost in memory.
func (x *index) holders(term string) int {
	if first, size := utf8.DecodeRuneInString(term); size == len(term) && terms.KindOf(first) == terms.Han {
		return x.character(first).size
	}
	if number, known := x.number[term]; known {
		return len(x.postings[number])
	}
	return 0
}

// union returns the nodes of all lists in ascending order. The result is not to be changed.
func (r requirement) union(nodes int) []uint32 {
	switch len(r.lists) {
	case 0:
		return nil
	case 1:
		return r.lists[0]
	}
	return ones(r.marks(nodes), r.size)
}

// marks sets the bit of each node of the lists.
func (r requirement) marks(nodes int) []uint64 {
	marked := make([]uint64, nodes/64+1)
	for _, list := range r.lists {
		for _, node := range list {
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

// intersect returns what stands in both lists, of which the first is the shorter one. It leaps ahead in the longer one in growing
// steps, which costs little whether the lists are of like length or not.
func intersect(short, long []uint32) []uint32 {
	both := make([]uint32, 0, len(short))
	for _, node := range short {
		step := 1
		for step < len(long) && long[step] < node {
			step *= 2
		}
		at, found := slices.BinarySearch(long[:min(step+1, len(long))], node)
		if found {
			both = append(both, node)
		}
		long = long[at:]
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

// compact moves all lists into one piece of memory without room to grow. A list that grows later moves out by itself.
func (x *index) compact() {
	size := 0
	for _, list := range x.postings {
		size += len(list)
	}
	all := make([]uint32, 0, size)
	for i, list := range x.postings {
		start := len(all)
		all = append(all, list...)
		x.postings[i] = all[start:len(all):len(all)]
	}
}
