package match

import (
	"cmp"
	"math"
	"slices"

	"partnergraph/schema"
)

// Fact is something that was worked out of a node and is worth keeping: it is asked for again by nearly every question.
type Fact uint8

// The facts of an organization, all of them lists. Each rests on no more than Graph.Recall allows.
const (
	aStanding  Fact = iota // its house and, where that is known, its place
	aCircle                // of a house: whom it works with, by Ref
	aWorkload              // how many agreements and platforms it has
	aDossier               // what it is judged by, a dossier
	aStatement             // what its capabilities mean, statements
	aDemand                // what its open needs mean, statements
	aDeed                  // its agreements of the greatest ids, by id
)

// The facts of a technology field.
const (
	aContent   Fact = iota // how much it says, float64
	anArea                 // what is near it, []neighbor
	aWorkforce             // who works in it, [2][]lead: without and with what they need
)

// The fact of a record in which somebody states something.
const aWording Fact = 0 // its words, a list as meaning.AppendWords has it

// The fact of a term of the glossary.
const aLabel Fact = 0 // its words, []label

// The facts of a place.
const (
	aChain     Fact = iota // what it lies in, []zone
	aPlaceName             // placeName
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

// recalledList likewise returns a fact that is a list.
func (w works) recalledList(node Ref, fact Fact, work func(works, Ref) []Ref) []Ref {
	return w.orWorkedOut(w.RecallList(node, fact), node, fact, work)
}

// orWorkedOut returns the list that was recalled of a node, if it was.
func (w works) orWorkedOut(known []Ref, node Ref, fact Fact, work func(works, Ref) []Ref) []Ref {
	if known == nil {
		known = work(w, node)
		w.RememberList(node, fact, known)
	}
	return known
}

// recalledEach calls take with the list of each of some nodes; what is remembered of them is looked up together.
func (q *inquiry) recalledEach(nodes []Ref, fact Fact, work func(works, Ref) []Ref, take func(at int, list []Ref)) {
	known := q.AppendRecalled(q.room.recalled[:0], nodes, fact)
	for i, node := range nodes {
		take(i, q.orWorkedOut(known[i], node, fact, work))
	}
	q.room.recalled = known
	clear(known) // what is forgotten of them must not be kept here
}

// standing is what an organization belongs to and, where it is known, where it is.
func (w works) standing(organization Ref) []Ref {
	return w.recalledList(organization, aStanding, func(w works, organization Ref) []Ref {
		way := w.climb(organization, partOf)
		standing := []Ref{way[len(way)-1]}
		for _, at := range way {
			if standing = w.AppendFirst(standing, at, locatedIn, false, 1); len(standing) > 1 {
				break
			}
		}
		return standing
	})
}

// partners returns the houses that a house shares agreements or platforms with, itself left out, by Ref. It is not to be changed.
func (w works) partners(house Ref) []Ref {
	return w.recalledList(house, aCircle, func(w works, house Ref) []Ref {
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

// deeds returns the agreements of an organization and its units with the greatest ids, maxVentures at most, by id. They are not to be changed.
func (w works) deeds(organization Ref) []Ref {
	return w.recalledList(organization, aDeed, func(w works, organization Ref) []Ref {
		var agreements []Ref
		units := w.below(organization, partOf)
		for _, unit := range units {
			agreements = w.AppendLast(agreements, unit, partyTo, false, maxVentures)
		}
		if len(units) > 1 {
			agreements = distinct(agreements)
			slices.SortFunc(agreements, w.byID)
		}
		return slices.Clone(agreements[max(0, len(agreements)-maxVentures):])
	})
}

// workload is how many agreements and platforms an organization has.
func (w works) workload(organization Ref) int {
	return int(w.recalledList(organization, aWorkload, func(w works, organization Ref) []Ref {
		return []Ref{Ref(len(w.ventures(nil, organization)))}
	})[0])
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

// skills works out the fields of an organization, each once.
func (w works) skills(organization Ref) []skill {
	var list []skill
	add := func(fields []Ref, by sources) {
		for _, field := range fields {
			list = append(list, skill{field, by})
		}
	}
	add(w.related(organization, worksIn, false), byField)
	var records, fields []Ref
	for _, way := range waysToUses {
		by, most := byCapability, math.MaxInt
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
	slices.SortFunc(list, func(a, b skill) int { return cmp.Compare(a.field, b.field) })
	merged := list[:0]
	for _, s := range list {
		if last := len(merged) - 1; last >= 0 && merged[last].field == s.field {
			merged[last].sources |= s.sources
		} else {
			merged = append(merged, s)
		}
	}
	return slices.Clone(merged)
}

// lead is an organization that something leads to, and its type.
type lead struct {
	organization Ref
	kind         *schema.Node
}

// maxWorkers is how many organizations a field leads to at most by each of its relations.
const maxWorkers = 200

// workforce returns organizations that work in a field, by themselves or by what they do, each once. It is not to be changed.
func (w works) workforce(field Ref, offered bool) []lead {
	both := recalled(w, field, aWorkforce, func(w works, field Ref) [2][]lead {
		return [2][]lead{w.workers(field, waysToFields), w.workers(field, waysToUses)}
	})
	if offered {
		return both[1]
	}
	return both[0]
}

func (w works) workers(field Ref, ways []way) []lead {
	met := newTally()
	var list []lead
	meet := func(organizations []Ref) {
		for _, organization := range organizations {
			if met.of(organization) == 0 {
				met.add(organization, 1)
				list = append(list, lead{organization, w.Type(organization)})
			}
		}
	}
	meet(w.AppendFirst(nil, field, worksIn, true, maxWorkers))
	var records, organizations []Ref
	for _, way := range ways {
		records = w.AppendFirst(records[:0], field, way.on, true, maxWorkers)
		for _, through := range records {
			organizations = w.AppendRelated(organizations[:0], through, way.out, true)
			meet(organizations)
		}
	}
	return slices.Clip(list)
}

// zone is a place, its level of administration, and the clue to its name.
type zone struct {
	place Ref
	clue  uint32
	level int
}

// zones returns a place and all that it lies in, the narrowest first.
func (w works) zones(place Ref) []zone {
	return recalled(w, place, aChain, func(w works, place Ref) []zone {
		var list []zone
		for _, at := range w.climb(place, liesIn) {
			list = append(list, zone{at, w.placeName(at).clue, levelOf(w.Text(at, "level"))})
		}
		return list
	})
}
