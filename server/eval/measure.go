package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// outcome is how a ranking answered a question. Ranks start at 1.
type outcome struct {
	agreement string
	best      int     // rank of the first true partner; 0: none was ranked
	first     string  // id of who was ranked first
	meant     string  // id of the first true partner
	fresh     int     // rank of the first true partner that is a new one, among new ones; 0: none was ranked
	hasFresh  bool    // some true partner is a new one
	unknown   bool    // the enterprise was not seen before
	gain      float64 // nDCG@10
	known     int     // agreements of the true partner that has the most
}

// judge follows a ranking until its first true and first new true partner are met, and ten are seen.
type judge struct {
	q        question
	byID     map[string]*organization
	rank     int
	partners int // old partners met so far
	gain     float64
	outcome
}

func newJudge(q question, s split, byID map[string]*organization, agreements map[*organization]int) *judge {
	j := &judge{q: q, byID: byID, outcome: outcome{agreement: q.about.id, unknown: !s.seen[q.asks]}}
	for o := range q.truth {
		j.known = max(j.known, agreements[o])
		j.hasFresh = j.hasFresh || !q.partner[o]
	}
	return j
}

// place takes the next candidate, and reports whether it matters who comes after it.
func (j *judge) place(id string) bool {
	j.rank++
	o := j.byID[id]
	if j.rank == 1 {
		j.first = id
	}
	if j.q.truth[o] {
		if j.best == 0 {
			j.best, j.meant = j.rank, id
		}
		if !j.q.partner[o] && j.fresh == 0 {
			j.fresh = j.rank - j.partners
		}
		if j.rank <= 10 {
			j.gain += 1 / math.Log2(float64(j.rank+1))
		}
	}
	if j.q.partner[o] {
		j.partners++
	}
	return j.rank < 10 || j.best == 0 || j.hasFresh && j.fresh == 0
}

func (j *judge) result() outcome {
	ideal := 0.0
	for i := range min(10, len(j.q.truth)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	j.outcome.gain = j.gain / ideal
	return j.outcome
}

func hit(rank, within int) float64 {
	if rank > 0 && rank <= within {
		return 1
	}
	return 0
}

func reciprocal(rank int) float64 {
	if rank == 0 {
		return 0
	}
	return 1 / float64(rank)
}

// figure is a mean over the outcomes that it is about.
type figure struct {
	name  string
	value func(outcome) float64
	about func(outcome) bool // nil: all
}

var figures = []figure{
	{"Hit@1", func(o outcome) float64 { return hit(o.best, 1) }, nil},
	{"Hit@10", func(o outcome) float64 { return hit(o.best, 10) }, nil},
	{"MRR", func(o outcome) float64 { return reciprocal(o.best) }, nil},
	{"nDCG@10", func(o outcome) float64 { return o.gain }, nil},
	{"new Hit@10", func(o outcome) float64 { return hit(o.fresh, 10) }, func(o outcome) bool { return o.hasFresh }},
	{"new MRR", func(o outcome) float64 { return reciprocal(o.fresh) }, func(o outcome) bool { return o.hasFresh }},
	{"unknown Hit@10", func(o outcome) float64 { return hit(o.best, 10) }, func(o outcome) bool { return o.unknown }},
	{"unknown MRR", func(o outcome) float64 { return reciprocal(o.best) }, func(o outcome) bool { return o.unknown }},
}

// mean is the figure over the outcomes, each counting as often as its agreement was drawn; false: none is of those it is about.
func (f figure) mean(list []outcome, drawn map[string]int) (float64, bool) {
	sum, n := 0.0, 0
	for _, o := range list {
		times := 1
		if drawn != nil {
			times = drawn[o.agreement]
		}
		if f.about == nil || f.about(o) {
			sum += float64(times) * f.value(o)
			n += times
		}
	}
	return sum / float64(max(n, 1)), n > 0
}

// draws is how many samples a bootstrap takes.
const draws = 1000

// bootstrap calls visit with how often each agreement was drawn, sample by sample. Every call draws the same samples.
func bootstrap(list []outcome, visit func(drawn map[string]int)) {
	var agreements []string
	for _, o := range list {
		agreements = append(agreements, o.agreement)
	}
	slices.Sort(agreements)
	agreements = slices.Compact(agreements)
	random := rand.New(rand.NewPCG(1, 2024))
	for range draws {
		drawn := map[string]int{}
		for range agreements {
			drawn[agreements[random.IntN(len(agreements))]]++
		}
		visit(drawn)
	}
}

// interval is the middle 95 % of values.
func interval(values []float64) (low, high float64) {
	if len(values) == 0 {
		return 0, 0
	}
	slices.Sort(values)
	return values[len(values)*25/1000], values[(len(values)*975-1)/1000]
}

// summary writes a figure with its interval.
func (f figure) summary(list []outcome) string {
	mean, some := f.mean(list, nil)
	if !some {
		return "–"
	}
	var values []float64
	bootstrap(list, func(drawn map[string]int) {
		if value, some := f.mean(list, drawn); some {
			values = append(values, value)
		}
	})
	low, high := interval(values)
	return fmt.Sprintf("%.3f (%.2f–%.2f)", mean, low, high)
}

// against writes by how much a figure is higher than another ranking's of the same questions.
func (f figure) against(list, other []outcome) string {
	mean, _ := f.mean(list, nil)
	base, _ := f.mean(other, nil)
	var values []float64
	bootstrap(list, func(drawn map[string]int) {
		a, some := f.mean(list, drawn)
		b, _ := f.mean(other, drawn)
		if some {
			values = append(values, a-b)
		}
	})
	low, high := interval(values)
	return fmt.Sprintf("%+.3f (%+.3f to %+.3f)", mean-base, low, high)
}

// strata tell questions apart by the known agreements of their best known true partner.
var strata = []struct {
	name      string
	low, high int
}{{"1–3", 1, 3}, {"4–6", 4, 6}, {"7–12", 7, 12}, {"4–12", 4, 12}, {"13–20", 13, 20}, {"over 20", 21, math.MaxInt}}

func byKnown(list []outcome) string {
	var b strings.Builder
	for _, stratum := range strata {
		f := figure{"", func(o outcome) float64 { return hit(o.best, 10) }, func(o outcome) bool { return o.known >= stratum.low && o.known <= stratum.high }}
		n := 0
		for _, o := range list {
			if f.about(o) {
				n++
			}
		}
		fmt.Fprintf(&b, "  %-8s %4d questions  %s\n", stratum.name, n, f.summary(list))
	}
	return b.String()
}
