package store

import (
	"context"
	"sync"
)

// Trace is what an engine tells of one Read, when the context asks for it. Safe for concurrent use: an engine may still be writing
// when its caller has left.
type Trace struct {
	Profile bool // also ask the database what it did, which makes the statement slower

	mu   sync.Mutex
	told Told
}

// Told is what a Trace has been told.
type Told struct {
	Statement string   // its text, without values
	Hits      int64    // accesses to the database's records; 0 where the engine does not count them
	Steps     []string // the database's own plan, indented by depth; only with Profile
}

type traceKey struct{}

// Traced returns a context under which Read fills in the trace.
func Traced(ctx context.Context, trace *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, trace)
}

// TraceOf returns the trace of the context, or nil when nobody asks.
func TraceOf(ctx context.Context) *Trace {
	trace, _ := ctx.Value(traceKey{}).(*Trace)
	return trace
}

// Tell notes what was done.
func (t *Trace) Tell(told Told) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.told = told
}

// Told returns what was noted last.
func (t *Trace) Told() Told {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.told
}
