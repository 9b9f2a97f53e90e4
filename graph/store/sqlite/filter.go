package sqlite

import (
	"fmt"
	"strconv"

	"partnergraph/graph/plan"
)

// This file writes conditions. SQL's logic has three values and the plan's two: a WHERE takes NULL as false, which is right for
// every condition that is not negated, and IS NOT TRUE negates with two values.

// found writes where candidates are found and what they must fulfil. A filter that is nil leaves no text.
func (r *renderer) found(c candidates, filters ...plan.Filter) {
	r.text(" FROM ", c.source)
	separator := " WHERE "
	for _, predicate := range c.predicates {
		r.text(separator, predicate)
		separator = " AND "
	}
	for _, filter := range filters {
		if filter != nil {
			r.text(separator)
			r.filter(filter, c.at)
			separator = " AND "
		}
	}
}

func (r *renderer) filter(filter plan.Filter, at place) {
	switch f := filter.(type) {
	case plan.And:
		r.all(f, at)
	case plan.Or:
		r.junction(f, " OR ", "FALSE", at)
	case plan.Not:
		if null, is := f.Filter.(plan.Null); is {
			r.text(at.operand(null.Of), " IS NOT NULL")
			return
		}
		r.text("(")
		r.filter(f.Filter, at)
		r.text(") IS NOT TRUE")
	case plan.Compare:
		r.compare(f, at)
	case plan.Null:
		r.text(at.operand(f.Of), " IS NULL")
	case plan.TypeIn:
		r.typeIn(f, at)
	case plan.Related:
		r.related(f, at)
	case plan.Counted:
		r.count(&plan.Set{Type: f.Via.Target, Via: f.Via, Where: f.Where}, at)
		r.text(" ", comparison(f.Op), " ", right(f.Op, f.Arg))
	default:
		panic(fmt.Sprintf("sqlite: a filter is one of plan's kinds, not %T", filter))
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

func (r *renderer) typeIn(types plan.TypeIn, at place) {
	if len(types) == 0 {
		r.text("FALSE")
		return
	}
	r.text(ofTypes(at.column("type"), types))
}

// compare writes a comparison of a stored value with an argument. Text is searched exactly, without LIKE, which folds case and
// knows wildcards.
func (r *renderer) compare(f plan.Compare, at place) {
	switch f.Op {
	case plan.Contains:
		r.text("instr(", at.operand(f.Of), ", ", param(f.Arg), ") > 0")
	case plan.StartsWith:
		r.text("substr(", at.operand(f.Of), ", 1, length(", param(f.Arg), ")) = ", param(f.Arg))
	case plan.EndsWith:
		// Counted from the front: substr(x, -0) would be the whole of x.
		value := at.operand(f.Of)
		r.text("substr(", value, ", length(", value, ") - length(", param(f.Arg), ") + 1) = ", param(f.Arg))
	case plan.Has:
		r.text("EXISTS (SELECT 1 FROM ", at.elements(f.Of), " WHERE value = ", param(f.Arg), ")")
	case plan.HasAny:
		r.text("EXISTS (SELECT 1 FROM ", at.elements(f.Of), " WHERE value IN ", values(f.Arg), ")")
	case plan.IsEmpty:
		r.text("json_array_length(", at.list(f.Of), ") = 0")
	default:
		r.text(at.operand(f.Of), " ", comparison(f.Op), " ", right(f.Op, f.Arg))
	}
}

func comparison(op plan.Op) string {
	switch op {
	case plan.Eq:
		return "="
	case plan.Lt:
		return "<"
	case plan.Lte:
		return "<="
	case plan.Gt:
		return ">"
	case plan.Gte:
		return ">="
	case plan.In:
		return "IN"
	default:
		panic(fmt.Sprintf("sqlite: %d is no comparison of one value with another", op))
	}
}

// right is the right side of a comparison.
func right(op plan.Op, arg plan.Arg) string {
	if op == plan.In {
		return values(arg)
	}
	return param(arg)
}

// related writes a condition on the nodes that a relation leads to. Two are enough to know that there is not a single one.
func (r *renderer) related(f plan.Related, from place) {
	switch f.Quantifier {
	case plan.Some:
		r.some(f, from)
	case plan.None:
		r.text("NOT ")
		f.Quantifier = plan.Some
		r.some(f, from)
	case plan.All:
		if f.Where == nil {
			r.text("TRUE")
			return
		}
		r.text("NOT ")
		r.exists(f, plan.Not{Filter: f.Where}, from)
	case plan.Single:
		r.text("(SELECT count(*) FROM (SELECT 1")
		r.found(r.reached(f, f.Where, from), f.Where)
		r.text(" LIMIT 2)) = 1")
	default:
		panic(fmt.Sprintf("sqlite: %d is no quantifier", f.Quantifier))
	}
}

func (r *renderer) some(f plan.Related, from place) {
	if isAnchored(f) {
		r.among(f, from, nil)
		return
	}
	r.exists(f, f.Where, from)
}

func (r *renderer) exists(f plan.Related, where plan.Filter, from place) {
	r.text("EXISTS (SELECT 1")
	r.found(r.reached(f, where, from), where)
	r.text(")")
}

func (r *renderer) reached(f plan.Related, where plan.Filter, from place) candidates {
	r.names++
	return r.candidates(f.Via, f.Type, where, from, strconv.Itoa(r.names), needsOfFilters(f.Via, where))
}
