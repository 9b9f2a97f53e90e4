package match

import "slices"

// Where the organizations of the kinds that are asked for are few, all are candidates. In a larger network each factor leads to some.
const (
	maxExact = 4096 // organizations that are all looked at
	maxLooks = 1000 // organizations that a factor leads to, also such as may not be candidates
	maxLeads = 100  // new candidates that a factor leads to
)

// candidates returns who may be the answer's, in no order that may be shown.
func (a Answer) candidates() []Ref {
	q := a.inquiry
	if !q.large {
		var list []Ref
		for _, kind := range q.kinds {
			list = append(list, q.OfType(kind)...)
		}
		return slices.DeleteFunc(list, func(node Ref) bool { return !q.admits(node) })
	}
	met, list := q.room.tally(), q.room.met[:0]
	for f, judge := range a.factors {
		if q.weights[f] == 0 {
			continue
		}
		left, looks := maxLeads, maxLooks
		judge.leads(func(node Ref) bool {
			if at := met.at(node); *at == 0 {
				*at = 1
				if looks--; q.admits(node) {
					list = append(list, node)
					left--
				}
			}
			return left > 0 && looks > 0
		})
	}
	q.room.met = list
	return list
}
