package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// WriterOptions bounds a Writer. Zero values take the usual ones.
type WriterOptions struct {
	Sets       int           // change sets in a batch, at most; 256
	Operations int           // operations in a batch, at most, but a larger single set goes alone; 20,000
	Timeout    time.Duration // for one Commit; 30 s
	Logger     *slog.Logger  // told of panics; slog.Default()
}

// Writer lets change sets travel together: a log without gaps makes writes take turns, so those that wait share one transaction. A caller
// alone waits for nobody. Where several were there when the last batch was committed, the next one waits until as many are, no longer
// than that commit took. Safe for concurrent use.
type Writer struct {
	engine  Engine
	options WriterOptions
	arrived chan struct{} // holds a token while there may be something to do
	ended   chan struct{}

	mu        sync.Mutex
	queue     []*waiting
	closed    bool
	observers []func([]Change)

	company int       // how many callers there were when the last batch was committed; belongs to run, as does the next
	until   time.Time // how long the next batch waits for as many
}

// waiting is a change set on its way. While it stands in the queue its caller may withdraw it; once taken up it will be answered.
type waiting struct {
	set    ChangeSet
	last   bool         // of its caller's sets
	answer chan Outcome // buffered: the writer never waits for a caller
}

// NewWriter returns a Writer that runs until Close.
func NewWriter(engine Engine, options WriterOptions) *Writer {
	if options.Sets <= 0 {
		options.Sets = 256
	}
	if options.Operations <= 0 {
		options.Operations = 20_000
	}
	if options.Timeout <= 0 {
		options.Timeout = 30 * time.Second
	}
	if options.Logger == nil {
		options.Logger = slog.Default()
	}
	w := &Writer{engine: engine, options: options, arrived: make(chan struct{}, 1), ended: make(chan struct{})}
	go w.run()
	return w
}

// OnCommit registers an observer that is called with the changes of each batch, in the log's order, before their callers are
// answered. Observers run one after another in the order of registration, never two at once, and must not call Write or Close. A
// change of unknown outcome and those of other servers are not announced: an observer that must not miss any asks Store.Changes.
func (w *Writer) OnCommit(observer func([]Change)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.observers = append(w.observers, observer)
}

// Write waits until the set is committed or refused. When the context ends before the set is taken up, it is withdrawn and nothing
// is written: the context's error, for a deadline ErrLimit as well. When it ends later the error is ErrOutcomeUnknown. The set must
// not be changed after the call, whatever its outcome.
func (w *Writer) Write(ctx context.Context, set ChangeSet) (Receipt, error) {
	outcome := w.WriteAll(ctx, []ChangeSet{set})[0]
	return outcome.Receipt, outcome.Err
}

// WriteAll writes the sets as Write does, in their order, with nobody else's between them.
func (w *Writer) WriteAll(ctx context.Context, sets []ChangeSet) []Outcome {
	outcomes := make([]Outcome, len(sets))
	entries := make([]*waiting, len(sets))
	for i, set := range sets {
		entries[i] = &waiting{set: set, last: i == len(sets)-1, answer: make(chan Outcome, 1)}
	}
	err := ctx.Err()
	if err != nil {
		err = withdrawn(err)
	} else if !w.enqueue(entries) {
		err = fmt.Errorf("write: closed: %w", ErrUnavailable)
	}
	if err != nil {
		for i := range outcomes {
			outcomes[i].Err = err
		}
		return outcomes
	}
	for i, entry := range entries {
		select {
		case outcomes[i] = <-entry.answer:
		case <-ctx.Done():
			w.leave(ctx.Err(), entries[i:], outcomes[i:])
			return outcomes
		}
	}
	return outcomes
}

// leave ends the wait for entries. The last are withdrawn first, so that none is written behind one that is not.
func (w *Writer) leave(cause error, entries []*waiting, outcomes []Outcome) {
	for i := len(entries) - 1; i >= 0; i-- {
		if w.withdraw(entries[i]) {
			outcomes[i].Err = withdrawn(cause)
			continue
		}
		select {
		case outcomes[i] = <-entries[i].answer:
		default:
			outcomes[i].Err = fmt.Errorf("write: %w: %w", ErrOutcomeUnknown, cause)
		}
	}
}

