package neo4j

import (
	"strconv"

	"partnergraph/graph/plan"
)

// This file writes far values, which are read along a relation: what an order compares of the node that a relation to one leads to,
// or how many nodes a relation leads to. A set in such an order works them out for each candidate once, between what it asks of them
// and where its page starts:
//
//	MATCH (n1:Organization) WHERE … WITH n1, COUNT { (n1)-[:PARTY_TO]->() } AS v1 WHERE (v1 > $p0 OR …) WITH n1, v1 ORDER BY v1, n1.id LIMIT $p2

// foundByFar finds the nodes of a set that is ordered by far values, in their order, as far as the limit.
func (r *renderer) foundByFar(set *plan.Set, from, at place, limit string) {
	kept := at.node
	if at.edge != "" {
		kept += ", " + at.edge
	}
	if rest, led := r.led(set, at); led {
		r.conditions(at, nil, rest, nil)
	} else {
		r.text("MATCH ")
		r.match(set.Via, from, at, indexed(set, at, nil, nil), set.Where, nil)
		if shared(set.Via) {
			r.text(" WITH DISTINCT ", kept)
		}
	}
	r.text(" WITH ", kept)
	at.keys = map[plan.Operand]string{}
	for _, key := range set.Order {
		if _, worked := at.keys[key.Of]; key.Of.Via == nil || worked {
			continue
		}
		r.names++
		name := "v" + strconv.Itoa(r.names)
		r.text(", ")
		r.property(key.Of, at)
		r.text(" AS ", name)
		at.keys[key.Of] = name
		kept += ", " + name
	}
	if set.Seek != nil {
		r.text(" WHERE ")
		r.filter(set.Seek, at)
	}
	r.text(" WITH ", kept)
	r.orderBy(set.Order, at)
	if limit != "" {
		r.text(" LIMIT ", limit)
	}
}

// far is the variable that holds a far value.
func (at place) far(of plan.Operand) string {
	name, worked := at.keys[of]
	if !worked {
		panic("neo4j: a far value stands in an order, the seek beside it, or a slot")
	}
	return name
}

// property writes a value, wherever it stands.
func (r *renderer) property(of plan.Operand, at place) {
	switch {
	case of.Via == nil:
		r.text(operand(of, at))
	case of.Property == plan.Degree:
		r.count(&plan.Set{Type: of.Via.Target, Via: of.Via}, at)
	default:
		far := r.reach(of.Via, of.Via.Target)
		own := plan.Operand{Property: of.Property, Key: of.Key}
		r.text("head(COLLECT { MATCH ", r.pattern(of.Via, at, far), " WITH ", far.node, " ORDER BY ", far.node, ".id LIMIT 1 RETURN ",
			operand(own, far), " })")
	}
}
