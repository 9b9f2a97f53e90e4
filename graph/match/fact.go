package match

import (
	"cmp"
	"math"
	"slices"

	"partnergraph/schema"
)

// Fact is something that was worked out of a node and is worth keeping: it is asked for again by nearly every question.
type Fact uint8

// The facts of an organization. Each rests on no more than Graph.Recall allows.
const (
	aStanding  Fact = iota // standing
	aCircle                // of a house: whom it works with, []Ref
	aWorkload              // how many agreements and platforms it has, int
	aDossier               // what it is judged by, *dossier
	aStatement             // what its capabilities mean, []stated
	aDemand                // what its open needs mean, []stated
	aDeed                  // its agreements of the greatest ids, []Ref
)

// The facts of a technology field.
const (
	aContent   Fact = iota // how much it says, float64
	anArea                 // what is near it, []neighbor
	aWorkforce             // who works in it, [2][]lead: without and with what they need
)

// The fact of a term of the glossary.
const aLabel Fact = 0 // its words, []label

// The facts of a place.
const (
	aChain     Fact = iota // what it lies in, []zone
	aPlaceName             // placeName
)

// recalled returns a fact, which is worked out when it is not known. It is not to be changed.
func recalled[T any](w works, node Ref, fact Fact, work func(works, Ref) T) T {
	return orWorkedOut(w, w.Recall(node, fact), node, fact, work)
}

// orWorkedOut returns what was recalled of a node, if it was.
func orWorkedOut[T any](w works, known any, node Ref, fact Fact, work func(works, Ref) T) T {
	if known, is := known.(T); is {
		return known
	}
	value := work(w, node)
	w.Remember(node, fact, value)
	return value
}

// recalledEach calls take with the fact of each of some nodes; what is remembered of them is looked up together.
func recalledEach[T any](q *inquiry, nodes []Ref, fact Fact, work func(works, Ref) T, take func(at int, value T)) {
	known := q.AppendRecalled(q.room.recalled[:0], nodes, fact)
	for i, node := range nodes {
		take(i, orWorkedOut(q.works, known[i], node, fact, work))
	}
	q.room.recalled = known
	clear(known) // what is forgotten of them must not be kept here
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

// dossier is what an organization is judged by whatever the question, in one place: each fact by itself would be another wait for memory.
type dossier struct {
	standing
	trade  bool       // it is there to supply technology, and not to use it
	rated  bool       // staff have rated a match of it
	zones  []zone     // of its place
	skills []skill    // its fields, each once, in the order of their Refs
	name   []nameWord // what its name and other names are cut into, but for words that say what anybody is
}

func (w works) dossier(organization Ref) *dossier {
	return recalled(w, organization, aDossier, works.newDossier)
}

func (w works) newDossier(organization Ref) *dossier {
	d := &dossier{
		standing: w.standing(organization), trade: byTrade(w.Type(organization).Name), skills: w.skills(organization), name: w.nameWords(organization),
		rated: len(w.AppendFirst(nil, organization, rates, true, 1)) > 0,
	}
	if d.placed {
		d.zones = w.zones(d.place)
	}
	return d
}

// partners returns the houses that a house shares agreements or platforms with, itself left out, by Ref. It is not to be changed.
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

// deeds returns the agreements of an organization and its units with the greatest ids, maxVentures at most, by id. They are not to be changed.
func (w works) deeds(organization Ref) []Ref {
	return recalled(w, organization, aDeed, func(w works, organization Ref) []Ref {
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