func withdrawn(cause error) error {
	if errors.Is(cause, context.DeadlineExceeded) {
		return fmt.Errorf("write: withdrawn: %w: %w", ErrLimit, cause)
	}
	return fmt.Errorf("write: withdrawn: %w", cause)
}

// Close refuses new sets with ErrUnavailable, waits until those that came before are answered, and ends the writer. Later calls
// wait likewise and are harmless.
func (w *Writer) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.wake()
	<-w.ended
}

func (w *Writer) enqueue(entries []*waiting) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	w.queue = append(w.queue, entries...)
	w.wake()
	return true
}

// withdraw takes the entry out of the queue, or reports that it is no longer there.
func (w *Writer) withdraw(entry *waiting) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, other := range w.queue {
		if other == entry {
			w.queue = append(w.queue[:i], w.queue[i+1:]...)
			return true
		}
	}
	return false
}

func (w *Writer) wake() {
	select {
	case w.arrived <- struct{}{}:
	default:
	}
}

func (w *Writer) run() {
	defer close(w.ended)
	for {
		w.gather()
		batch, closed := w.take()
		switch {
		case len(batch) > 0:
			w.commit(batch)
		case closed:
			return
		default:
			<-w.arrived
		}
	}
}

// commit has the batch committed and answers it. When its transaction fails for a reason that may lie in one of its sets, the halves
// go each on their own, down to the culprit, which alone gets the error.
func (w *Writer) commit(batch []*waiting) {
	start := time.Now()
	outcomes, err := w.attempt(batch)
	took := time.Since(start)
	switch {
	case err == nil:
		w.announce(outcomes)
		w.expect(batch, took)
		for i, entry := range batch {
			entry.answer <- outcomes[i]
		}
	case len(batch) == 1 || errors.Is(err, ErrUnavailable) || errors.Is(err, ErrOutcomeUnknown):
		for _, entry := range batch {
			entry.answer <- Outcome{Err: fmt.Errorf("write: %w", err)}
		}
	default:
		half := len(batch) / 2
		w.commit(batch[:half])
		w.commit(batch[half:])
	}
}

// attempt runs one transaction. After a panic nobody knows whether it was committed, so its sets must not be tried again.
func (w *Writer) attempt(batch []*waiting) (outcomes []Outcome, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			w.options.Logger.Error("panic while committing", "cause", cause)
			outcomes, err = nil, fmt.Errorf("panic while committing: %w", ErrOutcomeUnknown)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), w.options.Timeout)
	defer cancel()
	sets := make([]ChangeSet, len(batch))
	for i, entry := range batch {
		sets[i] = entry.set
	}
	outcomes, err = w.engine.Commit(ctx, sets)
	if err == nil && len(outcomes) != len(sets) {
		panic(fmt.Sprintf("store: an engine answers every change set, but gave %d outcomes for %d", len(outcomes), len(sets)))
	}
	return outcomes, err
}

func (w *Writer) announce(outcomes []Outcome) {
	var changes []Change
	for _, outcome := range outcomes {
		if outcome.Change.Sequence != 0 {
			changes = append(changes, outcome.Change)
		}
	}
	if len(changes) == 0 {
		return
	}
	w.mu.Lock()
	observers := w.observers[:len(w.observers):len(w.observers)]
	w.mu.Unlock()
	for _, observe := range observers {
		w.tell(observe, changes)
	}
}

// tell keeps a panic of an observer away from the callers, whose changes are committed by then.
func (w *Writer) tell(observe func([]Change), changes []Change) {
	defer func() {
		if cause := recover(); cause != nil {
			w.options.Logger.Error("panic in an observer of commits", "cause", cause)
		}
	}()
	observe(changes)
}
