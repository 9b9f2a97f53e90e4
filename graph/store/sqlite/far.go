package sqlite

import (
	"strconv"

	"partnergraph/graph/plan"
)

// This file writes far values, which are read along a relation: what an order compares of the node that a relation to one leads to,
// or how many nodes a relation leads to.
//
// A page in such an order has a third select between the two of set.go. It works out each candidate's values once; the condition
// on where the page starts and the order then only compare them:
//
//	SELECT id FROM (SELECT c1.id AS id, (SELECT count(*) FROM relation AS l2 …) AS v0, c1.id AS v1 FROM node AS c1 … LIMIT -1) AS f1
//	WHERE (f1.v0 > ?1 OR …) ORDER BY f1.v0, f1.v1 LIMIT ?3
//
// LIMIT -1 keeps SQLite from putting the two into one, which would work the values out at each comparison.

// foundByFar writes what a page needs of its candidates, where they are found, and their order.
func (r *renderer) foundByFar(set *plan.Set, c candidates, edge bool) {
	r.names++
	worked := "f" + strconv.Itoa(r.names)
	r.text("SELECT id")
	if c.joined {
		r.text(", seq")
	}
	if edge {
		r.text(", value")
	}
	r.text(" FROM (SELECT ")
	c.columns(r, edge)
	at := place{id: worked + ".id", kind: set.Type, keys: map[plan.Operand]string{}}
	for i, key := range set.Order {
		column := "v" + strconv.Itoa(i)
		r.text(", ")
		r.comparable(key.Of, c.at)
		r.text(" AS ", column)
		at.keys[key.Of] = worked + "." + column
	}
	r.found(c, set.Where)
	r.text(" LIMIT -1) AS ", worked)
	if set.Seek != nil {
		r.text(" WHERE ")
		r.filter(set.Seek, at)
	}
	r.order(set.Order, at)
}

// comparable writes a value as SQL compares it, wherever it stands.
func (r *renderer) comparable(of plan.Operand, at place) {
	switch {
	case of.Via == nil:
		r.text(at.operand(of))
	case of.Property == plan.Degree:
		r.degree(of, at)
	default:
		r.far(of, at, place.operand)
	}
}

// property writes a value as JSON, wherever it stands. A value that leaves a sub-select is no longer marked as JSON.
func (r *renderer) property(of plan.Operand, at place) {
	switch {
	case of.Via == nil:
		r.text(at.projection(of))
	case of.Property == plan.Degree:
		r.degree(of, at)
	case column(plan.Operand{Property: of.Property}) != "":
		r.far(of, at, place.projection)
	default:
		r.text("json(")
		r.far(of, at, place.projection)
		r.text(")")
	}
}

func (r *renderer) degree(of plan.Operand, at place) {
	r.count(&plan.Set{Type: of.Via.Target, Via: of.Via}, at)
}

// far writes the value of the node that a relation leads to.
func (r *renderer) far(of plan.Operand, from place, form func(place, plan.Operand) string) {
	r.names++
	own := plan.Operand{Property: of.Property, Key: of.Key}
	c := r.candidates(of.Via, of.Via.Target, nil, from, strconv.Itoa(r.names), needsOfOperand(of.Via, own))
	r.text("(SELECT ", form(c.at, own))
	r.found(c)
	r.text(" ORDER BY ", c.at.id, " LIMIT 1)")
}
