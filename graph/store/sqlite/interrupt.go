package sqlite

import (
	"context"
	"sync"
	"time"

	"modernc.org/libc"
	engine "modernc.org/sqlite/lib"
)

// interrupting ends what a connection does when the context ends, until the returned function is called: nothing is interrupted after
// that. It starts a goroutine only then; the driver starts one for each statement under a context that can end, and so does
// database/sql, which together took a third of a short statement's time.
func interrupting(ctx context.Context, handle uintptr) (stop func()) {
	i := &interruption{handle: handle}
	unregister := context.AfterFunc(ctx, func() {
		for i.strike() {
			time.Sleep(time.Millisecond)
		}
	})
	return func() {
		if !unregister() {
			i.end()
		}
	}
}

// interruption strikes until it is told to end: SQLite forgets an interrupt that comes just before a statement starts.
type interruption struct {
	handle uintptr
	mu     sync.Mutex
	over   bool
}

func (i *interruption) strike() (again bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.over {
		return false
	}
	tls := libc.NewTLS()
	defer tls.Close()
	engine.Xsqlite3_interrupt(tls, i.handle)
	return true
}

func (i *interruption) end() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.over = true
}
