package storetest

import (
	"encoding/json"
	"fmt"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// writes is about Store.Write and the verbs. Which sets are refused is the shared judgement's business, proved in package store; the
// cases here make sure that an engine gives it true facts, and that a refusal leaves no trace.
var writes = []scenario{
	{"a node is there with all it was given", func(b *bench) {
		b.write(create("Agreement", "a", props{
			"title": "产学研合作", "kind": "JOINT_RESEARCH", "status": "SIGNED", "signedOn": "2020-05", "amount": "205000.50",
		}))
		q := b.ask()
		read := []string{"Agreement.title", "Agreement.kind", "Agreement.status", "Agreement.signedOn", "Agreement.amount", "Agreement.summary", "Agreement.version"}
		b.equal("rows", q.rows(q.all("Agreement", nil, read...)), []any{
			plan.Row{"产学研合作", "JOINT_RESEARCH", "SIGNED", "2020-05", int64(20500050), nil, int64(1)},
		})
	}},
	{"an empty change set is recorded", func(b *bench) {
		b.equal("receipt", b.write(), store.Receipt{Sequence: 1, Result: json.RawMessage("null")})
		b.equal("operations", b.record(b.changes()[0]).Operations, []store.Operation{})
	}},
	{"the receipt holds the result and the next number", func(b *bench) {
		s := set(document("d"))
		s.Result = json.RawMessage(`{"id":"d"}`)
		b.equal("first", b.send(s), store.Receipt{Sequence: 1, Result: s.Result})
		b.equal("second", b.write(document("e")), store.Receipt{Sequence: 2, Result: json.RawMessage("null")})
	}},
	{"a refused set writes nothing at all", func(b *bench) {
		b.write(document("d"))
		before := b.snapshot()
		b.refuse(store.ErrNotFound, set(document("e"), need("n", "x"), cite("n", "d", "1"), update("Document", "d", props{"title": "y"}), remove("Need", "nobody")))
		b.equal("snapshot", b.snapshot(), before)
		b.equal("changes", len(b.changes()), 1)
	}},
	{"an id is taken over all types", func(b *bench) {
		b.write(document("d"))
		b.refuse(store.ErrConflict, set(enterprise("d", "E")))
	}},
	{"what does not exist is not found", func(b *bench) {
		b.write(document("d"))
		for _, s := range []store.ChangeSet{
			set(update("Document", "e", nil)), set(remove("Document", "e")), set(update("Need", "d", nil)),
			set(cite("d", "e", "1")), set(cite("e", "d", "1")), set(unrelate("CITES", "d", "d", props{"locator": "1"})),
		} {
			b.refuse(store.ErrNotFound, s)
		}
	}},
	{"what does not fit the contract is invalid", func(b *bench) {
		b.write(document("d"), enterprise("e", "E"))
		for _, s := range []store.ChangeSet{
			{Mutation: "test"}, set(document("")), set(document("a b")), set(document("\x00")), set(document("\xff")), set(create("Nothing", "x", nil)),
			set(create("Document", "x", nil)), set(create("Document", "x", props{"title": "a\x00"})),
			set(update("Document", "d", props{"title": nil})), set(relate("HAS_NEED", "e", "d", nil)),
			keyed(set(), strings.Repeat("k", store.MaxScope+1), ""), expecting(set(), "\x00", 1),
		} {
			b.refuse(store.ErrInvalid, s)
		}
	}},
	{"an update sets, keeps and removes", func(b *bench) {
		b.write(create("Need", "n", props{"title": "old", "description": "kept", "state": "OPEN", "statedOn": "2020"}))
		b.write(update("Need", "n", props{"title": "new", "statedOn": nil}))
		q := b.ask()
		b.equal("rows", q.rows(q.all("Need", nil, "Need.title", "Need.description", "Need.state", "Need.statedOn", "Need.version")), []any{
			plan.Row{"new", "kept", "OPEN", nil, int64(2)},
		})
	}},
	{"a removed value has no order key left", func(b *bench) {
		b.write(specimen("a", props{"text": "a", "day": "2020"}), specimen("b", props{"text": "b", "day": "2021"}))
		b.write(update("Specimen", "a", props{"text": nil, "day": nil}))
		q := b.ask()
		b.equal("by text", q.ids("Specimen", q.is("Specimen.text", plan.Gte, "")), "b")
		q = b.ask()
		b.equal("by day", q.ids("Specimen", q.is("Specimen.day", plan.Gte, "")), "b")
	}},
	{"a changed value has a new order key", func(b *bench) {
		b.write(specimen("a", props{"text": "a", "day": "2020"}))
		b.write(update("Specimen", "a", props{"text": "z", "day": "2021-05"}))
		q := b.ask()
		b.equal("by text", q.ids("Specimen", q.is("Specimen.text", plan.Gt, "y")), "a")
		q = b.ask()
		b.equal("by day", q.ids("Specimen", q.is("Specimen.day", plan.Gte, "2021-05-01")), "a")
	}},
	{"an update without properties counts as a write", func(b *bench) {
		b.write(need("n", "x"))
		b.write(update("Need", "n", nil))
		b.equal("version", b.snapshot().node("n").Version, int64(2))
	}},
	{"a relation does not change the versions of its ends", func(b *bench) {
		b.write(enterprise("e", "E"), need("n", "x"))
		b.write(relate("HAS_NEED", "e", "n", nil))
		c := b.snapshot()
		b.equal("versions", []int64{c.node("e").Version, c.node("n").Version}, []int64{1, 1})
	}},
	{"a deleted node is gone", func(b *bench) {
		b.write(need("n", "x"), need("m", "y"))
		b.write(remove("Need", "n"))
		q := b.ask()
		b.equal("ids", q.ids("Need", nil), "m")
	}},
	{"a node keeps its relations from being orphaned", func(b *bench) {
		b.write(enterprise("e", "E"), need("n", "x"), relate("HAS_NEED", "e", "n", nil))
		b.refuse(store.ErrConflict, set(remove("Enterprise", "e")))
		b.refuse(store.ErrConflict, set(remove("Need", "n")))
		b.write(unrelate("HAS_NEED", "e", "n", nil), remove("Enterprise", "e"))
		b.equal("left", b.snapshot().ids(), "n")
	}},
	{"a node that is its own end can be deleted after it", func(b *bench) {
		b.write(specimen("a", nil), relate("MENTIONS", "a", "a", nil), relate("LINKS_TO", "a", "a", nil))
		b.write(unrelate("MENTIONS", "a", "a", nil))
		b.refuse(store.ErrConflict, set(remove("Specimen", "a")))
		b.write(unrelate("LINKS_TO", "a", "a", nil), remove("Specimen", "a"))
		b.equal("left", b.snapshot().ids(), "")
	}},
	{"a relation has what it was given", func(b *bench) {
		b.write(specimen("a", nil), specimen("b", nil), relate("LINKS_TO", "a", "b", props{
			"text": "t", "number": int64(7), "open": true, "basis": "STATED", "tags": []string{"x", "y"}, "day": "2020-05", "worth": "1.5",
		}))
		q := b.ask()
		names := []string{"text", "number", "open", "basis", "tags", "day", "worth"}
		for i, name := range names {
			names[i] = "SpecimenLink." + name
		}
		b.equal("rows", q.rows(q.all("Specimen", q.is("Specimen.id", plan.Eq, "a"), "Specimen.id"))[0].(plan.Row)[0], "a")
		q = b.ask()
		from := q.all("Specimen", q.is("Specimen.id", plan.Eq, "a"))
		from.Row = []plan.Slot{plan.Rows{Set: q.far("Specimen.links", nil, names...)}}
		b.equal("links", q.rows(from)[0].(plan.Row)[0], []any{
			plan.Row{"t", int64(7), true, "STATED", []any{"x", "y"}, "2020-05", int64(150)},
		})
	}},
	{"a relation exists once", func(b *bench) {
		b.write(enterprise("e", "E"), need("n", "x"), relate("HAS_NEED", "e", "n", nil))
		b.refuse(store.ErrConflict, set(relate("HAS_NEED", "e", "n", nil)))
		b.write(unrelate("HAS_NEED", "e", "n", nil), relate("HAS_NEED", "e", "n", nil))
		b.equal("relations", len(b.snapshot().relations), 1)
	}},
	{"relations of two types join the same nodes", func(b *bench) {
		b.write(specimen("a", nil), specimen("b", nil), relate("MENTIONS", "a", "b", nil), relate("LINKS_TO", "a", "b", nil), relate("MENTIONS", "b", "a", nil))
		b.write(unrelate("MENTIONS", "a", "b", nil))
		b.equal("relations", b.snapshot().relations, []store.RelationRecord{
			{Type: "LINKS_TO", From: "a", To: "b", Properties: props{}}, {Type: "MENTIONS", From: "b", To: "a", Properties: props{}},
		})
	}},
	{"a unique property tells relations apart", func(b *bench) {
		b.write(need("n", "x"), document("d"), cite("n", "d", "1"), cite("n", "d", "2"))
		b.refuse(store.ErrConflict, set(cite("n", "d", "2")))
		b.refuse(store.ErrNotFound, set(unrelate("CITES", "n", "d", props{"locator": "3"})))
		b.write(unrelate("CITES", "n", "d", props{"locator": "1"}))
		b.equal("relations", b.snapshot().relations, []store.RelationRecord{
			{Type: "CITES", From: "n", To: "d", Properties: props{"locator": "2", "kind": "STATED"}},
		})
	}},
	{"a start of which there may be one has one", func(b *bench) {
		b.write(enterprise("e", "E"), need("n", "x"), place("p", "P"), place("q", "Q"), relate("HAS_NEED", "e", "n", nil))
		b.write(relate("LOCATED_IN", "e", "p", nil)) // what starts there in other ways does not count
		b.refuse(store.ErrConflict, set(relate("LOCATED_IN", "e", "q", nil)))
		b.write(unrelate("LOCATED_IN", "e", "p", nil), relate("LOCATED_IN", "e", "q", nil))
		b.equal("relations", b.snapshot().relations, []store.RelationRecord{
			{Type: "HAS_NEED", From: "e", To: "n", Properties: props{}}, {Type: "LOCATED_IN", From: "e", To: "q", Properties: props{}},
		})
	}},
	{"a unique value is carried by one node", func(b *bench) {
		b.write(field("f", "1"), field("g", "2"))
		b.refuse(store.ErrConflict, set(field("h", "1")))
		b.refuse(store.ErrConflict, set(update("TechnologyField", "g", props{"code": "1"})))
		b.write(update("TechnologyField", "f", props{"code": "1"}), field("h", "A"), field("i", "a"))
	}},
	{"a unique value changes hands in one set", func(b *bench) {
		b.write(field("f", "1"), field("g", "2"), field("h", "3"))
		b.write(
			update("TechnologyField", "f", props{"code": "spare"}), update("TechnologyField", "g", props{"code": "1"}),
			update("TechnologyField", "f", props{"code": "2"}), remove("TechnologyField", "h"), field("i", "3"),
		)
		q := b.ask()
		b.equal("codes", q.found(q.all("TechnologyField", nil, "TechnologyField.code")), "2 1 3")
	}},
	{"operations are carried out in order", func(b *bench) {
		b.write(
			need("n", "1"), update("Need", "n", props{"title": "2", "description": "d"}), update("Need", "n", props{"title": "3", "description": nil}),
			enterprise("e", "E"), relate("HAS_NEED", "e", "n", nil), unrelate("HAS_NEED", "e", "n", nil), relate("HAS_NEED", "e", "n", nil),
			specimen("s", props{"number": int64(1), "tags": []string{"x"}}), remove("Specimen", "s"), enterprise("s", "S"),
		)
		c := b.snapshot()
		b.equal("types", []string{c.node("e").Type, c.node("n").Type, c.node("s").Type}, []string{"Enterprise", "Need", "Enterprise"})
		b.equal("need", c.node("n").Properties, props{"title": "3", "state": "OPEN"})
		b.equal("version", c.node("n").Version, int64(3))
		b.equal("new life", c.node("s").Properties, props{"name": "S", "aliases": []string{}})
		b.equal("relations", c.relations, []store.RelationRecord{{Type: "HAS_NEED", From: "e", To: "n", Properties: props{}}})
	}},
	{"an expected version holds", func(b *bench) {
		b.write(need("n", "x"))
		b.write(update("Need", "n", nil))
		b.send(expecting(set(update("Need", "n", nil)), "n", 2))
		b.refuse(store.ErrConflict, expecting(set(update("Need", "n", nil)), "n", 2))
		b.refuse(store.ErrConflict, expecting(set(), "nobody", 1))
	}},
	{"version 0 expects that a node does not exist", func(b *bench) {
		b.send(expecting(set(need("n", "x")), "n", 0))
		b.refuse(store.ErrConflict, expecting(set(), "n", 0))
	}},
	{"a known key with the same digest writes nothing", func(b *bench) {
		s := keyed(set(need("n", "x")), "k", "d")
		s.Result = json.RawMessage(`{"id":"n","text":"<中>\u2028\"","number":1.5}`)
		first := b.send(s)
		b.write(document("d"))
		again := b.send(s)
		b.equal("replay", again, store.Receipt{Sequence: first.Sequence, Result: first.Result, Replayed: true})
		b.equal("changes", len(b.changes()), 2)
		b.equal("version", b.snapshot().node("n").Version, int64(1))
	}},
	{"a replay comes before every other judgement", func(b *bench) {
		s := expecting(keyed(set(need("n", "x")), "k", "d"), "n", 0)
		b.send(s)
		b.send(s)
		s.Operations = []store.Operation{remove("Need", "nobody")}
		b.equal("replayed", b.send(s).Replayed, true)
	}},
	{"a known key with another digest is a conflict", func(b *bench) {
		b.send(keyed(set(), "k", "d"))
		b.refuse(store.ErrConflict, keyed(set(need("n", "x")), "k", "e"))
	}},
	{"a key is scoped by actor and mutation", func(b *bench) {
		s := keyed(set(), "k", "d")
		for _, scope := range [][2]string{{"anna", "test"}, {"bert", "test"}, {"anna", "other"}, {"annatest", "k"}, {"Anna", "test"}} {
			s.Actor, s.Mutation = scope[0], scope[1]
			b.equal(fmt.Sprint(scope), b.send(s).Replayed, false)
		}
	}},
	{"a refused set does not use up its key", func(b *bench) {
		b.refuse(store.ErrNotFound, keyed(set(remove("Need", "n")), "k", "d"))
		b.equal("replayed", b.send(keyed(set(need("n", "x")), "k", "e")).Replayed, false)
	}},
	{"keys of any text are told apart", func(b *bench) {
		for i, key := range append(Corpus(), strings.Repeat("键", store.MaxScope)) {
			if len([]rune(key)) > store.MaxScope || key == "" {
				continue
			}
			if receipt := b.send(keyed(set(), key, fmt.Sprint(i))); receipt.Replayed {
				b.Errorf("key %q was taken for another", key)
			}
			if receipt := b.send(keyed(set(), key, fmt.Sprint(i))); !receipt.Replayed {
				b.Errorf("key %q was not kept", key)
			}
		}
	}},
	{"a large set is one transaction", func(b *bench) {
		var operations []store.Operation
		for i := range 1500 {
			operations = append(operations, specimen(fmt.Sprintf("s%04d", i), props{"number": int64(i), "text": fmt.Sprint(i)}))
		}
		for i := range 1499 {
			operations = append(operations, relate("MENTIONS", fmt.Sprintf("s%04d", i), fmt.Sprintf("s%04d", i+1), nil))
		}
		b.refuse(store.ErrNotFound, set(append(operations, remove("Need", "n"))...))
		b.equal("head", b.snapshot().head, store.Head{})
		b.write(operations...)
		q := b.ask()
		row := q.row(plan.Count{Set: q.all("Specimen", nil)}, plan.Count{Set: q.all("Specimen", plan.Related{Via: q.via("Specimen.mentions"), Type: q.node("Specimen")})}, plan.Sequence{})
		b.equal("counts", row, plan.Row{int64(1500), int64(1499), int64(1)})
	}},
	{"sets of ten thousand records follow each other, and none is written twice", func(b *bench) {
		const size = 10_000
		sets := [2]store.ChangeSet{}
		for i := range size {
			id := fmt.Sprintf("s%05d", i)
			sets[0].Operations = append(sets[0].Operations, specimen(id, props{"number": int64(i), "text": "文本" + id}))
			sets[1].Operations = append(sets[1].Operations, relate("MENTIONS", id, fmt.Sprintf("s%05d", (i+1)%size), nil))
		}
		for _, replayed := range []bool{false, true} {
			for i, s := range sets {
				s.Actor, s.Mutation, s.Key, s.Digest = "anna", "test", fmt.Sprint("part ", i), "d"
				b.equal("receipt", b.send(s), store.Receipt{Sequence: int64(i + 1), Result: json.RawMessage("null"), Replayed: replayed})
			}
		}
		q := b.ask()
		row := q.row(plan.Count{Set: q.all("Specimen", nil)}, plan.Count{Set: q.all("Specimen", plan.Related{Via: q.via("Specimen.mentions"), Type: q.node("Specimen")})}, plan.Sequence{})
		b.equal("counts", row, plan.Row{int64(size), int64(size), int64(2)})
		b.equal("recorded", len(b.record(b.changes()[1]).Operations), size)
	}},
}
