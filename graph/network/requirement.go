package network

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

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
