package load

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

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

// Into writes a directory into the store without holding more of it in memory than three change sets, or nine where the store takes
// several together. Each change set is made of lines of one file that follow each other: first the records of all files, then the
// relations that stand inside records, then the files of relations. A set that holds a bad line, or one that the store refuses, is left out
// whole and reported; the others stand.
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
		if err := l.pass(ctx, sources, pass); err != nil {
			return l.Report, fmt.Errorf("load: %w", err)
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

// company is how many sets are written together, at most, by a store that takes several.
const company = 4

// pass writes what it takes of the files. Sets are read while those before are being written, and written together as they have been read.
func (l *loading) pass(ctx context.Context, sources []*source, pass pass) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	most := 1
	if _, together := l.to.(store.Together); together {
		most = company
	}
	sets := make(chan *set, most-1)
	failed := make(chan error, 1)
	go func() {
		defer close(sets)
		failed <- readAll(ctx, sources, pass, l.options.Size, sets)
	}()
	var err error
	for read := range sets {
		if err != nil {
			continue // until the reading ends
		}
		if err = l.sets(ctx, waiting(sets, read, most)); err != nil {
			stop()
		}
	}
	return errors.Join(err, <-failed)
}

// waiting gathers the sets that have been read, after the first and up to so many, without waiting for more.
func waiting(sets <-chan *set, first *set, most int) []*set {
	group := []*set{first}
	for len(group) < most {
		select {
		case next, open := <-sets:
			if !open {
				return group
			}
			group = append(group, next)
		default:
			return group
		}
	}
	return group
}

func readAll(ctx context.Context, sources []*source, pass pass, size int, sets chan<- *set) error {
	for _, s := range sources {
		if !s.takesPart(pass) {
			continue
		}
		err := s.read(pass, size, func(read *set) bool {
			select {
			case sets <- read:
				return true
			case <-ctx.Done():
				return false
			}
		})
		if err != nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// sets writes some sets, or notes why they are left out.
func (l *loading) sets(ctx context.Context, group []*set) error {
	answers := l.write(ctx, group)
	var errs []error
	for i, read := range group {
		known, err := answers[i].Receipt.Replayed, answers[i].Err
		refusal, refused := errors.AsType[*store.Refusal](err)
		switch {
		case len(read.faults) > 0:
			l.leave(read, read.faults...)
		case refused:
			l.leave(read, read.explain(refusal))
		case err != nil:
			errs = append(errs, fmt.Errorf("%s: %w", read.first, err))
			continue
		default:
			l.keep(read, known)
		}
		if read.pass != inside {
			l.done += read.bytes
		}
		if l.options.Progress != nil {
			l.options.Progress(l.done, l.total, l.Written+l.Known)
		}
	}
	return errors.Join(errs...)
}

// keep counts a set that is in the store. Lines whose relations are still to follow were counted with their records.
func (l *loading) keep(read *set, known bool) {
	switch {
	case read.pass == inside:
	case known:
		l.Known += read.lines
	default:
		l.Written += read.lines
	}
	if read.pass == records && read.inside {
		read.of.holding[read.first.line] = true
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

// write offers the sets to the store, but for those that hold a fault or nothing, and returns an answer each.
func (l *loading) write(ctx context.Context, group []*set) []store.Outcome {
	answers := make([]store.Outcome, len(group))
	var open []int // what is still to be answered
	for i, read := range group {
		if len(read.faults) == 0 && len(read.operations) > 0 {
			open = append(open, i)
		}
	}
	for range attempts {
		offered := make([]store.ChangeSet, len(open))
		for i, of := range open {
			offered[i] = group[of].checked
		}
		for i, answer := range l.offer(ctx, offered) {
			answers[open[i]] = answer
		}
		open = slices.DeleteFunc(open, func(i int) bool {
			err := answers[i].Err
			return !errors.Is(err, store.ErrUnavailable) && !errors.Is(err, store.ErrOutcomeUnknown)
		})
		if len(open) == 0 || ctx.Err() != nil {
			break
		}
	}
	return answers
}

// offer has the store write the sets, together where it can. A store that takes one at a time is given one.
func (l *loading) offer(ctx context.Context, sets []store.ChangeSet) []store.Outcome {
	if to, together := l.to.(store.Together); together {
		return to.WriteAll(ctx, sets)
	}
	answers := make([]store.Outcome, len(sets))
	for i, set := range sets {
		answers[i].Receipt, answers[i].Err = l.to.Write(ctx, set)
	}
	return answers
}
