package sqlite

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file tells conditions that few nodes fulfil, which an index finds, from those that must be asked of each node.

// anchored reports whether a condition holds of few nodes only, as far as the contract tells: it gives an id, a unique value or an
// indexed text, or relates to such a node.
func anchored(filter plan.Filter) bool {
	switch f := filter.(type) {
	case plan.And:
		for _, part := range f {
			if anchored(part) {
				return true
			}
		}
	case plan.Compare:
		p := f.Of.Property
		text := p.Index && (p.Scalar == schema.String || p.Scalar == schema.ID)
		return !f.Of.OnEdge && (f.Op == plan.Eq || f.Op == plan.In) && (p.Unique || text)
	case plan.Related:
		return f.Quantifier == plan.Some && !isShared(f.Via) && anchored(f.Where)
	}
	return false
}

// names reports whether a condition says by their ids which nodes it holds of.
func names(filter plan.Filter) bool {
	switch f := filter.(type) {
	case plan.And:
		for _, part := range f {
			if names(part) {
				return true
			}
		}
	case plan.Compare:
		return isID(f.Of) && (f.Op == plan.Eq || f.Op == plan.In)
	case plan.Related:
		return anchored(f)
	}
	return false
}
