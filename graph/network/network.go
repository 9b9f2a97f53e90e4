package network

import (
	"sync"
	"sync/atomic"

	"partnergraph/schema"
)

// Network is the whole graph in memory. It is safe for concurrent use.
type Network struct {
	contract *contract
	degrees  atomic.Pointer[degrees] // nil before anything was loaded; read without the lock, for every compilation asks for them

	mu     sync.RWMutex
	state  *state
	broken error // why the state can no longer be trusted
}

// New returns an empty network of the contract, as of an empty log.
func New(model *schema.Model) *Network {
	c := newContract(model)
	return &Network{contract: c, state: newState(c)}
}

// View calls work with the network held still: writers wait until it returns, so it must not wait for one, nor for a store. The
// View must not be used afterwards, and work must not call the Network itself.
func (n *Network) View(work func(*View)) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	work(&View{n.state})
}

// Sequence is the number of the last change that the network has seen.
func (n *Network) Sequence() int64 {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.state.sequence
}
