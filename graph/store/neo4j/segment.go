package neo4j

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file lets an index answer an ordered page of all nodes of a type, range by range:
//
//	CALL () {
//	  MATCH (n:Agreement) WHERE n.signedOnKey = $a AND n.id > $i AND … WITH n ORDER BY n.signedOnKey, n.id LIMIT $k RETURN n
//	  UNION ALL
//	  MATCH (n:Agreement) WHERE n.signedOnKey > $a AND … WITH n ORDER BY n.signedOnKey, n.id LIMIT $k RETURN n
//	  UNION ALL
//	  MATCH (n:Agreement) WHERE n.signedOnKey IS NULL AND … WITH n ORDER BY n.id LIMIT $k RETURN n
//	} WITH n LIMIT $k
//
// None is begun while those before it fill the page.

// segmentsOf divides a set whose page has a limit.
func segmentsOf(set *plan.Set, limited bool) []plan.Segment {
	if !limited {
		return []plan.Segment{{Where: set.Where, Seek: set.Seek, Order: set.Order}}
	}
	return plan.Segments(set)
}

// predicates says what the nodes of a segment have in common, and what the database must read to use an index.
func (r *renderer) predicates(set *plan.Set, s plan.Segment, at place) []string {
	id := at.node + ".id IS NOT NULL"
	switch fixed := s.Fixed.(type) {
	case plan.Compare:
		return []string{operand(fixed.Of, at) + " = " + r.param(fixed.Arg), id}
	case plan.Null:
		return []string{operand(fixed.Of, at) + " IS NULL", id}
	case plan.Not:
		return []string{operand(fixed.Filter.(plan.Null).Of, at) + " IS NOT NULL", id}
	default:
		return indexed(set, at, s.Order, s.Seek)
	}
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
