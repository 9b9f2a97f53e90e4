package match

import "partnergraph/graph/message"

// Hint names something that is not on record and would raise a match if it were and spoke for it.
type Hint struct {
	Record, Field string // an id, and a field of its type
	Text          message.Text
}

// maxHints is the most hints that a match has.
const maxHints = 6

// Hints returns what is missing for one of the answer's matches, what counts most first.
func (a Answer) Hints(m Match) []Hint {
	q := a.inquiry
	var hints []Hint
	lacks := func(missing bool, record Ref, field, zh, en string) {
		if missing && len(hints) < maxHints {
			hints = append(hints, Hint{q.ID(record), field, message.Text{ZH: zh, EN: en}})
		}
	}
	none := func(node Ref, relation string) bool { return len(q.related(node, relation, false)) == 0 }
	placeless := func(node Ref) bool {
		_, known := q.place(node)
		return !known
	}
	lacks(none(m.node, offers), m.node, "capabilities", "对方没有登记技术能力", "no capability of it is on record")
	lacks(q.hasNeed && none(q.needRef, callsFor), q.needRef, "fields", "需求没有标注技术领域", "the need names no technology field")
	lacks(q.hasNeed && q.Text(q.needRef, "description") == "", q.needRef, "description", "需求没有详细说明", "the need is not described in detail")
	lacks(none(m.node, worksIn), m.node, "fields", "对方没有登记技术领域", "no technology field of it is on record")
	lacks(q.asked && none(q.asker, worksIn), q.asker, "fields", "提出方没有登记技术领域", "no technology field of the asker is on record")
	lacks(q.asked && !q.spoken && none(q.asker, hasNeed), q.asker, "needs", "提出方没有登记技术需求", "no need of the asker is on record")
	lacks(placeless(m.node), m.node, "place", "对方没有登记所在地", "its place is not on record")
	lacks(q.asked && placeless(q.asker), q.asker, "place", "提出方没有登记所在地", "the asker's place is not on record")
	return hints
}
