package plan

import "slices"

// Segment is a part of a set whose nodes stand together in its order.
type Segment struct {
	Where, Seek Filter // nil: all, and at the beginning
	Order       []Key
	Fixed       Filter // what its nodes have in common: one value of the first key, or that there is a value, or none; nil: nothing
}

// Segments divides an ordered set of all nodes of a type, so that an index of the first key and the id can answer each part in its
// order. A page that starts behind a = x, id = i is
//
//	a = x AND id > i, then a > x, then those without a
//
// Each is one range of the index. Asked for together, as a >= x AND (a > x OR id > i), the database would read all of a = x that lies
// before i: half the list where a has two values. Nodes without a value stand in no index of Neo4j, and at the wrong end of SQLite's.
// The next part is not begun while one fills the page, and what the set's conditions rule out is left out.
func Segments(set *Set) []Segment {
	if set.Via != nil || len(set.Order) == 0 || HasFar(set.Order) {
		return []Segment{{Where: set.Where, Seek: set.Seek, Order: set.Order}}
	}
	first := set.Order[0]
	valued := segment(set, first.Of, false)
	valued.Order = slices.Clone(set.Order)
	valued.Order[0].Present = true
	segments := []Segment{valued}
	if arg, rest, found := levelOf(valued.Seek, first); found {
		level, beyond := valued, valued
		level.Fixed, level.Seek = Compare{Of: first.Of, Op: Eq, Arg: arg}, rest
		beyond.Seek = Compare{Of: first.Of, Op: first.beyond(), Arg: arg}
		segments = []Segment{level, beyond}
	} else if valued.Seek != nil && !first.Of.Required() {
		segments[0].Seek = bounded(valued.Seek, first.Of) // between two cursors
	}
	if !first.Of.Required() {
		absent := segment(set, first.Of, true)
		absent.Order = set.Order[1:]
		if first.NullsFirst {
			segments = append([]Segment{absent}, segments...)
		} else {
			segments = append(segments, absent)
		}
	}
	possible := slices.DeleteFunc(segments, func(s Segment) bool { return holdsNever(s.Where) || holdsNever(s.Seek) })
	if len(possible) == 0 {
		return []Segment{valued} // its conditions find nothing
	}
	return possible
}

// beyond is the comparison that holds of what follows a value in the order.
func (k Key) beyond() Op {
	if k.Descending {
		return Lt
	}
	return Gt
}

// levelOf takes "behind a position" apart: the value of the first key there, and what is behind it among those that are level.
func levelOf(seek Filter, first Key) (arg Arg, rest Filter, found bool) {
	if and, is := seek.(And); is && len(and) == 2 {
		if bound, is := and[0].(Compare); is && bound.Of == first.Of {
			seek = and[1]
		}
	}
	or, is := seek.(Or)
	if !is || len(or) != 2 {
		return 0, nil, false
	}
	behind, one := or[0].(Compare)
	level, two := or[1].(And)
	if !one || !two || len(level) != 2 || behind.Of != first.Of || behind.Op != first.beyond() {
		return 0, nil, false
	}
	equal, is := level[0].(Compare)
	return behind.Arg, level[1], is && equal.Of == first.Of && equal.Op == Eq && equal.Arg == behind.Arg
}

func segment(set *Set, of Operand, absent bool) Segment {
	if of.Required() {
		return Segment{Where: set.Where, Seek: set.Seek}
	}
	remaining := func(filter Filter) Filter {
		if filter == nil {
			return nil
		}
		if filter = assuming(filter, of, absent); holdsAlways(filter) {
			return nil
		}
		return filter
	}
	s := Segment{Where: remaining(set.Where), Seek: remaining(set.Seek), Fixed: Null{of}}
	if !absent {
		s.Fixed = Not{s.Fixed}
	}
	return s
}

// assuming simplifies a filter for nodes of which it is known whether they have the value.
func assuming(filter Filter, of Operand, absent bool) Filter {
	switch f := filter.(type) {
	case Null:
		if sameValue(f.Of, of) {
			return decided(absent)
		}
	case Compare:
		if sameValue(f.Of, of) && absent {
			return decided(false)
		}
	case Not:
		part := assuming(f.Filter, of, absent)
		if holdsAlways(part) || holdsNever(part) {
			return decided(holdsNever(part))
		}
		return Not{Filter: part}
	case And:
		parts := assumingAll(f, of, absent, holdsAlways)
		if slices.ContainsFunc(parts, holdsNever) {
			return decided(false)
		}
		return And(parts)
	case Or:
		parts := assumingAll(f, of, absent, holdsNever)
		if slices.ContainsFunc(parts, holdsAlways) {
			return decided(true)
		}
		return Or(parts)
	}
	return filter
}

// assumingAll simplifies the parts and leaves out those without effect.
func assumingAll(parts []Filter, of Operand, absent bool, idle func(Filter) bool) []Filter {
	var kept []Filter
	for _, part := range parts {
		if part = assuming(part, of, absent); !idle(part) {
			kept = append(kept, part)
		}
	}
	return kept
}

// bounded adds to "behind a position in the order" the bound that lets the database seek into the index: to a > x OR (a = x AND …)
// that a >= x.
func bounded(filter Filter, of Operand) Filter {
	switch f := filter.(type) {
	case And:
		parts := make(And, len(f))
		for i, part := range f {
			parts[i] = bounded(part, of)
		}
		return parts
	case Or:
		if bound, found := boundOf(f, of); found {
			return And{bound, f}
		}
	}
	return filter
}

func boundOf(f Or, of Operand) (Compare, bool) {
	var beyond Compare
	for _, part := range f {
		compare, is := part.(Compare)
		if and, both := part.(And); both && len(and) > 0 {
			compare, is = and[0].(Compare)
		}
		switch {
		case !is || !sameValue(compare.Of, of) || !compare.Of.Key && compare.Of.Property.Key() != compare.Of.Property.Name:
			return beyond, false
		case compare.Op == Gt:
			beyond = Compare{Of: compare.Of, Op: Gte, Arg: compare.Arg}
		case compare.Op == Lt:
			beyond = Compare{Of: compare.Of, Op: Lte, Arg: compare.Arg}
		case compare.Op != Eq:
			return beyond, false
		}
	}
	for _, part := range f {
		and, both := part.(And)
		if both && and[0].(Compare).Arg != beyond.Arg {
			return beyond, false
		}
	}
	return beyond, beyond.Of.Property != nil
}

func sameValue(a, b Operand) bool { return a.Property.Name == b.Property.Name && a.OnEdge == b.OnEdge }

func decided(holds bool) Filter {
	if holds {
		return And{}
	}
	return Or{}
}

func holdsAlways(filter Filter) bool {
	and, is := filter.(And)
	return is && len(and) == 0
}

func holdsNever(filter Filter) bool {
	or, is := filter.(Or)
	return is && len(or) == 0
}
