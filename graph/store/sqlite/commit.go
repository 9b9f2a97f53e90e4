package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	code "modernc.org/sqlite/lib"

	"partnergraph/graph/store"
)

// Commit implements store.Engine.
func (s *Store) Commit(ctx context.Context, batch []store.ChangeSet) ([]store.Outcome, error) {
	var outcomes []store.Outcome
	err := s.write(ctx, func(t *transaction) (err error) {
		outcomes, err = s.decide(t, batch)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: commit: %w", err)
	}
	return outcomes, nil
}

// decide lets the batch be judged on the facts of the transaction, and carries the judgement out.
func (s *Store) decide(t *transaction, batch []store.ChangeSet) ([]store.Outcome, error) {
	facts, err := t.facts(s.model, store.Want(s.model, batch))
	if err != nil {
		return nil, err
	}
	decision, err := store.Decide(s.model, facts, batch, s.now())
	if err != nil {
		return nil, err
	}
	return decision.Outcomes, t.write(decision, batch)
}

// write runs work in a transaction on the writing connection. Whatever way it ends, by a panic too, the connection is free for the
// next one. Whether the file could be written is remembered for Ready.
func (s *Store) write(ctx context.Context, work func(*transaction) error) error {
	err := s.run(ctx, func(ctx context.Context) error {
		conn, err := s.writing.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		t := &transaction{ctx: ctx, within: context.WithoutCancel(ctx), conn: conn, prepared: map[string]*sql.Stmt{}}
		defer t.release()
		done := false
		defer func() {
			if !done {
				rollback(conn)
			}
		}()
		if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil { // may have begun all the same, when the context ended just then
			return err
		}
		if err := work(t); err != nil {
			return err
		}
		err = seal(ctx, conn)
		done = err == nil
		return err
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

// rollback ends a failed transaction. SQLite has already ended it after some errors and refuses to do so again; a connection that
// will not end it in any way is thrown away.
func rollback(conn *sql.Conn) {
	_, err := conn.ExecContext(context.Background(), "ROLLBACK")
	if err == nil || isPrimary(err, code.SQLITE_ERROR) {
		return
	}
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
}

// transaction is what is done on the writing connection between BEGIN and COMMIT. It ends between two statements when the batch's
// context does: each takes microseconds, and one that can be interrupted costs a goroutine.
type transaction struct {
	ctx      context.Context // of the batch: a transaction lives no longer
	within   context.Context // of a statement: the same, without its end
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

func (t *transaction) release() {
	for _, stmt := range t.prepared {
		_ = stmt.Close() // it has done its work
	}
}

// statement prepares each text once a batch.
func (t *transaction) statement(text string) (*sql.Stmt, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	if stmt := t.prepared[text]; stmt != nil {
		return stmt, nil
	}
	stmt, err := t.conn.PrepareContext(t.within, text)
	if err == nil {
		t.prepared[text] = stmt
	}
	return stmt, err
}

// exec runs a statement that must touch exactly one row.
func (t *transaction) exec(text string, args ...any) error {
	stmt, err := t.statement(text)
	if err != nil {
		return err
	}
	result, err := stmt.ExecContext(t.within, args...)
	if err != nil {
		return err
	}
	if touched, err := result.RowsAffected(); err != nil || touched != 1 {
		return errors.Join(err, fmt.Errorf("%w: %d rows instead of one by %q", store.ErrCorrupt, touched, text))
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
