package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strconv"

	code "modernc.org/sqlite/lib"
)

// connection is the one that writes. It keeps its statements prepared: to compile an INSERT into a table with some sixty indexes
// takes longer than to run it.
type connection struct {
	db       *sql.DB
	turn     chan struct{} // holds a token while nobody uses the connection
	conn     *sql.Conn     // nil before it is needed, and after it had to be thrown away
	keyless  bool          // it does not look at foreign keys
	prepared map[string]*sql.Stmt
}

func newConnection(db *sql.DB) *connection {
	c := &connection{db: db, turn: make(chan struct{}, 1)}
	c.turn <- struct{}{}
	return c
}

// use waits for the connection and calls work with it. Nobody else uses it meanwhile.
func (c *connection) use(ctx context.Context, work func(*sql.Conn) error) (err error) {
	select {
	case <-c.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { c.turn <- struct{}{} }()
	if c.conn == nil {
		if c.conn, err = c.db.Conn(ctx); err != nil {
			return err
		}
		c.prepared, c.keyless = map[string]*sql.Stmt{}, false
	}
	return work(c.conn)
}

// statement prepares each text once. There are as many texts as the package and the contract have.
func (c *connection) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt := c.prepared[text]; stmt != nil {
		return stmt, nil
	}
	stmt, err := c.conn.PrepareContext(ctx, text)
	if err == nil {
		c.prepared[text] = stmt
	}
	return stmt, err
}

// enforce has SQLite look at foreign keys from now on, or no longer. It must be called outside of a transaction, within which SQLite would
// pass over it in silence. SQLite compiles the statements anew that are prepared, so it is for batches that take longer than that.
func (c *connection) enforce(ctx context.Context, keys bool) error {
	if keys != c.keyless {
		return nil
	}
	if _, err := c.conn.ExecContext(ctx, "PRAGMA foreign_keys = "+strconv.FormatBool(keys)); err != nil {
		return err
	}
	c.keyless = !keys
	return nil
}

// rollback ends a failed transaction. SQLite has already ended it after some errors and refuses to do so again; a connection that
// will not end it in any way is thrown away.
func (c *connection) rollback() {
	if rollback(c.conn) != nil {
		_ = c.discard(true) // of something broken nothing more is to be learnt
	}
}

func rollback(conn *sql.Conn) error {
	_, err := conn.ExecContext(context.Background(), "ROLLBACK")
	if isPrimary(err, code.SQLITE_ERROR) {
		return nil
	}
	return err
}

// discard gives the connection back, a broken one so that it is closed. The next use makes another.
func (c *connection) discard(broken bool) error {
	if c.conn == nil {
		return nil
	}
	for _, stmt := range c.prepared {
		_ = stmt.Close() // it has done its work
	}
	if broken {
		_ = c.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	err := c.conn.Close()
	c.conn, c.prepared = nil, nil
	if errors.Is(err, sql.ErrConnDone) {
		return nil
	}
	return err
}

// close ends the connection. Nobody may use it any more.
func (c *connection) close() error { return errors.Join(c.discard(false), c.db.Close()) }
