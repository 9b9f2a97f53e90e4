package network

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestVocabularyFindsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.StringOfN(rapid.SampledFrom([]rune("aab9é")), 1, 6, -1)
		words := rapid.SliceOfNDistinct(letters, 0, 12, rapid.ID).Draw(t, "words")
		var v vocabulary
		for i, word := range words {
			v.add(word, uint32(100+i))
		}
		sought := part{letters.Draw(t, "part"), rapid.Bool().Draw(t, "atStart"), rapid.Bool().Draw(t, "atEnd")}
		var want []uint32
		for i, word := range words {
			begins, ends := strings.HasPrefix(word, sought.text), strings.HasSuffix(word, sought.text)
			if strings.Contains(word, sought.text) && (begins || sought.atStart) && (ends || sought.atEnd) && (sought.atStart || sought.atEnd || word == sought.text) {
				want = append(want, uint32(100+i))
			}
		}
		if got := v.with(sought); !slices.Equal(got, want) {
			t.Fatalf("%+v in %q: %v, want %v", sought, words, got, want)
		}
	})
}
