package neo4j

import (
	"slices"

	"partnergraph/graph/plan"
)

// This file finds the nodes of a type from the selective end of a condition on related nodes. The planner never turns
// `EXISTS { … EXISTS { … } }` round: it asks each node of the type, 3,490,864 hits where the leaf leads to a dozen. As patterns of
// their own it starts at the index of the leaf, 171 hits:
//
//	MATCH (n1:Organization) MATCH (n1)-[r2:PARTY_TO]->(n2) MATCH (n2)-[r3:CONCERNS]->(n3)
//	WHERE n3:TechnologyField AND n3.id IS NOT NULL AND n3.codeKey = $k0
//	WITH DISTINCT n1 WHERE … WITH n1 ORDER BY … LIMIT …
//
// Each pattern stands in a MATCH of its own, for within one no relation is followed twice, and back to the same node there may be
// no other.

// led writes the patterns that lead to an anchored condition of the set, when there is one, and returns what else the set asks of its
// nodes. Each node comes once.
func (r *renderer) led(set *plan.Set, at place) (rest plan.Filter, led bool) {
	chain, rest, led := chainOf(set.Where)
	if set.Via != nil || !led {
		return nil, false
	}
	r.text("MATCH ", r.pattern(nil, place{}, at))
	from := at
	for more := true; more; {
		var next plan.Related
		var where plan.Filter
		var predicates []string
		far := r.reach(chain.Via, chain.Type)
		if next, where, more = chainOf(chain.Where); !more {
			// Without its label no index knows the leaf, and without the id none that has it beside the key.
			where, predicates = chain.Where, []string{far.node + label(chain.Type), far.node + ".id IS NOT NULL"}
		}
		r.text(" MATCH ")
		r.match(chain.Via, from, far, predicates, where, nil)
		chain, from = next, far
	}
	r.text(" WITH DISTINCT ", at.node)
	return rest, true
}

// chainOf takes a condition on related nodes that is anchored out of a filter, unless the filter has an index of its own.
func chainOf(filter plan.Filter) (chain plan.Related, rest plan.Filter, found bool) {
	switch f := filter.(type) {
	case plan.Related:
		return f, nil, f.Quantifier == plan.Some && !shared(f.Via) && plan.Anchored(f)
	case plan.And:
		if slices.ContainsFunc(f, isIndexed) {
			return chain, nil, false
		}
		for i, part := range f {
			chain, inner, found := chainOf(part)
			if !found {
				continue
			}
			others := slices.Concat(f[:i], f[i+1:])
			if inner != nil {
				others = append(others, inner)
			}
			return chain, others, true
		}
	}
	return chain, nil, false
}

func isIndexed(filter plan.Filter) bool {
	compare, is := filter.(plan.Compare)
	return is && plan.Anchored(compare)
}
