package match

import (
	"cmp"
	"maps"
	"slices"

	"partnergraph/graph/message"
)

// trackRecord judges by the agreements and platforms between the two so far: each counts 1 when both took part themselves, one half
// when a unit or the whole did; n of them make n/(1+n).
type trackRecord struct {
	*inquiry
	joint map[Ref]map[Ref]float64 // by candidate, by agreement or platform: how close
}

// How close a venture is to the two.
const (
	themselves   = 1.0
	throughAUnit = 0.5
)

func newTrackRecord(q *inquiry) *trackRecord {
	r := &trackRecord{q, map[Ref]map[Ref]float64{}}
	kin := map[Ref][]Ref{} // of the other parties
	var members, ventures []Ref
	for _, mine := range q.kin {
		ventures = q.ventures(ventures[:0], mine)
		for _, venture := range ventures {
			members = q.members(members[:0], venture)
			for _, theirs := range members {
				if q.excuses(theirs) {
					continue
				}
				if kin[theirs] == nil {
					kin[theirs] = q.works.kin(theirs)
				}
				r.note(venture, mine, theirs, kin[theirs])
			}
		}
	}
	return r
}

// note credits a venture to all who have a part in the experience. It is none between two who both belong to the one who made it, so
// that a record looks the same from either side.
func (r *trackRecord) note(venture, mine, theirs Ref, kin []Ref) {
	for _, candidate := range kin {
		if r.excuses(candidate) || mine != r.asker && slices.Contains(r.works.kin(candidate), mine) {
			continue
		}
		closeness := throughAUnit
		if mine == r.asker && theirs == candidate {
			closeness = themselves
		}
		if r.joint[candidate] == nil {
			r.joint[candidate] = map[Ref]float64{}
		}
		r.joint[candidate][venture] = max(r.joint[candidate][venture], closeness)
	}
}

// knows reports whether the two are partners already.
func (r *trackRecord) knows(candidate Ref) bool { return len(r.joint[candidate]) > 0 }

func (r *trackRecord) value(s *contender) float64 {
	sum := 0.0
	for _, closeness := range r.joint[s.node] { // halves and ones: exact in any order
		sum += closeness
	}
	return sum / (1 + sum)
}

func (r *trackRecord) leads(visit func(Ref) bool) {
	partners := slices.SortedFunc(maps.Keys(r.joint), r.byID)
	for _, candidate := range partners {
		if !visit(candidate) {
			return
		}
	}
}

func (r *trackRecord) explain(candidate Ref) (message.Text, []Ref) {
	ventures := r.joint[candidate]
	evidence := make([]Ref, 0, len(ventures))
	for venture := range ventures {
		evidence = append(evidence, venture)
	}
	slices.SortFunc(evidence, func(a, b Ref) int { return cmp.Or(cmp.Compare(ventures[b], ventures[a]), r.byID(a, b)) })
	direct := clause{says: message.Text{ZH: "双方已有合作：", EN: "The two have worked together: "}}
	through := clause{says: message.Text{ZH: "经下属或上级单位已有合作：", EN: "They have worked together through a unit or its whole: "}}
	for _, venture := range evidence {
		c := &through
		if ventures[venture] == themselves {
			c = &direct
		}
		if c.spelt() {
			c.names = append(c.names, r.cited(venture))
		}
	}
	return sentence(direct, through), evidence
}
