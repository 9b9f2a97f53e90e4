package match

import "slices"

// Fact is something that was worked out of a node and is worth keeping: it is asked for again by nearly every question.
type Fact uint8

// The facts. Each rests on no more than Graph.Recall allows.
const (
	aStanding  Fact = iota // of an organization: standing
	aCircle                // of a house: whom it works with, []Ref
	aWorkload              // of an organization: how many agreements and platforms it has, int
	aSkill                 // of an organization: its fields, []skill
	aName                  // of an organization: the words of its name, []string
	aContent               // of a technology field: how much it says, float64
	anArea                 // of a technology field: what is near it, []neighbor
	aPlaceWith             // of a place: what it lies in, []zone
)

// recalled returns a fact, which is worked out when it is not known. It is not to be changed.
func recalled[T any](w works, node Ref, fact Fact, work func(works, Ref) T) T {
	if known, is := w.Recall(node, fact).(T); is {
		return known
	}
	value := work(w, node)
	w.Remember(node, fact, value)
	return value
}

// standing is what an organization belongs to and where it is.
type standing struct {
	house  Ref
	place  Ref
	placed bool
}

func (w works) standing(organization Ref) standing {
	return recalled(w, organization, aStanding, func(w works, organization Ref) standing {
		way := w.climb(organization, partOf)
		s := standing{house: way[len(way)-1]}
		var places []Ref
		for _, at := range way {
			if places = w.AppendFirst(places, at, locatedIn, false, 1); len(places) > 0 {
				s.place, s.placed = places[0], true
				break
			}
		}
		return s
	})
}

// partners returns the houses that a house shares agreements or platforms with, itself left out. It is not to be changed.
func (w works) partners(house Ref) []Ref {
	return recalled(w, house, aCircle, func(w works, house Ref) []Ref {
		var members, ventures []Ref
		for _, organization := range w.below(house, partOf) {
			ventures = w.ventures(ventures, organization)
		}
		for _, venture := range distinct(ventures) {
			members = w.members(members, venture)
		}
		members = distinct(members)
		for i, member := range members {
			members[i] = w.house(member)
		}
		return slices.Clip(slices.DeleteFunc(distinct(members), func(other Ref) bool { return other == house }))
	})
}

// workload is how many agreements and platforms an organization has.
func (w works) workload(organization Ref) int {
	return recalled(w, organization, aWorkload, func(w works, organization Ref) int { return len(w.ventures(nil, organization)) })
}

// skill is a field of an organization and by what relations it leads there.
type skill struct {
	field   Ref
	sources sources
}

// sources are several ways to a field, a bit each.
type sources uint8

const (
	byField sources = 1 << iota
	byCapability
	byVenture
	byNeed // counts only where something is offered
)

// skills returns the fields of an organization, each once.
func (w works) skills(organization Ref) []skill {
	return recalled(w, organization, aSkill, func(w works, organization Ref) []skill {
		var list []skill
		add := func(fields []Ref, by sources) {
			for _, field := range fields {
				list = append(list, skill{field, by})
			}
		}
		add(w.related(organization, worksIn, false), byField)
		var records, fields []Ref
		for _, way := range waysToUses {
			by, most := byCapability, int(^uint(0)>>1)
			switch {
			case way.source == aVenture:
				by, most = byVenture, maxVentures
			case way.out == hasNeed:
				by = byNeed
			}
			if records = w.AppendLast(records[:0], organization, way.out, false, most); len(records) > 0 {
				for _, through := range records {
					fields = w.AppendRelated(fields[:0], through, way.on, false)
					add(fields, by)
				}
			}
		}
		slices.SortFunc(list, func(a, b skill) int { return int(a.field) - int(b.field) })
		merged := list[:0]
		for _, s := range list {
			if last := len(merged) - 1; last >= 0 && merged[last].field == s.field {
				merged[last].sources |= s.sources
			} else {
				merged = append(merged, s)
			}
		}
		return slices.Clone(merged)
	})
}

// zone is a place and its level of administration.
type zone struct {
	place Ref
	level int
}

// zones returns a place and all that it lies in, the narrowest first.
func (w works) zones(place Ref) []zone {
	return recalled(w, place, aPlaceWith, func(w works, place Ref) []zone {
		var list []zone
		for _, at := range w.climb(place, liesIn) {
			list = append(list, zone{at, levelOf(w.Text(at, "level"))})
		}
		return list
	})
}
