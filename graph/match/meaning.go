package match

import (
	"slices"

	"partnergraph/graph/message"
	"partnergraph/graph/network/meaning"
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

// statements are records in which an organization states something, by id. Each is followed by what it means, as Graph.AppendMeaning has
// it.
type statements []Ref

// aStatedOne is how many numbers say a statement.
const aStatedOne = 1 + meaning.Packed

// statements returns the capabilities of an organization that have a meaning.
func (w works) statements(organization Ref) []Ref {
	return w.meanings(w.AppendLast(nil, organization, offers, false, maxVentures))
}

// demands returns likewise its open needs.
func (w works) demands(organization Ref) []Ref {
	needs := w.AppendLast(nil, organization, hasNeed, false, maxVentures)
	return w.meanings(slices.DeleteFunc(needs, func(need Ref) bool { return !w.isOpen(need) }))
}

// meanings are what records mean, in their order.
func (w works) meanings(records []Ref) []Ref {
	list := make([]Ref, 0, len(records)*aStatedOne)
	for _, record := range records {
		end := len(list)
		if list = w.AppendMeaning(append(list, record), record); len(list) == end+1 {
			list = list[:end]
		}
	}
	return list
}

// wording are the words of a statement.
func (w works) wording(record Ref) *meaning.Words {
	return meaning.WordsOf(w.recalledList(record, aWording, func(w works, record Ref) []Ref {
		return meaning.AppendWords([]Ref(nil), w.Text(record, "title"), w.Text(record, "description"))
	}))
}

// fetch looks up what candidates state.
func (m *likeInMeaning) fetch(few []contender) {
	if len(m.about) == 0 {
		return
	}
	nodes := m.room.nodes[:0]
	for i := range few {
		nodes = append(nodes, few[i].node)
	}
	m.room.nodes = nodes
	m.recalledEach(nodes, aStatement, works.statements, func(at int, s []Ref) { few[at].states = s })
	if m.offered {
		m.recalledEach(nodes, aDemand, works.demands, func(at int, s []Ref) { few[at].needs = s })
	}
}

// nearest returns which statement of a candidate is nearest, and how like it is; of several capabilities that of the smallest id, then of
// the needs.
func (m *likeInMeaning) nearest(states, needs statements) (nearest Ref, likeness float64) {
	for _, list := range [...]statements{states, needs} {
		for ; len(list) > 0; list = list[aStatedOne:] {
			if l := meaning.Likeness(m.about, meaning.VectorOf(list[1:])); l > likeness {
				nearest, likeness = list[0], l
			}
		}
	}
	return nearest, likeness
}

func (m *likeInMeaning) value(c *contender) float64 {
	_, likeness := m.nearest(c.states, c.needs)
	return min(1, max(0, (likeness-strangers)/(intimates-strangers)))
}

// leads meets those who state what is nearest in meaning, the nearest first as far as their marks tell.
func (m *likeInMeaning) leads(visit func(Ref) bool) {
	if len(m.about) == 0 {
		return
	}
	types := []string{"Capability"}
	if m.offered {
		types = append(types, "Need")
	}
	r := m.room
	r.nearest = m.AppendNearest(r.nearest[:0], m.about.Mark(), maxLooks, types...)
	var asking []Ref
	for records := range slices.Chunk(r.nearest, maxLeads) {
		r.stating, r.ends = m.AppendEach(r.stating[:0], r.ends[:0], records, offers, true)
		start := 0
		for i, record := range records {
			owners := r.stating[start:r.ends[i]]
			start = r.ends[i]
			if m.offered && m.Type(record).Name == "Need" && m.isOpen(record) {
				asking = m.AppendRelated(asking[:0], record, hasNeed, true)
				owners = asking
			}
			for _, owner := range owners {
				if !visit(owner) {
					return
				}
			}
		}
	}
}

// maxPairs is by how many words a sentence says what it took for the same.
const maxPairs = 3

func (m *likeInMeaning) explain(candidate Ref) (message.Text, []Ref) {
	shown := []contender{{node: candidate}}
	m.fetch(shown)
	record, likeness := m.nearest(shown[0].states, shown[0].needs)
	what, matter := message.Text{ZH: "能力", EN: "Its capability "}, message.Text{ZH: "所求", EN: "what is asked for"}
	if m.Type(record).Name == "Need" {
		what = message.Text{ZH: "需求", EN: "Its need "}
	}
	if m.offered {
		matter = message.Text{ZH: "所供", EN: "what is offered"}
	}
	says := message.Text{ZH: what.ZH + "%s与" + matter.ZH + "意思相近（%.2f）", EN: what.EN + "%s is near " + matter.EN + " in meaning (%.2f)"}
	if likeness < akin {
		says = message.Text{
			ZH: what.ZH + "%s与" + matter.ZH + "意思略有关联（%.2f）",
			EN: what.EN + "%s has something to do with " + matter.EN + " (%.2f)",
		}
	}
	c := clause{says: says.Fill(m.cited(record).ZH, likeness)}
	pairs := meaning.Pairs(&m.words, m.wording(record), maxPairs)
	if len(pairs) == 0 {
		return c.says, []Ref{record}
	}
	c.says = message.Text{ZH: c.says.ZH + "：", EN: c.says.EN + ": "}
	for _, pair := range pairs {
		c.names = append(c.names, message.Text{
			ZH: "“" + pair.One + "”近于“" + pair.Other + "”",
			EN: "“" + pair.One + "” is near “" + pair.Other + "”",
		})
	}
	return sentence(c), []Ref{record}
}
