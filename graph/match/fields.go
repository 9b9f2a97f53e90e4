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
	people := map[string][]string{}
	for _, want := range o.wants {
		counted := map[string]bool{}
		for _, neighbor := range want.around { // the nearest first, so that it is the one that counts
			members, known := people[neighbor.field]
			if !known {
				members = o.workers(neighbor.field)
				people[neighbor.field] = members
			}
			for _, organization := range members {
				if !counted[organization] {
					counted[organization] = true
					values[organization] += want.weight * neighbor.near / o.total
				}
			}
		}
	}
	for organization, value := range values {
		values[organization] = min(1, value) // the parts of a whole may add up to a hair more
	}
	return values
}

// workers returns the organizations that work in a field, by themselves or by what they do.
func (o *fieldOverlap) workers(field string) []string {
	members := slices.Clone(o.Related(field, worksIn, true))
	for _, way := range waysToFields {
		for _, through := range o.Related(field, way.on, true) {
			members = append(members, o.Related(through, way.out, true)...)
		}
	}
	return members
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
	has := map[string]bool{}
	for _, field := range o.works.fields(candidate) {
		has[field] = true
	}
	var list []overlap
	for _, want := range o.wants {
		for _, neighbor := range want.around {
			if has[neighbor.field] {
				list = append(list, overlap{want.field, neighbor.field, want.weight * neighbor.near})
				break
			}
		}
	}
	slices.SortFunc(list, func(a, b overlap) int {
		return cmp.Or(cmp.Compare(b.part, a.part), strings.Compare(a.wanted, b.wanted))
	})
	return list
}
