package sqlite

import (
	"slices"
	"strconv"

	"partnergraph/graph/plan"
)

// This file writes conditions on related nodes that few nodes fulfil. Those few are found first, once, and then who leads to them:
//
//	c1.id IN (SELECT l2.source FROM node AS c2 CROSS JOIN relation AS l2 ON l2.target = c2.id AND l2.type = 'WORKS_IN' WHERE c2.id = ?1
//	          AND EXISTS (SELECT 1 FROM relation AS l3 INDEXED BY relation_back WHERE l3.source = l2.source AND l3.type = 'LOCATED_IN'
//	                      AND l3.target IN (SELECT c3.id FROM node AS c3 WHERE … = ?2)))
//
// Of several such conditions that must all hold one finds, and the others are asked of what it has found, before anything is read of
// the nodes themselves. They are asked from the far end, whose relations lie together in the index and are passed in their order.

// names reports whether a condition says by their ids which nodes it holds of.
func names(filter plan.Filter) bool {
	switch f := filter.(type) {
	case plan.And:
		return slices.ContainsFunc(f, names)
	case plan.Compare:
		return plan.GivesID(f)
	case plan.Related:
		return plan.Anchored(f)
	}
	return false
}

// isAnchored reports whether a condition on related nodes can be found from these.
func isAnchored(filter plan.Filter) bool {
	f, is := filter.(plan.Related)
	return is && f.Quantifier == plan.Some && !isShared(f.Via) && plan.Anchored(f.Where)
}

// all writes conditions that must all hold.
func (r *renderer) all(parts plan.And, at place) {
	parts = plan.Conjuncts(parts)
	finder := finderOf(parts)
	if finder < 0 {
		r.junction(parts, " AND ", "TRUE", at)
		return
	}
	var ofRelated plan.And
	r.text("(")
	for i, part := range parts {
		switch {
		case i == finder:
		case isOfRelated(part):
			ofRelated = append(ofRelated, part)
		default:
			r.filter(part, at)
			r.text(" AND ")
		}
	}
	r.among(parts[finder].(plan.Related), at, ofRelated)
	r.text(")")
}

// isOfRelated reports whether a condition is one on related nodes, which needs of the node itself no more than its id.
func isOfRelated(filter plan.Filter) bool {
	switch f := filter.(type) {
	case plan.Related, plan.Counted:
		return true
	case plan.Not:
		return isOfRelated(f.Filter)
	}
	return false
}

// finderOf chooses the condition by which nodes are found: the one whose far node is told most surely, of several the first; -1: none
// can, or the nodes' own ids are given.
func finderOf(parts plan.And) int {
	best, sure := -1, 0
	for i, part := range parts {
		if plan.GivesID(part) {
			return -1
		}
		if !isAnchored(part) {
			continue
		}
		if s := sureness(part.(plan.Related).Where); best < 0 || s > sure {
			best, sure = i, s
		}
	}
	return best
}

// sureness tells conditions apart by how few nodes they hold of, as far as the contract tells.
func sureness(filter plan.Filter) int {
	switch f := filter.(type) {
	case plan.And:
		most := 0
		for _, part := range f {
			most = max(most, sureness(part))
		}
		return most
	case plan.Compare:
		switch {
		case f.Of.OnEdge || f.Op != plan.Eq:
			return 0
		case isID(f.Of) || f.Of.Property.Unique:
			return 2
		case plan.Anchored(f):
			return 1
		}
	}
	return 0
}

// among writes that some related node fulfils a condition which few nodes do, and that the other conditions hold of who leads to it.
func (r *renderer) among(f plan.Related, from place, others plan.And) {
	r.names++
	number := strconv.Itoa(r.names)
	near, far := ends(f.Via)
	c := r.candidates(nil, f.Type, f.Where, place{}, number, needs{})
	c.at.edge = "l" + number
	c.source += " CROSS JOIN relation AS " + c.at.edge + " ON " + c.at.edge + "." + far + " = " + c.at.id + " AND " + c.at.edge +
		".type = " + literal(f.Via.Type)
	found := place{id: c.at.edge + "." + near}
	r.text(from.id, " IN (SELECT ", found.id)
	r.found(c, f.Where)
	for _, other := range others {
		r.text(" AND ")
		if isAnchored(other) {
			r.leadsTo(other.(plan.Related), found)
		} else {
			r.filter(other, found)
		}
	}
	r.text(")")
}

// leadsTo writes of a node that is found already that some related one fulfils a condition which few nodes do.
func (r *renderer) leadsTo(f plan.Related, from place) {
	if needsOfFilters(f.Via, f.Where).edge {
		r.text("EXISTS (SELECT 1")
		r.found(r.reached(f, f.Where, from), f.Where)
		r.text(")")
		return
	}
	r.names++
	number := strconv.Itoa(r.names)
	near, far := ends(f.Via)
	edge := "l" + number
	r.text("EXISTS (SELECT 1 FROM relation AS ", edge)
	far = edge + "." + far
	switch {
	case sureness(f.Where) == 0:
		far = "+" + far // they may be many, while a node has few neighbours
	case !f.Via.In:
		r.text(" INDEXED BY relation_back")
	}
	r.text(" WHERE ", edge, ".", near, " = ", from.id, " AND ", edge, ".type = ", literal(f.Via.Type), " AND ", far, " IN (SELECT ")
	c := r.candidates(nil, f.Type, f.Where, place{}, number, needs{})
	r.text(c.at.id)
	r.found(c, f.Where)
	r.text("))")
}
