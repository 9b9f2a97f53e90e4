package match_test

import (
	"cmp"
	"slices"
	"strings"

	"partnergraph/graph/match"
	"partnergraph/graph/network/meaning"
	"partnergraph/graph/network/topic"
)

// learned is what records work out of their agreements when first asked.
type learned struct {
	basis *topic.Basis
	about map[match.Ref]topic.Vector
}

func (r *records) Basis() *topic.Basis { return r.learn().basis }

func (r *records) learn() *learned {
	if r.learned != nil {
		return r.learned
	}
	l := &learned{about: map[match.Ref]topic.Vector{}}
	r.learned = l
	agreements := r.OfType("Agreement")
	ids := make([]string, len(agreements))
	for i, agreement := range agreements {
		ids[i] = r.ids[agreement]
	}
	var texts []*topic.Counts
	for _, id := range topic.Sampled(ids) {
		texts = append(texts, r.counts(r.refs[id]))
	}
	l.basis = topic.Fit(texts)
	for _, agreement := range agreements {
		l.about[agreement] = l.basis.Vector(r.counts(agreement))
	}
	for _, organization := range r.OfType("Organization") {
		var sum topic.Sum
		for _, agreement := range r.agreementsOf(organization) {
			sum.Add(l.about[agreement])
		}
		l.about[organization] = sum.Vector()
	}
	return l
}

func (r *records) counts(node match.Ref) *topic.Counts {
	var counts topic.Counts
	for _, field := range r.Type(node).Fields {
		if field.Property != nil && field.Property.Search > 0 {
			for _, text := range append(r.Texts(node, field.Name), r.Text(node, field.Name)) {
				counts.Add(text, 1)
			}
		}
	}
	return &counts
}

func (r *records) AppendLikeness(list []float64, to topic.Vector, nodes []match.Ref) []float64 {
	for _, node := range nodes {
		likeness := topic.Unknown
		if about := r.learn().about[node]; len(about) > 0 {
			likeness = topic.Likeness(to, about)
		}
		list = append(list, likeness)
	}
	return list
}

func (r *records) AppendNearest(list []match.Ref, to meaning.Mark, most int, types ...string) []match.Ref {
	mark := func(node match.Ref) meaning.Mark { return r.vector(node).Mark() }
	var all []match.Ref
	for _, name := range types {
		of := r.OfType(name)
		slices.SortFunc(of, r.Compare)
		all = append(all, of...)
	}
	all = slices.DeleteFunc(all, func(node match.Ref) bool { return mark(node) == meaning.Mark{} })
	apart := func(node match.Ref) int {
		m := mark(node)
		return m.Apart(&to)
	}
	slices.SortStableFunc(all, func(a, b match.Ref) int { return cmp.Compare(apart(a), apart(b)) })
	return append(list, all[:min(most, len(all))]...)
}

func (r *records) vector(node match.Ref) meaning.Vector {
	return meaning.Statement(r.Text(node, "title"), r.Text(node, "description")).Vector()
}

func (r *records) AppendMeaning(list []match.Ref, record match.Ref) []match.Ref {
	return meaning.AppendVector(list, r.vector(record))
}

func (r *records) Deeds(organization match.Ref) (agreements, full int) {
	for _, agreement := range r.agreementsOf(organization) {
		agreements++
		inFull := false
		for _, unit := range r.unitsOf(organization) {
			inFull = inFull || slices.Contains(r.far[way{unit, "PARTY_TO", false}], agreement) &&
				!slices.ContainsFunc(r.roles[[2]match.Ref{unit, agreement}], func(role string) bool {
					return role == "TECHNICAL_SUPPORT" || role == "FUNDER" || role == "HOST"
				})
		}
		if inFull {
			full++
		}
	}
	return agreements, full
}

// unitsOf returns an organization, its units and theirs.
func (r *records) unitsOf(organization match.Ref) []match.Ref {
	units := []match.Ref{organization}
	for i := 0; i < len(units); i++ {
		for _, unit := range r.far[way{units[i], "PART_OF", true}] {
			if !slices.Contains(units, unit) {
				units = append(units, unit)
			}
		}
	}
	return units
}

func (r *records) agreementsOf(organization match.Ref) []match.Ref {
	var all []match.Ref
	for _, unit := range r.unitsOf(organization) {
		for _, agreement := range r.far[way{unit, "PARTY_TO", false}] {
			if !slices.Contains(all, agreement) {
				all = append(all, agreement)
			}
		}
	}
	return all
}

func (r *records) AppendLeaders(before []match.Ref, typeName string) []match.Ref {
	list := r.OfType(typeName)
	slices.SortFunc(list, func(a, b match.Ref) int {
		moreA, _ := r.Deeds(a)
		moreB, _ := r.Deeds(b)
		return cmp.Or(cmp.Compare(moreB, moreA), strings.Compare(r.ids[a], r.ids[b]))
	})
	return append(before, slices.DeleteFunc(list, func(node match.Ref) bool { n, _ := r.Deeds(node); return n == 0 })...)
}
