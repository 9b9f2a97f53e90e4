package meaning

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is kept of what a record states are its words and their vector, to the last bit, and no vector of a record without a known word.
func TestWhatIsStatedIsKept(t *testing.T) {
	parts := []string{"旧薄膜洗干净", "残膜除杂清洗", "高温水汽去除金属表面油污", "水稻水稻", "PVC", "，", "𠀀", "改性 "}
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 9).Draw(t, "parts"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		title, description := text.Draw(t, "title"), text.Draw(t, "description")
		want, before := Statement(title, description), []uint32{7}
		packed := AppendVector(before, want.Vector())
		if len(want.words) == 0 {
			if len(packed) != 1 {
				t.Fatalf("%d numbers say nothing", len(packed)-1)
			}
		} else if got := VectorOf(append(packed[1:], 1, 2, 3)); !slices.Equal(got, want.Vector()) {
			t.Fatalf("%v, want %v", got, want.Vector())
		}
		if words := WordsOf(AppendWords(before, title, description)[1:]); !slices.Equal(words.words, want.words) {
			t.Fatalf("%v, want %v", words.words, want.words)
		}
	})
	if many := AppendWords([]uint32(nil), strings.Repeat("水稻", 1000), strings.Repeat("水稻", 1000)); WordsOf(many).words[0].text != "水稻" {
		t.Errorf("%v", WordsOf(many).words)
	}
	if l := known(); len(l.texts) >= 1<<(32-2*ofAll) {
		t.Errorf("%d words are too many for a number", len(l.texts))
	}
}
