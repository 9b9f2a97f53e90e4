package plan

import "partnergraph/schema"

// Anchored reports whether a condition holds of few nodes, which an index finds, as far as the contract tells: it gives an id, a unique
// value or an indexed text, or relates to such a node. A set is then found from there.
func Anchored(filter Filter) bool {
	switch f := filter.(type) {
	case And:
		for _, part := range f {
			if Anchored(part) {
				return true
			}
		}
	case Compare:
		p := f.Of.Property
		text := p.Name == "id" || p.Index && (p.Scalar == schema.String || p.Scalar == schema.ID)
		return !f.Of.OnEdge && (f.Op == Eq || f.Op == In) && (p.Unique || text)
	case Related:
		return f.Quantifier == Some && f.Via.Shared == nil && Anchored(f.Where)
	}
	return false
}

// Conjuncts are the parts of a condition that must all hold, also those of the same sort among them.
func Conjuncts(where Filter) And {
	and, is := where.(And)
	if !is {
		return And{where}
	}
	parts := make(And, 0, len(and))
	for _, part := range and {
		parts = append(parts, Conjuncts(part)...)
	}
	return parts
}
