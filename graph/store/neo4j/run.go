package neo4j

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

const (
	// patience bounds an operation whose caller sets no deadline.
	patience = 5 * time.Second
	// grace is how long an operation may go on after its caller has left, before its connection is cut. Nearly all end by themselves.
	grace = 500 * time.Millisecond
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

// read runs a statement in a transaction of its own and returns its rows.
func (s *Store) read(ctx context.Context, name string, statement Statement) ([][]any, error) {
	return s.bounded(ctx, func(inner context.Context, timeout time.Duration) ([][]any, error) {
		return s.twice(inner, name, statement, timeout)
	})
}

// readWhole runs a statement that sees each transaction of this store whole or not at all.
func (s *Store) readWhole(ctx context.Context, name string, statement Statement) ([][]any, error) {
	return s.bounded(ctx, func(inner context.Context, timeout time.Duration) ([][]any, error) {
		return whole(&s.moment, func() ([][]any, error) { return s.twice(inner, name, statement, timeout) })
	})
}

// bounded gives a read its deadline.
func (s *Store) bounded(ctx context.Context, read func(context.Context, time.Duration) ([][]any, error)) ([][]any, error) {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, patience, errSilent)
		defer cancel()
	}
	deadline, _ := ctx.Deadline()
	return detached(ctx, s, func(inner context.Context) ([][]any, error) {
		rows, err := read(inner, max(time.Until(deadline), time.Millisecond))
		return rows, classify(err)
	})
}

// twice sends a statement a second time when the first failed for a reason that may have passed: that a connection of the pool has
// died since it was last used shows only now, and then the driver drops all others as well.
func (s *Store) twice(ctx context.Context, name string, statement Statement, timeout time.Duration) ([][]any, error) {
	rows, err := s.attempt(ctx, name, statement, timeout)
	if err != nil && retryable(err) && ctx.Err() == nil {
		return s.attempt(ctx, name, statement, timeout)
	}
	return rows, err
}

func (s *Store) attempt(ctx context.Context, name string, statement Statement, timeout time.Duration) (rows [][]any, err error) {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	told, cypher := store.TraceOf(ctx), statement.Cypher
	if told != nil && told.Profile {
		cypher = "PROFILE " + cypher
	}
	result, err := session.Run(ctx, cypher, statement.Params,
		neo4j.WithTxTimeout(timeout), neo4j.WithTxMetadata(map[string]any{"partnergraph": name}))
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
