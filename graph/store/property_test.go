package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
)

// drawn returns change sets over few ids, values and keys, so that they meet one another often.
func drawn(t *rapid.T) []store.ChangeSet {
	ids := rapid.SampledFrom([]string{"a", "b", "c", "d"})
	codes := rapid.SampledFrom([]any{"1", "2", nil})
	operation := rapid.Custom(func(t *rapid.T) store.Operation {
		from, to := ids.Draw(t, "from"), ids.Draw(t, "to")
		switch rapid.IntRange(0, 11).Draw(t, "operation") {
		case 0, 1:
			return specimen(from, props{"code": codes.Draw(t, "code")})
		case 2:
			return document(from)
		case 3, 4:
			return update("Specimen", from, props{"code": codes.Draw(t, "code")})
		case 5, 6:
			return remove("Specimen", from)
		case 7:
			return relate("MENTIONS", from, to, nil)
		case 8:
			return unrelate("MENTIONS", from, to, nil)
		case 9:
			return relate("HAS_MAIN", from, to, nil)
		case 10:
			return unrelate("HAS_MAIN", from, to, nil)
		default:
			return relate("CITES", from, to, props{"locator": rapid.SampledFrom([]string{"1", "2"}).Draw(t, "locator"), "kind": "STATED"})
		}
	})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) store.ChangeSet {
		s := set(rapid.SliceOfN(operation, 0, 4).Draw(t, "operations")...)
		if rapid.Bool().Draw(t, "expects") {
			s = expecting(s, ids.Draw(t, "expected"), rapid.Int64Range(0, 3).Draw(t, "version"))
		}
		if rapid.IntRange(0, 3).Draw(t, "has key") == 0 {
			s = keyed(s, rapid.SampledFrom([]string{"k", "l"}).Draw(t, "key"), rapid.SampledFrom([]string{"d", "e"}).Draw(t, "digest"))
		}
		return s
	}), 0, 12).Draw(t, "batch")
}

func TestABatchIsItsSetsOneByOne(t *testing.T) {
	model := storetest.Contract(t)
	rapid.Check(t, func(t *rapid.T) {
		batch := drawn(t)
		together, apart := newMemory(model), newMemory(model)
		outcomes, err := together.Commit(t.Context(), batch)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range batch {
			alone, err := apart.Commit(t.Context(), []store.ChangeSet{s})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := verdict(outcomes[i].Err), verdict(alone[0].Err); got != want {
				t.Fatalf("set %d is %q in the batch, %q alone", i, got, want)
			}
			if diff := cmp.Diff(alone[0].Receipt, outcomes[i].Receipt); diff != "" {
				t.Fatalf("receipt %d: %s", i, diff)
			}
		}
		state := cmp.Options{cmp.AllowUnexported(memory{}), cmpopts.IgnoreFields(memory{}, "model", "now", "mu")}
		if diff := cmp.Diff(apart, together, state); diff != "" {
			t.Fatalf("the batch leaves another state: %s", diff)
		}
	})
}

func TestWhatIsAcceptedKeepsTheGraphWhole(t *testing.T) {
	model := storetest.Contract(t)
	rapid.Check(t, func(t *rapid.T) {
		m := newMemory(model)
		for range rapid.IntRange(1, 4).Draw(t, "batches") {
			if _, err := m.Commit(t.Context(), drawn(t)); err != nil {
				t.Fatal(err)
			}
		}
		mains, codes := map[string]int{}, map[any]string{}
		for ref := range m.relations {
			if _, ok := m.nodes[ref.From]; !ok {
				t.Fatalf("%v starts nowhere", ref)
			}
			if _, ok := m.nodes[ref.To]; !ok {
				t.Fatalf("%v ends nowhere", ref)
			}
			if ref.Type == "HAS_MAIN" {
				mains[ref.From]++
			}
		}
		for id, count := range mains {
			if count > 1 {
				t.Fatalf("%s has %d mains", id, count)
			}
		}
		for id, n := range m.nodes {
			if code, has := n.Properties["code"]; has && codes[code] != "" {
				t.Fatalf("%s and %s have the code %v", id, codes[code], code)
			} else if has {
				codes[code] = id
			}
		}
		head := store.Head{}
		for _, change := range m.changes {
			var err error
			if head, err = store.Verify(head, change); err != nil {
				t.Fatal(err)
			}
		}
		if head != m.head {
			t.Fatalf("the chain ends at %v, the head is %v", head, m.head)
		}
	})
}

func TestWantAsksOnceAndInOrder(t *testing.T) {
	model := storetest.Contract(t)
	batch := []store.ChangeSet{
		keyed(set(specimen("s", props{"code": "2"}), relate("HAS_MAIN", "q", "r", nil), relate("HAS_MAIN", "q", "r", nil), // of s, which the set makes, nothing is asked
			relate("HAS_MAIN", "s", "r", nil), relate("MENTIONS", "q", "s", nil)), "k", ""),
		expecting(set(remove("Specimen", "b"), unrelate("MENTIONS", "b", "c", nil), specimen("a", props{"code": "1"})), "z", 1),
		keyed(set(specimen("not an id", nil)), "j", ""),
		keyed(set(), "k", ""),
	}
	want := store.Wanted{
		Keys:      []store.KeyRef{{"anna", "test", "j"}, {"anna", "test", "k"}},
		Nodes:     []string{"a", "b", "q", "r", "s", "z"},
		Relations: []store.RelationRef{{Type: "HAS_MAIN", From: "q", To: "r"}, {Type: "MENTIONS", From: "b", To: "c"}},
		Starts:    []store.StartRef{{"HAS_MAIN", "q"}},
		Unique:    []store.UniqueRef{{"Specimen", "code", "1"}, {"Specimen", "code", "2"}},
		Degrees:   []string{"b"},
	}
	if diff := cmp.Diff(want, store.Want(model, batch)); diff != "" {
		t.Error(diff)
	}
}

func TestIDsOrderAlikeEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.Rune(), 0, 66, -1)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if !store.ValidID(a) || !store.ValidID(b) {
			return
		}
		units := slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		if points := slices.Compare([]rune(a), []rune(b)); points != units || points != bytes.Compare([]byte(a), []byte(b)) {
			t.Fatalf("%q and %q order differently by code point, unit and byte", a, b)
		}
	})
}

func TestValidID(t *testing.T) {
	for text, want := range map[string]bool{
		"a": true, "018f-4c": true, "湖南": true, "\ud7ff": true, "é": true,
		"": false, " ": false, "a b": false, "a\t": false, "a\u3000b": false, "\u00a0": false, "a\x00": false, "\x7f": false, "\u0085": false,
		"\ue000": false, "\uff21": false, "😀": false, "\ufeffa": false, "\ufffd": false, "\xff": false, "\xed\xa0\x80": false,
		fmt.Sprintf("%064d", 1): true, fmt.Sprintf("%065d", 1): false,
	} {
		if store.ValidID(text) != want {
			t.Errorf("ValidID(%q) is %v", text, !want)
		}
		outcome := commit(t, newMemory(storetest.Contract(t)), set(document(text)))[0]
		if accepted := !errors.Is(outcome.Err, store.ErrInvalid); accepted != want {
			t.Errorf("a node with id %q: %v", text, outcome.Err)
		}
	}
}
