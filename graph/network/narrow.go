package network

import (
	"cmp"
	"slices"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file finds the nodes of a list for plan.Narrowing: from the ids that its condition gives, along relations, as the condition goes.

const (
	// maxLooks is how many relations, records and values are looked at to find a list or to answer a query, some ten milliseconds of work. What
	// takes more is left to the database.
	maxLooks = 200_000
	// maxSent is how many ids travel to a database that is to order them itself.
	maxSent = 1000
	// maxPasses is how often the nodes that are left may be gone through for one condition rather than each be asked for its relations.
	maxPasses = 4
)

// Loaded reports whether the network holds a graph, so that it may be asked to find a list. It never waits.
func (n *Network) Loaded() bool { return n.degrees.Load() != nil }

// Find returns ids of nodes of a set that plan.Narrowing allows: all that a page of the set can hold, each once. Not found: finding them,
// or sending them, is too much.
func (v *View) Find(set *plan.Set, args []any) (ids []string, found bool) {
	ids, left := v.find(set, args)
	return ids, left >= 0
}

// find also returns how many looks are left; below zero when it was too much.
func (v *View) find(set *plan.Set, args []any) (ids []string, left int) {
	f := finder{view: v, args: args, left: maxLooks}
	numbers := f.list(set.Where, set.Type)
	if f.left < 0 {
		return nil, -1
	}
	if set.Seek == nil {
		size := int64(len(numbers))
		if set.Limit != plan.NoLimit {
			size, _ = args[set.Limit].(int64)
		}
		if order, kept := newOrder(v.contract, set.Order, nil); kept && order != nil {
			numbers = v.page(numbers, order, int(size))
		}
	}
	if len(numbers) > maxSent {
		return nil, -1
	}
	ids = make([]string, len(numbers))
	for i, number := range numbers {
		ids[i] = v.id(number)
	}
	return ids, f.left
}

// finder finds nodes by conditions until it has looked at too much.
type finder struct {
	view *View
	args []any
	left int // looks that may still be taken; what is found below zero is worth nothing
}

// reach is a condition on related nodes of which all are known that fulfil it.
type reach struct {
	plan.Related
	ends   []uint32
	degree int // relations that lead to them
}

// list are the nodes of a type that fulfil a condition of which a part leads to them, by id. It goes from the part to which the fewest
// relations lead, and meets the nodes of the others: both stand in the order of the ids, so that little but their numbers is looked at.
func (f *finder) list(where plan.Filter, kind *schema.Node) []uint32 {
	var reaches []reach
	var rest, doubtful plan.And
	for _, part := range plan.Conjuncts(where) {
		related, is := part.(plan.Related)
		switch {
		case is && len(plan.Leads(part)) > 0:
			reaches = append(reaches, f.reach(related, f.ends(related)))
		case is && related.Quantifier == plan.Some:
			doubtful = append(doubtful, part)
		default:
			rest = append(rest, part)
		}
	}
	least := slices.MinFunc(reaches, byDegree).degree
	for _, part := range doubtful {
		if related, _ := part.(plan.Related); f.view.Count(related.Type) <= least {
			reaches = append(reaches, f.reach(related, f.all(related)))
		} else {
			rest = append(rest, part)
		}
	}
	slices.SortFunc(reaches, byDegree)
	numbers := f.back(reaches[0])
	for _, r := range reaches[1:] {
		if passes := min(r.degree, len(r.ends)*len(numbers)); passes <= maxPasses*len(numbers) {
			numbers = f.meet(numbers, r)
		} else {
			rest = append(rest, r.Related)
		}
	}
	return f.kept(numbers, kind, rest)
}

func byDegree(a, b reach) int { return cmp.Compare(a.degree, b.degree) }

func (f *finder) reach(related plan.Related, ends []uint32) reach {
	r := reach{Related: related, ends: ends}
	for _, end := range ends {
		r.degree += len(f.along(end, related.Via, !related.Via.In))
	}
	return r
}

// ends are the nodes at the far end of a condition on related nodes that leads to all.
func (f *finder) ends(related plan.Related) []uint32 {
	if plan.GivenIDs(related.Where) != nil {
		return f.given(related.Type, related.Where)
	}
	return f.list(related.Where, related.Type)
}

// all are the nodes at the far end of any other condition on related nodes. Every node of their type is looked at.
func (f *finder) all(related plan.Related) []uint32 {
	return f.kept(AppendOfType[uint32](nil, f.view, related.Type), related.Type, related.Where)
}

// back are the nodes from which a relation leads to some of the ends, by id.
func (f *finder) back(r reach) []uint32 {
	if f.left -= r.degree; f.left < 0 {
		return nil
	}
	numbers := make([]uint32, 0, r.degree)
	for _, end := range r.ends {
		for _, e := range f.along(end, r.Via, !r.Via.In) {
			numbers = append(numbers, e.far)
		}
	}
	return f.once(numbers, r.ends)
}

// once puts nodes that were found from each of the ends in order, and leaves each in but once.
func (f *finder) once(numbers, ends []uint32) []uint32 {
	if len(ends) > 1 {
		slices.SortFunc(numbers, f.view.compareIDs)
	}
	return slices.Compact(numbers) // parallel relations stand side by side
}

// meet are those of nodes by id from which a relation leads to some of the ends, by id.
func (f *finder) meet(numbers []uint32, r reach) []uint32 {
	var met []uint32
	for _, end := range r.ends {
		edges, rest := f.along(end, r.Via, !r.Via.In), numbers
		for len(edges) > 0 && len(rest) > 0 && f.left >= 0 {
			switch {
			case edges[0].far == rest[0]:
				met, edges, rest = append(met, rest[0]), edges[1:], rest[1:]
			case f.view.before(edges[0].far, rest[0]):
				edges = edges[f.skip(len(edges), func(i int) bool { return f.view.before(edges[i].far, rest[0]) }):]
			default:
				rest = rest[f.skip(len(rest), func(i int) bool { return f.view.before(rest[i], edges[0].far) }):]
			}
		}
	}
	return f.once(met, r.ends)
}

// skip returns the first place at which early, which holds of the first place, no longer does. It strides ever wider, and then halves: what
// is passed over is hardly looked at.
func (f *finder) skip(places int, early func(int) bool) int {
	stride := 1
	for f.left--; stride < places && early(stride); f.left-- {
		stride *= 2
	}
	from, to := stride/2+1, min(stride, places)
	for from < to {
		f.left--
		if half := (from + to) / 2; early(half) {
			from = half + 1
		} else {
			to = half
		}
	}
	return from
}

// before reports whether a node comes before another by id. It is compareIDs, small enough to stand where it is called.
func (s *state) before(a, b uint32) bool {
	if a < s.ordered && b < s.ordered {
		return a < b
	}
	return s.compareIDs(a, b) < 0
}

func (f *finder) along(number uint32, via *schema.Relation, in bool) []edge {
	return f.view.far(number, via.Type, in)
}
