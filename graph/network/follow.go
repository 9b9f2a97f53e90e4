package network

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"

	"partnergraph/graph/store"
)

// pageSize is how many changes are asked for at a time. One of a load holds 10,000 operations in some three megabytes.
const pageSize = 32

// ErrGap says that changes are missing between what the network holds and what it was given. Sync fetches them.
var ErrGap = errors.New("changes are missing")

// Load builds the network anew from the store. Views go on seeing what was there until the new one is whole, and never see an
// earlier state than before. On error nothing changes. Errors: those of Store.Snapshot and Store.Changes; store.ErrCorrupt when what
// is stored does not fit the contract, or the log ends before what the network has seen; store.ErrLimit when the relations carry
// more different properties than can be numbered.
func (n *Network) Load(ctx context.Context, s store.Store) error {
	fresh, err := loaded(ctx, n.contract, s)
	if err != nil {
		return fmt.Errorf("load the network: %w", err)
	}
	for !n.replace(fresh) {
		before := fresh.sequence
		if _, err := advance(ctx, s, before, fresh.follow); err != nil {
			return fmt.Errorf("load the network: %w", err)
		}
		if fresh.sequence == before {
			return fmt.Errorf("load the network: the log ends at %d, before what was seen of it: %w", before, store.ErrCorrupt)
		}
	}
	return nil
}

// replace puts a state in place of the present one, unless that has gone further.
func (n *Network) replace(fresh *state) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.broken == nil && fresh.sequence < n.state.sequence {
		return false
	}
	n.state, n.broken = fresh, nil
	n.publish(fresh)
	return true
}

// Apply carries out changes in the log's order. Those that the network has seen already are passed over. Errors: ErrGap when the
// first new change is not the next one; store.ErrCorrupt when a change cannot be read or does not fit what the network holds. Changes
// before the one at fault are applied; after one that does not fit, only Load and Sync make the network whole again.
func (n *Network) Apply(changes []store.Change) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.broken != nil {
		return fmt.Errorf("apply to the network: %w", n.broken)
	}
	n.broken = errHalfApplied // stands if a panic ends this
	err := n.state.follow(changes)
	if n.broken = nil; errors.Is(err, errHalfApplied) {
		n.broken = err
	}
	if n.state.sequence > 0 {
		n.publish(n.state)
	}
	if err != nil {
		return fmt.Errorf("apply to the network: %w", err)
	}
	return nil
}

// Sync brings the network to the log's head. Where changes do not fit what the network holds, it loads it anew. Errors: those of
// Store.Changes and of Load.
func (n *Network) Sync(ctx context.Context, s store.Store) error {
	for {
		more, err := advance(ctx, s, n.Sequence(), n.Apply)
		switch {
		case errors.Is(err, store.ErrCorrupt), errors.Is(err, errHalfApplied):
			return n.Load(ctx, s)
		case err != nil:
			return fmt.Errorf("sync the network: %w", err)
		case !more:
			return nil
		}
	}
}

// advance applies one page of changes and reports whether there may be more.
func advance(ctx context.Context, s store.Store, after int64, apply func([]store.Change) error) (bool, error) {
	changes, err := s.Changes(ctx, after, pageSize)
	if err != nil {
		return false, err
	}
	return len(changes) == pageSize, apply(changes)
}

// errHalfApplied says that the state no longer is one that the store ever had.
var errHalfApplied = errors.New("a change was carried out in part")

// follow applies changes to the state. A change that cannot be read leaves the state as it was before it.
func (s *state) follow(changes []store.Change) error {
	defer s.catchUp()
	for _, change := range changes {
		if change.Sequence <= s.sequence {
			continue
		}
		if change.Sequence != s.sequence+1 {
			return fmt.Errorf("change %d after %d: %w", change.Sequence, s.sequence, ErrGap)
		}
		var record struct { // as much as is wanted of a store.Record
			Operations []store.Operation `json:"operations"`
		}
		if err := json.Unmarshal(change.Record, &record); err != nil {
			return fmt.Errorf("change %d: %w: %w", change.Sequence, store.ErrCorrupt, err)
		}
		for i, op := range record.Operations {
			if err := s.apply(op); err != nil {
				return fmt.Errorf("change %d, operation %d, %s %s %q: %w: %w", change.Sequence, i, op.Verb, op.Type, op.ID, errHalfApplied, err)
			}
		}
		s.sequence = change.Sequence
	}
	return nil
}
