package match

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"partnergraph/graph/message"
)

// acquaintance judges by partners in common: Adamic and Adar's sum over the houses that both work with, each the less the more
// partners it has, brought below 1.
type acquaintance struct {
	*inquiry
	common map[string][]shared // by candidate
}

// shared is a partner that two have in common.
type shared struct {
	house string
	worth float64
}

func newAcquaintance(q *inquiry) *acquaintance {
	a := &acquaintance{inquiry: q, common: map[string][]shared{}}
	if q.asker == "" {
		return a
	}
	home := q.house(q.asker)
	for _, friend := range q.partners(home) {
		theirs := q.partners(friend)
		s := shared{friend, 1 / math.Log(float64(1+len(theirs)))}
		for _, house := range theirs {
			if house == home {
				continue
			}
			for _, member := range append([]string{house}, q.below(house, partOf)...) {
				a.common[member] = append(a.common[member], s)
			}
		}
	}
	return a
}

func (a *acquaintance) values() map[string]float64 {
	values := make(map[string]float64, len(a.common))
	for candidate, list := range a.common {
		sum := 0.0
		for _, s := range list { // by house, as partners lists them
			sum += s.worth
		}
		values[candidate] = sum / (1 + sum)
	}
	return values
}

func (a *acquaintance) explain(candidate string) (message.Text, []string) {
	list := slices.Clone(a.common[candidate])
	slices.SortFunc(list, func(x, y shared) int {
		return cmp.Or(cmp.Compare(y.worth, x.worth), strings.Compare(x.house, y.house))
	})
	c := clause{says: message.Text{ZH: "双方的共同伙伴：", EN: "Both have worked with "}}
	evidence := make([]string, len(list))
	for i, s := range list {
		evidence[i] = s.house
		c.names = append(c.names, a.label(s.house))
	}
	return sentence(c), evidence
}
