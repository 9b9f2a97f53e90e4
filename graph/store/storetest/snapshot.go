package storetest

import (
	"errors"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// snapshots is about Store.Snapshot and Digest.
var snapshots = []scenario{
	{"an empty store has nothing to show", func(b *bench) {
		b.equal("snapshot", b.snapshot(), content{})
	}},
	{"nodes come by id, relations by type, ends and discriminating value", func(b *bench) {
		b.write(
			specimen("湖", nil), specimen("a", nil), specimen("B", nil), specimen("b", nil), specimen("\u00e9", nil), specimen("10", nil), specimen("9", nil), specimen("e\u0301", nil),
			document("d"), cite("b", "d", "\uff21"), cite("b", "d", "𠀀"), cite("b", "d", "2"), cite("b", "d", "10"), cite("a", "d", "9"), cite("湖", "d", ""),
			relate("MENTIONS", "b", "a", nil), relate("MENTIONS", "B", "a", nil), relate("MENTIONS", "b", "B", nil), relate("HAS_MAIN", "湖", "湖", nil),
		)
		c := b.snapshot()
		b.equal("nodes", c.ids(), "10 9 B a b d e\u0301 \u00e9 湖")
		var order []string
		for _, r := range c.relations {
			locator, _ := r.Properties["locator"].(string)
			order = append(order, r.Type+" "+r.From+" "+r.To+" "+locator)
		}
		b.equal("relations", order, []string{
			"CITES a d 9", "CITES b d 10", "CITES b d 2", "CITES b d \uff21", "CITES b d 𠀀", "CITES 湖 d ",
			"HAS_MAIN 湖 湖 ", "MENTIONS B a ", "MENTIONS b B ", "MENTIONS b a ",
		})
	}},
	{"a node is whole", func(b *bench) {
		given := props{"title": "合作", "kind": "LICENSING", "status": "SIGNED", "signedOn": "2020-05", "amount": "205000.50"}
		b.write(create("Agreement", "a", given))
		changed := set(update("Agreement", "a", props{"status": "ACTIVE"}))
		changed.Actor = "bert"
		b.send(changed)
		changes := b.changes()
		given["status"] = "ACTIVE"
		b.equal("nodes", b.snapshot().nodes, []store.NodeRecord{{
			ID: "a", Type: "Agreement", Properties: given, Version: 2, UpdatedBy: "bert",
			CreatedAt: b.record(changes[0]).At, UpdatedAt: b.record(changes[1]).At,
		}})
	}},
	{"times and versions are also read", func(b *bench) {
		b.write(need("n", "x"))
		b.write(update("Need", "n", nil))
		changes := b.changes()
		q := b.ask()
		b.equal("row", q.rows(q.all("Need", nil, "Need.createdAt", "Need.updatedAt", "Need.version"))[0], plan.Row{
			b.record(changes[0]).At, b.record(changes[1]).At, int64(2),
		})
	}},
	{"it ends at the visitor's first error", func(b *bench) {
		b.write(need("a", "x"), need("b", "x"), enterprise("e", "E"), relate("HAS_NEED", "e", "a", nil), relate("HAS_NEED", "e", "b", nil))
		for _, v := range []*stubborn{{nodes: 2}, {nodes: 3, relations: 1}} {
			_, err := b.store.Snapshot(b.Context(), v)
			b.wants(err, errEnough)
			b.equal("visits left", *v, stubborn{})
		}
	}},
	{"writes do not wait for the visitor", func(b *bench) {
		b.write(need("a", "x"), need("b", "x"))
		v := &busy{bench: b}
		head, err := b.store.Snapshot(b.Context(), v)
		b.wants(err, nil)
		b.equal("nodes seen", v.seen, []string{"a", "b"})
		b.equal("changes at the head", head.Sequence, int64(1))
		b.equal("nodes afterwards", b.snapshot().ids(), "a b c")
	}},
	{"its head is the log's", func(b *bench) {
		b.write()
		b.write(need("n", "x"))
		last := b.changes()[1]
		b.equal("head", b.snapshot().head, store.Head{Sequence: last.Sequence, Hash: last.Hash})
	}},
	{"the digest sees what is said, not how it came about", func(b *bench) {
		empty := b.digest()
		b.write(need("n", "x"), enterprise("e", "E"), relate("HAS_NEED", "e", "n", nil))
		once := b.digest()
		b.write(update("Need", "n", props{"title": "y"}), unrelate("HAS_NEED", "e", "n", nil))
		other := b.digest()
		b.write(update("Need", "n", props{"title": "x"}), relate("HAS_NEED", "e", "n", nil))
		b.equal("after a detour", b.digest(), once)
		if empty == once || once == other || empty == other {
			b.Errorf("different contents, same digest: %s %s %s", empty, once, other)
		}
	}},
}

// busy is a visitor that writes, and waits until it is written, before it has seen anything.
type busy struct {
	bench *bench
	seen  []string
}

func (v *busy) Node(record store.NodeRecord) error {
	if v.seen = append(v.seen, record.ID); len(v.seen) == 1 {
		v.bench.write(need("c", "x"))
	}
	return nil
}

func (v *busy) Relation(store.RelationRecord) error { return nil }

// stubborn is a visitor that has enough after so many nodes and relations.
type stubborn struct{ nodes, relations int }

var errEnough = errors.New("enough")

func (s *stubborn) Node(store.NodeRecord) error {
	s.nodes--
	if s.nodes == 0 && s.relations == 0 {
		return errEnough
	}
	return nil
}

func (s *stubborn) Relation(store.RelationRecord) error {
	s.relations--
	if s.relations == 0 {
		return errEnough
	}
	return nil
}
