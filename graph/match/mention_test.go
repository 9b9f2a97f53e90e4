package match

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"partnergraph/graph/network/terms"
)

// TestAClueStandsWhereverItsLabelDoes puts labels beside what they may run into one word with.
func TestAClueStandsWhereverItsLabelDoes(t *testing.T) {
	found := 0
	parts := rapid.SliceOfN(rapid.SampledFrom([]string{"安", "安福", "福县", "市", "ab", "a", "k2", " ", "·", "（", "²", "-"}), 1, 4)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) string { return strings.Join(parts.Draw(t, name), "") }
		label := strings.TrimSpace(terms.Fold(draw("label")).Text)
		text := terms.Fold(draw("before") + label + draw("after")).Text
		clue := clueTo(label)
		if label == "" || clue == 0 || !stands(label, text) {
			return
		}
		found++
		if !slices.ContainsFunc(terms.Of(text), func(term string) bool { return hashOf(term) == clue }) {
			t.Fatalf("%q stands in %q, but not its clue", label, text)
		}
	})
	if found == 0 {
		t.Error("no label stood anywhere")
	}
}
