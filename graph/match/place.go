package match

import (
	"slices"

	"partnergraph/graph/message"
)

// proximity judges by the narrowest place that both lie in, counted in levels of administration: in the same county 1, in the same
// city 2/3, in the same province 1/3; the nation says nothing. Where one of the two is known more precisely than to the county, only
// the same town or village makes 1. To an enterprise that looks for technology another one next door is a neighbour, and counts as
// supplies has it: else the neighbours of one that is new come before all that could help it.
type proximity struct {
	*inquiry
	chain []Ref // the asker's place and those that it lies in; none when it is unknown
	own   int   // level of the asker's place
	more  int   // 1 where there are several nations
}

// Where the graph spans several nations, being in the same one says something: every level then counts one more.
//
// levels orders the levels of administration; the nation, 0, is what all have in common.
var levels = []string{"NATION", "PROVINCE", "CITY", "COUNTY", "TOWNSHIP", "VILLAGE"}

const county = 3 // in levels

func newProximity(q *inquiry) *proximity {
	p := &proximity{inquiry: q}
	if q.asked && q.weights[Place] > 0 {
		if at, known := q.place(q.asker); known {
			for _, zone := range q.zones(at) {
				p.chain = append(p.chain, zone.place)
			}
			p.own = q.zones(at)[0].level
			if q.international() {
				p.more = 1
			}
		}
	}
	return p
}

// rank is the level of a place as a number, 0 when it has none.
func (p *proximity) rank(place Ref) int { return levelOf(p.Text(place, "level")) + p.more }

func levelOf(name string) int { return max(0, slices.Index(levels, name)) }

// international reports whether there are several nations.
func (w works) international() bool {
	nations := 0
	for _, place := range w.OfType("Place") {
		if zones := w.zones(place); zones[0].level == 0 && w.Text(place, "level") == levels[0] {
			if nations++; nations > 1 {
				return true
			}
		}
	}
	return false
}

func (p *proximity) value(s *contender) float64 {
	if len(p.chain) == 0 {
		return 0
	}
	zones := s.zones()
	for at := 0; at < len(zones); at += zoneSize { // the narrowest first, so that it is the one that counts
		if slices.Contains(p.chain, zones[at]) {
			level, narrowest := int(zones[at+1]), int(zones[1])
			return p.supplies(s.trade(), aField) * float64(level+p.more) / float64(max(p.own, narrowest, county)+p.more)
		}
	}
	return 0
}

// leads goes from the asker's own place outwards.
func (p *proximity) leads(visit func(Ref) bool) {
	r := p.room
	for _, shared := range p.chain {
		if p.rank(shared) == 0 {
			return
		}
		for _, place := range p.below(shared, liesIn) {
			r.there = p.AppendRelated(r.there[:0], place, locatedIn, true)
			for _, organization := range r.there {
				r.units = p.appendBelow(r.units[:0], organization, partOf)
				for _, unit := range r.units {
					if !visit(unit) {
						return
					}
				}
			}
		}
	}
}

func (p *proximity) explain(candidate Ref) (message.Text, []Ref) {
	theirs, _ := p.place(candidate)
	lie := p.climb(theirs, liesIn)
	at := slices.IndexFunc(p.chain, func(place Ref) bool { return slices.Contains(lie, place) })
	shared := p.chain[at]
	evidence := []Ref{shared}
	for _, place := range []Ref{p.chain[0], theirs} {
		if !slices.Contains(evidence, place) {
			evidence = append(evidence, place)
		}
	}
	name := p.label(shared)
	return message.Text{ZH: "双方同在" + name.ZH, EN: "Both are in " + name.EN}, evidence
}
