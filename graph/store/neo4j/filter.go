package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file writes conditions. Cypher's logic has three values and the plan's two: a WHERE takes null as false, which is right for
// every condition that is not negated, and under a negation it is said explicitly.

// match writes a pattern and what its nodes must fulfil. A filter that is nil leaves no text.
func (r *renderer) match(via *schema.Relation, from, at place, predicates []string, where, seek plan.Filter) {
	defer func(closed bool) { r.closed = closed }(r.closed)
	r.closed = false // each match is planned on its own
	r.text(r.pattern(via, from, at))
	if shared(via) {
		predicates = append(predicates, at.node+" <> "+from.node) // a node shares nothing with itself
	}
	if via != nil && via.Cites != nil {
		predicates = append(predicates, at.node+".id IN "+operand(plan.Operand{Property: via.Cites, OnEdge: true}, from))
	}
	r.conditions(at, predicates, where, seek)
}

// conditions writes what nodes must fulfil.
func (r *renderer) conditions(at place, predicates []string, where, seek plan.Filter) {
	separator := " WHERE "
	for _, predicate := range predicates {
		r.text(separator, predicate)
		separator = " AND "
	}
	if where != nil {
		r.text(separator)
		r.filter(where, at)
		separator = " AND "
	}
	if seek != nil {
		r.text(separator)
		r.seek(seek, at)
	}
}

// seek writes where a page starts. Its alternatives are closed to the planner, which would else sometimes look each up on its own
// and sort all that they find; the bound beside them is what it is to seek by.
func (r *renderer) seek(filter plan.Filter, at place) {
	switch f := filter.(type) {
	case plan.And:
		for i, part := range f {
			if i > 0 {
				r.text(" AND ")
			}
			r.seek(part, at)
		}
		if len(f) == 0 {
			r.text("true")
		}
	case plan.Or:
		r.close(f, at)
	default:
		r.filter(f, at)
	}
}

// fewAlternatives is how many conditions an Or may have that the planner is to look into for indexes. Its time grows with their
// square and more: two hundred conditions took it six seconds, and one when they were closed to it.
const fewAlternatives = 8

func (r *renderer) alternatives(f plan.Or, at place) {
	if r.closed || conditions(f) <= fewAlternatives {
		r.junction(f, " OR ", "false", at)
		return
	}
	r.close(f, at)
}

// close writes an Or as the argument of a function, which the planner leaves alone.
func (r *renderer) close(f plan.Or, at place) {
	r.closed = true
	r.text("coalesce(")
	r.junction(f, " OR ", "false", at)
	r.text(", false)")
	r.closed = false
}

// conditions counts the conditions in a filter.
func conditions(filter plan.Filter) int {
	sum := 0
	switch f := filter.(type) {
	case plan.And:
		for _, part := range f {
			sum += conditions(part)
		}
	case plan.Or:
		for _, part := range f {
			sum += conditions(part)
		}
	case plan.Not:
		return conditions(f.Filter)
	default:
		return 1
	}
	return sum
}

func (r *renderer) filter(filter plan.Filter, at place) {
	switch f := filter.(type) {
	case plan.And:
		r.junction(f, " AND ", "true", at)
	case plan.Or:
		r.alternatives(f, at)
	case plan.Not:
		r.not(f.Filter, at)
	case plan.Compare:
		r.compare(f, at)
	case plan.Null:
		r.text(operand(f.Of, at), " IS NULL")
	case plan.TypeIn:
		r.typeIn(f, at)
	case plan.Related:
		r.related(f, at)
	case plan.Counted:
		r.counted(f, at)
	default:
		panic(fmt.Sprintf("neo4j: a filter is one of plan's kinds, not %T", filter))
	}
}

func (r *renderer) junction(parts []plan.Filter, word, empty string, at place) {
	if len(parts) == 0 {
		r.text(empty)
		return
	}
	r.text("(")
	for i, part := range parts {
		if i > 0 {
			r.text(word)
		}
		r.filter(part, at)
	}
	r.text(")")
}

func (r *renderer) not(filter plan.Filter, at place) {
	if twoValued(filter) {
		r.text("NOT (")
		r.filter(filter, at)
		r.text(")")
		return
	}
	r.text("NOT coalesce(")
	r.filter(filter, at)
	r.text(", false)")
}

// twoValued reports whether the filter's Cypher is never null.
func twoValued(filter plan.Filter) bool {
	switch f := filter.(type) {
	case plan.And:
		return !slices.ContainsFunc(f, func(part plan.Filter) bool { return !twoValued(part) })
	case plan.Or:
		return !slices.ContainsFunc(f, func(part plan.Filter) bool { return !twoValued(part) })
	case plan.Compare:
		return false
	default:
		return true
	}
}

func (r *renderer) typeIn(types plan.TypeIn, at place) {
	if len(types) == 0 {
		r.text("false")
		return
	}
	labels := make([]string, len(types))
	for i, t := range types {
		labels[i] = quoted(t.Name)
	}
	r.text("(", at.node, ":", strings.Join(labels, "|"), ")")
}

// related writes a condition on the nodes that a relation leads to. Two are enough to know that there is not a single one.
func (r *renderer) related(f plan.Related, from place) {
	switch f.Quantifier {
	case plan.Some:
		r.exists(f, f.Where, from)
	case plan.None:
		r.text("NOT ")
		r.exists(f, f.Where, from)
	case plan.All:
		if f.Where == nil {
			r.text("true")
			return
		}
		r.text("NOT ")
		r.exists(f, plan.Not{Filter: f.Where}, from)
	case plan.Single:
		at := r.reach(f.Via, f.Type)
		r.text("COUNT { MATCH ")
		r.match(f.Via, from, at, nil, f.Where, nil)
		if shared(f.Via) {
			r.text(" WITH DISTINCT ", at.node)
		}
		r.text(" RETURN ", at.node, " LIMIT 2 } = 1")
	default:
		panic(fmt.Sprintf("neo4j: %d is no quantifier", f.Quantifier))
	}
}

func (r *renderer) exists(f plan.Related, where plan.Filter, from place) {
	at := r.reach(f.Via, f.Type)
	r.text("EXISTS { MATCH ")
	r.match(f.Via, from, at, nil, where, nil)
	r.text(" }")
}

func (r *renderer) counted(f plan.Counted, from place) {
	r.count(&plan.Set{Type: f.Via.Target, Via: f.Via, Where: f.Where}, from)
	r.text(" ", comparison(f.Op), " ", r.param(f.Arg))
}
