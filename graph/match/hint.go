package match

import (
	"slices"

	"partnergraph/graph/message"
)

// Hint names something that is not on record and would raise a match if it were and spoke for it.
type Hint struct {
	Record, Field string // an id, and a field of its type
	Text          message.Text
}

// maxHints is the most hints that a match has.
const maxHints = 6

// Hints returns what is missing for one of the answer's matches, what counts most first. What no factor of a weight would look at is not
// missing.
func (a Answer) Hints(m Match) []Hint {
	g := &gaps{inquiry: a.inquiry}
	if g.count(Fields, Text, Meaning) {
		if g.offered && !g.suppliesByTrade(m.node) {
			g.lack(!g.seeks(m.node), m.node, "needs", "对方没有登记待对接的技术需求", "no open need of it is on record")
		} else {
			g.lack(g.none(m.node, offers), m.node, "capabilities", "对方没有登记技术能力", "no capability of it is on record")
		}
	}
	g.ofPurpose()
	g.ofFields(m.node)
	g.ofPlaces(m.node)
	return g.hints
}

// gaps gathers what is missing.
type gaps struct {
	*inquiry
	hints []Hint
}

func (g *gaps) lack(missing bool, record Ref, field, zh, en string) {
	if missing && len(g.hints) < maxHints {
		g.hints = append(g.hints, Hint{g.ID(record), field, message.Text{ZH: zh, EN: en}})
	}
}

// count reports whether one of the factors has a weight.
func (g *gaps) count(factors ...Factor) bool {
	return slices.ContainsFunc(factors, func(f Factor) bool { return g.weights[f] > 0 })
}

func (g *gaps) none(node Ref, relation string) bool {
	return len(g.AppendFirst(nil, node, relation, false, 1)) == 0
}

// ofPurpose looks at the need that is asked for, or at what is offered.
func (g *gaps) ofPurpose() {
	switch {
	case g.hasNeed:
		g.lack(g.count(Fields) && g.none(g.needRef, callsFor), g.needRef, "fields", "需求没有标注技术领域", "the need names no technology field")
		untold := g.Text(g.needRef, "description") == ""
		g.lack(g.count(Text, Meaning) && untold, g.needRef, "description", "需求没有详细说明", "the need is not described in detail")
	case g.hasOffer:
		unnamed := g.none(g.offerRef, drawsOn) && g.none(g.offerRef, fallsInto)
		g.lack(g.count(Fields) && unnamed, g.offerRef, "fields", "所供技术没有标注技术领域", "what is offered names no technology field")
		detail := "description"
		if g.Type(g.offerRef).Name == "Patent" {
			detail = "summary"
		}
		untold := g.Text(g.offerRef, detail) == ""
		g.lack(g.count(Text, Meaning) && untold, g.offerRef, detail, "所供技术没有详细说明", "what is offered is not described in detail")
	}
}

// ofFields looks at the fields of the candidate and of the asker, and at the asker's needs where these speak.
func (g *gaps) ofFields(candidate Ref) {
	if g.count(Fields) {
		wanted := g.asked || g.hasNeed || len(g.fields) > 0
		g.lack(wanted && g.none(candidate, worksIn), candidate, "fields", "对方没有登记技术领域", "no technology field of it is on record")
		g.lack(g.asked && g.none(g.asker, worksIn), g.asker, "fields", "提出方没有登记技术领域", "no technology field of the asker is on record")
	}
	if !g.asked || g.spoken || !g.count(Fields, Text, Meaning) {
		return
	}
	if g.offered {
		g.lack(g.none(g.asker, offers), g.asker, "capabilities", "提出方没有登记技术能力", "no capability of the asker is on record")
	} else {
		g.lack(!g.seeks(g.asker), g.asker, "needs", "提出方没有登记待对接的技术需求", "no open need of the asker is on record")
	}
}

// ofPlaces looks at where the two are: near counts between them, and a text may name the candidate's place.
func (g *gaps) ofPlaces(candidate Ref) {
	near := g.asked && g.count(Place)
	if _, known := g.place(candidate); !known {
		g.lack(near || g.spoken && g.count(Mentioned), candidate, "place", "对方没有登记所在地", "its place is not on record")
	}
	if !near {
		return
	}
	if _, known := g.place(g.asker); !known {
		g.lack(true, g.asker, "place", "提出方没有登记所在地", "the asker's place is not on record")
	}
}

// seeks reports whether an organization has an open need.
func (w works) seeks(organization Ref) bool {
	return slices.ContainsFunc(w.related(organization, hasNeed, false), w.isOpen)
}

func (w works) isOpen(need Ref) bool { return w.Text(need, "state") == "OPEN" }
