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
