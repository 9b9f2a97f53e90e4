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
	total float64              // of the wants' weights
	near  map[Ref][]nearToWant // by field

	list, records []Ref // room to work in
}

// fieldWant is a wanted field with all that are near it.
type fieldWant struct {
	field  Ref
	weight float64
	around []neighbor
}

// nearToWant is how near a field is to one that is wanted.
type nearToWant struct {
	want int
	near float64
}

func newFieldOverlap(q *inquiry) *fieldOverlap {
	o := &fieldOverlap{inquiry: q, near: map[Ref][]nearToWant{}}
	if len(q.fields) == 0 {
		return o
	}
	tree := newTaxonomy(q.works)
	for _, wanted := range q.fields {
		if weight := wanted.weight * tree.content(wanted.field); weight > 0 {
			want := fieldWant{wanted.field, weight, tree.around(wanted.field)}
			for _, neighbor := range want.around {
				o.near[neighbor.field] = append(o.near[neighbor.field], nearToWant{len(o.wants), neighbor.near})
			}
			o.wants = append(o.wants, want)
			o.total += weight
		}
	}
	return o
}

func (o *fieldOverlap) value(candidate Ref) float64 {
	if len(o.wants) == 0 {
		return 0
	}
	best, value := make([]float64, len(o.wants)), 0.0
	o.eachField(candidate, func(field Ref, supplies float64) {
		for _, n := range o.near[field] {
			best[n.want] = max(best[n.want], n.near*supplies)
		}
	})
	for i, want := range o.wants { // in their order, so that each sum is added up alike every time
		value += want.weight * best[i] / o.total
	}
	return min(1, value) // the parts of a whole may add up to a hair more
}

// leads goes from each wanted field to those that work in it, then to those that work in the next nearest.
func (o *fieldOverlap) leads(visit func(Ref) bool) {
	for _, want := range o.wants {
		for _, neighbor := range want.around {
			for _, w := range o.workers(neighbor.field) {
				if !visit(w) {
					return
				}
			}
		}
	}
}

// maxWorkers is how many organizations a field leads to at most by each of its relations.
const maxWorkers = 200

// workers returns organizations that work in a field, by themselves or by what they do; one may come several times.
func (o *fieldOverlap) workers(field Ref) []Ref {
	upTo := func(list []Ref) []Ref { return list[:min(len(list), maxWorkers)] }
	list := slices.Clone(upTo(o.related(field, worksIn, true)))
	for _, way := range o.ways() {
		for _, through := range upTo(o.related(field, way.on, true)) {
			list = o.AppendRelated(list, through, way.out, true)
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

// fieldsOf returns the fields of an organization, with how well what leads to each testifies that it can supply it.
func (o *fieldOverlap) fieldsOf(organization Ref) map[Ref]float64 {
	has := map[Ref]float64{}
	o.eachField(organization, func(field Ref, supplies float64) { has[field] = max(has[field], supplies) })
	return has
}

// eachField calls visit with the fields of an organization, some of them several times.
func (o *fieldOverlap) eachField(organization Ref, visit func(field Ref, supplies float64)) {
	fields := o.AppendRelated(o.list[:0], organization, worksIn, false)
	for _, field := range fields {
		visit(field, o.supplies(organization, aField))
	}
	for _, way := range o.ways() {
		records := o.AppendRelated(o.records[:0], organization, way.out, false)
		o.records = records
		if way.source == aVenture {
			records = records[max(0, len(records)-maxVentures):]
		}
		told := o.told(organization, way.source)
		for _, through := range records {
			fields = o.AppendRelated(fields[:0], through, way.on, false)
			for _, field := range fields {
				visit(field, told)
			}
		}
	}
	o.list = fields
}
