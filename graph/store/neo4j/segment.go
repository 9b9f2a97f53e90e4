package neo4j

import (
	"slices"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file lets an index answer an ordered page of all nodes of a type. Nodes without a value stand in no index, so an order by an
// optional property has two segments, those with a value and those without, each with an index of its own:
//
//	CALL () {
//	  MATCH (n:Agreement) WHERE n.signedOnKey IS NOT NULL AND … WITH n ORDER BY n.signedOnKey, n.id LIMIT $k RETURN n
//	  UNION ALL
//	  MATCH (n:Agreement) WHERE n.signedOnKey IS NULL AND … WITH n ORDER BY n.id LIMIT $k RETURN n
//	} WITH n LIMIT $k
//
// The second is not begun while the first fills the page, and left out of the text when the set's conditions rule it out.

// segment is a part of a set that stands together in its order.
type segment struct {
	predicates  []string // for the index
	where, seek plan.Filter
	order       []plan.Key
}

// segmentsOf splits a set whose page has a limit.
func segmentsOf(set *plan.Set, at place, limited bool) []segment {
	if set.Via != nil || !limited || len(set.Order) == 0 || set.Order[0].Of.Property.Required {
		return []segment{{indexed(set, at, set.Order, set.Seek), set.Where, set.Seek, set.Order}}
	}
	first, id := set.Order[0], at.node+".id IS NOT NULL"
	valued, absent := split(set, first.Of, false), split(set, first.Of, true)
	valued.predicates = []string{operand(first.Of, at) + " IS NOT NULL", id}
	valued.order = slices.Clone(set.Order)
	valued.order[0].NullsFirst = first.Descending // where nulls would stand without another word: there are none
	absent.predicates = []string{operand(first.Of, at) + " IS NULL", id}
	absent.order = set.Order[1:]
	segments := []segment{valued, absent}
	if first.NullsFirst {
		slices.Reverse(segments)
	}
	possible := slices.DeleteFunc(segments, func(s segment) bool { return never(s.where) || never(s.seek) })
	if len(possible) == 0 {
		return []segment{valued} // its conditions find nothing
	}
	return possible
}

func split(set *plan.Set, of plan.Operand, absent bool) segment {
	part := func(filter plan.Filter) plan.Filter {
		if filter == nil {
			return nil
		}
		if filter = assuming(filter, of, absent); always(filter) {
			return nil
		}
		return filter
	}
	s := segment{where: part(set.Where), seek: part(set.Seek)}
	if s.seek != nil {
		s.seek = bounded(s.seek, of)
	}
	return s
}

// assuming simplifies a filter for nodes of which it is known whether they have the value.
func assuming(filter plan.Filter, of plan.Operand, absent bool) plan.Filter {
	switch f := filter.(type) {
	case plan.Null:
		if same(f.Of, of) {
			return constant(absent)
		}
	case plan.Compare:
		if same(f.Of, of) && absent {
			return constant(false)
		}
	case plan.Not:
		part := assuming(f.Filter, of, absent)
		if always(part) || never(part) {
			return constant(never(part))
		}
		return plan.Not{Filter: part}
	case plan.And:
		parts := assumingAll(f, of, absent, always)
		if slices.ContainsFunc(parts, never) {
			return constant(false)
		}
		return plan.And(parts)
	case plan.Or:
		parts := assumingAll(f, of, absent, never)
		if slices.ContainsFunc(parts, always) {
			return constant(true)
		}
		return plan.Or(parts)
	}
	return filter
}

// assumingAll simplifies the parts and leaves out those without effect.
func assumingAll(parts []plan.Filter, of plan.Operand, absent bool, idle func(plan.Filter) bool) []plan.Filter {
	var kept []plan.Filter
	for _, part := range parts {
		if part = assuming(part, of, absent); !idle(part) {
			kept = append(kept, part)
		}
	}
	return kept
}

// bounded adds to "behind a position in the order" the bound that lets the database seek into the index: to a > x OR (a = x AND …)
// that a >= x.
func bounded(filter plan.Filter, of plan.Operand) plan.Filter {
	switch f := filter.(type) {
	case plan.And:
		parts := make(plan.And, len(f))
		for i, part := range f {
			parts[i] = bounded(part, of)
		}
		return parts
	case plan.Or:
		if bound, found := boundOf(f, of); found {
			return plan.And{bound, f}
		}
	}
	return filter
}

func boundOf(f plan.Or, of plan.Operand) (plan.Compare, bool) {
	var beyond plan.Compare
	for _, part := range f {
		compare, is := part.(plan.Compare)
		if and, both := part.(plan.And); both && len(and) > 0 {
			compare, is = and[0].(plan.Compare)
		}
		switch {
		case !is || !same(compare.Of, of) || !compare.Of.Key && compare.Of.Property.Key() != compare.Of.Property.Name:
			return beyond, false
		case compare.Op == plan.Gt:
			beyond = plan.Compare{Of: compare.Of, Op: plan.Gte, Arg: compare.Arg}
		case compare.Op == plan.Lt:
			beyond = plan.Compare{Of: compare.Of, Op: plan.Lte, Arg: compare.Arg}
		case compare.Op != plan.Eq:
			return beyond, false
		}
	}
	for _, part := range f {
		and, both := part.(plan.And)
		if both && and[0].(plan.Compare).Arg != beyond.Arg {
			return beyond, false
		}
	}
	return beyond, beyond.Of.Property != nil
}

func same(a, b plan.Operand) bool { return a.Property.Name == b.Property.Name && a.OnEdge == b.OnEdge }

func constant(holds bool) plan.Filter {
	if holds {
		return plan.And{}
	}
	return plan.Or{}
}

func always(filter plan.Filter) bool {
	and, is := filter.(plan.And)
	return is && len(and) == 0
}

func never(filter plan.Filter) bool {
	or, is := filter.(plan.Or)
	return is && len(or) == 0
}

// indexed lists the predicates that let the database use the index of a root set's order or condition: it uses one only when each
// of its properties has a predicate. A count of a whole label stays without, since the count store knows it.
func indexed(set *plan.Set, at place, order []plan.Key, seek plan.Filter) []string {
	if set.Via != nil || len(order) == 0 && set.Where == nil && seek == nil {
		return nil
	}
	var list []string
	if len(order) > 0 && order[0].Of.Property.Required && order[0].Of.Property.Scalar != schema.ID {
		list = append(list, operand(order[0].Of, at)+" IS NOT NULL")
	}
	return append(list, at.node+".id IS NOT NULL")
}
