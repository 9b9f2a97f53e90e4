package graph

import (
	"context"
	"runtime"

	"partnergraph/graph/model"
	"partnergraph/graph/network"
)

// turns lets so many work at once as it has places; who came first is first. Ranking waits for nothing but memory, so more at once than
// there are processors end no sooner together, and each of them later.
type turns chan struct{}

func newTurns() turns { return make(turns, runtime.GOMAXPROCS(0)) }

// take waits for a turn, which is to be given back; an error when the context ended before.
func (t turns) take(ctx context.Context) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t turns) give() { <-t }

// rank is compute for what takes a processor for milliseconds. It waits before the network is held still, for whoever writes waits until
// that is let go of.
func (r *Resolver) rank(ctx context.Context, work work) (model.Planned, error) {
	return r.computeBy(ctx, r.lookInTurn, work)
}

func (r *Resolver) lookInTurn(ctx context.Context, at func(*network.View)) error {
	if err := r.turns.take(ctx); err != nil {
		return err
	}
	defer r.turns.give()
	r.network.View(at)
	return nil
}
