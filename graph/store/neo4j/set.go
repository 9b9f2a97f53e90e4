package neo4j

import (
	"strconv"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file writes sets: where their nodes are found, in which order, and how many of them.

// rows writes a set as a list of rows. The order and the limit come before the projection, so that only the keys of the order are
// read of nodes that do not make it into the page.
func (r *renderer) rows(set *plan.Set, from place) {
	r.collect(set, from, r.limit(set.Limit))
}

// limit is the parameter of a limit, or "" where there is none.
func (r *renderer) limit(arg plan.Arg) string {
	if arg == plan.NoLimit {
		return ""
	}
	return r.param(arg)
}

// one writes the only element of a set, or null.
func (r *renderer) one(set *plan.Set, from place) {
	r.text("head(")
	r.collect(set, from, "1")
	r.text(")")
}

func (r *renderer) collect(set *plan.Set, from place, limit string) {
	r.text("COLLECT { ")
	at := r.page(set, from, limit)
	r.text(" RETURN ")
	r.row(set.Row, at)
	r.text(" }")
}

// page finds the nodes of a set in their order, by far values or by their own.
func (r *renderer) page(set *plan.Set, from place, limit string) place {
	at := r.reach(set.Via, set.Type)
	if plan.HasFar(set.Order) {
		r.foundByFar(set, from, at, limit)
	} else {
		r.found(set, from, at, limit)
	}
	return at
}

// found finds the nodes of a set in their order, as far as the limit.
func (r *renderer) found(set *plan.Set, from, at place, limit string) {
	if rest, led := r.led(set, at); led {
		r.conditions(at, nil, rest, set.Seek)
		r.sorted(nil, set.Order, at, limit)
		return
	}
	segments := segmentsOf(set, limit != "")
	if len(segments) == 1 {
		r.segment(set, segments[0], from, at, limit)
		return
	}
	for i, segment := range segments {
		if i == 0 {
			r.text("CALL () { ")
		} else {
			r.text(" UNION ALL ")
		}
		r.segment(set, segment, from, at, limit)
		r.text(" RETURN ", at.node)
	}
	r.text(" } WITH ", at.node, " LIMIT ", limit)
}

// segment finds the nodes of a segment in their order, as far as the limit.
func (r *renderer) segment(set *plan.Set, s plan.Segment, from, at place, limit string) {
	r.text("MATCH ")
	r.match(set.Via, from, at, r.predicates(set, s, at), s.Where, s.Seek)
	r.sorted(set.Via, s.Order, at, limit)
}

// count writes the size of a set, without its page.
func (r *renderer) count(set *plan.Set, from place) {
	if set.Where == nil && set.Via != nil && !shared(set.Via) {
		r.degree(set.Via, set.Type, from)
		return
	}
	at := r.reach(set.Via, set.Type)
	r.text("COUNT { ")
	if rest, led := r.led(set, at); led {
		r.conditions(at, nil, rest, nil)
		r.text(" RETURN ", at.node, " }")
		return
	}
	r.text("MATCH ")
	r.match(set.Via, from, at, indexed(set, at, nil, nil), set.Where, nil)
	if shared(set.Via) {
		r.text(" RETURN DISTINCT ", at.node)
	}
	r.text(" }")
}

// degree writes the number of relations that lead to nodes of the type. The database answers it from the count store as long as
// neither the relation nor the far end has a name.
func (r *renderer) degree(via *schema.Relation, kind *schema.Node, from place) {
	r.text("COUNT { ", r.pattern(via, from, place{kind: kind}), " }")
}

// reach names the node of a set and the relation that leads to it.
func (r *renderer) reach(via *schema.Relation, kind *schema.Node) place {
	r.names++
	number := strconv.Itoa(r.names)
	at := place{node: "n" + number, kind: kind}
	if stored(via) {
		at.edge = "r" + number
	}
	return at
}

func shared(via *schema.Relation) bool { return via != nil && via.Shared != nil }

// stored reports whether nodes are found along a relation of the database.
func stored(via *schema.Relation) bool { return via != nil && via.Type != "" }

// pattern is where the nodes of a set are found: all of a label, or from a node along a relation.
func (r *renderer) pattern(via *schema.Relation, from, at place) string {
	if via == nil || via.Cites != nil {
		return "(" + at.node + label(at.kind) + ")"
	}
	if from.node == "" {
		panic("neo4j: a relation is followed from a node")
	}
	start, far := "("+from.node+")", "("+at.node+r.farLabel(via, at.kind)+")"
	switch {
	case shared(via):
		types := make([]string, len(via.Shared))
		for i, name := range via.Shared {
			types[i] = quoted(name)
		}
		step := "[:" + strings.Join(types, "|") + "]"
		return start + "-" + step + "->()<-" + step + "-" + far
	case via.In:
		return start + "<-[" + at.edge + ":" + quoted(via.Type) + "]-" + far
	default:
		return start + "-[" + at.edge + ":" + quoted(via.Type) + "]->" + far
	}
}

// farLabel is the label of the far node, or nothing where the relation leads to no other nodes anyhow: an unlabelled far end lets
// the database answer counts from the degree and spares a look at each node.
func (r *renderer) farLabel(via *schema.Relation, kind *schema.Node) string {
	names := via.Shared
	if !shared(via) {
		names = []string{via.Type}
	}
	for _, name := range names {
		relation := r.model.Relation(name)
		end := relation.To
		if via.In || shared(via) {
			end = relation.From
		}
		for _, t := range end.Types {
			if !kind.Is(t.Name) {
				return label(kind)
			}
		}
	}
	return ""
}

func label(kind *schema.Node) string { return ":" + quoted(kind.Name) }

// sorted writes what stands between the match and the projection.
func (r *renderer) sorted(via *schema.Relation, order []plan.Key, at place, limit string) {
	if len(order) == 0 && limit == "" && !shared(via) {
		return
	}
	r.text(" WITH ")
	if shared(via) {
		r.text("DISTINCT ")
	}
	r.text(at.node)
	if at.edge != "" {
		r.text(", ", at.edge)
	}
	r.orderBy(order, at)
	if limit != "" {
		r.text(" LIMIT ", limit)
	}
}

func (r *renderer) orderBy(order []plan.Key, at place) {
	for i, key := range order {
		r.text(orderSeparator(i))
		r.orderStep(key, at)
	}
}

func orderSeparator(i int) string {
	if i == 0 {
		return " ORDER BY "
	}
	return ", "
}

// orderStep writes one step of an order. Neo4j has nulls last in ascending and first in descending order. For the other way an empty
// list stands for null, which orders before every value of a property; a step of its own, IS NULL, would cost each candidate one more
// column.
func (r *renderer) orderStep(key plan.Key, at place) {
	value := operand(key.Of, at)
	if !key.Present && !key.Of.Required() && key.NullsFirst != key.Descending {
		value = "coalesce(" + value + ", [])"
	}
	r.text(value)
	if key.Descending {
		r.text(" DESC")
	}
}
