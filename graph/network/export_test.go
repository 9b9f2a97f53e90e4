package network

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// SearchAll is Search by a look at each candidate, none of which waits.
func (v *View) SearchAll(text string, types []*schema.Node) *Ranking {
	return v.rank(newQuestion(v.state, text, ""), types, vouch{})
}

// Waiting is how many nodes of the ranking were not looked at so far.
func (r *Ranking) Waiting() int { return len(r.waiting) }

// Looks is how many relations and records Find looks at.
func (v *View) Looks(set *plan.Set, args []any) int {
	_, left := v.find(set, args)
	return maxLooks - left
}

// LooksOf is how many relations and rows are looked at for a reply.
func (v *View) LooksOf(a *Answer, args []any) int {
	r := replying{finder: finder{view: v, args: args, left: maxLooks}}
	r.row(a)
	return maxLooks - r.left
}

// Numbers are those of the nodes that there are of some ids.
func (v *View) Numbers(ids []string) []uint32 { return v.appendNumbers(nil, ids) }

// CountOnFrom sets from how many agreements on those of an organization are not all looked at for each new one.
func (n *Network) CountOnFrom(agreements uint32) { n.state.history.many = agreements }

// Blank forgets what an agreement is about, which whoever looks at it then does not know.
func (n *Network) Blank(agreement string) {
	number, _ := n.state.number(agreement)
	n.state.history.set(number, nil)
}

// Shut lets whoever reads the record of a node panic from now on.
func (n *Network) Shut(id string) {
	number, _ := n.state.number(id)
	n.state.nodes[number].record = standsAlone | (standsAlone - 1)
}
