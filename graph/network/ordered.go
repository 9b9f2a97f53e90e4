package network

import (
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/plan"
)

// This file remembers the beginnings of long lists, such as the newest agreements of an organization that has hundreds: each of them lies
// elsewhere in memory, and a look at all of them takes longer than all the rest of an answer.

const (
	orderedFact  = Facts // beside those of others
	minOrdered   = 64    // relations: of fewer it is not worth remembering
	maxBeginning = plan.MaxPage + 1
	maxOrders    = 4 // of one node
)

// beginning is how a list begins.
type beginning struct {
	of    string // which list, in which order
	spots []spot
}

// memorable names a list with its order where what is remembered of an organization rests on all that decides it: its relations, and what
// the records that these lead to say. Else "".
func (p *preparing) memorable(s *answeredSet) string {
	if s.set.Via == nil || s.sort != rowsOfSet || s.order == nil || s.seek != nil || !s.counted || !p.contract.of(s.along).followed {
		return ""
	}
	for _, t := range s.set.Type.Types {
		if p.contract.organization.Is(t.Name) {
			return ""
		}
	}
	name := &strings.Builder{}
	fmt.Fprint(name, s.along)
	for _, step := range s.order.steps {
		if step.isFar {
			return ""
		}
		fmt.Fprintf(name, " %s %t %t %t", step.Of.Property.Name, step.Of.OnEdge, step.Descending, step.NullsFirst)
	}
	return name.String()
}

// beginning returns the first nodes of a list of a node, from memory where that has them.
func (r *replying) beginning(s *answeredSet, from uint32) []spot {
	edges := along(r.view.edges(from), s.along)
	size := r.limit(s, len(edges))
	if s.memorable == "" || len(edges) < minOrdered || size > maxBeginning || !r.view.organization.Is(r.view.layout(from).node.Name) {
		return nil
	}
	known, _ := r.view.Recall(from, orderedFact).([]beginning)
	for _, b := range known {
		if b.of == s.memorable {
			r.left-- // a look at what is remembered
			return b.spots[:size:size]
		}
	}
	spots := r.reached(s, from)
	if r.left < 0 {
		return nil
	}
	first := sorting{s.order, r.view.state}.first(spots, min(maxBeginning, len(spots)))
	first = slices.Clone(first) // of which most are no part
	r.view.Remember(from, orderedFact, append(slices.Clone(known[max(0, len(known)-maxOrders+1):]), beginning{s.memorable, first}))
	return first[:size:size]
}
