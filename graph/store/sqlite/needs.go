package sqlite

import "partnergraph/graph/plan"

// needs says which rows an expression reads, besides the ids that are known anyhow.
type needs struct{ node, edge bool }

func (n needs) and(other needs) needs { return needs{n.node || other.node, n.edge || other.edge} }

// needsOfRow is what the projection of a set's nodes reads.
func needsOfRow(set *plan.Set) (n needs) {
	for _, slot := range set.Row {
		switch slot := slot.(type) {
		case plan.Property:
			n = n.and(needsOfOperand(slot.Of))
		case plan.TypeName:
			n.node = n.node || set.Type.Abstract
		case plan.Rows:
			n.edge = n.edge || slot.Set.Via != nil && slot.Set.Via.Cites != nil
		}
	}
	return n
}

// needsOfSet is what finding and ordering a set reads.
func needsOfSet(set *plan.Set) needs {
	n := needsOfFilters(set.Where, set.Seek)
	for _, key := range set.Order {
		n = n.and(needsOfOperand(key.Of))
	}
	return n
}

// needsOfFilters is what conditions read; a nil one reads nothing. Conditions on related nodes start at the id.
func needsOfFilters(filters ...plan.Filter) (n needs) {
	for _, filter := range filters {
		switch f := filter.(type) {
		case plan.And:
			n = n.and(needsOfFilters(f...))
		case plan.Or:
			n = n.and(needsOfFilters(f...))
		case plan.Not:
			n = n.and(needsOfFilters(f.Filter))
		case plan.Compare:
			n = n.and(needsOfOperand(f.Of))
		case plan.Null:
			n = n.and(needsOfOperand(f.Of))
		case plan.TypeIn:
			n.node = true
		}
	}
	return n
}

func needsOfOperand(of plan.Operand) needs {
	return needs{node: !of.OnEdge && of.Via == nil && !isID(of), edge: of.OnEdge}
}
