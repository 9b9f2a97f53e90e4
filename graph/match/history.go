package match

import (
	"cmp"
	"math"
	"slices"

	"partnergraph/graph/network/topic"
)

// history is what the agreements so far say about what is asked for: how like each of them is to it. Experience, similar agreements,
// profile and part rest on it.
type history struct {
	*inquiry
	about topic.Vector // what is asked for; empty when no word of it is known

	// An agreement's pull is how much it counts as a like one: exp(0.8 z) for a likeness of z deviations above the average, at most
	// e¹². Those of the most pull are told apart, the others pull alike.
	like  []pull // that of the most pull first, ties by id
	rest  float64
	total float64 // of all agreements

	best    *tally    // by organization: the pull of the most like agreement that it is party to
	shares  []float64 // by its place there: the pull of the like agreements that it is party to
	within  []float64 // by the same: how many of those there are
	parties []party   // which ones, those of the most pull first

	mean, deviation float64 // of the candidates' likeness
}

// party is an organization and an agreement that it or a unit of it is party to.
type party struct{ organization, agreement Ref }

// pull is a node, such as an agreement, and how much it counts, as a like one does.
type pull struct {
	node   Ref
	weight float64
}

const (
	slope       = 0.8
	maxPull     = 12.0 // of the exponent
	maxLike     = 200  // agreements that are told apart
	maxExamined = 4096 // agreements that are all looked at; of more, those that hold the rarest words
	sampled     = 1024 // agreements from which average and deviation are known, where not all are looked at
)

func newHistory(q *inquiry) *history {
	h := &history{inquiry: q, best: q.room.tally(), shares: q.room.shares[:0], within: q.room.within[:0]}
	if q.weights[Similar] == 0 && q.weights[Profile] == 0 {
		return h
	}
	h.about = q.Basis().Vector(q.counts)
	if len(h.about) > 0 {
		h.weigh()
	}
	return h
}

// countsOf counts the terms of what is asked for.
func countsOf(phrases []phrase) *topic.Counts {
	var counts topic.Counts
	for _, p := range phrases {
		counts.Add(p.text, p.weight)
	}
	return &counts
}

// weigh finds the agreements that pull most, and who is party to them.
func (h *history) weigh() {
	all := h.Count("Agreement")
	from, large := []Ref(nil), all > maxExamined
	var examined []Ref
	if large {
		examined, from = h.holding(), h.Some("Agreement", sampled)
	} else {
		from = h.Some("Agreement", maxExamined)
		examined = from
	}
	h.room.sample = h.AppendLikeness(h.room.sample[:0], h.about, from)
	known := h.room.sample
	for i, likeness := range known {
		known[i] = max(0, likeness) // also of those of which nothing is known
	}
	slices.Sort(known) // so that each sum is added up alike every time
	mean, deviation := spread(known)
	exponent := func(likeness float64) float64 { // of the pull, which is dear
		return min(slope*(max(0, likeness)-mean)/deviation, maxPull)
	}
	top := newStrongest(maxLike, h.byID)
	h.room.numbers = h.AppendLikeness(h.room.numbers[:0], h.about, examined)
	for i, likeness := range h.room.numbers {
		top.offer(pull{examined[i], exponent(likeness)})
	}
	h.like = top.ranked()
	for i := range h.like {
		p := &h.like[i]
		p.weight = math.Exp(p.weight)
		h.total += p.weight
	}
	if others := all - len(h.like); others > 0 {
		if !large {
			known = known[:others]
		}
		last, weight := math.NaN(), 0.0
		for _, likeness := range known { // of which many are 0
			if likeness != last {
				last, weight = likeness, math.Exp(exponent(likeness))
			}
			h.rest += weight / float64(len(known))
		}
		h.total += h.rest * float64(others)
	}
	h.credit()
}

