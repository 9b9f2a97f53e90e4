package match

import (
	"cmp"
	"slices"
	"strings"

	"partnergraph/graph/message"
)

// trackRecord judges by the agreements and platforms between the two so far: each counts 1 when both took part themselves, one half
// when a unit or the whole did; n of them make n/(1+n).
type trackRecord struct {
	*inquiry
	joint map[string]map[string]float64 // by candidate, by agreement or platform: how close
}

// How close a venture is to the two.
const (
	themselves   = 1.0
	throughAUnit = 0.5
)

func newTrackRecord(q *inquiry) *trackRecord {
	r := &trackRecord{q, map[string]map[string]float64{}}
	for _, mine := range q.kin {
		for _, venture := range q.ventures(mine) {
			for _, theirs := range q.members(venture) {
				if !q.excused[theirs] {
					r.note(venture, mine, theirs)
				}
			}
		}
	}
	return r
}

// note credits a venture to all who have a part in the experience. It is none between two who both belong to the one who made it, so
// that a record looks the same from either side.
func (r *trackRecord) note(venture, mine, theirs string) {
	for _, candidate := range r.works.kin(theirs) {
		if r.excused[candidate] || mine != r.asker && slices.Contains(r.works.kin(candidate), mine) {
			continue
		}
		closeness := throughAUnit
		if mine == r.asker && theirs == candidate {
			closeness = themselves
		}
		if r.joint[candidate] == nil {
			r.joint[candidate] = map[string]float64{}
		}
		r.joint[candidate][venture] = max(r.joint[candidate][venture], closeness)
	}
}

// knows reports whether the two are partners already.
func (r *trackRecord) knows(candidate string) bool { return len(r.joint[candidate]) > 0 }

func (r *trackRecord) values() map[string]float64 {
	values := make(map[string]float64, len(r.joint))
	for candidate, ventures := range r.joint {
		sum := 0.0
		for _, closeness := range ventures { // halves and ones: exact in any order
			sum += closeness
		}
		values[candidate] = sum / (1 + sum)
	}
	return values
}

func (r *trackRecord) explain(candidate string) (message.Text, []string) {
	ventures := r.joint[candidate]
	evidence := make([]string, 0, len(ventures))
	for venture := range ventures {
		evidence = append(evidence, venture)
	}
	slices.SortFunc(evidence, func(a, b string) int {
		return cmp.Or(cmp.Compare(ventures[b], ventures[a]), strings.Compare(a, b))
	})
	direct := clause{says: message.Text{ZH: "双方已有合作：", EN: "The two have worked together: "}}
	through := clause{says: message.Text{ZH: "经下属或上级单位已有合作：", EN: "They have worked together through a unit or its whole: "}}
	for _, venture := range evidence {
		name := r.label(venture)
		name = message.Text{ZH: "“" + name.ZH + "”", EN: "“" + name.EN + "”"}
		if ventures[venture] == themselves {
			direct.names = append(direct.names, name)
		} else {
			through.names = append(through.names, name)
		}
	}
	return sentence(direct, through), evidence
}
