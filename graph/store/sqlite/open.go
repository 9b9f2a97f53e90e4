package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Options of a store. Zero values take the usual ones.
type Options struct {
	Readers int              // connections that read at the same time; two a core, at least four
	Now     func() time.Time // the clock of the log; time.Now
	Logger  *slog.Logger     // told of panics while committing; slog.Default()
}

// Open opens the file at path, which it creates in an existing directory, and brings its tables and indexes to what the release and
// the contract ask for. Only one store may have a file open, in this process or another. Errors: ErrLocked, within two seconds;
// ErrUnwritable, ErrNewer, ErrForeign, store.ErrCorrupt; all name the path. The caller closes the store.
func Open(ctx context.Context, path string, model *schema.Model, options Options) (*Store, error) {
	s, err := open(ctx, path, model, options)
	if err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string, model *schema.Model, options Options) (_ *Store, err error) {
	if path, err = resolve(path); err != nil {
		return nil, err
	}
	s := &Store{model: model, indexes: indexes(model), ranked: ranked(model), now: options.Now}
	if s.now == nil {
		s.now = time.Now
	}
	if options.Readers <= 0 {
		options.Readers = max(4, 2*runtime.GOMAXPROCS(0))
	}
	s.open, s.end = context.WithCancelCause(context.Background())
	if s.lock, err = acquire(ctx, path+".lock"); err != nil {
		return nil, err
	}
	if err = touch(path); err == nil {
		err = s.connect(ctx, path, options.Readers)
	}
	if err != nil {
		return nil, errors.Join(err, s.release())
	}
	s.writer = store.NewWriter(s, store.WriterOptions{Operations: batch, Logger: options.Logger})
	return s, nil
}

// batch is how many operations share a transaction, at most: of each page that they touch one copy is written, and the disk is waited for once.
const batch = 40_000

// resolve follows symbolic links, so that one file has one lock.
func resolve(path string) (string, error) {
	directory, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	if directory, err = filepath.Abs(directory); err != nil {
		return "", err
	}
	path = filepath.Join(directory, filepath.Base(path))
	linked, err := filepath.EvalSymlinks(path)
	if err == nil {
		return linked, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	target, err := os.Readlink(path)
	if err != nil {
		return path, nil //nolint:nilerr // neither a file nor a link yet: it will be created
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(directory, target)
	}
	return resolve(target)
}

// touch makes sure that the file is there and can be written. It must only be called under the lock and before SQLite opens the file:
// closing any other handle of a file makes a process lose SQLite's own locks on it.
func touch(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	return file.Close()
}

// rareReaders are the connections beside those of queries: for the log, for snapshots, and for what tests ask.
const rareReaders = 4

// connect opens the connections: first the one that writes, which brings the file up to date.
func (s *Store) connect(ctx context.Context, path string, readers int) (err error) {
	db, err := pool(path, 1, writingConnection...)
	if err != nil {
		return err
	}
	s.writing = newConnection(db)
	err = s.writing.use(ctx, func(conn *sql.Conn) error { return prepare(ctx, conn, s.indexes, ranking(s.model)) })
	if err != nil {
		return classify(err)
	}
	if db, err = pool(path, readers+rareReaders, "query_only(1)"); err != nil {
		return err
	}
	s.reading = newReaders(db, readers)
	var head int64
	if err := db.QueryRowContext(ctx, "SELECT sequence FROM head").Scan(&head); err != nil {
		return classify(err)
	}
	s.latest.Store(head)
	return nil
}

func prepare(ctx context.Context, conn *sql.Conn, indexes, filling map[string]string) error {
	if _, _, err := due(ctx, conn, migrations); err != nil {
		return err // before anything is changed in a file that is not ours
	}
	var mode string
	if err := conn.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return classify(err)
	}
	if mode != "wal" {
		return fmt.Errorf("%w: no write-ahead log on this file system", ErrUnwritable)
	}
	if err := migrate(ctx, conn, migrations); err != nil {
		return err
	}
	return index(ctx, conn, indexes, filling)
}
