package sqlite

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"partnergraph/graph/store"
)

// What can stand in the way of opening or writing the file. All are ErrUnavailable, and trying again does not mend the first four.
var (
	// ErrLocked: another process has the file open; the message names its id.
	ErrLocked = fmt.Errorf("in use by another process: %w", store.ErrUnavailable)
	// ErrUnwritable: the file or its directory cannot be written.
	ErrUnwritable = fmt.Errorf("cannot be written: %w", store.ErrUnavailable)
	// ErrNewer: a newer release has changed the file's layout.
	ErrNewer = fmt.Errorf("was written by a newer release: %w", store.ErrUnavailable)
	// ErrForeign: the file is a database of some other program.
	ErrForeign = fmt.Errorf("is not a store of this program: %w", store.ErrUnavailable)
	// ErrFull: the disk is full. Reads go on; writes work again once there is space.
	ErrFull = fmt.Errorf("disk full: %w", store.ErrUnavailable)
)

// errClosed is what every call after Close answers.
var errClosed = fmt.Errorf("closed: %w", store.ErrUnavailable)

// classify gives an error of the driver its sentinel, by SQLite's result code, unless it has it already. What it does not know, such as a mistake in our own
// SQL, stays without one.
func classify(err error) error {
	var failure *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &failure):
		if sentinel := ofCode(failure.Code()); sentinel != nil && !errors.Is(err, sentinel) {
			return fmt.Errorf("%w: %w", sentinel, err)
		}
		return err
	case errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, store.ErrLimit):
		return fmt.Errorf("%w: %w", store.ErrLimit, err)
	}
	return err
}

// ofCode is the sentinel of a result code, or nil. The low byte is the primary code, the rest says more about it.
func ofCode(result int) error {
	switch result & 0xff {
	case code.SQLITE_FULL:
		return ErrFull
	case code.SQLITE_READONLY, code.SQLITE_PERM, code.SQLITE_CANTOPEN:
		return ErrUnwritable
	case code.SQLITE_BUSY, code.SQLITE_LOCKED, code.SQLITE_IOERR, code.SQLITE_PROTOCOL, code.SQLITE_NOLFS:
		return store.ErrUnavailable
	case code.SQLITE_NOMEM, code.SQLITE_TOOBIG, code.SQLITE_INTERRUPT:
		return store.ErrLimit
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		return store.ErrCorrupt
	case code.SQLITE_CONSTRAINT:
		return store.ErrConflict
	}
	return nil
}

// isPrimary reports whether the error carries the result code, whatever else it says about it.
func isPrimary(err error, result int) bool {
	var failure *sqlite.Error
	return errors.As(err, &failure) && failure.Code()&0xff == result
}
