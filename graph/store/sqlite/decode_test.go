package sqlite

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// mixed is a row of every kind of slot.
func mixed() []plan.Slot {
	far := &plan.Set{Row: []plan.Slot{plan.Property{}, plan.Rows{Set: &plan.Set{Row: []plan.Slot{plan.Property{}}}}}}
	return []plan.Slot{plan.Property{}, plan.TypeName{}, plan.Count{}, plan.One{Set: far}, plan.Rows{Set: far}}
}

func TestDecode(t *testing.T) {
	for text, want := range map[string]plan.Row{
		`[null,[],null,"Need",3]`: {nil, "Need", int64(3), nil, []any{}},
		`[[[],true],[],["a","b"],"Need",9223372036854775807]`: {[]any{"a", "b"}, "Need", int64(math.MaxInt64),
			plan.Row{true, []any{}}, []any{}},
		`[[[[1],[[]]],"x"],[[[],false],[[[null]],""]],-9007199254740993,"\u0001\"\ud83d\ude00",0]`: {int64(-9007199254740993), "\x01\"😀", int64(0),
			plan.Row{"x", []any{plan.Row{int64(1)}, plan.Row{[]any{}}}}, []any{plan.Row{false, []any{}}, plan.Row{"", []any{plan.Row{nil}}}}},
	} {
		got, err := decode(mixed(), text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", text, err, diff)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, text := range []string{
		``, `null`, `[`, `[]`, `{}`, `[null,[],1,"Need"]`, `[null,[],1,"Need",3,4]`, `[null,[],1,"Need",3]]`, `[null,[],{},"Need",3]`,
		`["[]",[],1,"Need",3]`, `[null,"[]",1,"Need",3]`, `[null,null,1,"Need",3]`, `[null,[1],1,"Need",3]`, `[null,[],[["a"]],"Need",3]`,
		`[null,[],1.5,"Need",3]`, `[null,[],9223372036854775808,"Need",3]`, `[null,[],1 ,"Need",3]`, `[null,[],1-2,"Need",3]`,
		`[null,[],-,"Need",3]`, `[null,[],nul,"Need",3]`, `[null,[],"a\x","Need",3]`, `[null,[],"\ud83d","Need",3]`, `[null,[],"a\"`,
		"[null,[],\"\n\",\"Need\",3]", "[null,[],\"\xff\",\"Need\",3]",
	} {
		if row, err := decode(mixed(), text); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: %v (%v), want ErrCorrupt", text, row, err)
		}
	}
}

func TestStoredPropertiesAreRead(t *testing.T) {
	for text, want := range map[string][]member{
		`{}`:                                 nil,
		`{"a":"b\"c","n":-7,"":[],"x":null}`: {{"a", `b"c`}, {"n", int64(-7)}, {"", []any{}}, {"x", nil}},
		`{"l":["a","甲"],"t":true}`:           {{"l", []any{"a", "甲"}}, {"t", true}},
	} {
		d := decoder{text: text}
		got, err := d.object()
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(member{})); err != nil || diff != "" || d.at < len(text) {
			t.Errorf("%s: %v, read to %d\n%s", text, err, d.at, diff)
		}
	}
	for _, text := range []string{``, `[]`, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,}`, `{a:1}`, `{"a":{}}`, `{"a":1.5}`, `{"a":1}}`, `{"a":1 }`} {
		if properties, err := inContractTerms(nil, text); err == nil {
			t.Errorf("%s reads as %v", text, properties)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`[[[[1]],"x"],[[[[2]],null]],["a"],"Need",3]`)
	f.Fuzz(func(t *testing.T, text string) {
		row, err := decode(mixed(), text)
		if (err == nil) == (row == nil) || err == nil && len(row) != len(mixed()) {
			t.Errorf("%v, %v", row, err)
		}
	})
}
