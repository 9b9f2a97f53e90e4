package match

import (
	"slices"

	"partnergraph/graph/message"
)

// proximity judges by the narrowest place that both lie in, counted in levels of administration: in the same county 1, in the same
// city 2/3, in the same province 1/3; the nation says nothing. Where one of the two is known more precisely than to the county, only
// the same town or village makes 1.
type proximity struct {
	*inquiry
	chain []string // the asker's place and those that it lies in
}

// levels orders the levels of administration; the nation, 0, is what all have in common.
var levels = []string{"NATION", "PROVINCE", "CITY", "COUNTY", "TOWNSHIP", "VILLAGE"}

const county = 3 // in levels

func newProximity(q *inquiry) *proximity {
	p := &proximity{inquiry: q}
	if q.asker != "" {
		if at := q.place(q.asker); at != "" {
			p.chain = append([]string{at}, q.climb(at, liesIn)...)
		}
	}
	return p
}

// rank is the level of a place as a number, 0 when it has none.
func (p *proximity) rank(place string) int {
	node, found := p.Node(place)
	if !found {
		return 0
	}
	return max(0, slices.Index(levels, node.Text("level")))
}

func (p *proximity) values() map[string]float64 {
	values := map[string]float64{}
	if len(p.chain) == 0 {
		return values
	}
	own := p.rank(p.chain[0])
	done := map[string]bool{}
	for _, shared := range p.chain { // the narrowest first, so that it is the one that counts
		rank := p.rank(shared)
		if rank == 0 {
			break
		}
		for _, place := range append([]string{shared}, p.below(shared, liesIn)...) {
			if done[place] {
				continue
			}
			done[place] = true
			value := float64(rank) / float64(max(own, p.rank(place), county))
			for _, resident := range p.residents(place) {
				values[resident] = value
			}
		}
	}
	return values
}

// residents returns the organizations in a place: those located there, and their units that have no place of their own.
func (p *proximity) residents(place string) []string {
	var all []string
	for _, organization := range p.Related(place, locatedIn, true) {
		all = append(all, organization)
		for _, unit := range p.below(organization, partOf) {
			if p.place(unit) == place {
				all = append(all, unit)
			}
		}
	}
	return all
}

func (p *proximity) explain(candidate string) (message.Text, []string) {
	theirs := p.place(candidate)
	lie := append([]string{theirs}, p.climb(theirs, liesIn)...)
	at := slices.IndexFunc(p.chain, func(place string) bool { return slices.Contains(lie, place) })
	shared := p.chain[at]
	evidence := []string{shared}
	for _, place := range []string{p.chain[0], theirs} {
		if !slices.Contains(evidence, place) {
			evidence = append(evidence, place)
		}
	}
	return message.Text{ZH: "双方同在%s", EN: "Both are in %s"}.Fill(p.label(shared).ZH), evidence
}
