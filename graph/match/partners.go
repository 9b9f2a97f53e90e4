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
	sums    *tally   // by house of those who are judged: what the friends that it works with are worth
}

// friend is a house that the asker's house works with.
type friend struct {
	house    Ref
	worth    float64
	partners []Ref // by Ref
}

func newAcquaintance(q *inquiry) *acquaintance {
	a := &acquaintance{inquiry: q, sums: q.room.tally()}
	if !q.asked || q.weights[CommonPartners] == 0 {
		return a
	}
	a.home = q.house(q.asker)
	for _, house := range a.sociable(slices.Clone(q.partners(a.home))) {
		partners := q.partners(house)
		a.friends = append(a.friends, friend{house, 1 / math.Log(float64(1+len(partners))), partners})
	}
	slices.SortFunc(a.friends, func(x, y friend) int { return q.byID(x.house, y.house) })
	return a
}

// meet adds up for those who are to be judged, and for no others, of whom friends have many times more.
func (a *acquaintance) meet(contenders []contender) {
	if len(a.friends) == 0 {
		return
	}
	a.sums.clear()
	for i := range contenders {
		if house := contenders[i].house(); house != a.home {
			a.sums.at(house)
		}
	}
	for _, friend := range a.friends { // in their order, so that each sum is added up alike every time
		for _, house := range friend.partners {
			if sum := a.sums.known(house); sum != nil {
				*sum += friend.worth
			}
		}
	}
}

// maxVisits bounds how many agreements and platforms of partners are looked at.
const maxVisits = 4000

// sociable returns the houses whose partners are looked at: those with the fewest agreements and platforms first, as each of their
// partners says more, until too many are met. Houses that take part in that many themselves tell next to nothing.
func (a *acquaintance) sociable(houses []Ref) []Ref {
	type busy struct {
		house    Ref
		ventures int
	}
	list := make([]busy, len(houses))
	for i, house := range houses {
		list[i] = busy{house, a.workload(house)}
	}
	slices.SortFunc(list, func(x, y busy) int {
		if c := cmp.Compare(x.ventures, y.ventures); c != 0 {
			return c
		}
		return a.byID(x.house, y.house)
	})
	visits := 0
	for i, b := range list {
		if visits += b.ventures; visits > maxVisits {
			return houses[:i]
		}
		houses[i] = b.house
	}
	return houses
}

func (a *acquaintance) value(s *contender) float64 {
	sum := a.sums.of(s.house())
	return sum / (1 + sum)
}

func (a *acquaintance) leads(visit func(Ref) bool) {
	r := a.room
	for _, friend := range a.friends {
		for _, house := range friend.partners {
			if house == a.home {
				continue
			}
			r.units = a.appendBelow(r.units[:0], house, partOf)
			for _, member := range r.units {
				if !visit(member) {
					return
				}
			}
		}
	}
}

func (a *acquaintance) explain(candidate Ref) (message.Text, []Ref) {
	house := a.house(candidate)
	common := slices.DeleteFunc(slices.Clone(a.friends), func(f friend) bool {
		_, works := slices.BinarySearch(f.partners, house)
		return !works
	})
	slices.SortStableFunc(common, func(x, y friend) int { return cmp.Compare(y.worth, x.worth) })
	c := clause{says: message.Text{ZH: "双方的共同伙伴：", EN: "Both have worked with "}, unit: "家"}
	evidence := make([]Ref, len(common))
	for i, friend := range common {
		evidence[i] = friend.house
		if c.spelt() {
			c.names = append(c.names, a.label(friend.house))
		}
	}
	return sentence(c), evidence
}
