package network

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// degrees is what the cost of queries is worked out from: how the degrees in each direction are distributed, and how many nodes of
// each type there are. Whoever reads it takes one moment's whole.
type degrees struct {
	spreads []plan.Spread // by direction
	nodes   []int         // by layout
}

// publish shows the degrees of a state to those who do not take the lock.
func (n *Network) publish(s *state) {
	d := &degrees{append([]plan.Spread{}, s.degrees...), make([]int, len(s.ofType))}
	for i := range s.ofType {
		d.nodes[i] = s.ofType[i].count()
	}
	n.degrees.Store(d)
}

var _ plan.Degrees = (*Network)(nil)

// Spread implements plan.Degrees. It never waits.
func (n *Network) Spread(relation *schema.Relation) (plan.Spread, bool) {
	d := n.degrees.Load()
	if d == nil {
		return plan.Spread{}, false
	}
	if relation.Type != "" {
		return n.along(d, relation.Type, relation.In)
	}
	var there, back plan.Spread
	for _, relationType := range relation.Shared {
		out, known := n.along(d, relationType, false)
		in, _ := n.along(d, relationType, true)
		if !known {
			return plan.Spread{}, false
		}
		there, back = there.Beside(out), back.Beside(in)
	}
	return there.Joined(back), true
}

func (n *Network) along(d *degrees, relationType string, in bool) (plan.Spread, bool) {
	number, known := n.contract.linkOf[relationType]
	if !known {
		return plan.Spread{}, false
	}
	return d.spreads[towards(number, in)], true
}

// Nodes implements plan.Degrees. It never waits.
func (n *Network) Nodes(of *schema.Node) (int, bool) {
	d := n.degrees.Load()
	if d == nil {
		return 0, false
	}
	count := 0
	for _, concrete := range of.Types {
		count += d.nodes[n.contract.layoutOf[concrete.Name]]
	}
	return count, true
}

// maxShared is over how many shared nodes the ways of one node are added up; those of a hub are estimated.
const maxShared = 1000

// Degree implements plan.Degrees. While the network is being changed it is not known.
func (n *Network) Degree(id string, relation *schema.Relation) (int, bool) {
	if n.degrees.Load() == nil || !n.mu.TryRLock() {
		return 0, false
	}
	defer n.mu.RUnlock()
	view := &View{n.state}
	node, found := view.Node(id)
	if !found {
		return 0, true
	}
	if relation.Type != "" {
		return node.Degree(relation.Type, relation.In), true
	}
	ways := 0
	for _, relationType := range relation.Shared {
		shared := node.along(relationType, false)
		added := 0
		for _, e := range shared[:min(len(shared), maxShared)] {
			added += view.node(e.far).Degree(relationType, true) - 1
		}
		if len(shared) > maxShared {
			added *= len(shared) / maxShared
		}
		ways += added
	}
	return ways, true
}
