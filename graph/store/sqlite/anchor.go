package sqlite

import "partnergraph/graph/plan"

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
		return plan.Anchored(f)
	}
	return false
}
