package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// concurrencies is about many callers at once.
var concurrencies = []scenario{
	{"every write is read by whoever comes after it", func(b *bench) {
		b.together(8, func(worker int) error {
			for i := range 10 {
				id := fmt.Sprintf("n%d-%d", worker, i)
				if _, err := b.store.Write(b.Context(), set(need(id, "x"))); err != nil {
					return err
				}
				q := b.ask()
				row, err := q.answer(plan.Count{Set: q.all("Need", q.is("Need.id", plan.Eq, id))})
				if err != nil {
					return err
				}
				if row[0] != int64(1) {
					return fmt.Errorf("%s was written and is not read", id)
				}
			}
			return nil
		})
		b.equal("changes", len(b.changes()), 80)
	}},
	{"a statement sees one moment", func(b *bench) {
		done := make(chan struct{})
		var writing sync.WaitGroup
		writing.Go(func() {
			defer close(done)
			for i := range 60 {
				a, c := fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)
				if _, err := b.store.Write(b.Context(), set(specimen(a, nil), specimen(c, nil), relate("MENTIONS", a, c, nil))); err != nil {
					b.Errorf("write: %v", err)
					return
				}
			}
		})
		b.together(3, func(int) error { return b.seesOneMoment(done) })
		writing.Wait()
	}},
	{"a snapshot is of one moment", func(b *bench) {
		done := make(chan struct{})
		var writing sync.WaitGroup
		writing.Go(func() {
			defer close(done)
			for i := range 60 {
				a, c := fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)
				if _, err := b.store.Write(b.Context(), set(specimen(a, nil), specimen(c, nil), relate("MENTIONS", a, c, nil))); err != nil {
					b.Errorf("write: %v", err)
					return
				}
			}
		})
		for open := true; open; {
			c := b.snapshot()
			if n := int(c.head.Sequence); len(c.nodes) != 2*n || len(c.relations) != n {
				b.Errorf("%d nodes and %d relations at number %d", len(c.nodes), len(c.relations), n)
				break
			}
			select {
			case <-done:
				open = false
			default:
			}
		}
		writing.Wait()
	}},
	{"one of fifty is refused, the others stand", func(b *bench) {
		b.write(need("taken", "x"))
		b.together(50, func(worker int) error {
			id := fmt.Sprintf("n%02d", worker)
			if worker == 25 {
				id = "taken"
			}
			_, err := b.store.Write(b.Context(), set(document(fmt.Sprintf("d%02d", worker)), need(id, "x"), cite(id, fmt.Sprintf("d%02d", worker), "1")))
			if worker == 25 && errors.Is(err, store.ErrConflict) {
				return nil
			}
			return err
		})
		c := b.snapshot()
		b.equal("counts", []int{len(c.nodes), len(c.relations), int(c.head.Sequence)}, []int{99, 49, 50})
		b.equal("of the refused", c.node("d25"), store.NodeRecord{})
		b.verify()
	}},
	{"fifty calls with one key are one", func(b *bench) {
		s := keyed(set(need("n", "x")), "k", "d")
		s.Result = []byte(`{"id":"n"}`)
		var mu sync.Mutex
		written := 0
		b.together(50, func(int) error {
			receipt, err := b.store.Write(b.Context(), s)
			mu.Lock()
			defer mu.Unlock()
			if !receipt.Replayed {
				written++
			}
			if err == nil && (receipt.Sequence != 1 || string(receipt.Result) != string(s.Result)) {
				err = fmt.Errorf("another receipt: %+v", receipt)
			}
			return err
		})
		b.equal("written", written, 1)
		b.equal("changes", len(b.changes()), 1)
	}},
	{"fifty writers of one version: one wins", func(b *bench) {
		b.write(need("n", "x"))
		var mu sync.Mutex
		won := 0
		b.together(50, func(int) error {
			_, err := b.store.Write(b.Context(), expecting(set(update("Need", "n", props{"title": "y"})), "n", 1))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			}
			if errors.Is(err, store.ErrConflict) {
				return nil
			}
			return err
		})
		b.equal("won", won, 1)
		b.equal("version", b.snapshot().node("n").Version, int64(2))
	}},
	{"no update is lost", func(b *bench) {
		b.write(specimen("s", props{"number": int64(0)}))
		b.together(8, func(int) error {
			for range 5 {
				if err := b.increment("s"); err != nil {
					return err
				}
			}
			return nil
		})
		node := b.snapshot().node("s")
		b.equal("number", node.Properties["number"], any(int64(40)))
		b.equal("version", node.Version, int64(41))
		b.verify()
	}},
	{"closing ends what runs, and keeps what was acknowledged", func(b *bench) {
		var mu sync.Mutex
		acknowledged := map[int64]bool{}
		started := make(chan struct{}, 100)
		var working sync.WaitGroup
		for worker := range 20 {
			working.Go(func() {
				for i := 0; ; i++ {
					receipt, err := b.store.Write(context.Background(), set(need(fmt.Sprintf("n%d-%d", worker, i), "x")))
					if errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrOutcomeUnknown) {
						return
					}
					if err != nil {
						b.Errorf("write: %v", err)
						return
					}
					mu.Lock()
					acknowledged[receipt.Sequence] = true
					mu.Unlock()
					q := b.ask()
					if _, err := q.answer(plan.Count{Set: q.all("Need", nil)}); err != nil && !errors.Is(err, store.ErrUnavailable) {
						b.Errorf("read: %v", err)
						return
					}
					if i == 0 {
						started <- struct{}{}
					}
				}
			})
		}
		for range 5 {
			<-started
		}
		b.close()
		working.Wait()
		b.store = b.open()
		changes := b.changes()
		for sequence := range acknowledged {
			if sequence > int64(len(changes)) {
				b.Errorf("change %d was acknowledged and is gone", sequence)
			}
		}
		c := b.snapshot()
		b.equal("nodes", len(c.nodes), len(changes))
		b.verify()
	}},
}

