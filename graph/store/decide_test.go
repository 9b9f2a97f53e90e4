package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
)

type props = map[string]any

func create(kind, id string, properties props) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: kind, ID: id, Properties: properties}
}

func update(kind, id string, properties props) store.Operation {
	return store.Operation{Verb: store.UpdateNode, Type: kind, ID: id, Properties: properties}
}

func remove(kind, id string) store.Operation {
	return store.Operation{Verb: store.DeleteNode, Type: kind, ID: id}
}

func relate(kind, from, to string, properties props) store.Operation {
	return store.Operation{Verb: store.Relate, Type: kind, From: from, To: to, Properties: properties}
}

func unrelate(kind, from, to string, properties props) store.Operation {
	return store.Operation{Verb: store.Unrelate, Type: kind, From: from, To: to, Properties: properties}
}

func enterprise(id string) store.Operation {
	return create("Enterprise", id, props{"name": "n " + id, "aliases": []string{}})
}

func need(id string) store.Operation {
	return create("Need", id, props{"title": "t", "state": "OPEN"})
}

func place(id string) store.Operation {
	return create("Place", id, props{"name": "p", "level": "CITY"})
}

func document(id string) store.Operation { return create("Document", id, props{"title": "d"}) }

func field(id, code string) store.Operation {
	return create("TechnologyField", id, props{"name": "f", "code": code, "scheme": "S", "level": int64(1)})
}

func specimen(id string, properties props) store.Operation { return create("Specimen", id, properties) }

func set(operations ...store.Operation) store.ChangeSet {
	return store.ChangeSet{Actor: "anna", Mutation: "test", Operations: operations}
}

func expecting(s store.ChangeSet, id string, version int64) store.ChangeSet {
	s.Expect = append(s.Expect, store.Version{ID: id, Version: version})
	return s
}

func keyed(s store.ChangeSet, key, digest string) store.ChangeSet {
	s.Key, s.Digest = key, digest
	return s
}

