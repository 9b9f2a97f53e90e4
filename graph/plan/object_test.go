package plan

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestComputedScalarsAreWrittenAsJSON compares with encoding/json.
func TestComputedScalarsAreWrittenAsJSON(t *testing.T) {
	same := func(t rapid.TB, v any) {
		w := &writer{}
		want, err := json.Marshal(v)
		if written := computedLeaf("x").write(w, Object{"x": v}); written != (err == nil) || string(w.buf) != string(want) {
			t.Fatalf("%v is written as %s (%v), want %s (%v)", v, w.buf, written, want, err)
		}
	}
	for _, v := range []any{math.NaN(), math.Inf(1), 0.0, math.Copysign(0, -1), 1e-7, 1e21, 123456.789, true, false, []string{"a"}} {
		same(t, v)
	}
	rapid.Check(t, func(t *rapid.T) {
		same(t, rapid.Float64().Draw(t, "float"))
		same(t, rapid.Int().Draw(t, "int"))
	})
}

// lent is a computed value that gives its own, where an Object would hold a copy.
type lent struct {
	text   string
	number float64
	ids    []string
}

func (l *lent) Field(name string) any {
	switch name {
	case "text":
		return &l.text
	case "number":
		return &l.number
	case "ids":
		return &l.ids
	}
	return nil
}

type lents []lent

func (l *lents) Len() int        { return len(*l) }
func (l *lents) At(i int) Fields { return &(*l)[i] }

// TestAStructIsWrittenAsAnObjectIs also writes again with a writer that another response has left, of which nothing may stay.
func TestAStructIsWrittenAsAnObjectIs(t *testing.T) {
	members := object[Fields]{
		{name: "text", key: []byte(`"text":`), value: computedLeaf("text")}, {name: "number", key: []byte(`"number":`), value: computedLeaf("number")},
		{name: "ids", key: []byte(`"ids":`), value: referenceList{reference{"ids", 0, &nodeObject{typeSlot: -1}}, false}},
		{name: "none", key: []byte(`"none":`), value: computedLeaf("none")},
	}
	list := computedList{"list", false, members}
	structs := lents{{"a", 1.5, []string{"x", "y"}}, {"b", math.Inf(1), nil}}
	objects := []Object{
		{"text": "a", "number": 1.5, "ids": []string{"x", "y"}}, {"text": "b", "number": math.Inf(1), "ids": []string(nil)},
	}
	const want = `[{"text":"a","number":1.5,"ids":[{},null],"none":null},{"text":"b","number":null,"ids":[],"none":null}]`
	for range 3 {
		for _, value := range []any{&structs, objects} {
			w := &writer{}
			w.find(ref{}, Row{[]Row{{"x"}}})
			if !list.write(w, Object{"list": value}) || string(w.buf) != want {
				t.Fatalf("%T is written as\n%s, want\n%s", value, w.buf, want)
			}
			var ids [1]idSet
			gather(list, Object{"list": value}, ids[:])
			if got := ids[0].all(); len(got) != 2 || got[0] != "x" || got[1] != "y" {
				t.Fatalf("%T names %v", value, got)
			}
			w.leave()
			if len(w.buf)+len(w.path)+len(w.found) > 0 || len(w.found[:1][0]) > 0 {
				t.Fatalf("left behind: %+v", w)
			}
		}
	}
}
