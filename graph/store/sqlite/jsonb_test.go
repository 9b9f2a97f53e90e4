package sqlite

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"partnergraph/graph/store"
)

// Properties are stored in the bytes that SQLite's own function makes of them, whatever they hold.
func TestJSONBIsWhatSQLiteMakes(t *testing.T) {
	s, ctx := opened(t), t.Context()
	same := func(t rapid.TB, text string) {
		var want []byte
		if err := s.reading.db.QueryRowContext(ctx, "SELECT jsonb(?1)", text).Scan(&want); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := jsonb(text); !bytes.Equal(got, want) {
			t.Fatalf("%.200s: %x, want %x", text, got, want)
		}
	}
	for _, text := range []string{`{}`, `[]`, `""`, `{"":{"a":[[],{}]},"b":[[""]]}`, `-1`, `{"a":null,"b":[true,false,null,0]}`, `"\\"`, `"\\\""`, `["\u0001\\"]`} {
		same(t, text)
	}
	for _, size := range []int{1, 5, 9, 10, 11, 12, 13, 250, 253, 254, 255, 256, 257, 65_530, 65_533, 65_535, 65_536, 65_540, 200_000} {
		for _, text := range []string{strings.Repeat("x", size), strings.Repeat("企", size/3), strings.Repeat("\n", size/2)} {
			same(t, store.Properties(map[string]any{"a": text}))
			same(t, store.Properties(map[string]any{"a": []string{text, text}, "b": int64(size)}))
		}
	}
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching(`[\\"/\x00-\x1f企A-C]{0,300}`))
	values := rapid.OneOf(rapid.Just[any](nil), rapid.Map(texts, func(text string) any { return text }), rapid.Map(rapid.Int64(), func(n int64) any { return n }),
		rapid.Map(rapid.Bool(), func(b bool) any { return b }), rapid.Map(rapid.SliceOf(texts), func(list []string) any { return list }))
	rapid.Check(t, func(t *rapid.T) {
		same(t, store.Properties(rapid.MapOf(rapid.StringMatching(`[a-zA-Z.]{0,14}`), values).Draw(t, "properties")))
	})
}
