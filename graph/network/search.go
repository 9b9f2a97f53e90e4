package network

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"partnergraph/graph/network/terms"
	"partnergraph/schema"
)

// Match is a place where a word stands.
type Match struct {
	Field, Value string // the field's name and the whole value
	Start, End   int    // in characters from 0; End is exclusive
}

// Search returns the nodes in whose searched properties all the words of the text stand, best first, ties by id. Words are
// separated by blanks and need not stand in the same property; letter case, full and half width, traditional and simplified
// characters do not matter. In names and other properties of a weight of 2 and more, Chinese characters are also found by their
// readings, see terms.Reading. Types narrows the search to these types or interfaces; nil: all. A text without words finds nothing.
//
// Each word counts by the property that it fits best: the property's weight times its closeness, half of that where it is read in
// whole syllables, a quarter where it is read by initials. Where the whole text stands somewhere as it was given, that counts like
// one word more.
func (v *View) Search(text string, types []*schema.Node) *Ranking {
	return v.search(text, types, "")
}

// Holding returns the ids of the nodes in whose one searched property all the words of the text stand, as Search finds them, in no
// particular order.
func (v *View) Holding(text string, types []*schema.Node, field string) []string {
	r := v.search(text, types, field)
	ids := make([]string, 0, r.count)
	for _, group := range r.groups {
		for _, number := range group.numbers {
			ids = append(ids, v.id(number))
		}
	}
	for _, number := range r.waiting {
		ids = append(ids, v.id(number))
	}
	return ids
}

func (v *View) search(text string, types []*schema.Node, field string) *Ranking {
	q := newQuestion(v.state, text, field)
	return v.rank(q, types, q.vouched())
}

// rank answers a question. Candidates that the index does not vouch for are looked at.
func (v *View) rank(q *question, types []*schema.Node, vouched vouch) *Ranking {
	r := &Ranking{question: q, at: map[float64]int{}}
	if len(r.words) == 0 {
		return r
	}
	wanted, list := v.wanted(types), candidates(requirements(&v.index, r.words, len(v.nodes)), len(v.nodes))
	certain, others := make([]uint32, 0, len(list)), []uint32{}
	for _, number := range list {
		switch {
		case !wanted[v.kinds[number]]:
		case vouched.covers(v.hints[number]):
			certain = append(certain, number)
		default:
			others = append(others, number)
		}
	}
	r.count = len(certain)
	for _, s := range r.scores(others) {
		r.count++
		r.add(s)
	}
	r.wait(certain, vouched.length)
	r.order()
	return r
}

// fewCandidates are looked at by one processor; with more, each takes a part of them.
const fewCandidates = 4096

// scored is a node that was found.
type scored struct {
	number uint32
	score  float64
}

// scores puts the question to all candidates and returns those that fit.
func (q *question) scores(list []uint32) []scored {
	workers := min(runtime.GOMAXPROCS(0), 1+len(list)/fewCandidates)
	parts := make([][]scored, workers)
	var group sync.WaitGroup
	for i := range parts {
		share := list[i*len(list)/workers : (i+1)*len(list)/workers]
		if i == workers-1 {
			parts[i] = q.scoreAll(share)
			continue
		}
		group.Go(func() { parts[i] = q.scoreAll(share) })
	}
	group.Wait()
	return slices.Concat(parts...)
}

// scoreAll works on a copy of the question, so that several may at once.
func (q question) scoreAll(list []uint32) []scored {
	q.values, q.room = nil, nil
	var all []scored
	for _, number := range list {
		q.put(number)
		if score, found := q.score(); found {
			all = append(all, scored{number, score})
		}
	}
	return all
}

// wanted marks the layouts of the types.
func (s *state) wanted(types []*schema.Node) []bool {
	marks := make([]bool, len(s.layouts))
	for i, layout := range s.layouts {
		marks[i] = types == nil || slices.ContainsFunc(types, func(t *schema.Node) bool { return t.Is(layout.node.Name) })
	}
	return marks
}

// wordsOf cuts a text into its folded words, each once.
func wordsOf(text string) []string {
	var words []string
	for _, word := range strings.Fields(terms.Fold(text).Text) {
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// candidates returns the nodes in which all the folded words may stand, of which there must be some, and few others.
func (s *state) candidates(words []string) []uint32 {
	return candidates(s.index.requirements(words), len(s.nodes))
}
