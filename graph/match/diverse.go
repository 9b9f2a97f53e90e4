package match

import "slices"

const (
	maxMixed = 100 // matches that are mixed; what stands behind them stays as it is
	likeness = 0.5 // the part of its score that a match counts less when one just like it stands before it
)

// Mixed returns the answer's matches with the first of them in another order: next comes the one whose score, less what it has in
// common with the nearest of those before it, is highest. Scores stay as they are. Who may be the asker itself stays last.
func (a Answer) Mixed() []Match {
	matches := a.All()
	head := matches[:min(len(matches), maxMixed)]
	if at := slices.IndexFunc(head, func(m Match) bool { return m.Doubtful }); at >= 0 {
		head = head[:at]
	}
	kinds := make([]likes, len(head))
	for i, m := range head {
		kinds[i] = a.likes(m.node)
	}
	nearest := make([]float64, len(head)) // to any of those placed
	for placed := range head {
		best := placed
		for i := placed; i < len(head); i++ {
			if placed > 0 {
				nearest[i] = max(nearest[i], kinds[i].to(kinds[placed-1]))
			}
			if head[i].Score*(1-likeness*nearest[i]) > head[best].Score*(1-likeness*nearest[best]) {
				best = i
			}
		}
		for i := best; i > placed; i-- { // the others keep their order
			head[i], head[i-1] = head[i-1], head[i]
			kinds[i], kinds[i-1] = kinds[i-1], kinds[i]
			nearest[i], nearest[i-1] = nearest[i-1], nearest[i]
		}
	}
	return matches
}

// likes is what makes organizations alike.
type likes struct {
	house  Ref
	fields []Ref // sorted
}

func (a Answer) likes(organization Ref) likes {
	q := a.inquiry
	fields := q.related(organization, worksIn, false)
	for _, capability := range q.related(organization, offers, false) {
		fields = q.AppendRelated(fields, capability, drawsOn, false)
	}
	return likes{q.house(organization), distinct(fields)}
}

// to is 1 for two of one house, else half the share of fields that they have in common.
func (l likes) to(other likes) float64 {
	if l.house == other.house {
		return 1
	}
	common := 0
	for _, field := range l.fields {
		if _, both := slices.BinarySearch(other.fields, field); both {
			common++
		}
	}
	if common == 0 {
		return 0
	}
	return 0.5 * float64(common) / float64(len(l.fields)+len(other.fields)-common)
}
