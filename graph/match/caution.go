package match

import (
	"slices"

	"partnergraph/graph/message"
)

// Caution is something to look at before one calls a match.
type Caution struct {
	Kind     string // as in the contract's MatchCautionKind
	Text     message.Text
	Evidence []string
}

// pointsAt leads from a doubt about the data to the records it is about.
const pointsAt = "POINTS_AT"

// doubles returns, for each organization that may be the asker under another name, the open flag that says so.
func (q *inquiry) doubles() map[Ref]Ref {
	found := map[Ref]Ref{}
	for _, mine := range q.kin {
		for _, flag := range q.related(mine, pointsAt, true) {
			if q.Text(flag, "kind") != "POSSIBLE_DUPLICATE" || q.Text(flag, "state") != "OPEN" {
				continue
			}
			for _, other := range q.related(flag, pointsAt, false) {
				if !q.excuses(other) {
					found[other] = flag
				}
			}
		}
	}
	return found
}

// Cautions returns what to look at before one calls one of the answer's matches.
func (a Answer) Cautions(m Match) []Caution {
	var cautions []Caution
	if flag, doubtful := a.doubles[m.node]; doubtful {
		text := message.Text{
			ZH: "待核定的标记说明它与“%s”可能是同一机构，核定前排在最后",
			EN: "an open flag says that it may be the same as “%s”; it stands last until that is settled",
		}
		cautions = append(cautions, Caution{"POSSIBLE_DUPLICATE", text.Fill(a.inquiry.label(a.inquiry.asker).ZH), a.inquiry.ids([]Ref{flag})})
	}
	trade := a.trade()
	if fields := a.contested(m.node, trade); len(fields) > 0 {
		c := clause{says: message.Text{
			ZH: "它与提出方是同一技术领域的企业，可能是竞争对手：", EN: "It is an enterprise of the asker's own field and may be a competitor: ",
		}}
		for _, field := range fields {
			if c.spelt() {
				c.names = append(c.names, a.inquiry.label(field))
			}
		}
		cautions = append(cautions, Caution{"COMPETITOR", sentence(c), a.inquiry.ids(fields[:min(len(fields), MaxEvidence)])})
	}
	if rivals, ventures := a.rivals(m.node, trade); len(rivals) > 0 {
		says := message.Text{ZH: "它与同行企业有合作：", EN: "It works with enterprises of the asker's own field: "}
		if len(a.inquiry.AppendFirst(nil, m.node, partOf, true, 1)) > 0 {
			says = message.Text{ZH: "它或其下属单位与同行企业有合作：", EN: "It or a unit of it works with enterprises of the asker's own field: "}
		}
		text := sentence(clause{says: says, names: rivals, unit: "家"})
		cautions = append(cautions, Caution{"PARTNER_OF_COMPETITOR", text, a.inquiry.ids(ventures[:min(len(ventures), MaxEvidence)])})
	}
	return cautions
}

// trade returns the fields in which others may compete with the asker: none unless it is an enterprise.
func (a Answer) trade() []Ref {
	q := a.inquiry
	if !q.asked || q.Type(q.asker).Name != "Enterprise" {
		return nil
	}
	return q.related(q.asker, worksIn, false)
}

// contested returns those fields of a trade, by id, in which an organization competes: none unless it is an enterprise, and neither the asker
// nor possibly so.
func (a Answer) contested(other Ref, trade []Ref) []Ref {
	q := a.inquiry
	if _, same := a.doubles[other]; same || q.excuses(other) || q.Type(other).Name != "Enterprise" {
		return nil
	}
	return slices.DeleteFunc(q.related(other, worksIn, false), func(field Ref) bool { return !slices.Contains(trade, field) })
}

// rivals returns the enterprises of a trade that a candidate or a unit of it works with, and on what, by id.
func (a Answer) rivals(candidate Ref, trade []Ref) (names []message.Text, ventures []Ref) {
	if len(trade) == 0 {
		return nil, nil
	}
	q := a.inquiry
	var met []Ref
	var shared []Ref
	for _, unit := range q.below(candidate, partOf) {
		for _, relation := range []string{partyTo, takesPartIn} {
			shared = q.AppendLast(shared, unit, relation, false, maxVentures)
		}
	}
	shared = distinct(shared)
	slices.SortFunc(shared, q.byID)
	var members []Ref
	for _, venture := range shared[max(0, len(shared)-maxVentures):] {
		members = q.members(members[:0], venture)
		slices.SortFunc(members, q.byID)
		for _, other := range members {
			if other == candidate || slices.Contains(met, other) || len(a.contested(other, trade)) == 0 {
				continue
			}
			met, names = append(met, other), append(names, q.label(other))
			ventures = append(ventures, venture)
		}
	}
	return names, distinctInOrder(ventures)
}

func distinctInOrder(nodes []Ref) []Ref {
	var kept []Ref
	for _, node := range nodes {
		if !slices.Contains(kept, node) {
			kept = append(kept, node)
		}
	}
	return kept
}
