package match

import (
	"cmp"
	"math"
	"slices"

	"partnergraph/graph/message"
)

// acquaintance judges by partners in common: Adamic and Adar's sum over the houses that both work with, each the less the more
// partners it has, brought below 1.
type acquaintance struct {
	*inquiry
	home    Ref
	friends []friend // by id
}

// friend is a house that the asker's house works with.
type friend struct {
	house    Ref
	worth    float64
	partners []Ref
}

func newAcquaintance(q *inquiry) *acquaintance {
	a := &acquaintance{inquiry: q}
	if !q.asked {
		return a
	}
	a.home = q.house(q.asker)
	houses := q.partners(a.home)
	slices.SortFunc(houses, q.byID)
	for _, house := range houses {
		partners := q.partners(house)
		a.friends = append(a.friends, friend{house, 1 / math.Log(float64(1+len(partners))), partners})
	}
	return a
}

func (a *acquaintance) values() *tally {
	values := newTally(a.Size())
	for _, friend := range a.friends { // in their order, so that each sum is added up alike every time
		for _, house := range friend.partners {
			if house == a.home {
				continue
			}
			for _, member := range a.below(house, partOf) {
				values.add(member, friend.worth)
			}
		}
	}
	return values.each(func(_ Ref, sum float64) float64 { return sum / (1 + sum) })
}

func (a *acquaintance) explain(candidate Ref) (message.Text, []Ref) {
	house := a.house(candidate)
	common := slices.DeleteFunc(slices.Clone(a.friends), func(f friend) bool { return !slices.Contains(f.partners, house) })
	slices.SortStableFunc(common, func(x, y friend) int { return cmp.Compare(y.worth, x.worth) })
	c := clause{says: message.Text{ZH: "双方的共同伙伴：", EN: "Both have worked with "}}
	evidence := make([]Ref, len(common))
	for i, friend := range common {
		evidence[i] = friend.house
		c.names = append(c.names, a.label(friend.house))
	}
	return sentence(c), evidence
}
