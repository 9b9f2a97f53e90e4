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
	near  []nearToWant
	at    *tally // by field: 1 + the place in near of one of the wants that it is near to

	best    []float64       // room to work in
	testify [2]*[16]float64 // what supply says of users and of suppliers of technology
}

// fieldWant is a wanted field with all that are near it.
type fieldWant struct {
	field  Ref
	weight float64
	around []neighbor
}

// nearToWant is how near a field is to one that is wanted.
type nearToWant struct {
	want int32
	next int32 // 1 + the place of another one that the field is near to; 0: there is none
	near float64
}

func newFieldOverlap(q *inquiry) *fieldOverlap {
	o := &fieldOverlap{inquiry: q}
	if len(q.fields) == 0 || q.weights[Fields] == 0 {
		return o
	}
	o.at, o.near = q.room.tally(), q.room.near[:0]
	defer func() { q.room.near = o.near }()
	tree := &taxonomy{works: q.works}
	for _, wanted := range q.fields {
		if weight := wanted.weight * tree.content(wanted.field); weight > 0 {
			want := fieldWant{wanted.field, weight, tree.around(wanted.field)}
			for _, neighbor := range want.around {
				at := o.at.at(neighbor.field)
				o.near = append(o.near, nearToWant{int32(len(o.wants)), int32(*at), neighbor.near})
				*at = float64(len(o.near))
			}
			o.wants = append(o.wants, want)
			o.total += weight
		}
	}
	return o
}

func (o *fieldOverlap) value(candidate *contender) float64 {
	if len(o.wants) == 0 {
		return 0
	}
	if o.best == nil {
		o.best = make([]float64, len(o.wants))
	}
	best, value, supplies := o.best, 0.0, o.supply(candidate.trade())
	clear(best)
	for skills := candidate.skills(); len(skills) > 0; skills = skills[2:] {
		for at := int32(o.at.of(skills[0])); at > 0; at = o.near[at-1].next {
			n := &o.near[at-1]
			best[n.want] = max(best[n.want], n.near*supplies[skills[1]])
		}
	}
	for i, want := range o.wants { // in their order, so that each sum is added up alike every time
		value += want.weight * best[i] / o.total
	}
	return min(1, value) // the parts of a whole may add up to a hair more
}

// leads goes from each wanted field to those that work in it, then to those that work in the next nearest.
func (o *fieldOverlap) leads(visit func(Ref) bool) {
	for _, want := range o.wants {
		for _, neighbor := range want.around {
			for _, worker := range o.workforce(neighbor.field, o.offered) {
				if !visit(worker.organization) {
					return
				}
			}
		}
	}
}

// overlap is a wanted field with the nearest of a candidate's.
type overlap struct {
	wanted, has Ref
	by          sources // how the candidate comes to it
	part        float64
	at          int32 // 1 + where in near it stands that the two are
}

func (o *fieldOverlap) explain(candidate Ref) (message.Text, []Ref) {
	clauses := overlapClauses
	laps := o.overlaps(candidate)
	evidence := make([]Ref, 0, 2*len(laps))
	for _, lap := range laps {
		way := o.wayOf(lap.by)
		switch same, near := &clauses[way], &clauses[ways+way]; {
		case lap.wanted == lap.has && same.spelt():
			same.names = append(same.names, o.label(lap.has))
		case lap.wanted != lap.has && near.spelt():
			wanted, has := o.label(lap.wanted), o.label(lap.has)
			near.names = append(near.names, message.Text{ZH: has.ZH + "（与" + wanted.ZH + "相近）", EN: has.EN + " (near " + wanted.EN + ")"})
		}
		for _, field := range []Ref{lap.has, lap.wanted} {
			if !slices.Contains(evidence, field) {
				evidence = append(evidence, field)
			}
		}
	}
	return sentence(clauses[:]...), evidence
}

// ways are those by which a candidate comes to a field: it works in it or can do something in it, it has a need in it, or it only met it in
// agreements and platforms.
const ways = 3

// overlapClauses tell the same fields and then near ones, each by way.
var overlapClauses = [2 * ways]clause{
	{says: message.Text{ZH: "技术领域相同：", EN: "Works in the same fields: "}},
	{says: message.Text{ZH: "需求涉及相同的技术领域：", EN: "Has needs in the same fields: "}},
	{says: message.Text{ZH: "协议或平台涉及相同的技术领域：", EN: "Has agreements or platforms in the same fields: "}},
	{says: message.Text{ZH: "技术领域相近：", EN: "Works in near fields: "}},
	{says: message.Text{ZH: "需求涉及相近的技术领域：", EN: "Has needs in near fields: "}},
	{says: message.Text{ZH: "协议或平台涉及相近的技术领域：", EN: "Has agreements or platforms in near fields: "}},
}

// wayOf is which way counts, of several that lead to one field.
func (o *fieldOverlap) wayOf(by sources) int {
	switch {
	case by&(byField|byCapability) != 0:
		return 0
	case by&byNeed != 0 && o.offered:
		return 1
	default:
		return 2
	}
}

// overlaps pairs each wanted field with the candidate's nearest one, those that count most first.
func (o *fieldOverlap) overlaps(candidate Ref) []overlap {
	known := o.dossier(candidate)
	supplies := o.supply(known.trade())
	best := make([]overlap, len(o.wants))
	for skills := known.skills(); len(skills) > 0; skills = skills[2:] {
		for at := int32(o.at.of(skills[0])); at > 0; at = o.near[at-1].next {
			n := &o.near[at-1]
			want, lap := &o.wants[n.want], &best[n.want]
			part := want.weight * n.near * supplies[skills[1]]
			if part > lap.part || part == lap.part && at < lap.at { // the nearest first, as they are around what is wanted
				*lap = overlap{want.field, skills[0], sources(skills[1]), part, at}
			}
		}
	}
	list := slices.DeleteFunc(best, func(lap overlap) bool { return lap.part == 0 })
	slices.SortFunc(list, func(a, b overlap) int { return cmp.Or(cmp.Compare(b.part, a.part), o.byID(a.wanted, b.wanted)) })
	return list
}

// supply says, for each set of ways to a field, how well the best of them testifies.
func (o *fieldOverlap) supply(byTrade bool) *[16]float64 {
	trade := 0
	if byTrade {
		trade = 1
	}
	if o.testify[trade] != nil {
		return o.testify[trade] // all of one trade testify alike
	}
	one := [...]float64{o.supplies(byTrade, aField), o.told(byTrade, aCapability), o.told(byTrade, aVenture), 0}
	if o.offered {
		one[3] = o.told(byTrade, aCapability)
	}
	var all [16]float64
	for set := range all {
		for i, supplies := range one {
			if set>>i&1 == 1 {
				all[set] = max(all[set], supplies)
			}
		}
	}
	o.testify[trade] = &all
	return &all
}
