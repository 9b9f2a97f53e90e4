package match

import (
	"slices"

	"partnergraph/graph/message"
	"partnergraph/graph/network/meaning"
	"partnergraph/graph/network/terms"
)

// likeInMeaning judges by how near what is asked for is in meaning to what a candidate states itself, whatever the words: its
// capabilities, or its open needs where something is offered. The nearest of them counts, so that one more never costs.
type likeInMeaning struct {
	*inquiry
	words meaning.Words // of what is asked for
	about meaning.Vector
}

// Texts about other things are mostly up to strangers alike; from intimates on they are about the same. Under akin a sentence does not
// call them near: of the judged pairs a tenth of those about other things reach it, and three quarters of those about the same.
const (
	strangers = 0.15
	akin      = 0.35
	intimates = 0.65
)

func newLikeInMeaning(q *inquiry) *likeInMeaning {
	m := &likeInMeaning{inquiry: q}
	if q.weights[Meaning] == 0 {
		return m
	}
	for _, p := range q.phrases {
		m.words.Add(p.subject, p.weight)
	}
	m.about = m.words.Vector()
	return m
}

// stated is a record in which an organization states something, and what that means.
type stated struct {
	record Ref
	means  meaning.Vector
	need   bool
}

// statements returns what an organization states of itself that has a meaning, by id. It is not to be changed.
func (w works) statements(organization Ref) []stated {
	return recalled(w, organization, aStatement, func(w works, organization Ref) []stated {
		var list []stated
		add := func(records []Ref, need bool) {
			for _, record := range records {
				words := w.statement(record)
				if v := words.Vector(); len(v) > 0 {
					list = append(list, stated{record, v, need})
				}
			}
		}
		add(w.AppendLast(nil, organization, offers, false, maxVentures), false)
		add(slices.DeleteFunc(w.AppendLast(nil, organization, hasNeed, false, maxVentures), func(need Ref) bool {
			return w.Text(need, "state") != "OPEN"
		}), true)
		side := make(meaning.Vector, 0, len(list)*meaning.Size) // by side, since all are read together
		for i, s := range list {
			side = append(side, s.means...)
			list[i].means = side[len(side)-meaning.Size:]
		}
		return slices.Clip(list)
	})
}

// statement returns the words of a capability or a need, its title's in full.
func (w works) statement(record Ref) *meaning.Words {
	var words meaning.Words
	words.Add(terms.Fold(w.Text(record, "title")).Text, 1)
	words.Add(terms.Fold(w.Text(record, "description")).Text, inDescription)
	return &words
}

// nearest returns which statement of a candidate is nearest, and how like it is; of several those of the smallest id.
func (m *likeInMeaning) nearest(candidate Ref) (nearest stated, likeness float64) {
	if len(m.about) == 0 {
		return nearest, 0
	}
	for _, s := range m.statements(candidate) {
		if s.need && !m.offered {
			continue
		}
		if l := meaning.Likeness(m.about, s.means); l > likeness {
			nearest, likeness = s, l
		}
	}
	return nearest, likeness
}

func (m *likeInMeaning) value(c *contender) float64 {
	_, likeness := m.nearest(c.node)
	return min(1, max(0, (likeness-strangers)/(intimates-strangers)))
}

func (*likeInMeaning) leads(func(Ref) bool) {}

// maxPairs is by how many words a sentence says what it took for the same.
const maxPairs = 3

func (m *likeInMeaning) explain(candidate Ref) (message.Text, []Ref) {
	s, likeness := m.nearest(candidate)
	says := message.Text{ZH: "能力%s与所求意思相近（%.2f）", EN: "Its capability %s is near what is asked for in meaning (%.2f)"}
	switch remote := likeness < akin; {
	case s.need && remote:
		says = message.Text{ZH: "需求%s与所供意思略有关联（%.2f）", EN: "Its need %s has something to do with what is offered (%.2f)"}
	case s.need:
		says = message.Text{ZH: "需求%s与所供意思相近（%.2f）", EN: "Its need %s is near what is offered in meaning (%.2f)"}
	case remote:
		says = message.Text{ZH: "能力%s与所求意思略有关联（%.2f）", EN: "Its capability %s has something to do with what is asked for (%.2f)"}
	}
	c := clause{says: says.Fill(m.cited(s.record).ZH, likeness)}
	pairs := m.pairs(s.record)
	if len(pairs) == 0 {
		return c.says, []Ref{s.record}
	}
	c.says = message.Text{ZH: c.says.ZH + "：", EN: c.says.EN + ": "}
	for _, pair := range pairs {
		c.names = append(c.names, message.Text{
			ZH: "“" + pair.One + "”近于“" + pair.Other + "”",
			EN: "“" + pair.One + "” is near “" + pair.Other + "”",
		})
	}
	return sentence(c), []Ref{s.record}
}

func (m *likeInMeaning) pairs(record Ref) []meaning.Pair {
	return meaning.Pairs(&m.words, m.statement(record), maxPairs)
}
