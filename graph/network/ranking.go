package network

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"unicode/utf8"
)

// Ranking is what a search found, and valid as long as its View. How many nodes there are is known at once. A node is scored when a
// place is asked for that it might take, ids are only compared, and matches only gathered, of what is looked at; so it serves one
// caller at a time.
type Ranking struct {
	*question
	groups  []group
	at      map[float64]int // by score: its group
	count   int
	settled int // so many places are taken, whatever those score that wait

	waiting []uint32 // nodes that were found and not scored, by their step
	length  int      // of the word for which they wait, and
	start   uint32   // the bit of its first character
}

// group is all nodes of one score.
type group struct {
	score   float64
	before  int // how many nodes rank before it
	numbers []uint32
	sorted  bool // by id
}

func (r *Ranking) add(s scored) {
	at, known := r.at[s.score]
	if !known {
		at = len(r.groups)
		r.at[s.score], r.groups = at, append(r.groups, group{score: s.score})
	}
	r.groups[at].numbers, r.groups[at].sorted = append(r.groups[at].numbers, s.number), false
}

// order ranks the groups and says which places are settled.
func (r *Ranking) order() {
	slices.SortFunc(r.groups, func(a, b group) int { return cmp.Compare(b.score, a.score) })
	least, place := r.least(), 0
	for i := range r.groups {
		g := &r.groups[i]
		r.at[g.score], g.before = i, place
		place += len(g.numbers)
		if g.score >= least {
			r.settled = place
		}
	}
}

// steps is how finely nodes that wait are told apart by what they may score.
const steps = 1024

// wait lets nodes that the word certainly stands in wait for their scores, those last that may score highest.
func (r *Ranking) wait(list []uint32, length int) {
	if len(list) == 0 {
		return
	}
	first, _ := utf8.DecodeRuneInString(r.words[0].text)
	r.length, r.start, r.waiting = length, startBit(first), make([]uint32, len(list))
	var ends [steps + 1]int
	of := make([]uint16, len(list))
	for i, number := range list {
		step := r.step(number)
		of[i] = uint16(step)
		ends[step+1]++
	}
	for step := range steps {
		ends[step+1] += ends[step]
	}
	for i, number := range list {
		r.waiting[ends[of[i]]] = number
		ends[of[i]]++
	}
}

// step rises with what a node may score.
func (r *Ranking) step(number uint32) int {
	return min(int(r.bound(number)*steps/r.heaviest), steps-1)
}

// least is a score that none of the nodes that wait reaches.
func (r *Ranking) least() float64 {
	if len(r.waiting) == 0 {
		return 0
	}
	step := r.step(r.waiting[len(r.waiting)-1])
	if step == steps-1 {
		return math.Inf(1)
	}
	return float64(step+1) * r.heaviest / steps
}

// reach settles so many places. The further they are, the more nodes are scored at a time.
func (r *Ranking) reach(places int) {
	for many := 256; r.settled < places && len(r.waiting) > 0; many *= 4 {
		from := max(0, len(r.waiting)-many)
		for step := r.step(r.waiting[from]); from > 0 && r.step(r.waiting[from-1]) == step; {
			from--
		}
		found := r.scores(r.waiting[from:])
		if len(found) != len(r.waiting)-from {
			panic("network: the index names a node in which the word does not stand")
		}
		r.waiting = r.waiting[:from]
		for _, s := range found {
			r.add(s)
		}
		r.order()
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
	r.reach(i + 1)
	g := &r.groups[sort.Search(len(r.groups), func(at int) bool { return r.groups[at].before > i })-1]
	if !g.sorted {
		slices.SortFunc(g.numbers, r.compareIDs)
		g.sorted = true
	}
	return g.numbers[i-g.before], g.score
}
