package match

import (
	"cmp"
	"slices"
	"strings"

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
	field  string
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
		weight := wanted.weight * tree.content(wanted.field)
		if weight > 0 {
			o.wants = append(o.wants, fieldWant{wanted.field, weight, tree.around(wanted.field)})
			o.total += weight
		}
	}
	return o
}

func (o *fieldOverlap) values() map[string]float64 {
	values := map[string]float64{}
	workers := map[string][]worker{}
	for _, want := range o.wants { // in their order, so that each sum is added up alike every time
		best := map[string]float64{}
		for _, neighbor := range want.around {
			list, known := workers[neighbor.field]
			if !known {
				list = o.workers(neighbor.field)
				workers[neighbor.field] = list
			}
			for _, w := range list {
				best[w.organization] = max(best[w.organization], neighbor.near*w.testifies)
			}
		}
		for organization, near := range best {
			values[organization] += want.weight * near / o.total
		}
	}
	for organization, value := range values {
		values[organization] = min(1, value) // the parts of a whole may add up to a hair more
	}
	return values
}

// worker is an organization that works in a field, and how well what leads there testifies that it can supply it.
type worker struct {
	organization string
	testifies    float64
}

// workers returns the organizations that work in a field, by themselves or by what they do; one may come several times.
func (o *fieldOverlap) workers(field string) []worker {
	var list []worker
	for _, organization := range o.Related(field, worksIn, true) {
		list = append(list, worker{organization, o.supplies(organization, aField)})
	}
	for _, way := range waysToFields {
		for _, through := range o.Related(field, way.on, true) {
			for _, organization := range o.Related(through, way.out, true) {
				list = append(list, worker{organization, o.supplies(organization, way.source)})
			}
		}
	}
	return list
}

// overlap is a wanted field with the nearest of a candidate's.
type overlap struct {
	wanted, has string
	part        float64
}

func (o *fieldOverlap) explain(candidate string) (message.Text, []string) {
	overlaps := o.overlaps(candidate)
	var same, near []message.Text
	var evidence []string
	for _, lap := range overlaps {
		if lap.wanted == lap.has {
			same = append(same, o.named(lap.has))
		} else {
			text := message.Text{ZH: "%[2]s（与%[1]s相近）", EN: "%[2]s (near %[1]s)"}
			wanted, has := o.named(lap.wanted), o.named(lap.has)
			near = append(near, message.Text{ZH: text.Fill(wanted.ZH, has.ZH).ZH, EN: text.Fill(wanted.EN, has.EN).EN})
		}
		for _, field := range []string{lap.has, lap.wanted} {
			if !slices.Contains(evidence, field) {
				evidence = append(evidence, field)
			}
		}
	}
	return sentence(
		clause{message.Text{ZH: "技术领域相同：", EN: "Works in the same fields: "}, same},
		clause{message.Text{ZH: "技术领域相近：", EN: "Works in near fields: "}, near},
	), evidence
}

// overlaps pairs each wanted field with the candidate's nearest one, those that count most first.
func (o *fieldOverlap) overlaps(candidate string) []overlap {
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
	slices.SortFunc(list, func(a, b overlap) int {
		return cmp.Or(cmp.Compare(b.part, a.part), strings.Compare(a.wanted, b.wanted))
	})
	return list
}

// fieldsOf returns the fields of an organization, as workers finds them from the other side, with how well each is testified.
func (o *fieldOverlap) fieldsOf(organization string) map[string]float64 {
	has := map[string]float64{}
	for _, field := range o.Related(organization, worksIn, false) {
		has[field] = o.supplies(organization, aField)
	}
	for _, way := range waysToFields {
		for _, through := range o.Related(organization, way.out, false) {
			for _, field := range o.Related(through, way.on, false) {
				has[field] = max(has[field], o.supplies(organization, way.source))
			}
		}
	}
	return has
}
