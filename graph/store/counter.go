package store

import (
	"context"
	"sync/atomic"

	"partnergraph/graph/plan"
)

// Counter counts statements. Safe for concurrent use.
type Counter struct{ statements atomic.Int64 }

// Statements returns how many statements were sent to a Counting store so far.
func (c *Counter) Statements() int64 { return c.statements.Load() }

type counterKey struct{}

// Counted returns a context under which statements are counted, and the counter: one a request.
func Counted(ctx context.Context) (context.Context, *Counter) {
	counter := &Counter{}
	return context.WithValue(ctx, counterKey{}, counter), counter
}

// CounterOf returns the counter of the context, or nil when nothing is counted.
func CounterOf(ctx context.Context) *Counter {
	counter, _ := ctx.Value(counterKey{}).(*Counter)
	return counter
}

// Counting counts the statements of Read and Changes with the context's counter. Writes are not counted: many travel together.
type Counting struct{ Store }

// Read counts one statement and reads.
func (c Counting) Read(ctx context.Context, query *plan.Query) (plan.Row, error) {
	CountStatement(ctx)
	return c.Store.Read(ctx, query)
}

// Changes counts one statement and reads the log.
func (c Counting) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	CountStatement(ctx)
	return c.Store.Changes(ctx, after, limit)
}

// CountStatement counts a statement that is sent for the context's request, be it for others as well.
func CountStatement(ctx context.Context) {
	if counter := CounterOf(ctx); counter != nil {
		counter.statements.Add(1)
	}
}
