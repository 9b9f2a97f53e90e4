package main

import (
	"math"
	"slices"
	"strings"
)

// weights are those of the linear baseline, in the order of its parts.
type weights [5]float64

func (w weights) sum(parts weights) float64 {
	sum := 0.0
	for i, part := range parts {
		sum += w[i] * part
	}
	return sum
}

// parts are what the linear baseline sums for a candidate: popularity, nearest agreements, past texts, partners in common, same country.
// all are the scores of the baselines that these come from.
func (b *baselines) parts(all [][]float64, q question, candidate int) weights {
	near := 0.0
	if b.candidates[candidate].country == q.asks.country {
		near = 1
	}
	return weights{all[1][candidate], math.Log(1e-2 + all[6][candidate]), all[5][candidate], math.Log1p(all[3][candidate]), near}
}

// trial is a question whose answer is known, with the parts of every candidate.
type trial struct {
	candidates []weights
	truth      []int
}

// tuned finds the weights by which the mean reciprocal rank is best when the latest fifth of what is known is asked of the rest: one
// weight after the other is changed as long as that helps.
func tuned(s split) weights {
	var trials []trial
	inner := (&data{s.known}).at(latestFifth(s.known), "")
	b := newBaselines(inner)
	for _, q := range inner.questions {
		all, t := b.scores(q, false), trial{}
		for i, o := range b.candidates {
			t.candidates = append(t.candidates, b.parts(all, q, i))
			if q.truth[o] {
				t.truth = append(t.truth, i)
			}
		}
		trials = append(trials, t)
	}
	best := weights{1, 0.5, 4, 0.3, 0.8}
	reached := meanReciprocal(trials, best)
	for improved := true; improved; {
		improved = false
		for i := range best {
			for _, by := range []float64{0.5, 0.8, 1.25, 2} {
				other := best
				other[i] *= by
				if figure := meanReciprocal(trials, other); figure > reached+1e-4 {
					best, reached, improved = other, figure, true
				}
			}
		}
	}
	return best
}

func latestFifth(known []*agreement) string {
	starts := make([]string, len(known))
	for i, a := range known {
		starts[i] = a.start
	}
	slices.SortFunc(starts, strings.Compare)
	return starts[len(starts)*4/5]
}

func meanReciprocal(trials []trial, w weights) float64 {
	sum := 0.0
	for _, t := range trials {
		best := math.Inf(-1)
		for _, at := range t.truth {
			best = max(best, w.sum(t.candidates[at]))
		}
		rank := 1
		for _, parts := range t.candidates {
			if w.sum(parts) > best {
				rank++
			}
		}
		sum += 1 / float64(rank)
	}
	return sum / float64(max(len(trials), 1))
}
