package match

import (
	"math"
	"slices"

	"partnergraph/graph/message"
)

// experience judges by the number of agreements, each one more counting less: one is none yet, 500 and more make 1.
type experience struct{ *history }

const muchExperience = 500

func (e experience) value(s *contender) float64 {
	return e.fits(s) * min(1, math.Log(float64(max(s.agreements, 1)))/math.Log(muchExperience))
}

func (e experience) leads(visit func(Ref) bool) {
	for _, kind := range suppliers {
		if !e.mayBe(kind) {
			continue
		}
		e.room.leaders = e.AppendLeaders(e.room.leaders[:0], kind)
		for _, organization := range e.room.leaders {
			if !visit(organization) {
				return
			}
		}
	}
}

func (e experience) explain(candidate Ref) (message.Text, []Ref) {
	agreements, _ := e.Deeds(candidate)
	says := message.Text{ZH: "已参与 %d 项协议", EN: "Is party to %d agreements so far"}
	if len(e.AppendFirst(nil, candidate, partOf, true, 1)) > 0 {
		says = message.Text{ZH: "连同下属单位已参与 %d 项协议", EN: "With its units, is party to %d agreements so far"}
	}
	return says.Fill(agreements), e.newest(candidate)
}

// newest returns the agreements of an organization and its units with the greatest ids, which are the latest where ids come in order of time.
func (h *history) newest(organization Ref) []Ref {
	deeds := h.deeds(organization)
	newest := slices.Clone(deeds[max(0, len(deeds)-MaxEvidence):])
	slices.Reverse(newest)
	return newest
}

// part judges by the share of a candidate's agreements in which it does its part of the work, instead of supporting it, paying for it
// or giving it a place.
type part struct{ *history }

func (p part) value(s *contender) float64 {
	if s.agreements == 0 {
		return 0
	}
	return p.fits(s) * float64(s.full) / float64(s.agreements)
}

func (part) leads(func(Ref) bool) {} // whoever has experience

func (p part) explain(candidate Ref) (message.Text, []Ref) {
	agreements, full := p.Deeds(candidate)
	return message.Text{
		ZH: "在 %[2]d 项协议中，有 %[1]d 项是实际承担工作的一方",
		EN: "Did its part of the work in %d of its %d agreements",
	}.Fill(full, agreements), p.newest(candidate)
}
