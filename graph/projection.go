package graph

import (
	"context"
	"fmt"
	"time"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
)

// answer is a query made ready to be answered from the network, once a shape; nil where that does not keep all that is read.
func (r *Resolver) answer(query *plan.Query) *network.Answer {
	return plan.Prepared(query, func() *network.Answer { return r.network.Answer(query) })
}

// kept answers a query from the network. Nil when that takes too many looks, or when the store is ahead of the network, which is not made to
// catch up: a statement needs no network.
func (r *Resolver) kept(ctx context.Context, answer *network.Answer, query *plan.Query) (plan.Row, error) {
	start := time.Now()
	head, err := r.head.sequence(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for the log's end: %w", err)
	}
	var row plan.Row
	r.network.View(func(view *network.View) {
		if view.Sequence() >= head {
			row = view.Reply(answer, query.Args)
		}
	})
	if row != nil {
		explainMemory(ctx, query, row, start)
	}
	return row, nil
}
