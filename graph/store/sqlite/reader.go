package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"

	lru "github.com/hashicorp/golang-lru/v2"

	"partnergraph/graph/store"
)

// keptStatements is how many statements a connection keeps prepared: preparing one takes longer than running it. A text depends on the
// shape of a query alone, so a client's documents make few of them; strangers can make any number.
const keptStatements = 256

// readers are the connections that read. Statements of queries go past database/sql, which starts a goroutine for each that can be
// cancelled, as the driver does.
type readers struct {
	db   *sql.DB      // for what is asked rarely, on connections besides
	idle chan *reader // those that nobody uses now
}

// reader is a connection of one caller at a time.
type reader struct {
	db         *sql.DB
	conn       *sql.Conn // nil before it is needed, and after it broke
	handle     uintptr   // SQLite's name for it; 0: not known
	statements *lru.Cache[string, *prepared]
}

// prepared is a statement of the driver.
type prepared struct {
	driver.Stmt
	driver.StmtQueryContext
}

func newReaders(db *sql.DB, count int) *readers {
	r := &readers{db: db, idle: make(chan *reader, count)}
	for range count {
		r.idle <- &reader{db: db}
	}
	return r
}

// read returns the only value of the only row that the statement answers, a text. It waits for a connection, and ends with the context.
func (r *readers) read(ctx context.Context, text string, args []any) (string, error) {
	var one *reader
	select {
	case one = <-r.idle:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { r.idle <- one }()
	answer, err := one.read(ctx, text, args)
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err() // which is why it was interrupted
	}
	return answer, err
}

// close ends the connections. Nobody may use them any more.
func (r *readers) close() error {
	var errs []error
	for range cap(r.idle) {
		errs = append(errs, (<-r.idle).discard())
	}
	return errors.Join(append(errs, r.db.Close())...)
}

func (r *reader) read(ctx context.Context, text string, args []any) (answer string, err error) {
	if err := r.connect(ctx); err != nil {
		return "", err
	}
	err = r.conn.Raw(func(conn any) (err error) {
		answer, err = r.query(ctx, conn, text, args)
		return err
	})
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		_ = r.discard() // of something broken nothing more is to be learnt
	}
	return answer, err
}

func (r *reader) connect(ctx context.Context) (err error) {
	if r.conn != nil {
		return nil
	}
	r.statements, err = lru.NewWithEvict(keptStatements, func(_ string, p *prepared) { _ = p.Close() })
	if err != nil {
		return err
	}
	if r.conn, err = r.db.Conn(ctx); err != nil {
		return err
	}
	return r.conn.Raw(func(conn any) error {
		r.handle = handleOf(conn)
		return nil
	})
}

// handleOf reads the handle that SQLite knows the driver's connection by; 0 where a driver keeps it elsewhere.
func handleOf(conn any) uintptr {
	of := reflect.Indirect(reflect.ValueOf(conn))
	if of.Kind() != reflect.Struct {
		return 0
	}
	if handle := of.FieldByName("db"); handle.Kind() == reflect.Uintptr {
		return uintptr(handle.Uint())
	}
	return 0
}

func (r *reader) query(ctx context.Context, conn any, text string, args []any) (_ string, err error) {
	named := make([]driver.NamedValue, len(args))
	for i, arg := range args {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: arg}
	}
	if r.handle != 0 {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		defer interrupting(ctx, r.handle)()
		ctx = context.WithoutCancel(ctx)
	}
	stmt, err := r.prepare(ctx, conn, text)
	if err != nil {
		return "", err
	}
	rows, err := stmt.QueryContext(ctx, named)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	value := make([]driver.Value, 1)
	switch err := rows.Next(value); {
	case errors.Is(err, io.EOF):
		return "", fmt.Errorf("%w: no row", store.ErrCorrupt)
	case err != nil:
		return "", err
	}
	answer, is := value[0].(string)
	if !is {
		return "", fmt.Errorf("%w: %T where a text should stand", store.ErrCorrupt, value[0])
	}
	return answer, nil
}

func (r *reader) prepare(ctx context.Context, conn any, text string) (*prepared, error) {
	if p, known := r.statements.Get(text); known {
		return p, nil
	}
	stmt, err := conn.(driver.ConnPrepareContext).PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	p := &prepared{stmt, stmt.(driver.StmtQueryContext)}
	r.statements.Add(text, p)
	return p, nil
}

// discard closes the connection. The next use makes another.
func (r *reader) discard() error {
	if r.conn == nil {
		return nil
	}
	_ = r.conn.Raw(func(any) error { // a connection that is gone has closed its statements
		r.statements.Purge()
		return nil
	})
	err := r.conn.Close()
	r.conn, r.handle = nil, 0
	if errors.Is(err, sql.ErrConnDone) {
		return nil
	}
	return err
}
