package network

import (
	"sync"
	"sync/atomic"

	"partnergraph/schema"
)

// Network is the whole graph in memory. It is safe for concurrent use.
type Network struct {
	contract *contract
	degrees  *degrees // read without the lock, for every compilation asks for them

	mu     sync.RWMutex
	state  *state
	broken error // why the state can no longer be trusted
}

// New returns an empty network of the contract, as of an empty log.
func New(model *schema.Model) *Network {
	c := newContract(model)
	n := &Network{contract: c, degrees: newDegrees(c), state: newState(c)}
	return n
}

// View calls work with the network held still: writers wait until it returns, so it must not wait for one, nor for a store. The
// View must not be used afterwards, and work must not call the Network itself.
func (n *Network) View(work func(*View)) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	work(&View{n.state})
}

// Degree returns the largest number of nodes that the relation leads to from any one node, or more: the bound does not sink when
// relations are deleted, and for a shared relation it is worked out from those of its steps. It never waits. False: the contract has
// no such relation.
func (n *Network) Degree(relation *schema.Relation) (int, bool) {
	if relation.Type != "" {
		return n.degrees.along(relation.Type, relation.In)
	}
	out, in := 0, 0
	for _, relationType := range relation.Shared {
		there, known := n.degrees.along(relationType, false)
		back, _ := n.degrees.along(relationType, true)
		if !known {
			return 0, false
		}
		out, in = out+there, in+back
	}
	return min(out*in, n.degrees.members(relation.Target)), true
}

// degrees is what Degree answers from. It follows the state.
type degrees struct {
	*contract
	largest []atomic.Int64 // by direction
	nodes   []atomic.Int64 // by layout
}

func newDegrees(c *contract) *degrees {
	return &degrees{c, make([]atomic.Int64, c.directions()), make([]atomic.Int64, len(c.layouts))}
}

func (d *degrees) follow(s *state) {
	for i, degree := range s.degrees {
		d.largest[i].Store(int64(degree))
	}
	for i, members := range s.ofType {
		d.nodes[i].Store(int64(len(members)))
	}
}

func (d *degrees) along(relationType string, in bool) (int, bool) {
	number, known := d.linkOf[relationType]
	if !known {
		return 0, false
	}
	return int(d.largest[towards(number, in)].Load()), true
}

func (d *degrees) members(t *schema.Node) int {
	n := int64(0)
	for _, concrete := range t.Types {
		n += d.nodes[d.layoutOf[concrete.Name]].Load()
	}
	return int(n)
}
