package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
)

// Each test runs in a bubble of its own, where synctest.Wait waits until every goroutine waits for another; the bubble fails when one
// is left behind. TestMain finds those outside.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// gate is an engine that holds each batch until it is let through, and may answer it with an error of its own.
type gate struct {
	store.Engine
	came    chan []store.ChangeSet // each batch, as it comes
	pass    chan struct{}          // one token lets one batch through
	failing func(batch []store.ChangeSet) error
}

func newGate(t *testing.T) *gate {
	return &gate{
		Engine: newMemory(storetest.Contract(t)), came: make(chan []store.ChangeSet, 100), pass: make(chan struct{}, 100),
		failing: func([]store.ChangeSet) error { return nil },
	}
}

func (g *gate) Commit(ctx context.Context, batch []store.ChangeSet) ([]store.Outcome, error) {
	g.came <- batch
	<-g.pass
	if err := g.failing(batch); err != nil {
		return nil, err
	}
	return g.Engine.Commit(ctx, batch)
}

func (g *gate) open() { close(g.pass) }

// quiet keeps expected panics out of the tests' output.
var quiet = store.WriterOptions{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}

// busy returns a writer whose engine holds a first set, so that all that follow wait in the queue.
func busy(t *testing.T, g *gate, options store.WriterOptions) *store.Writer {
	t.Helper()
	w := store.NewWriter(g, options)
	t.Cleanup(w.Close)
	go func() { _, _ = w.Write(context.Background(), set(need("first"))) }()
	<-g.came
	return w
}

type answer struct {
	receipt store.Receipt
	err     error
}

// send writes the sets in order: each stands in the queue before the next is written.
func send(w *store.Writer, sets ...store.ChangeSet) []chan answer {
	answers := make([]chan answer, len(sets))
	for i, s := range sets {
		answers[i] = make(chan answer, 1)
		go func() {
			receipt, err := w.Write(context.Background(), s)
			answers[i] <- answer{receipt, err}
		}()
		synctest.Wait()
	}
	return answers
}

func needs(count int) []store.ChangeSet {
	sets := make([]store.ChangeSet, count)
	for i := range sets {
		sets[i] = set(need(fmt.Sprintf("n%03d", i)))
	}
	return sets
}

func TestWriterLetsWaitingSetsTravelTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{})
		answers := send(w, needs(20)...)
		g.open()
		if batch := <-g.came; len(batch) != 20 {
			t.Errorf("a batch of %d, want 20", len(batch))
		}
		for i, a := range answers {
			if got := <-a; got.err != nil || got.receipt.Sequence != int64(i+2) {
				t.Errorf("set %d: %+v, want sequence %d", i, got, i+2)
			}
		}
	})
}

// Sets written at once stay in their order, and when their caller goes those that were not taken up are withdrawn, the last first.
func TestWriterTakesSeveralSetsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{Sets: 3})
		ctx, leave := context.WithCancel(t.Context())
		answers := make(chan []store.Outcome, 1)
		go func() { answers <- w.WriteAll(ctx, needs(5)) }()
		synctest.Wait()
		g.pass <- struct{}{} // the first is through, and three of the five are under way
		if batch := <-g.came; len(batch) != 3 || batch[2].Operations[0].ID != "n002" {
			t.Errorf("a batch of %d", len(batch))
		}
		leave()
		for i, outcome := range <-answers {
			if unknown := errors.Is(outcome.Err, store.ErrOutcomeUnknown); !errors.Is(outcome.Err, context.Canceled) || unknown != (i < 3) {
				t.Errorf("set %d: %v", i, outcome.Err)
			}
		}
		g.open()
		for i, outcome := range w.WriteAll(t.Context(), []store.ChangeSet{set(need("v")), set(need("n001")), set(need("w"))}) {
			if refused := errors.Is(outcome.Err, store.ErrConflict); refused != (i == 1) || !refused && outcome.Receipt.Sequence != int64(5+i/2) {
				t.Errorf("set %d: %+v", i, outcome)
			}
		}
		if batch := <-g.came; len(batch) != 3 {
			t.Errorf("a batch of %d, want 3", len(batch))
		}
	})
}

func TestWriterBoundsBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{Sets: 3, Operations: 5})
		wide := set(need("w1"), need("w2"), need("w3"), need("w4"), need("w5"), need("w6"))
		answers := send(w, append(needs(4), wide, set(need("v1"), need("v2")), set(need("u1"), need("u2")), set(need("t1"), need("t2")))...)
		g.open()
		for _, a := range answers {
			if got := <-a; got.err != nil {
				t.Error(got.err)
			}
		}
		var sizes []int
		for range 5 {
			sizes = append(sizes, len(<-g.came))
		}
		if want := []int{3, 1, 1, 2, 1}; !slices.Equal(sizes, want) {
			t.Errorf("batches of %v, want %v", sizes, want)
		}
	})
}

var errPoison = errors.New("poison")

func poisonedBy(id string) func([]store.ChangeSet) error {
	return func(batch []store.ChangeSet) error {
		for _, s := range batch {
			if s.Operations[0].ID == id {
				return errPoison
			}
		}
		return nil
	}
}

func TestWriterHalvesDownToTheCulprit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		g.failing = poisonedBy("n007")
		w := busy(t, g, store.WriterOptions{})
		answers := send(w, needs(16)...)
		g.open()
		sequence := int64(1)
		for i, a := range answers {
			got := <-a
			switch {
			case i == 7:
				if !errors.Is(got.err, errPoison) {
					t.Errorf("the culprit: %v, want its own error", got.err)
				}
			case got.err != nil:
				t.Errorf("set %d: %v", i, got.err)
			default:
				if sequence++; got.receipt.Sequence != sequence {
					t.Errorf("set %d has sequence %d, want %d: halves keep the order", i, got.receipt.Sequence, sequence)
				}
			}
		}
	})
}

