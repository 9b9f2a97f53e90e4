package storetest

import (
	"fmt"
	"strings"

	"github.com/gowebpki/jcs"

	"partnergraph/graph/store"
)

// logs is about Store.Changes and what it holds.
var logs = []scenario{
	{"an empty log is an empty slice", func(b *bench) {
		changes, err := b.store.Changes(b.Context(), 0, 10)
		b.equal("changes", changes, []store.Change{})
		b.wants(err, nil)
	}},
	{"every change is there, in order and without a gap", func(b *bench) {
		b.write(need("a", "x"))
		b.refuse(store.ErrConflict, set(need("a", "x")))
		b.send(keyed(set(need("b", "x")), "k", "d"))
		b.send(keyed(set(need("b", "x")), "k", "d"))
		b.write()
		changes := b.changes()
		b.equal("changes", len(changes), 3)
		for i, change := range changes {
			b.equal("sequence", change.Sequence, int64(i+1))
		}
	}},
	{"changes come in pages", func(b *bench) {
		for range 7 {
			b.write()
		}
		var seen []int64
		after := int64(0)
		for {
			page, err := b.store.Changes(b.Context(), after, 3)
			b.wants(err, nil)
			if len(page) == 0 {
				break
			}
			for _, change := range page {
				seen = append(seen, change.Sequence)
			}
			after = page[len(page)-1].Sequence
		}
		b.equal("sequences", seen, []int64{1, 2, 3, 4, 5, 6, 7})
		for _, c := range []struct {
			after int64
			limit int
		}{{7, 3}, {1000, 3}, {0, 0}} {
			page, err := b.store.Changes(b.Context(), c.after, c.limit)
			b.wants(err, nil)
			b.equal(fmt.Sprint(c), page, []store.Change{})
		}
	}},
	{"the hashes are a chain that ends at the head", func(b *bench) {
		for i := range 5 {
			b.write(need(fmt.Sprint("n", i), "x"))
		}
		head := store.Head{}
		for _, change := range b.changes() {
			var err error
			if head, err = store.Verify(head, change); err != nil {
				b.Fatal(err)
			}
		}
		b.equal("head", b.snapshot().head, head)
	}},
	{"a record says who did what and why", func(b *bench) {
		s := keyed(expecting(set(
			specimen("s", props{"text": "t", "number": int64(5), "open": true, "tags": []string{"a"}, "worth": "1.50", "day": "2020-05", "plain": nil}),
			specimen("r", nil), relate("LINKS_TO", "s", "r", props{"number": int64(1)}), unrelate("LINKS_TO", "s", "r", nil), remove("Specimen", "r"),
		), "s", 0), "key", "digest")
		s.Actor, s.Mutation, s.Result = "李华", "registerAgreement", []byte(`{"id":"s"}`)
		b.send(s)
		record := b.record(b.changes()[0])
		at := record.At
		record.At = ""
		want := store.Record{
			Sequence: 1, Actor: "李华", Mutation: "registerAgreement", Key: "key", Digest: "digest", Operations: s.Operations, Result: s.Result,
		}
		want.Operations[0].Properties = props{"text": "t", "number": 5.0, "open": true, "tags": []any{"a"}, "worth": "1.50", "day": "2020-05", "plain": nil}
		want.Operations[2].Properties = props{"number": 1.0} // decoded from JSON
		b.equal("record", record, want)
		b.equal("created", b.snapshot().node("s").CreatedAt, at)
	}},
	{"a record is canonical to the last byte", func(b *bench) {
		var operations []store.Operation
		for i, text := range Corpus() {
			operations = append(operations, specimen(fmt.Sprint("s", i), props{"plain": text, "tags": []string{text}}))
		}
		b.write(operations...)
		record := b.changes()[0].Record
		canonical, err := jcs.Transform(record)
		if err != nil {
			b.Fatal(err)
		}
		b.equal("record", string(record), string(canonical))
		for i, op := range b.record(b.changes()[0]).Operations {
			b.equal("text", op.Properties["plain"], any(Corpus()[i]))
		}
	}},
	{"times never go back", func(b *bench) {
		for range 20 {
			b.write()
		}
		last := ""
		for _, change := range b.changes() {
			at := b.record(change).At
			if at < last || len(at) != len("2006-01-02T15:04:05.000Z") || !strings.HasSuffix(at, "Z") {
				b.Errorf("%s after %s", at, last)
			}
			last = at
		}
	}},
}
