package match

import (
	"math"

	"partnergraph/graph/message"
	"partnergraph/graph/network/topic"
)

// similar judges by the share of the pull of all agreements that goes to those a candidate is party to: what is told in a line by all of
// these together, what is told at length by the most like one.
type similar struct{ *history }

// least is the share below which nothing is told apart.
const least = 1e-6

func (s similar) value(candidate *contender) float64 {
	if candidate.agreements == 0 || s.total == 0 {
		return 0
	}
	best, shares, within := s.rest, 0.0, 0.0
	if place := s.best.find(candidate.node); place >= 0 {
		best, shares, within = s.best.numbers[place], s.shares[place], s.within[place]
	}
	value := 0.0
	if s.length > 0 {
		value += s.length * ofShare(best/s.total)
	}
	if s.length < 1 {
		others := float64(candidate.agreements) - within
		value += (1 - s.length) * ofShare((shares+s.rest*max(0, others))/s.total)
	}
	return s.fits(candidate) * value
}

func ofShare(share float64) float64 { return 1 - math.Log(share+least)/math.Log(least) }

func (s similar) leads(visit func(Ref) bool) {
	s.best.descend(maxLooks, s.byID, visit)
}

func (s similar) explain(candidate Ref) (message.Text, []Ref) {
	own := s.own(candidate)
	if len(own) == 0 {
		return message.Text{
			ZH: "没有参与过内容最相近的协议，但参与过其他协议",
			EN: "Is party to none of the agreements most like this, but to others",
		}, s.newest(candidate)
	}
	c := clause{says: message.Text{ZH: "参与过内容相近的协议：", EN: "Is party to agreements like this: "}}
	for _, agreement := range own {
		if c.spelt() {
			c.names = append(c.names, s.cited(agreement))
		}
	}
	return sentence(c), own
}

// own returns the like agreements that a candidate or a unit of it is party to, that of the most pull first.
func (s similar) own(candidate Ref) []Ref {
	var own []Ref
	for _, p := range s.parties {
		if p.organization == candidate {
			own = append(own, p.agreement)
		}
	}
	return own
}

// profile judges by how like all of a candidate's agreements together are to what is asked for, against the other candidates: from two
// deviations below the average, 0, to five above, 1.
type profile struct{ *history }

func (p profile) value(candidate *contender) float64 {
	if candidate.likeness == topic.Unknown {
		return 0
	}
	z := (candidate.likeness - p.mean) / p.deviation
	return p.fits(candidate) * min(1, max(0, (z+2)/7))
}

func (profile) leads(func(Ref) bool) {} // those of like agreements, and the most experienced

func (p profile) explain(candidate Ref) (message.Text, []Ref) {
	nearest, latest := newStrongest(MaxEvidence, p.byID), p.deeds(candidate)
	for i, likeness := range p.likenesses(latest) {
		if likeness == topic.Unknown {
			likeness = 0
		}
		nearest.offer(pull{latest[i], likeness})
	}
	var agreements []Ref
	for _, agreement := range nearest.ranked() {
		agreements = append(agreements, agreement.node)
	}
	return message.Text{
		ZH: "历来协议的整体内容与所求的接近程度为 %.2f（候选机构平均 %.2f）",
		EN: "Its agreements together are %.2f like what is asked for (the candidates' average: %.2f)",
	}.Fill(p.likenesses([]Ref{candidate})[0], p.mean), agreements
}
