package graph

import (
	"context"
	"sync"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// headCheck tells where the log ends: as the store knows, or by one small statement for all who want to know at that moment. Nobody is
// answered by a check that began before they asked: so each sees every write that was acknowledged before, whichever server made it.
//
//	asks:    a      b  c        d
//	checks:  [──a──][───b c───][─d─]
type headCheck struct {
	store store.Store

	mu      sync.Mutex
	running bool
	next    *headRound // gathers those who ask while a check is under way; nil: nobody yet
}

// headRound is one check.
type headRound struct {
	callers  int
	done     chan struct{}
	sequence int64
	err      error
}

// headTime bounds a check whose callers may all have left.
const headTime = 5 * time.Second

var headQuery = &plan.Query{Name: "head", Slots: []plan.Slot{plan.Sequence{}}}

// sequence returns the number of the log's last change. Errors: the store's, and the context's. It counts as one statement, whatever the
// engine had to do for it: responses say how many there were, and those of both engines are alike.
func (h *headCheck) sequence(ctx context.Context) (int64, error) {
	store.CountStatement(ctx)
	if knowing, is := h.store.(store.Latest); is {
		if sequence, known := knowing.Latest(); known {
			return sequence, nil
		}
	}
	h.mu.Lock()
	if h.next == nil {
		h.next = &headRound{done: make(chan struct{})}
	}
	mine := h.next
	mine.callers++
	if !h.running {
		h.running = true
		go h.run(context.WithoutCancel(ctx))
	}
	h.mu.Unlock()
	select {
	case <-mine.done:
		return mine.sequence, mine.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// run checks until nobody asks any more.
func (h *headCheck) run(ctx context.Context) {
	for {
		h.mu.Lock()
		round := h.next
		h.next = nil
		h.running = round != nil
		h.mu.Unlock()
		if round == nil {
			return
		}
		h.check(ctx, round)
	}
}

func (h *headCheck) check(ctx context.Context, round *headRound) {
	defer close(round.done)
	ctx, cancel := context.WithTimeout(ctx, headTime)
	defer cancel()
	row, err := h.store.Read(ctx, headQuery)
	if err != nil {
		round.err = err
		return
	}
	round.sequence, _ = row[0].(int64)
}
