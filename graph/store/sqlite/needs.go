package sqlite

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// needs says which rows an expression reads, besides the ids that are known anyhow.
type needs struct{ node, edge bool }

func (n needs) and(other needs) needs { return needs{n.node || other.node, n.edge || other.edge} }

// needsOfRow is what the projection of a set's nodes reads.
func needsOfRow(set *plan.Set) (n needs) {
	for _, slot := range set.Row {
		switch slot := slot.(type) {
		case plan.Property:
			n = n.and(needsOfOperand(nil, slot.Of))
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
	n := needsOfFilters(set.Via, set.Where, set.Seek)
	for _, key := range set.Order {
		n = n.and(needsOfOperand(set.Via, key.Of))
	}
	return n
}

// needsOfFilters is what conditions on nodes found along a relation read; a nil one reads nothing. Conditions on related nodes start at
// the id.
func needsOfFilters(via *schema.Relation, filters ...plan.Filter) (n needs) {
	for _, filter := range filters {
		switch f := filter.(type) {
		case plan.And:
			n = n.and(needsOfFilters(via, f...))
		case plan.Or:
			n = n.and(needsOfFilters(via, f...))
		case plan.Not:
			n = n.and(needsOfFilters(via, f.Filter))
		case plan.Compare:
			n = n.and(needsOfOperand(via, f.Of))
		case plan.Null:
			n = n.and(needsOfOperand(via, f.Of))
		case plan.TypeIn:
			n.node = true
		}
	}
	return n
}

// needsOfOperand is what a value of nodes found along a relation reads. The relation holds the value that it is kept in order by.
func needsOfOperand(via *schema.Relation, of plan.Operand) needs {
	if via != nil && via.Order != nil && of == orderOf(via) {
		return needs{}
	}
	return needs{node: !of.OnEdge && of.Via == nil && !isID(of), edge: of.OnEdge}
}
