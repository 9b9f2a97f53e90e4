package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

const (
	// patience bounds an operation whose caller sets no deadline.
	patience = 5 * time.Second
	// lull is how long a statement may go on after its caller has left, before the database is told to end it. Nearly all end by
	// themselves.
	lull = 50 * time.Millisecond
	// grace is how long an operation may go on after that, before its connection is cut.
	grace = 2 * time.Second
)

// detached runs work under a context of its own and returns when it ends or when the caller's context does, whichever is first; see
// the package's comment on callers that leave. Close waits for work left behind.
func detached[T any](ctx context.Context, s *Store, work func(context.Context) (T, error)) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, classify(err)
	}
	if !s.begin() {
		return none, errClosed
	}
	inner, cut := context.WithCancel(context.WithoutCancel(ctx))
	stopClosing := context.AfterFunc(s.open, cut)
	type answer struct {
		value T
		err   error
	}
	answered := make(chan answer, 1)
	go func() {
		defer s.working.Done()
		defer cut()
		defer stopClosing()
		value, err := work(inner)
		if err != nil && s.open.Err() != nil {
			err = errClosed
		}
		answered <- answer{value, err}
	}()
	select {
	case a := <-answered:
		return a.value, a.err
	case <-ctx.Done():
		time.AfterFunc(grace, cut)
		return none, departed(ctx)
	}
}

// errSilent is why an operation ends whose caller set no deadline.
var errSilent = errors.New("the database did not answer in time")

// errClosed is what every call after Close answers.
var errClosed = fmt.Errorf("closed: %w", store.ErrUnavailable)

// departed is the error of an operation that the context ended: the caller's own deadline is a limit, our patience is not.
func departed(ctx context.Context) error {
	if cause := context.Cause(ctx); errors.Is(cause, errSilent) {
		return fmt.Errorf("%w: %w", store.ErrUnavailable, cause)
	}
	return classify(ctx.Err())
}

// call is one statement that somebody waits for, as the database lists it among its transactions.
type call struct {
	name    string // the root field
	id      string // no other call has it, on any server
	timeout time.Duration
}

// read runs a statement in a transaction of its own and returns its rows.
func (s *Store) read(ctx context.Context, name string, statement Statement) ([][]any, error) {
	return s.bounded(ctx, name, func(inner context.Context, c call) ([][]any, error) {
		return s.twice(inner, c, statement)
	})
}

// readWhole runs a statement that sees each transaction of this store whole or not at all.
func (s *Store) readWhole(ctx context.Context, name string, statement Statement) ([][]any, error) {
	return s.bounded(ctx, name, func(inner context.Context, c call) ([][]any, error) {
		return whole(&s.moment, func() ([][]any, error) { return s.twice(inner, c, statement) })
	})
}

// bounded gives a read its deadline, and ends it in the database when its caller leaves.
func (s *Store) bounded(ctx context.Context, name string, read func(context.Context, call) ([][]any, error)) ([][]any, error) {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, patience, errSilent)
		defer cancel()
	}
	deadline, _ := ctx.Deadline()
	c := call{name, s.calls + strconv.FormatUint(s.called.Add(1), 36), max(time.Until(deadline), time.Millisecond)}
	return detached(ctx, s, func(inner context.Context) ([][]any, error) {
		defer s.endWith(ctx, c)()
		rows, err := read(inner, c)
		return rows, classify(err)
	})
}

// endWith ends a call in the database when its caller leaves before the returned function says that it has ended.
func (s *Store) endWith(caller context.Context, c call) (ended func()) {
	over := make(chan struct{})
	stop := context.AfterFunc(caller, func() {
		select {
		case <-over: // as nearly all do before anything need be done about them
		case <-time.After(lull):
			s.terminate(c.id, grace)
		}
	})
	return func() {
		close(over)
		stop()
	}
}

// terminate ends the transaction of a call. That it cannot be told to the database, or that the call has ended meanwhile, is no
// fault: the call's connection is cut soon after.
func (s *Store) terminate(id string, timeout time.Duration) {
	if !s.begin() {
		return
	}
	defer s.working.Done()
	ctx, cancel := context.WithTimeout(s.open, timeout)
	defer cancel()
	_, _ = s.attempt(ctx, call{name: "terminate", timeout: timeout}, Statement{
		"SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.call = $call TERMINATE TRANSACTIONS transactionId YIELD message RETURN message",
		map[string]any{"call": id},
	})
}

// twice sends a statement a second time when the first failed for a reason that may have passed: that a connection of the pool has
// died since it was last used shows only now, and then the driver drops all others as well.
func (s *Store) twice(ctx context.Context, c call, statement Statement) ([][]any, error) {
	rows, err := s.attempt(ctx, c, statement)
	if err != nil && retryable(err) && ctx.Err() == nil {
		return s.attempt(ctx, c, statement)
	}
	return rows, err
}

func (s *Store) attempt(ctx context.Context, c call, statement Statement) (rows [][]any, err error) {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	told, cypher := store.TraceOf(ctx), statement.Cypher
	if told != nil && told.Profile {
		cypher = "PROFILE " + cypher
	}
	result, err := session.Run(ctx, cypher, statement.Params,
		neo4j.WithTxTimeout(c.timeout), neo4j.WithTxMetadata(map[string]any{"partnergraph": c.name, "call": c.id}))
	if err != nil {
		return nil, err
	}
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	if err := result.Err(); err != nil || told == nil {
		return rows, err
	}
	return rows, trace(ctx, told, statement, result)
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode:      mode,
		DatabaseName:    s.database,
		BookmarkManager: s.bookmarks,
	})
}