// together runs the workers at once and reports their errors.
func (b *bench) together(workers int, work func(worker int) error) {
	b.Helper()
	errs := make(chan error, workers)
	for worker := range workers {
		go func() { errs <- work(worker) }()
	}
	for range workers {
		if err := <-errs; err != nil {
			b.Error(err)
		}
	}
}

// seesOneMoment reads, until done, sets that every change keeps in proportion, all in one statement.
func (b *bench) seesOneMoment(done <-chan struct{}) error {
	for {
		q := b.ask()
		each := q.all("Specimen", nil)
		each.Row = []plan.Slot{plan.Count{Set: q.far("Specimen.mentions", nil)}, plan.Count{Set: q.far("Specimen.mentionedBy", nil)}}
		row, err := q.answer(
			plan.Sequence{}, plan.Count{Set: q.all("Specimen", nil)}, plan.Rows{Set: each},
			plan.Count{Set: q.all("Specimen", plan.Related{Via: q.via("Specimen.mentions"), Type: q.node("Specimen")})}, plan.Sequence{},
		)
		if err != nil {
			return err
		}
		n, ends := row[0].(int64), int64(0)
		for _, item := range row[2].([]any) {
			ends += item.(plan.Row)[0].(int64) + item.(plan.Row)[1].(int64)
		}
		if got, want := fmt.Sprint(row[1], len(row[2].([]any)), ends, row[3], row[4]), fmt.Sprint(2*n, 2*n, 2*n, n, n); got != want {
			return fmt.Errorf("at number %d the sets are %s, want %s", n, got, want)
		}
		select {
		case <-done:
			return nil
		default:
		}
	}
}

// increment reads a number and writes the next, again and again until nobody came between.
func (b *bench) increment(id string) error {
	for {
		q := b.ask()
		row, err := q.answer(plan.One{Set: q.all("Specimen", q.is("Specimen.id", plan.Eq, id), "Specimen.version", "Specimen.number")})
		if err != nil {
			return err
		}
		now := row[0].(plan.Row)
		_, err = b.store.Write(b.Context(), expecting(set(update("Specimen", id, props{"number": now[1].(int64) + 1})), id, now[0].(int64)))
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
}

// verify holds the log to its chain and its head.
func (b *bench) verify() {
	b.Helper()
	head := store.Head{}
	for _, change := range b.changes() {
		var err error
		if head, err = store.Verify(head, change); err != nil {
			b.Fatal(err)
		}
	}
	b.equal("head", b.snapshot().head, head)
}
