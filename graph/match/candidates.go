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

// suppliers are the types that supply technology: the candidates unless the question names others.
var suppliers = []string{"University", "ResearchInstitute", "AcademicUnit", "Incubator", "Enterprise"}

// users are the types that use technology: the candidates for what is offered.
var users = []string{"Enterprise", "Cooperative"}

// admit settles who may be a candidate.
func (q *inquiry) admit(question Question) {
	switch {
	case len(question.Kinds) > 0:
		for _, kind := range question.Kinds {
			if !q.mayBe(kind.Name) {
				q.kinds = append(q.kinds, kind.Name)
			}
		}
	case question.Offer != "":
		q.kinds = users
	default:
		q.kinds = suppliers
	}
	all := 0
	for _, kind := range q.kinds {
		all += q.Count(kind)
	}
	q.large = all > maxExact
	if len(question.Regions) == 0 {
		return
	}
	q.regions = map[Ref]bool{}
	for _, region := range q.refs(question.Regions) {
		for _, place := range q.below(region, liesIn) {
			q.regions[place] = true
		}
	}
}

// excuses reports whether an organization is the asker's own house and so no partner.
func (q *inquiry) excuses(organization Ref) bool { return slices.Contains(q.kin, organization) }

// mayBe reports whether candidates may have a type.
func (q *inquiry) mayBe(kind string) bool { return slices.Contains(q.kinds, kind) }

// admits reports whether an organization may be a candidate.
func (q *inquiry) admits(organization Ref) bool {
	if !q.mayBe(q.Type(organization).Name) || q.excuses(organization) || slices.Contains(q.owners, organization) {
		return false
	}
	if q.regions == nil {
		return true
	}
	place, known := q.place(organization)
	return known && q.regions[place]
}
