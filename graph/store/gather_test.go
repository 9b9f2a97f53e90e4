package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
)

// slow is an engine whose commits take a while, on the clock of the bubble.
type slow struct {
	store.Engine
	takes time.Duration
	sizes []int
}

func newSlow(t *testing.T, takes time.Duration) *slow {
	return &slow{Engine: newMemory(storetest.Contract(t)), takes: takes}
}

func (s *slow) Commit(ctx context.Context, batch []store.ChangeSet) ([]store.Outcome, error) {
	s.sizes = append(s.sizes, len(batch))
	time.Sleep(s.takes)
	return s.Engine.Commit(ctx, batch)
}

const commitTime = 5 * time.Millisecond

// write writes a set and returns how long that took.
func write(t *testing.T, w *store.Writer, id string) time.Duration {
	t.Helper()
	start := time.Now()
	if _, err := w.Write(context.Background(), set(need(id))); err != nil {
		t.Error(err)
	}
	return time.Since(start)
}

func TestWriterLetsACallerAloneWaitForNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := store.NewWriter(newSlow(t, commitTime), store.WriterOptions{})
		defer w.Close()
		for i := range 3 {
			if took := write(t, w, fmt.Sprintf("a%d", i)); took != commitTime {
				t.Errorf("write %d took %v", i, took)
			}
		}
		w.WriteAll(context.Background(), needs(4)) // is one caller
		if took := write(t, w, "b"); took != commitTime {
			t.Errorf("after several sets at once a write took %v", took)
		}
	})
}

// Who comes back first would go alone, and all others after it, each time.
func TestWriterWaitsForThoseItHasJustAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine := newSlow(t, commitTime)
		w := store.NewWriter(engine, store.WriterOptions{})
		defer w.Close()
		var all sync.WaitGroup
		for caller := range 4 {
			all.Go(func() {
				for i := range 3 {
					time.Sleep(time.Duration(caller+1) * time.Millisecond)
					write(t, w, fmt.Sprintf("n%d-%d", caller, i))
				}
			})
		}
		all.Wait()
		if want := []int{1, 4, 4, 3}; !slices.Equal(engine.sizes, want) {
			t.Errorf("batches of %v, want %v", engine.sizes, want)
		}
	})
}

// together writes with so many callers at once, all of whom are answered by the same commit at last.
func together(t *testing.T, w *store.Writer, callers int) {
	t.Helper()
	var all sync.WaitGroup
	for caller := range callers {
		all.Go(func() { write(t, w, fmt.Sprintf("together%d-%d", time.Now().UnixNano(), caller)) })
		synctest.Wait()
	}
	all.Wait()
}

func TestWriterWaitsNoLongerThanACommit(t *testing.T) {
	for _, c := range []struct{ takes, waits time.Duration }{{commitTime, commitTime}, {time.Second, 10 * time.Millisecond}} {
		synctest.Test(t, func(t *testing.T) {
			w := store.NewWriter(newSlow(t, c.takes), store.WriterOptions{})
			defer w.Close()
			together(t, w, 3) // two of them in the last batch, of whom one comes back
			if took := write(t, w, "one"); took != c.waits+c.takes {
				t.Errorf("beside one who stays away a write took %v, want %v and the commit's %v", took, c.waits, c.takes)
			}
			if took := write(t, w, "two"); took != c.takes {
				t.Errorf("the next write took %v: nobody is expected any more", took)
			}
			together(t, w, 3)
			time.Sleep(time.Second)
			if took := write(t, w, "late"); took != c.takes {
				t.Errorf("a write a second later took %v", took)
			}
		})
	}
}

func TestWriterWaitsForNoMoreThanIsWorthwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := store.NewWriter(newSlow(t, commitTime), store.WriterOptions{})
		defer w.Close()
		together(t, w, 40) // all but the first in the last batch
		start := time.Now()
		together(t, w, 16)
		if took := time.Since(start); took != commitTime {
			t.Errorf("sixteen of forty took %v", took)
		}
	})
}

func TestWriterWaitsNotWhereABatchIsFullOrItCloses(t *testing.T) {
	for _, c := range []struct {
		full          store.WriterOptions
		sets, batches int
	}{{store.WriterOptions{Sets: 2}, 2, 1}, {store.WriterOptions{Operations: 2}, 3, 2}} {
		synctest.Test(t, func(t *testing.T) {
			w := store.NewWriter(newSlow(t, commitTime), c.full)
			defer w.Close()
			together(t, w, 3) // two in the last batch
			start := time.Now()
			w.WriteAll(context.Background(), needs(c.sets)) // one caller
			if took, want := time.Since(start), time.Duration(c.batches)*commitTime; took != want {
				t.Errorf("%+v: it took %v, want %v", c.full, took, want)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		w := store.NewWriter(newSlow(t, commitTime), store.WriterOptions{})
		together(t, w, 3)
		start := time.Now()
		var last sync.WaitGroup
		last.Go(func() { write(t, w, "last") })
		synctest.Wait()
		w.Close()
		last.Wait()
		if took := time.Since(start); took != commitTime {
			t.Errorf("to close took %v", took)
		}
	})
}
