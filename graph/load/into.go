package load

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Actor is the author of the change sets of a loaded directory in the log.
const Actor = "load"

// mutation is what the log calls them.
const mutation = "load"

// setSize is how many lines make a change set.
const setSize = 10_000

// Options of Into. Zero values take the usual ones.
type Options struct {
	Size     int                            // lines in a change set, at most; 10,000
	Progress func(done, total, lines int64) // told after every set: bytes passed of all there are, and lines in the store; nil: nobody
}

// Report says what Into did. Its numbers are lines, blank ones left out.
type Report struct {
	Written int64
	Known   int64   // written by an earlier run; nothing was written now
	Left    int64   // in sets that hold a line at fault: nothing of such a set was written
	Faults  []error // why, each with its file and line; at most 20
	More    int     // faults beyond those
}

// Into writes a directory into the store without holding more of it in memory than two change sets. Each change set is made of lines of
// one file that follow each other: first the records of all files, then the relations that stand inside records, then the files of
// relations. A set that holds a bad line, or one that the store refuses, is left out whole and reported; the others stand.
//
// The sets are keyed by what they say, so that the same directory can be given again, after an interruption or with the bad lines
// mended in their places: what is in the store already is not written a second time. The error is about the directory as a whole, or
// one of the store's that is no refusal; the report then says how far it got.
func Into(ctx context.Context, to store.Store, model *schema.Model, files fs.FS, options Options) (Report, error) {
	if options.Size <= 0 {
		options.Size = setSize
	}
	l := &loading{to: to, options: options}
	sources, err := survey(files, model)
	if err != nil {
		return l.Report, fmt.Errorf("load: %w", err)
	}
	for _, s := range sources {
		l.total += s.size
	}
	for _, pass := range []pass{records, inside, relations} {
		for _, s := range sources {
			if err := l.source(ctx, s, pass); err != nil {
				return l.Report, fmt.Errorf("load: %w", err)
			}
		}
	}
	return l.Report, nil
}

// pass is what is written of the files: nothing can be related before it is there.
type pass string

const (
	records   pass = "records"
	inside    pass = "inside" // the relations inside records
	relations pass = "relations"
)

// loading is a directory on its way into a store.
type loading struct {
	Report
	to          store.Store
	options     Options
	done, total int64 // bytes
}

// source writes what the pass takes of one file. A set is read while the one before is being written.
func (l *loading) source(ctx context.Context, s *source, pass pass) error {
	if !s.takesPart(pass) {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	sets := make(chan *set)
	failed := make(chan error, 1)
	go func() {
		defer close(sets)
		failed <- s.read(pass, l.options.Size, func(read *set) bool {
			select {
			case sets <- read:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	var err error
	for read := range sets {
		if err == nil {
			if err = l.set(ctx, s, read); err != nil {
				stop()
			}
		}
	}
	return errors.Join(err, <-failed)
}

// set writes one set, or notes why it is left out.
func (l *loading) set(ctx context.Context, s *source, read *set) error {
	if len(read.faults) > 0 {
		l.leave(read, read.faults...)
	} else {
		known, err := l.write(ctx, read)
		if refusal, refused := errors.AsType[*store.Refusal](err); refused {
			l.leave(read, read.explain(refusal))
		} else if err != nil {
			return fmt.Errorf("%s: %w", read.first, err)
		} else {
			l.keep(s, read, known)
		}
	}
	if read.pass != inside {
		l.done += read.bytes
	}
	if l.options.Progress != nil {
		l.options.Progress(l.done, l.total, l.Written+l.Known)
	}
	return nil
}

// keep counts a set that is in the store. Lines whose relations are still to follow were counted with their records.
func (l *loading) keep(s *source, read *set, known bool) {
	switch {
	case read.pass == inside:
	case known:
		l.Known += read.lines
	default:
		l.Written += read.lines
	}
	if read.pass == records && read.inside {
		s.holding[read.first.line] = true
	}
}

func (l *loading) leave(read *set, faults ...error) {
	if read.pass != inside {
		l.Left += read.lines
	}
	room := min(maxErrors-len(l.Faults), len(faults))
	l.Faults = append(l.Faults, faults[:room]...)
	l.More += len(faults) - room
}

// attempts is how often a set is offered to a database that did not answer, or not in time. Its key makes it safe.
const attempts = 3

// write offers the set to the store, and reports whether an earlier run has written it.
func (l *loading) write(ctx context.Context, read *set) (known bool, err error) {
	if len(read.operations) == 0 {
		return false, nil
	}
	for range attempts {
		var receipt store.Receipt
		receipt, err = l.to.Write(ctx, read.checked)
		if !errors.Is(err, store.ErrUnavailable) && !errors.Is(err, store.ErrOutcomeUnknown) || ctx.Err() != nil {
			return receipt.Replayed, err
		}
	}
	return false, err
}
