package match

import (
	"cmp"
	"math"
	"slices"
)

// ranking is what the candidates were found to be, in the order in which they are shown. Of hundreds few are looked at, so places are
// settled when somebody asks for them.
type ranking struct {
	*inquiry
	verdicts []verdict
	order    []place // the settled ones at the end, the best last; before them a heap of the others, the best on top
	settled  int
	heaped   bool
}

// verdict is a candidate and what its score is made of, as Match has it. It has no pointers, so that nobody has to look through them.
type verdict struct {
	node                     Ref
	score                    float64
	contributions            [factors]float64
	alreadyPartner, doubtful bool
}

// place is a verdict's rank and where it stands among them.
type place struct {
	rank float64
	at   int32
}

func newRanking(q *inquiry) *ranking {
	return &ranking{inquiry: q, verdicts: q.room.verdicts[:0], order: q.room.order[:0]}
}

func (r *ranking) add(v verdict) {
	r.order = append(r.order, place{rank(v.score, v.doubtful), int32(len(r.verdicts))})
	r.verdicts = append(r.verdicts, v)
	r.room.verdicts, r.room.order = r.verdicts, r.order
}

func (r *ranking) compare(a, b place) int {
	if c := cmp.Compare(b.rank, a.rank); c != 0 {
		return c
	}
	return r.byID(r.verdicts[a.at].node, r.verdicts[b.at].node)
}

// at returns the verdict at a place from 0.
func (r *ranking) at(place int) *verdict {
	r.settle(place + 1)
	return &r.verdicts[r.order[len(r.order)-1-place].at]
}

// mostTaken is how many places are taken off the heap one by one; for more, all are sorted.
const mostTaken = 256

// settle puts the first places in order.
func (r *ranking) settle(places int) {
	if places <= r.settled {
		return
	}
	rest := r.order[:len(r.order)-r.settled]
	if places > mostTaken {
		slices.SortFunc(rest, func(a, b place) int { return r.compare(b, a) })
		r.settled = len(r.order)
		return
	}
	if !r.heaped {
		for at := len(rest)/2 - 1; at >= 0; at-- {
			r.sink(rest, at)
		}
		r.heaped = true
	}
	for ; r.settled < places; r.settled++ {
		last := len(rest) - 1
		rest[0], rest[last] = rest[last], rest[0]
		rest = rest[:last]
		r.sink(rest, 0)
	}
}

// sink moves a place down to where none below is better.
func (r *ranking) sink(heap []place, at int) {
	for {
		better := 2*at + 1
		if better+1 < len(heap) && r.compare(heap[better+1], heap[better]) < 0 {
			better++
		}
		if better >= len(heap) || r.compare(heap[better], heap[at]) >= 0 {
			return
		}
		heap[at], heap[better] = heap[better], heap[at]
		at = better
	}
}

// logTotal is the logarithm of the sum of all matches' exp(score), of which exp(score) is a match's share as the weights were learned.
func (r *ranking) logTotal() float64 {
	n := len(r.order)
	if n == 0 {
		return 0
	}
	r.settle(n)
	top, sum := math.Inf(-1), 0.0
	for _, v := range r.verdicts {
		top = max(top, v.score)
	}
	for i := range n { // in their order, so that the sum is added up alike every time
		sum += math.Exp(r.at(i).score - top)
	}
	return top + math.Log(sum)
}
