package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	code "modernc.org/sqlite/lib"

	"partnergraph/graph/store"
)

// Commit implements store.Engine.
func (s *Store) Commit(ctx context.Context, batch []store.ChangeSet) ([]store.Outcome, error) {
	decision, err := s.commit(ctx, batch, s.decideBefore)
	if isPrimary(err, code.SQLITE_CONSTRAINT) { // something that is added is there already: what, the facts say
		decision, err = s.commit(ctx, batch, s.decide)
	}
	if errors.Is(err, store.ErrOutcomeUnknown) {
		s.latest.Store(unknown)
	}
	if err != nil {
		return nil, fmt.Errorf("sqlite: commit: %w", err)
	}
	s.latest.Store(decision.Head.Sequence) // before anybody is told
	return decision.Outcomes, nil
}

// decide lets a batch be judged on the facts of the transaction.
type decide func(*transaction, []store.ChangeSet) (store.Decision, error)

func (s *Store) commit(ctx context.Context, batch []store.ChangeSet, decide decide) (decision store.Decision, err error) {
	err = s.write(ctx, !isBulk(batch), func(t *transaction) error {
		if decision, err = decide(t, batch); err != nil {
			return err
		}
		return t.write(s.ranked, decision, batch)
	})
	return decision, err
}

// bulk is how many operations make a batch that only adds a large one.
const bulk = 1_000

// isBulk reports whether the batch is large and only adds. Of its relations nobody but the decision need ask whether their ends are there: it
// has read all of them in this transaction, or has seen them made by it.
func isBulk(batch []store.ChangeSet) bool {
	operations := 0
	for _, set := range batch {
		operations += len(set.Operations)
		if slices.ContainsFunc(set.Operations, func(o store.Operation) bool { return o.Verb != store.CreateNode && o.Verb != store.Relate }) {
			return false
		}
	}
	return operations >= bulk
}

func (s *Store) decide(t *transaction, batch []store.ChangeSet) (store.Decision, error) {
	return s.judge(t, batch, store.Want(s.model, batch))
}

// decideBefore leaves it to the insertions to find that what is added is not there yet, unless a set is refused: for which of several
// reasons, only all facts tell.
func (s *Store) decideBefore(t *transaction, batch []store.ChangeSet) (store.Decision, error) {
	decision, err := s.judge(t, batch, store.WantBefore(s.model, batch))
	if err == nil && slices.ContainsFunc(decision.Outcomes, func(o store.Outcome) bool { return o.Err != nil }) {
		return s.decide(t, batch)
	}
	return decision, err
}

func (s *Store) judge(t *transaction, batch []store.ChangeSet, wanted store.Wanted) (store.Decision, error) {
	facts, err := t.facts(s.model, wanted)
	if err != nil {
		return store.Decision{}, err
	}
	return store.Decide(s.model, facts, batch, s.now())
}

// write runs work in a transaction on the writing connection. Whatever way it ends, by a panic too, the connection is free for the
// next one. SQLite looks at foreign keys where it is told to. Whether the file could be written is remembered for Ready.
func (s *Store) write(ctx context.Context, keys bool, work func(*transaction) error) error {
	err := s.run(ctx, func(ctx context.Context) error {
		return s.writing.use(ctx, func(conn *sql.Conn) error {
			if err := s.writing.enforce(ctx, keys); err != nil {
				return err
			}
			t := &transaction{ctx: ctx, within: context.WithoutCancel(ctx), writing: s.writing}
			done := false
			defer func() {
				if !done {
					s.writing.rollback()
				}
			}()
			if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
				return err // it may have begun all the same, when the context ended just then
			}
			if err := work(t); err != nil {
				return err
			}
			err := seal(ctx, conn)
			done = err == nil
			return err
		})
	})
	s.stuck.Store(errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrOutcomeUnknown))
	return err
}

// seal commits. It does not end with the context: the driver would report a commit that has succeeded as cancelled. When the disk
// fails while the commit is being written, only opening the file again tells whether it is whole.
func seal(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(context.WithoutCancel(ctx), "COMMIT")
	if isPrimary(err, code.SQLITE_IOERR) {
		return fmt.Errorf("%w: %w", store.ErrOutcomeUnknown, err)
	}
	return err
}

// transaction is what is done on the writing connection between BEGIN and COMMIT. It ends between two statements when the batch's
// context does: each takes microseconds, and one that can be interrupted costs a goroutine.
type transaction struct {
	ctx     context.Context // of the batch: a transaction lives no longer
	within  context.Context // of a statement: the same, without its end
	writing *connection
}

func (t *transaction) statement(text string) (*sql.Stmt, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	return t.writing.statement(t.within, text)
}

// exec runs a statement that must touch exactly one row.
func (t *transaction) exec(text string, args ...any) error { return t.touch(1, text, args...) }

// touch runs a statement that must touch exactly so many rows.
func (t *transaction) touch(rows int, text string, args ...any) error {
	stmt, err := t.statement(text)
	if err != nil {
		return err
	}
	result, err := stmt.ExecContext(t.within, args...)
	if err != nil {
		return err
	}
	if touched, err := result.RowsAffected(); err != nil || touched != int64(rows) {
		return errors.Join(err, fmt.Errorf("%w: %d rows instead of %d by %q", store.ErrCorrupt, touched, rows, text))
	}
	return nil
}

// each calls visit for every row of the answer.
func (t *transaction) each(visit func(scan func(...any) error) error, text string, args ...any) error {
	stmt, err := t.statement(text)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.within, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
