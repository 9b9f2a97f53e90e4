package network

import (
	"cmp"
	"runtime"
	"slices"
	"sort"
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
	var ids []string
	for _, group := range v.search(text, types, field).groups {
		for _, number := range group.numbers {
			ids = append(ids, v.id(number))
		}
	}
	return ids
}

func (v *View) search(text string, types []*schema.Node, field string) *Ranking {
	r := &Ranking{question: newQuestion(v.state, text, field), at: map[float64]int{}}
	if len(r.words) == 0 {
		return r
	}
	wanted := v.wanted(types)
	list := candidates(requirements(&v.index, r.words, len(v.nodes)), len(v.nodes))
	workers := min(runtime.GOMAXPROCS(0), 1+len(list)/fewCandidates)
	parts := make([][]scored, workers)
	var group sync.WaitGroup
	for i := range parts {
		share := list[i*len(list)/workers : (i+1)*len(list)/workers]
		if i == workers-1 {
			parts[i] = r.scoreAll(share, wanted)
			continue
		}
		group.Go(func() { parts[i] = r.scoreAll(share, wanted) })
	}
	group.Wait()
	for _, part := range parts {
		for _, s := range part {
			r.add(s.number, s.score)
		}
	}
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

// scoreAll puts the question to all candidates of the types that are wanted. It works on a copy, so that several may at once.
func (q question) scoreAll(list []uint32, wanted []bool) []scored {
	q.values = nil
	var all []scored
	for _, number := range list {
		if !wanted[q.nodes[number].layout] {
			continue
		}
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

// Ranking is what a search found, and valid as long as its View. All nodes are found and scored, since their number and their order
// depend on it; ids are only compared, and matches only gathered, of what is looked at.
type Ranking struct {
	*question
	groups []group
	at     map[float64]int // by score: its group
	count  int
}

// group is all nodes of one score.
type group struct {
	score   float64
	before  int // how many nodes rank before it
	numbers []uint32
	sorted  bool // by id
}

func (r *Ranking) add(number uint32, score float64) {
	at, known := r.at[score]
	if !known {
		at = len(r.groups)
		r.at[score], r.groups = at, append(r.groups, group{score: score})
	}
	r.groups[at].numbers = append(r.groups[at].numbers, number)
}

func (r *Ranking) order() {
	slices.SortFunc(r.groups, func(a, b group) int { return cmp.Compare(b.score, a.score) })
	for i := range r.groups {
		r.groups[i].before = r.count
		r.count += len(r.groups[i].numbers)
	}
}

// Count returns how many nodes were found.
func (r *Ranking) Count() int { return r.count }

// At returns the id and the score of the node at a place from 0. A score is above 0, higher is better.
func (r *Ranking) At(i int) (id string, score float64) {
	number, score := r.node(i)
	return r.id(number), score
}

// Matches returns where the words stand in the node at a place from 0, by the order of fields in the contract, of values in a list,
// then by place in the value.
func (r *Ranking) Matches(i int) []Match {
	number, _ := r.node(i)
	r.put(number)
	return r.matches()
}

func (r *Ranking) node(i int) (number uint32, score float64) {
	g := &r.groups[sort.Search(len(r.groups), func(at int) bool { return r.groups[at].before > i })-1]
	if !g.sorted {
		slices.SortFunc(g.numbers, func(a, b uint32) int { return strings.Compare(r.id(a), r.id(b)) })
		g.sorted = true
	}
	return g.numbers[i-g.before], g.score
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
