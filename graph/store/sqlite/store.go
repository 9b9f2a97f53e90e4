package sqlite

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Store is a graph in an SQLite file. It implements store.Store and store.Engine.
type Store struct {
	model   *schema.Model
	indexes map[string]string      // that must be in force
	ranked  []*schema.RelationType // that are kept in an order
	now     func() time.Time
	lock    *lock
	writing *connection
	reading *readers
	writer  *store.Writer
	stuck   atomic.Bool  // the last transaction could not be written
	latest  atomic.Int64 // the log's last sequence number; unknown when the last commit's outcome is

	open    context.Context // ends when the store is closed and what still runs must end
	end     context.CancelCauseFunc
	mu      sync.Mutex // guards closed, and working against a Wait before an Add
	closed  bool
	working sync.WaitGroup
}

var (
	_ store.Store    = (*Store)(nil)
	_ store.Engine   = (*Store)(nil)
	_ store.Latest   = (*Store)(nil)
	_ store.Together = (*Store)(nil)
)

// unknown is no sequence number.
const unknown = -1

// Latest implements store.Latest: nobody else writes to the file.
func (s *Store) Latest() (sequence int64, known bool) {
	sequence = s.latest.Load()
	return sequence, sequence != unknown && s.open.Err() == nil
}

// run does work under a context that ends with the caller's or with the store, and gives its error its sentinel.
func (s *Store) run(ctx context.Context, work func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return classify(err)
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return errClosed
	}
	s.working.Add(1)
	s.mu.Unlock()
	defer s.working.Done()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(s.open, func() { cancel(errClosed) })()
	err := work(ctx)
	if err != nil && errors.Is(context.Cause(ctx), errClosed) {
		return errClosed
	}
	return classify(err)
}

// Read implements store.Store.
func (s *Store) Read(ctx context.Context, query *plan.Query) (plan.Row, error) {
	statement := Render(s.model, query)
	var text string
	err := s.run(ctx, func(ctx context.Context) (err error) {
		if trace := store.TraceOf(ctx); trace != nil {
			if err := s.trace(ctx, trace, statement); err != nil {
				return err
			}
		}
		text, err = s.reading.read(ctx, statement.SQL, statement.Args)
		return err
	})
	var row plan.Row
	if err == nil {
		row, err = decode(query.Slots, text)
	}
	if err != nil {
		return nil, fmt.Errorf("sqlite: read %s: %w", query.Name, err)
	}
	return row, nil
}

// Write implements store.Store.
func (s *Store) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	return s.writer.Write(ctx, store.Checked(s.model, set))
}

// WriteAll implements store.Together.
func (s *Store) WriteAll(ctx context.Context, sets []store.ChangeSet) []store.Outcome {
	checked := make([]store.ChangeSet, len(sets))
	for i, set := range sets {
		checked[i] = store.Checked(s.model, set)
	}
	return s.writer.WriteAll(ctx, checked)
}

// Writer returns the writer that all writes of this store pass, so that others can observe them.
func (s *Store) Writer() *store.Writer { return s.writer }

// Changes implements store.Store.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]store.Change, error) {
	changes := []store.Change{}
	err := s.run(ctx, func(ctx context.Context) error {
		rows, err := s.reading.db.QueryContext(ctx, "SELECT sequence, record, hash FROM change WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
			after, max(limit, 0))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var change store.Change
			if err := rows.Scan(&change.Sequence, &change.Record, &change.Hash); err != nil {
				return err
			}
			changes = append(changes, change)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: changes after %d: %w", after, err)
	}
	return changes, nil
}

// Ready implements store.Store. After a write that failed for want of space or permission it tries whether the file can be written
// again.
func (s *Store) Ready(ctx context.Context) error {
	err := s.run(ctx, func(ctx context.Context) error {
		present, err := presentIndexes(ctx, s.reading.db)
		if err == nil && indexing(s.indexes, nil, present) != "" {
			return errors.New("the indexes are not those of the contract")
		}
		return err
	})
	if err == nil && s.stuck.Load() {
		err = s.write(ctx, true, func(t *transaction) error { return t.exec("UPDATE head SET at = at") })
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrUnavailable):
		return fmt.Errorf("sqlite: ready: %w", err)
	default:
		return fmt.Errorf("sqlite: ready: %w: %w", store.ErrUnavailable, err)
	}
}

// Close implements store.Store. What is being committed is brought to its end; what is being read is not.
func (s *Store) Close() error {
	s.writer.Close()
	s.mu.Lock()
	before := s.closed
	s.closed = true
	s.mu.Unlock()
	s.end(errClosed)
	s.working.Wait()
	if before {
		return nil
	}
	if err := s.release(); err != nil {
		return fmt.Errorf("sqlite: close: %w", err)
	}
	return nil
}

// release closes what is open, the connections before the lock that stands for them.
func (s *Store) release() error {
	var errs []error
	if s.reading != nil {
		errs = append(errs, s.reading.close())
	}
	if s.writing != nil {
		errs = append(errs, s.writing.close())
	}
	return errors.Join(append(errs, s.lock.release())...)
}

// OnCommit registers an observer of this store's own commits; see store.Writer.
func (s *Store) OnCommit(observer func([]store.Change)) { s.writer.OnCommit(observer) }