// credit tells who is party to the agreements that pull most.
func (h *history) credit() {
	r := h.room
	r.like = r.like[:0]
	for _, p := range h.like {
		r.like = append(r.like, p.node)
	}
	r.signers, r.ends = h.AppendEach(r.signers[:0], r.ends[:0], r.like, partyTo, true)
	h.parties = r.parties[:0]
	start := 0
	for i, p := range h.like {
		signers := r.signers[start:r.ends[i]]
		start = r.ends[i]
		if slices.ContainsFunc(signers, h.excuses) {
			continue // what was done with the asker is the track record's to judge
		}
		r.members = h.withWholes(append(r.members[:0], signers...))
		for _, member := range r.members {
			place := h.best.place(member)
			if place == len(h.shares) {
				h.shares, h.within = append(h.shares, 0), append(h.within, 0)
			}
			h.best.numbers[place] = max(h.best.numbers[place], p.weight)
			h.shares[place] += p.weight
			h.within[place]++
			h.parties = append(h.parties, party{member, p.node})
		}
	}
	r.parties, r.shares, r.within = h.parties, h.shares, h.within
}

// withWholes adds to organizations what they are part of, each once: what a unit did, the whole did.
func (w works) withWholes(organizations []Ref) []Ref {
	for i := 0; i < len(organizations); i++ {
		end := len(organizations)
		organizations = w.AppendRelated(organizations, organizations[i], partOf, false)
		for j := len(organizations) - 1; j >= end; j-- {
			if slices.Contains(organizations[:j], organizations[j]) {
				organizations = slices.Delete(organizations, j, j+1)
			}
		}
	}
	return organizations
}

// holding returns agreements that hold words of what is asked for, the rarest words first, as many as may be looked at, each once and in
// no order that may be shown.
func (h *history) holding() []Ref {
	words := slices.Clone(h.words())
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.holders, b.holders) })
	held := h.room.held[:0]
	for i, word := range words {
		if i > 0 && len(held)+word.holders > maxFound {
			break
		}
		held = h.AppendHolding(held, word.term)
	}
	h.room.held = held
	held = h.Only(held, "Agreement")
	met := h.room.roll()
	met.expect(len(held))
	return slices.DeleteFunc(held, func(node Ref) bool {
		others := len(met.touched)
		return met.place(node) < others
	})
}

// spread is the average and the deviation of numbers; the deviation is never 0.
func spread(numbers []float64) (mean, deviation float64) {
	n := float64(max(len(numbers), 1))
	for _, number := range numbers {
		mean += number / n
	}
	for _, number := range numbers {
		deviation += (number - mean) * (number - mean) / n
	}
	return mean, max(math.Sqrt(deviation), 1e-9)
}

// contenders gathers what organizations are judged by. It is one short loop a thing, for what it reads lies far apart: so the processor
// waits for several at once. They hold until the next are asked for.
func (h *history) contenders(organizations []Ref) []contender {
	list := slices.Grow(h.room.contenders[:0], len(organizations))[:len(organizations)]
	h.room.contenders = list
	h.recalledEach(organizations, aDossier, works.newDossier, func(at int, d []Ref) {
		list[at] = contender{node: organizations[at], dossier: d}
	})
	for i, likeness := range h.likenesses(organizations) {
		list[i].likeness = likeness
	}
	for i := range list {
		c := &list[i]
		c.agreements, c.full = h.Deeds(c.node)
	}
	return list
}

// compare settles what is an average profile among the candidates.
func (h *history) compare(candidates []contender) {
	known := h.room.numbers[:0]
	for i := range candidates {
		if likeness := candidates[i].likeness; likeness != topic.Unknown {
			known = append(known, likeness)
		}
	}
	slices.Sort(known) // the candidates come in no order
	h.mean, h.deviation = spread(known)
}

// likenesses is how like the agreements of each organization together are to what is asked for; topic.Unknown where nothing is known. It
// holds until it is asked for again.
func (h *history) likenesses(organizations []Ref) []float64 {
	h.room.numbers = h.room.numbers[:0]
	if len(h.about) > 0 {
		h.room.numbers = h.AppendLikeness(h.room.numbers, h.about, organizations)
		return h.room.numbers
	}
	for range organizations {
		h.room.numbers = append(h.room.numbers, topic.Unknown)
	}
	return h.room.numbers
}

// fits is how much what an organization has done counts for who asks.
func (h *history) fits(s *contender) float64 { return h.supplies(s.trade(), aField) }
