package match

import (
	"cmp"
	"slices"

	"partnergraph/graph/message"
)

// fieldOverlap judges by the share of the wanted fields that a candidate works in, near ones counting in part. Fields that say more
// weigh more.
type fieldOverlap struct {
	*inquiry
	wants []fieldWant
	total float64 // of the wants' weights
}

// fieldWant is a wanted field with all that are near it.
type fieldWant struct {
	field  Ref
	weight float64
	around []neighbor
}

func newFieldOverlap(q *inquiry) *fieldOverlap {
	o := &fieldOverlap{inquiry: q}
	if len(q.fields) == 0 {
		return o
	}
	tree := newTaxonomy(q.works)
	for _, wanted := range q.fields {
		if weight := wanted.weight * tree.content(wanted.field); weight > 0 {
			o.wants = append(o.wants, fieldWant{wanted.field, weight, tree.around(wanted.field)})
			o.total += weight
		}
	}
	return o
}

func (o *fieldOverlap) values() *tally {
	values, best := newTally(o.Size()), newTally(o.Size())
	workers := map[Ref][]worker{}
	for _, want := range o.wants { // in their order, so that each sum is added up alike every time
		for _, neighbor := range want.around {
			list, known := workers[neighbor.field]
			if !known {
				list = o.workers(neighbor.field)
				workers[neighbor.field] = list
			}
			for _, w := range list {
				best.raise(w.organization, neighbor.near*w.supplies)
			}
		}
		for _, organization := range best.touched {
			values.add(organization, want.weight*best.numbers[organization]/o.total)
		}
		best.clear()
	}
	// The parts of a whole may add up to a hair more.
	return values.each(func(_ Ref, value float64) float64 { return min(1, value) })
}

// worker is an organization that works in a field, and how well what leads there testifies that it can supply it.
type worker struct {
	organization Ref
	supplies     float64
}

// workers returns the organizations that work in a field, by themselves or by what they do; one may come several times.
func (o *fieldOverlap) workers(field Ref) []worker {
	var list []worker
	for _, organization := range o.related(field, worksIn, true) {
		list = append(list, worker{organization, o.supplies(organization, aField)})
	}
	var members []Ref
	for _, way := range waysToFields {
		for _, through := range o.related(field, way.on, true) {
			members = o.AppendRelated(members[:0], through, way.out, true)
			for _, organization := range members {
				list = append(list, worker{organization, o.supplies(organization, way.source)})
			}
		}
	}
	return list
}

// overlap is a wanted field with the nearest of a candidate's.
type overlap struct {
	wanted, has Ref
	part        float64
}

func (o *fieldOverlap) explain(candidate Ref) (message.Text, []Ref) {
	same := clause{says: message.Text{ZH: "技术领域相同：", EN: "Works in the same fields: "}}
	near := clause{says: message.Text{ZH: "技术领域相近：", EN: "Works in near fields: "}}
	var evidence []Ref
	for _, lap := range o.overlaps(candidate) {
		wanted, has := o.label(lap.wanted), o.label(lap.has)
		if lap.wanted == lap.has {
			same.names = append(same.names, has)
		} else {
			near.names = append(near.names, message.Text{ZH: has.ZH + "（与" + wanted.ZH + "相近）", EN: has.EN + " (near " + wanted.EN + ")"})
		}
		for _, field := range []Ref{lap.has, lap.wanted} {
			if !slices.Contains(evidence, field) {
				evidence = append(evidence, field)
			}
		}
	}
	return sentence(same, near), evidence
}

// overlaps pairs each wanted field with the candidate's nearest one, those that count most first.
func (o *fieldOverlap) overlaps(candidate Ref) []overlap {
	has := o.fieldsOf(candidate)
	var list []overlap
	for _, want := range o.wants {
		best := overlap{wanted: want.field}
		for _, neighbor := range want.around {
			if part := want.weight * neighbor.near * has[neighbor.field]; part > best.part {
				best.has, best.part = neighbor.field, part
			}
		}
		if best.part > 0 {
			list = append(list, best)
		}
	}
	slices.SortFunc(list, func(a, b overlap) int { return cmp.Or(cmp.Compare(b.part, a.part), o.byID(a.wanted, b.wanted)) })
	return list
}

// fieldsOf returns the fields of an organization, as workers finds them from the other side, with how well it supplies each.
func (o *fieldOverlap) fieldsOf(organization Ref) map[Ref]float64 {
	has := map[Ref]float64{}
	for _, field := range o.related(organization, worksIn, false) {
		has[field] = o.supplies(organization, aField)
	}
	for _, way := range waysToFields {
		for _, through := range o.related(organization, way.out, false) {
			for _, field := range o.related(through, way.on, false) {
				has[field] = max(has[field], o.supplies(organization, way.source))
			}
		}
	}
	return has
}
