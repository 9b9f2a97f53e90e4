package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lock marks a file as in use by this process. The operating system gives it up when the process ends, however that comes about.
type lock struct{ file *flock.Flock }

const (
	lockPatience = time.Second           // a predecessor may be just ending
	lockPause    = 20 * time.Millisecond // between two tries
)

// acquire locks the file at path, which it creates, and writes the process id into it. When another process keeps it the error is
// ErrLocked and names that process.
func acquire(ctx context.Context, path string) (*lock, error) {
	file := flock.New(path)
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	locked, err := file.TryLockContext(ctx, lockPause)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%w, %s: end it first, or open another file", ErrLocked, holder(path))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, err)
	case err != nil:
		return nil, fmt.Errorf("lock: %w", err)
	case !locked:
		panic("sqlite: a lock is taken or refused with a reason")
	}
	if err := os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrUnwritable, err), file.Unlock())
	}
	return &lock{file}, nil
}

// holder names the process that keeps the lock, as far as it has said so.
func holder(path string) string {
	content, err := os.ReadFile(path)
	if pid := strings.TrimSpace(string(content)); err == nil && pid != "" {
		return "process " + pid
	}
	return "which has not given its id"
}

// release gives the lock up. The file stays: removing it would let two processes lock two files of one name.
func (l *lock) release() error { return l.file.Close() }
