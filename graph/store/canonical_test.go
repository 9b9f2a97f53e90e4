package store

import (
	"encoding/json"
	"testing"

	"github.com/gowebpki/jcs"
	"pgregory.net/rapid"
)

// The library knows the rules of RFC 8785 for any JSON; the log's writer has only those that its records need.
func TestRecordsAreWrittenAsTheLibraryWouldTransformThem(t *testing.T) {
	text := rapid.StringOf(rapid.Rune())
	names := rapid.SampledFrom([]string{"name", "signedOn", "aliases", "a", "Z", "_x", "n1"})
	value := rapid.OneOf(text.AsAny(), rapid.Int64Range(-1<<31, 1<<31-1).AsAny(), rapid.Bool().AsAny(), rapid.SliceOf(text).AsAny(), rapid.Just[any](nil))
	operation := rapid.Custom(func(t *rapid.T) Operation {
		return Operation{
			Verb: Verb(text.Draw(t, "verb")), Type: text.Draw(t, "type"), ID: text.Draw(t, "id"), From: text.Draw(t, "from"), To: text.Draw(t, "to"),
			Properties: rapid.MapOf(names, value).Draw(t, "properties"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		record := Record{
			Sequence: rapid.Int64Range(1, 1<<53-1).Draw(t, "sequence"), At: text.Draw(t, "at"), Actor: text.Draw(t, "actor"), Mutation: text.Draw(t, "mutation"),
			Key: text.Draw(t, "key"), Digest: text.Draw(t, "digest"), Operations: rapid.SliceOfN(operation, 0, 3).Draw(t, "operations"),
			Result: rapid.SampledFrom([]json.RawMessage{nil, []byte(`{"id":"x"}`), []byte(`[1,2]`)}).Draw(t, "result"),
		}
		if record.Operations == nil {
			record.Operations = []Operation{}
		}
		plain, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		want, err := jcs.Transform(plain)
		if err != nil {
			t.Fatal(err)
		}
		steps := make([]step, len(record.Operations))
		for i, operation := range record.Operations {
			steps[i].Operation = operation
		}
		operations, err := recorded(steps)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := canonical(record, operations); err != nil || string(got) != string(want) {
			t.Fatalf("%v:\n got %s\nwant %s", err, got, want)
		}
	})
}

// Digests and results are made canonical by another library than the one that wrote those of former versions, to the same bytes.
func TestResultsAreCanonicalAsBefore(t *testing.T) {
	text := rapid.StringOf(rapid.Rune())
	leaf := rapid.OneOf(text.AsAny(), rapid.Int64().AsAny(), rapid.Float64().AsAny(), rapid.Bool().AsAny(), rapid.Just[any](nil))
	list := rapid.SliceOf(leaf).AsAny()
	value := rapid.OneOf(leaf, list, rapid.MapOf(text, rapid.OneOf(leaf, list)).AsAny())
	rapid.Check(t, func(t *rapid.T) {
		plain, err := json.Marshal(rapid.MapOf(text, value).Draw(t, "result"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := jcs.Transform(plain)
		if err != nil {
			t.Fatal(err)
		}
		given := string(plain)
		if got, err := canonicalResult(plain); err != nil || string(got) != string(want) || string(plain) != given {
			t.Fatalf("%v:\n got %s\nwant %s", err, got, want)
		}
	})
}