func TestWriterNeverTriesAgainWhatMayBeCommitted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, kind := range []error{store.ErrUnavailable, store.ErrOutcomeUnknown} {
			g := newGate(t)
			g.failing = func(batch []store.ChangeSet) error {
				if len(batch) > 1 {
					return kind
				}
				return nil
			}
			w := busy(t, g, store.WriterOptions{})
			answers := send(w, needs(4)...)
			g.open()
			for _, a := range answers {
				if got := <-a; !errors.Is(got.err, kind) {
					t.Errorf("got %v, want %v", got.err, kind)
				}
			}
			if <-g.came; len(g.came) != 0 {
				t.Errorf("after %v the batch was tried again", kind)
			}
		}
	})
}

func TestWriterAnswersEachMemberOnItsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{})
		answers := send(w, set(need("a")), set(need("a")), set(need("b")))
		g.open()
		for i, want := range []string{"ok", "conflict Need id a", "ok"} {
			if got := verdict((<-answers[i]).err); got != want {
				t.Errorf("set %d: %q, want %q", i, got, want)
			}
		}
	})
}

func TestWriterWithdrawsWhatIsNotTakenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{})
		cancelled, cancel := context.WithCancel(context.Background())
		expired, end := context.WithTimeout(context.Background(), time.Millisecond)
		defer end()
		failed := make(chan error)
		go func() { _, err := w.Write(cancelled, set(need("x"))); failed <- err }()
		synctest.Wait()
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrOutcomeUnknown) {
			t.Errorf("cancelled: %v", err)
		}
		if _, err := w.Write(expired, set(need("x"))); !errors.Is(err, store.ErrLimit) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("expired: %v", err)
		}
		if _, err := w.Write(cancelled, set(need("x"))); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled before: %v", err)
		}
		g.open()
		if _, err := w.Write(context.Background(), set(need("x"))); err != nil {
			t.Errorf("a withdrawn set left a trace: %v", err)
		}
	})
}

func TestWriterSaysWhenTheOutcomeIsUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{})
		ctx, cancel := context.WithCancel(context.Background())
		failed := make(chan error)
		go func() { _, err := w.Write(ctx, set(need("x"))); failed <- err }()
		synctest.Wait()
		g.pass <- struct{}{}
		<-g.came
		cancel()
		if err := <-failed; !errors.Is(err, store.ErrOutcomeUnknown) || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want ErrOutcomeUnknown", err)
		}
		g.open()
		if _, err := w.Write(context.Background(), set(need("x"))); !errors.Is(err, store.ErrConflict) {
			t.Errorf("what was taken up was not committed: %v", err)
		}
	})
}

func TestWriterDrainsOnClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(t)
		w := busy(t, g, store.WriterOptions{})
		answers := send(w, needs(3)...)
		var closing sync.WaitGroup
		for range 2 {
			closing.Go(w.Close)
		}
		synctest.Wait()
		if _, err := w.Write(context.Background(), set(need("late"))); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("after Close: %v, want ErrUnavailable", err)
		}
		g.open()
		for _, a := range answers {
			if got := <-a; got.err != nil {
				t.Errorf("accepted before Close: %v", got.err)
			}
		}
		closing.Wait()
	})
}

type panicking struct{}

func (panicking) Commit(context.Context, []store.ChangeSet) ([]store.Outcome, error) { panic("broken") }

type silent struct{}

func (silent) Commit(context.Context, []store.ChangeSet) ([]store.Outcome, error) { return nil, nil }

func TestWriterSurvivesABrokenEngine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, engine := range map[string]store.Engine{"panics": panicking{}, "answers nothing": silent{}} {
			w := store.NewWriter(engine, quiet)
			for range 2 {
				if _, err := w.Write(context.Background(), set()); !errors.Is(err, store.ErrOutcomeUnknown) {
					t.Errorf("an engine that %s: %v, want ErrOutcomeUnknown", name, err)
				}
			}
			w.Close()
		}
	})
}

func TestWriterTellsObserversBeforeItAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := store.NewWriter(newMemory(storetest.Contract(t)), quiet)
		defer w.Close()
		var seen []string
		w.OnCommit(func([]store.Change) { panic("broken") })
		for _, name := range []string{"first", "second"} {
			w.OnCommit(func(changes []store.Change) {
				for _, change := range changes {
					seen = append(seen, fmt.Sprint(name, change.Sequence))
				}
			})
		}
		keyedSet := keyed(set(need("a")), "k", "d")
		for _, s := range []store.ChangeSet{keyedSet, keyedSet, set(need("a")), set()} {
			_, _ = w.Write(context.Background(), s)
		}
		if want := []string{"first1", "second1", "first2", "second2"}; !slices.Equal(seen, want) {
			t.Errorf("observed %v, want %v: replays and refusals change nothing", seen, want)
		}
	})
}

func TestWriterGivesEachCommitADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := store.NewWriter(hanging{}, store.WriterOptions{Timeout: time.Millisecond})
		defer w.Close()
		if _, err := w.Write(context.Background(), set()); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("got %v, want the engine's answer to its deadline", err)
		}
	})
}

type hanging struct{}

func (hanging) Commit(ctx context.Context, _ []store.ChangeSet) ([]store.Outcome, error) {
	<-ctx.Done()
	return nil, store.ErrUnavailable
}
