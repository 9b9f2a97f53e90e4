package storetest

import (
	"context"
	"errors"
	"strconv"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// lifecycles is about opening, closing, readiness and contexts.
var lifecycles = []scenario{
	{"what was acknowledged is there after reopening", func(b *bench) {
		s := keyed(set(
			need("n", "x"), enterprise("e", "E"), document("d"), relate("HAS_NEED", "e", "n", nil), cite("n", "d", "1"),
			create("Agreement", "a", props{"title": "合作", "kind": "LICENSING", "status": "INTENT", "amount": "1.50", "startsOn": "2020"}),
		), "k", "d")
		s.Result = []byte(`{"id":"n"}`)
		b.send(s)
		before, changes := b.snapshot(), b.changes()
		b.reopen()
		b.equal("snapshot", b.snapshot(), before)
		b.equal("changes", b.changes(), changes)
		b.equal("replay", b.send(s), store.Receipt{Sequence: 1, Result: s.Result, Replayed: true})
		b.refuse(store.ErrConflict, set(need("n", "x")))
		b.refuse(store.ErrConflict, set(remove("Need", "n")))
		b.equal("next", b.write().Sequence, int64(2))
		_, err := store.Verify(before.head, b.changes()[1])
		b.wants(err, nil)
	}},
	{"an empty store can be reopened", func(b *bench) {
		b.reopen()
		b.equal("snapshot", b.snapshot(), content{})
		b.equal("first", b.write().Sequence, int64(1))
	}},
	{"an open store is ready", func(b *bench) {
		b.wants(b.store.Ready(b.Context()), nil)
		b.reopen()
		b.wants(b.store.Ready(b.Context()), nil)
	}},
	{"a damaged store is not ready", func(b *bench) {
		b.factory.Damage(b.T, b.store)
		b.wants(b.store.Ready(b.Context()), store.ErrUnavailable)
		b.reopen()
		b.wants(b.store.Ready(b.Context()), nil)
	}},
	{"closing twice is harmless", func(b *bench) {
		b.wants(b.store.Close(), nil)
		b.wants(b.store.Close(), nil)
	}},
	{"a closed store is unavailable", func(b *bench) {
		b.write(need("n", "x"))
		b.close()
		for name, err := range b.tryAll(b.Context()) {
			if !errors.Is(err, store.ErrUnavailable) {
				b.Errorf("%s: %v, want ErrUnavailable", name, err)
			}
		}
	}},
	{"a cancelled context ends every call", func(b *bench) {
		b.write(need("n", "x"))
		ctx, cancel := context.WithCancel(b.Context())
		cancel()
		for name, err := range b.tryAll(ctx) {
			if !errors.Is(err, context.Canceled) {
				b.Errorf("%s: %v, want context.Canceled", name, err)
			}
		}
		b.equal("changes", len(b.changes()), 1)
	}},
	{"an expired context is a limit", func(b *bench) {
		b.write(need("n", "x"))
		ctx, cancel := context.WithDeadline(b.Context(), time.Unix(0, 0))
		defer cancel()
		for name, err := range b.tryAll(ctx) {
			if !errors.Is(err, store.ErrLimit) {
				b.Errorf("%s: %v, want ErrLimit", name, err)
			}
		}
		b.equal("changes", len(b.changes()), 1)
	}},
	{"a long statement ends at its deadline", func(b *bench) {
		for range 3 { // more often than a pool has connections to lose
			b.endLong(store.ErrLimit, func(ctx context.Context) (context.Context, context.CancelFunc) {
				return context.WithTimeout(ctx, 100*time.Millisecond)
			})
		}
	}},
	{"a long statement ends when it is cancelled", func(b *bench) {
		for range 3 {
			b.endLong(context.Canceled, func(ctx context.Context) (context.Context, context.CancelFunc) {
				ctx, cancel := context.WithCancel(ctx)
				time.AfterFunc(100*time.Millisecond, cancel)
				return ctx, cancel
			})
		}
	}},
}

// tryAll calls every method but Close, by name.
func (b *bench) tryAll(ctx context.Context) map[string]error {
	q := b.ask()
	q.query.Slots = []plan.Slot{plan.Rows{Set: q.all("Need", nil, "Need.id")}}
	_, read := b.store.Read(ctx, &q.query)
	_, write := b.store.Write(ctx, set(need("late", "x")))
	_, changes := b.store.Changes(ctx, 0, 10)
	_, snapshot := b.store.Snapshot(ctx, &content{})
	return map[string]error{"Read": read, "Write": write, "Changes": changes, "Snapshot": snapshot, "Ready": b.store.Ready(ctx)}
}

// endLong starts a statement that would run for hours and expects it to end soon after the context does, and the store to be none
// the worse for it. A hub of 60 makes a count over five steps visit 60⁵ ways.
func (b *bench) endLong(want error, limited func(context.Context) (context.Context, context.CancelFunc)) {
	b.Helper()
	if len(b.changes()) == 0 {
		operations := []store.Operation{}
		for i := range 60 {
			operations = append(operations, specimen("a"+strconv.Itoa(i), nil), specimen("b"+strconv.Itoa(i), props{"number": int64(i)}))
		}
		for i := range 60 {
			for j := range 60 {
				operations = append(operations, relate("MENTIONS", "a"+strconv.Itoa(i), "b"+strconv.Itoa(j), nil))
			}
		}
		b.write(operations...)
	}
	ctx, cancel := limited(b.Context())
	defer cancel()
	q := b.ask()
	there, back := q.via("Specimen.mentions"), q.via("Specimen.mentionedBy")
	where := q.is("Specimen.number", plan.Eq, int64(-1))
	for _, via := range []int{0, 1, 0, 1, 0} {
		step := there
		if via == 1 {
			step = back
		}
		where = plan.Related{Via: step, Type: q.node("Specimen"), Where: where}
	}
	q.query.Slots = []plan.Slot{plan.Count{Set: q.all("Specimen", where)}}
	began := time.Now()
	_, err := b.store.Read(ctx, &q.query)
	b.wants(err, want)
	if took := time.Since(began); took > 5*time.Second {
		b.Errorf("it went on for %s", took)
	}
	q = b.ask()
	b.equal("afterwards", q.row(plan.Count{Set: q.all("Specimen", nil)}), plan.Row{int64(120)})
}