// verdict is an outcome without the receipt's details: the sentinel, and where the refusal points.
func verdict(err error) string {
	if err == nil {
		return "ok"
	}
	var refusal *store.Refusal
	if !errors.As(err, &refusal) {
		return "not a refusal: " + err.Error()
	}
	parts := []string{refusal.Kind.Error()}
	for _, part := range []string{refusal.Type, refusal.Field, refusal.ID} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// Each case commits the sets before it one by one, then judges the last.
var verdicts = []struct {
	name   string
	before []store.ChangeSet
	last   store.ChangeSet
	want   string
}{
	{"an empty set", nil, set(), "ok"},
	{"a blank actor", nil, store.ChangeSet{Actor: " ", Mutation: "m"}, "invalid actor"},
	{"a blank mutation", nil, store.ChangeSet{Actor: "a", Mutation: ""}, "invalid mutation"},
	{"a long key", nil, keyed(set(), strings.Repeat("k", store.MaxScope+1), ""), "invalid key"},
	{"a key of the greatest length", nil, keyed(set(), strings.Repeat("键", store.MaxScope), ""), "ok"},
	{"a key that is no text", nil, keyed(set(), "\xff", ""), "invalid key"},
	{"a result that is not JSON", nil, store.ChangeSet{Actor: "a", Mutation: "m", Result: json.RawMessage("{")}, "invalid result"},
	{"an unknown verb", nil, set(store.Operation{Verb: "drop", Type: "Need", ID: "x"}), "invalid Need"},

	{"a node", nil, set(need("x")), "ok"},
	{"an unknown type", nil, set(create("Nothing", "x", nil)), "invalid Nothing"},
	{"an interface", nil, set(create("Organization", "x", nil)), "invalid Organization"},
	{"a node with ends", nil, set(store.Operation{Verb: store.DeleteNode, Type: "Need", ID: "x", From: "y"}), "invalid Need"},
	{"an unknown field", nil, set(create("Document", "x", props{"title": "t", "colour": "red"})), "invalid Document colour"},
	{"a relation as a field", nil, set(create("Document", "x", props{"title": "t", "citations": "y"})), "invalid Document citations"},
	{"a derived field", nil, set(create("Enterprise", "x", props{"name": "n", "aliases": []string{}, "kind": "ENTERPRISE"})), "invalid Enterprise kind"},
	{"an id as a property", nil, set(create("Document", "x", props{"title": "t", "id": "x"})), "invalid Document id"},
	{"a version as a property", nil, set(create("Document", "x", props{"title": "t", "version": int64(7)})), "invalid Document version"},
	{"a time as a property", nil, set(create("Document", "x", props{"title": "t", "updatedAt": "2020-01-01T00:00:00.000Z"})), "invalid Document updatedAt"},
	{"a missing required field", nil, set(create("Document", "x", nil)), "invalid Document title"},
	{"nil for a required field", nil, set(create("Document", "x", props{"title": nil})), "invalid Document title"},
	{"nil for an optional field", nil, set(create("Document", "x", props{"title": "t", "issuer": nil})), "ok"},
	{"a missing required list", nil, set(create("Enterprise", "x", props{"name": "n"})), "invalid Enterprise aliases"},
	{"an id that is taken", []store.ChangeSet{set(need("x"))}, set(enterprise("x")), "conflict Enterprise id x"},
	{"an id taken within the set", nil, set(need("x"), need("x")), "conflict Need id x"},
	{"a new life of an id", []store.ChangeSet{set(need("x"))}, set(remove("Need", "x"), enterprise("x")), "ok"},

	{"an update", []store.ChangeSet{set(need("x"))}, set(update("Need", "x", props{"state": "SOLVED"})), "ok"},
	{"an update of nothing there", nil, set(update("Need", "x", nil)), "not found Need id x"},
	{"an update of another type", []store.ChangeSet{set(need("x"))}, set(update("Place", "x", nil)), "not found Place id x"},
	{"an update that removes a required field", []store.ChangeSet{set(need("x"))}, set(update("Need", "x", props{"state": nil})), "invalid Need state"},

	{"a deletion", []store.ChangeSet{set(need("x"))}, set(remove("Need", "x")), "ok"},
	{"a deletion of nothing there", nil, set(remove("Need", "x")), "not found Need id x"},
	{"a deletion with properties", nil, set(store.Operation{Verb: store.DeleteNode, Type: "Need", ID: "x", Properties: props{"title": "t"}}), "invalid Need"},
	{"a deletion of a start", related, set(remove("Enterprise", "e")), "conflict Enterprise id e"},
	{"a deletion of an end", related, set(remove("Need", "n")), "conflict Need id n"},
	{"a deletion after its last relation", related, set(unrelate("HAS_NEED", "e", "n", nil), remove("Need", "n")), "ok"},
	{"a deletion before its last relation is gone", related, set(remove("Need", "n"), unrelate("HAS_NEED", "e", "n", nil)), "conflict Need id n"},
	{"a deletion after a new relation", []store.ChangeSet{set(enterprise("e"), need("n"))}, set(relate("HAS_NEED", "e", "n", nil), remove("Need", "n")), "conflict Need id n"},
	{"a deletion with one of two relations gone",
		[]store.ChangeSet{set(enterprise("e"), enterprise("f"), need("n"), relate("HAS_NEED", "e", "n", nil), relate("HAS_NEED", "f", "n", nil))},
		set(unrelate("HAS_NEED", "e", "n", nil), remove("Need", "n")), "conflict Need id n"},
	{"a deletion of a node that was its own end",
		[]store.ChangeSet{set(specimen("s", nil), relate("MENTIONS", "s", "s", nil))},
		set(unrelate("MENTIONS", "s", "s", nil), remove("Specimen", "s")), "ok"},
	{"a deletion of a node that is its own end",
		[]store.ChangeSet{set(specimen("s", nil), relate("MENTIONS", "s", "s", nil))},
		set(remove("Specimen", "s")), "conflict Specimen id s"},

	{"a relation", []store.ChangeSet{set(enterprise("e"), need("n"))}, set(relate("HAS_NEED", "e", "n", nil)), "ok"},
	{"a relation to a node of the same set", nil, set(enterprise("e"), need("n"), relate("HAS_NEED", "e", "n", nil)), "ok"},
	{"a relation before its node", nil, set(enterprise("e"), relate("HAS_NEED", "e", "n", nil), need("n")), "not found HAS_NEED to n"},
	{"a relation from nowhere", []store.ChangeSet{set(need("n"))}, set(relate("HAS_NEED", "e", "n", nil)), "not found HAS_NEED from e"},
	{"a relation from the wrong type", []store.ChangeSet{set(place("p"), need("n"))}, set(relate("HAS_NEED", "p", "n", nil)), "invalid HAS_NEED from p"},
	{"a relation to the wrong type", []store.ChangeSet{set(enterprise("e"), place("p"))}, set(relate("HAS_NEED", "e", "p", nil)), "invalid HAS_NEED to p"},
	{"a relation of unknown type", nil, set(relate("LIKES", "e", "n", nil)), "invalid LIKES"},
	{"a relation with an id", nil, set(store.Operation{Verb: store.Relate, Type: "HAS_NEED", ID: "x", From: "e", To: "n"}), "invalid HAS_NEED id"},
	{"a relation without an end", nil, set(relate("HAS_NEED", "e", "", nil)), "invalid HAS_NEED to"},
	{"a relation without a start", nil, set(relate("HAS_NEED", "", "n", nil)), "invalid HAS_NEED from"},
	{"a relation with a property it does not have", nil, set(relate("HAS_NEED", "e", "n", props{"role": "HOST"})), "invalid HAS_NEED role"},
	{"a relation without a property it needs", nil, set(relate("PARTY_TO", "e", "a", nil)), "invalid PARTY_TO role"},
	{"a relation that exists", related, set(relate("HAS_NEED", "e", "n", nil)), "conflict HAS_NEED to n"},
	{"a relation that was taken away", related, set(unrelate("HAS_NEED", "e", "n", nil), relate("HAS_NEED", "e", "n", nil)), "ok"},
	{"a second relation where one may be", located, set(relate("LOCATED_IN", "e", "q", nil)), "conflict LOCATED_IN from e"},
	{"a move where one may be", located, set(unrelate("LOCATED_IN", "e", "p", nil), relate("LOCATED_IN", "e", "q", nil)), "ok"},
	{"a second relation where one may be, in the set", []store.ChangeSet{set(enterprise("e"), place("p"), place("q"))},
		set(relate("LOCATED_IN", "e", "p", nil), relate("LOCATED_IN", "e", "q", nil)), "conflict LOCATED_IN from e"},
	{"another place in the same document", cited, set(relate("CITES", "n", "d", props{"locator": "2", "kind": "STATED"})), "ok"},
	{"the same place in the same document", cited, set(relate("CITES", "n", "d", props{"locator": "1", "kind": "INFERRED"})), "conflict CITES to d"},
	{"an end of one citation", cited, set(unrelate("CITES", "n", "d", props{"locator": "1"})), "ok"},
	{"an end of a citation that is not there", cited, set(unrelate("CITES", "n", "d", props{"locator": "2"})), "not found CITES to d"},
	{"an end of some citation", cited, set(unrelate("CITES", "n", "d", nil)), "invalid CITES locator"},
	{"an end of a citation with more than its place", cited, set(unrelate("CITES", "n", "d", props{"locator": "1", "kind": "STATED"})), "invalid CITES"},
	{"an end of no relation", nil, set(unrelate("HAS_NEED", "e", "n", nil)), "not found HAS_NEED to n"},
	{"an end with properties", nil, set(unrelate("WORKS_IN", "e", "f", props{"basis": "STATED"})), "invalid WORKS_IN"},

	{"a code that is taken", []store.ChangeSet{set(field("f", "1"))}, set(field("g", "1")), "conflict TechnologyField code g"},
	{"a code of another case", []store.ChangeSet{set(field("f", "a"))}, set(field("g", "A")), "ok"},
	{"a code taken in the set", nil, set(field("f", "1"), field("g", "1")), "conflict TechnologyField code g"},
	{"an update to a code that is taken", []store.ChangeSet{set(field("f", "1"), field("g", "2"))},
		set(update("TechnologyField", "g", props{"code": "1"})), "conflict TechnologyField code g"},
	{"an update to its own code", []store.ChangeSet{set(field("f", "1"))}, set(update("TechnologyField", "f", props{"code": "1"})), "ok"},
	{"a code freed by an update", []store.ChangeSet{set(field("f", "1"))},
		set(update("TechnologyField", "f", props{"code": "2"}), field("g", "1")), "ok"},
	{"a code freed by a deletion", []store.ChangeSet{set(field("f", "1"))}, set(remove("TechnologyField", "f"), field("g", "1")), "ok"},
	{"a code freed by its removal", []store.ChangeSet{set(specimen("s", props{"code": "1"}))},
		set(update("Specimen", "s", props{"code": nil}), specimen("t", props{"code": "1"})), "ok"},
	{"a code freed and taken is no longer its first owner's to free", []store.ChangeSet{set(specimen("s", props{"code": "1"}))},
		set(update("Specimen", "s", props{"code": nil}), specimen("t", props{"code": "1"}), update("Specimen", "s", props{"code": "2"}),
			specimen("u", props{"code": "1"})), "conflict Specimen code u"},
	{"no code twice", []store.ChangeSet{set(specimen("s", nil))}, set(specimen("t", nil)), "ok"},

	{"the version there is", []store.ChangeSet{set(need("x"))}, expecting(set(), "x", 1), "ok"},
	{"a version gone by", []store.ChangeSet{set(need("x")), set(update("Need", "x", nil))}, expecting(set(), "x", 1), "conflict expect x"},
	{"a version to come", []store.ChangeSet{set(need("x"))}, expecting(set(), "x", 2), "conflict expect x"},
	{"a version of nothing there", nil, expecting(set(), "x", 1), "conflict expect x"},
	{"a node that must not exist", nil, expecting(set(), "x", 0), "ok"},
	{"a node that must not exist, yet does", []store.ChangeSet{set(need("x"))}, expecting(set(), "x", 0), "conflict expect x"},
	{"a version of what the set itself creates", nil, expecting(set(need("x")), "x", 1), "conflict expect x"},
	{"a negative version", nil, expecting(set(), "x", -1), "invalid expect x"},
	{"a version of no id", nil, expecting(set(), "", 1), "invalid expect"},

	{"a key with the same input", []store.ChangeSet{keyed(set(need("x")), "k", "d")}, keyed(set(need("x")), "k", "d"), "ok"},
	{"a key with another input", []store.ChangeSet{keyed(set(), "k", "d")}, keyed(set(), "k", "e"), "conflict key"},
	{"a key of another actor", []store.ChangeSet{keyed(set(), "k", "d")}, store.ChangeSet{Actor: "bert", Mutation: "test", Key: "k", Digest: "e"}, "ok"},
	{"a key of another mutation", []store.ChangeSet{keyed(set(), "k", "d")}, store.ChangeSet{Actor: "anna", Mutation: "else", Key: "k", Digest: "e"}, "ok"},
	{"a key whose set was refused", []store.ChangeSet{keyed(set(remove("Need", "x")), "k", "d")}, keyed(set(need("x")), "k", "e"), "ok"},
}

var (
	related = []store.ChangeSet{set(enterprise("e"), need("n"), relate("HAS_NEED", "e", "n", nil))}
	located = []store.ChangeSet{set(enterprise("e"), place("p"), place("q"), relate("LOCATED_IN", "e", "p", nil))}
	cited   = []store.ChangeSet{set(need("n"), document("d"), relate("CITES", "n", "d", props{"locator": "1", "kind": "STATED"}))}
)

func TestDecideJudges(t *testing.T) {
	model := storetest.Contract(t)
	for _, c := range verdicts {
		t.Run(c.name, func(t *testing.T) {
			for name, as := range map[string]func(store.ChangeSet) store.ChangeSet{
				"as it is": func(s store.ChangeSet) store.ChangeSet { return s },
				"checked":  func(s store.ChangeSet) store.ChangeSet { return store.Checked(model, s) },
			} {
				engine := newMemory(model)
				for _, before := range c.before {
					commit(t, engine, as(before))
				}
				if got := verdict(commit(t, engine, as(c.last))[0].Err); got != c.want {
					t.Errorf("%s: got %q, want %q", name, got, c.want)
				}
			}
		})
	}
}

// What Checked works out is worked out once: a set that has been through costs nothing.
func TestCheckedIsDoneOnce(t *testing.T) {
	model := storetest.Contract(t)
	checked := store.Checked(model, set(need("n"), need("m")))
	if n := testing.AllocsPerRun(10, func() { checked = store.Checked(model, checked) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func commit(t *testing.T, engine *memory, batch ...store.ChangeSet) []store.Outcome {
	t.Helper()
	outcomes, err := engine.Commit(context.Background(), batch)
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

// Values of a Specimen: what is refused, or what is stored.
var values = []struct {
	name  string
	field string
	given any
	want  props // nil: refused
}{
	{"text", "text", "湖南文理学院", props{"text": "湖南文理学院"}},
	{"empty text", "text", "", props{"text": ""}},
	{"text above the BMP", "text", "𠀀😀", props{"text": "𠀀😀"}},
	{"text with a NUL", "text", "a\x00b", nil},
	{"text that is not UTF-8", "text", "\xe4\xbd", nil},
	{"a surrogate as UTF-8", "text", "\xed\xa0\x80", nil},
	{"a number as text", "text", int64(1), nil},
	{"indexed text of the greatest length", "text", strings.Repeat("字", store.MaxIndexed), props{"text": strings.Repeat("字", store.MaxIndexed)}},
	{"indexed text too long", "text", strings.Repeat("字", store.MaxIndexed+1), nil},
	{"long text without an index", "plain", strings.Repeat("字", 100_000), props{"plain": strings.Repeat("字", 100_000)}},
	{"a list", "tags", []string{"a", "", "a"}, props{"tags": []string{"a", "", "a"}}},
	{"an empty list", "tags", []string{}, props{"tags": []string{}}},
	{"a nil list", "tags", []string(nil), props{"tags": []string{}}},
	{"a list with bad text", "tags", []string{"a", "\xff"}, nil},
	{"a list of any", "tags", []any{"a"}, nil},
	{"one text for a list", "tags", "a", nil},
	{"a list for one text", "text", []string{"a"}, nil},
	{"a list of enum values", "levels", []string{"CITY", "COUNTY"}, props{"levels": []string{"CITY", "COUNTY"}}},
	{"a list with no enum value", "levels", []string{"CITY", "city"}, nil},
	{"a number", "number", int64(-7), props{"number": int64(-7)}},
	{"the greatest number", "number", int64(1<<31 - 1), props{"number": int64(1<<31 - 1)}},
	{"a number above", "number", int64(1 << 31), nil},
	{"the least number", "number", int64(-1 << 31), props{"number": int64(-1 << 31)}},
	{"a number below", "number", int64(-1<<31 - 1), nil},
	{"a Go int", "number", 7, nil},
	{"a float", "number", 7.0, nil},
	{"true", "open", true, props{"open": true}},
	{"false", "open", false, props{"open": false}},
	{"a word for a truth value", "open", "true", nil},
	{"an enum value", "basis", "STATED", props{"basis": "STATED"}},
	{"no enum value", "basis", "GUESSED", nil},
	{"an id", "reference", "a-1", props{"reference": "a-1"}},
	{"a malformed id", "reference", "a b", nil},
	{"a year", "day", "2020", props{"day": "2020", "dayKey": "2020-01-01/2020-12-31"}},
	{"a month", "day", "2020-02", props{"day": "2020-02", "dayKey": "2020-02-01/2020-02-29"}},
	{"a day", "day", "2020-02-29", props{"day": "2020-02-29", "dayKey": "2020-02-29/2020-02-29"}},
	{"a day that is none", "day", "2021-02-29", nil},
	{"a date without an index", "undated", "2020-02", props{"undated": "2020-02"}},
	{"a moment", "moment", "2020-05-18T08:00:00.000Z", props{"moment": "2020-05-18T08:00:00.000Z"}},
	{"a moment without milliseconds", "moment", "2020-05-18T08:00:00Z", nil},
	{"a moment elsewhere", "moment", "2020-05-18T08:00:00.000+08:00", nil},
	{"money", "worth", "205000.5", props{"worthFen": int64(20500050)}},
	{"the greatest amount", "worth", "92233720368547758.07", props{"worthFen": int64(1<<63 - 1)}},
	{"an amount above", "worth", "92233720368547758.08", nil},
	{"the least amount", "units", "-9223372036854775808", props{"unitCount": int64(-1 << 63)}},
	{"money with too many digits", "worth", "0.005", nil},
	{"money as a number", "worth", int64(5), nil},
}

func TestDecideTranslatesValues(t *testing.T) {
	model := storetest.Contract(t)
	for _, c := range values {
		t.Run(c.name, func(t *testing.T) {
			engine := newMemory(model)
			outcome := commit(t, engine, set(specimen("s", props{c.field: c.given})))[0]
			if c.want == nil {
				if got, want := verdict(outcome.Err), "invalid Specimen "+c.field; got != want {
					t.Errorf("got %q, want %q", got, want)
				}
				return
			}
			if outcome.Err != nil {
				t.Fatal(outcome.Err)
			}
			if diff := cmp.Diff(c.want, engine.nodes["s"].Properties); diff != "" {
				t.Error(diff)
			}
			commit(t, engine, set(update("Specimen", "s", props{c.field: nil})))
			if left := engine.nodes["s"].Properties; len(left) != 0 {
				t.Errorf("removing the value leaves %v", left)
			}
		})
	}
}

func TestDecideGivesEffectsInStoredTerms(t *testing.T) {
	facts := store.Facts{
		Nodes:     map[string]store.NodeFact{"o": {Type: "Specimen", Version: 4}, "p": {Type: "Specimen", Version: 1}},
		Relations: map[store.RelationRef]bool{{Type: "MENTIONS", From: "o", To: "p"}: true},
	}
	facts.Nodes["d"] = store.NodeFact{Type: "Document", Version: 1}
	batch := []store.ChangeSet{set(
		specimen("s", props{"day": "2020-05", "worth": "1.5", "plain": nil, "undated": nil}),
		update("Specimen", "o", props{"day": nil, "worth": nil, "text": "t", "code": nil}),
		relate("CITES", "s", "d", props{"locator": "1", "kind": "STATED", "note": nil}),
		unrelate("MENTIONS", "o", "p", nil),
		remove("Specimen", "p"),
	)}
	decision, err := store.Decide(storetest.Contract(t), facts, batch, noon)
	if err != nil || decision.Outcomes[0].Err != nil {
		t.Fatal(err, decision.Outcomes[0].Err)
	}
	want := []store.Effect{
		{Verb: store.CreateNode, Type: "Specimen", ID: "s", Version: 1, Set: props{"day": "2020-05", "dayKey": "2020-05-01/2020-05-31", "worthFen": int64(150)}},
		{Verb: store.UpdateNode, Type: "Specimen", ID: "o", Version: 5, Set: props{"text": "t"}, Clear: []string{"code", "day", "dayKey", "worthFen"}},
		{Verb: store.Relate, Type: "CITES", Ref: store.RelationRef{Type: "CITES", From: "s", To: "d", Value: "1"}, Set: props{"locator": "1", "kind": "STATED"}},
		{Verb: store.Unrelate, Type: "MENTIONS", Ref: store.RelationRef{Type: "MENTIONS", From: "o", To: "p"}},
		{Verb: store.DeleteNode, Type: "Specimen", ID: "p"},
	}
	for i := range want {
		want[i].At, want[i].Actor = "2026-11-23T12:00:00.000Z", "anna"
	}
	if diff := cmp.Diff(want, decision.Effects, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestDecideKeepsOneClock(t *testing.T) {
	engine := newMemory(storetest.Contract(t))
	times := []time.Time{noon, noon.Add(-time.Hour), noon.Add(1500 * time.Microsecond), noon.In(time.FixedZone("Beijing", 8*3600))}
	want := []string{"2026-11-23T12:00:00.000Z", "2026-11-23T12:00:00.000Z", "2026-11-23T12:00:00.001Z", "2026-11-23T12:00:00.001Z"}
	for i, now := range times {
		engine.now = func() time.Time { return now }
		commit(t, engine, set())
		var record store.Record
		if err := json.Unmarshal(engine.changes[i].Record, &record); err != nil {
			t.Fatal(err)
		}
		if record.At != want[i] {
			t.Errorf("change %d is of %s, want %s", i+1, record.At, want[i])
		}
	}
}

func TestDecideRefusesFactsThatAreNone(t *testing.T) {
	_, err := store.Decide(storetest.Contract(t), store.Facts{At: "yesterday"}, nil, noon)
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("got %v, want ErrCorrupt", err)
	}
}

func TestDecideReplaysWithinTheBatch(t *testing.T) {
	engine := newMemory(storetest.Contract(t))
	first := keyed(set(need("x")), "k", "d")
	first.Result = json.RawMessage(`{ "id": "x", "n": 1.0 }`)
	outcomes := commit(t, engine, first, first, keyed(set(), "k", "e"))
	outcomes = append(outcomes, commit(t, engine, first)...)
	result := json.RawMessage(`{"id":"x","n":1}`)
	for i, want := range []store.Receipt{{1, result, false}, {1, result, true}, {}, {1, result, true}} {
		if diff := cmp.Diff(want, outcomes[i].Receipt); diff != "" {
			t.Errorf("outcome %d: %s", i, diff)
		}
	}
	if !errors.Is(outcomes[2].Err, store.ErrConflict) {
		t.Errorf("another input with the key: %v, want ErrConflict", outcomes[2].Err)
	}
	if len(engine.changes) != 1 {
		t.Errorf("%d changes, want 1", len(engine.changes))
	}
}

func TestDecideLeavesOutARefusedSetWhole(t *testing.T) {
	engine := newMemory(storetest.Contract(t))
	outcomes := commit(t, engine,
		set(enterprise("e"), place("p"), need("n"), relate("HAS_NEED", "e", "n", nil), field("f", "1")),
		set(unrelate("HAS_NEED", "e", "n", nil), remove("Need", "n"), relate("LOCATED_IN", "e", "p", nil),
			update("TechnologyField", "f", props{"code": "2"}), update("Enterprise", "e", nil), need("m"), need("m")),
		expecting(set(field("g", "2"), need("m"), relate("LOCATED_IN", "e", "p", nil)), "e", 1),
		set(field("h", "1")),
		set(remove("Need", "n")),
	)
	for i, want := range []string{"ok", "conflict Need id m", "ok", "conflict TechnologyField code h", "conflict Need id n"} {
		if got := verdict(outcomes[i].Err); got != want {
			t.Errorf("outcome %d is %q, want %q", i, got, want)
		}
	}
	if engine.head.Sequence != 2 {
		t.Errorf("head is %d, want 2: refused sets take no number", engine.head.Sequence)
	}
}

func TestRecordIsCanonical(t *testing.T) {
	engine := newMemory(storetest.Contract(t))
	s := keyed(set(specimen("s", props{"text": "<&>\u2028\U00020000\"\\", "number": int64(5), "tags": []string(nil), "plain": nil})), "k", "d")
	s.Result = json.RawMessage(`{"b":1,"a":"\u4e2d"}`)
	commit(t, engine, s)
	want := `{"actor":"anna","at":"2026-11-23T12:00:00.000Z","digest":"d","key":"k","mutation":"test","operations":[` +
		`{"id":"s","properties":{"number":5,"plain":null,"tags":[],"text":"<&>` + "\u2028\U00020000" + `\"\\"},"type":"Specimen","verb":"createNode"}` +
		`],"result":{"a":"中","b":1},"sequence":1}`
	if got := string(engine.changes[0].Record); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	commit(t, engine, set())
	want = `{"actor":"anna","at":"2026-11-23T12:00:00.000Z","mutation":"test","operations":[],"sequence":2}`
	if got := string(engine.changes[1].Record); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestVerifyFindsTampering(t *testing.T) {
	engine := newMemory(storetest.Contract(t))
	commit(t, engine, set(need("x")), set(), set())
	first, second := engine.changes[0], engine.changes[1]
	head, err := store.Verify(store.Head{}, first)
	if err != nil {
		t.Fatal(err)
	}
	edited := second
	edited.Record = []byte(strings.Replace(string(second.Record), "anna", "bert", 1))
	renumbered := second
	renumbered.Sequence = 1
	for name, change := range map[string]store.Change{
		"edited": edited, "renumbered": renumbered, "repeated": first, "left out": engine.changes[2], "no record": {Sequence: 2},
	} {
		if _, err := store.Verify(head, change); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: %v, want ErrCorrupt", name, err)
		}
	}
	if head, err = store.Verify(head, second); err != nil || head.Sequence != 2 {
		t.Errorf("untouched: %v, %v", head, err)
	}
}

func TestRefusalSaysWhere(t *testing.T) {
	engine := newMemory(storetest.Contract(t))
	err := commit(t, engine, set(document("d"), create("Need", "a\nb", nil)))[0].Err
	if got, want := err.Error(), `operation 1: createNode Need: id: malformed: invalid`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	err = commit(t, engine, set(create("Need\n"+strings.Repeat("x", 1000), "a", nil)))[0].Err
	if text := err.Error(); len(text) > 200 || strings.Contains(text, "\n") {
		t.Errorf("a name from the input is not clipped: %q", text)
	}
}
