package terms_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/network/terms"
)

func TestOf(t *testing.T) {
	for given, want := range map[string][]string{
		"塑料循环":                {"塑料", "料循", "循环"},
		"湘 A股":                {"湘", "a", "股"},
		"PVC塑料，Pvc":           {"pvc", "塑料"},
		"High-Performance 纤维": {"high", "performance", "纤维"},
		"卡拉OK机":               {"卡拉", "ok", "机"},
		"2020年":               {"2020", "年"},
		"…—🙂":                 nil,
		"":                    nil,
		"々〇":                  {"々〇"},
		"Привет мир":          {"привет", "мир"},
	} {
		if diff := cmp.Diff(want, terms.Of(given)); diff != "" {
			t.Errorf("Of(%q): %s", given, diff)
		}
	}
}

func TestPiecesAreTheWholeTextWithoutBlanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		folded := terms.Fold(mixed().Draw(t, "text")).Text
		var joined strings.Builder
		for piece := range terms.Pieces(folded) {
			joined.WriteString(piece.Text)
			if piece.Kind == terms.Symbol && utf8.RuneCountInString(piece.Text) > 1 {
				t.Fatalf("%+q is one piece", piece.Text)
			}
			for _, r := range piece.Text {
				if terms.KindOf(r) != piece.Kind {
					t.Fatalf("%q in a piece of kind %d", r, piece.Kind)
				}
			}
		}
		if want := strings.Join(strings.Fields(folded), ""); joined.String() != want {
			t.Fatalf("pieces %+q of %+q", joined.String(), want)
		}
	})
}

// A part is cut as the whole is, but for the pieces at its ends: what searching by terms rests on.
func TestAPartIsCutAsTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, part, after := mixed().Draw(t, "before"), mixed().Draw(t, "part"), mixed().Draw(t, "after")
		whole := terms.Fold(terms.Fold(before).Text + terms.Fold(part).Text + terms.Fold(after).Text).Text
		if part = terms.Fold(part).Text; !strings.Contains(whole, part) {
			return // an accent joined a letter of its neighbour
		}
		inner := slices.Collect(terms.Pieces(part))
		if len(inner) < 3 {
			return
		}
		all := slices.Collect(terms.Pieces(whole))
		for _, piece := range inner[1 : len(inner)-1] {
			if !slices.Contains(all, piece) {
				t.Fatalf("%+q is a piece of %+q but not of %+q", piece.Text, part, whole)
			}
		}
	})
}

func TestPairs(t *testing.T) {
	for given, want := range map[string][]string{"": nil, "碳": nil, "碳纤": {"碳纤"}, "a𠮷b": {"a𠮷", "𠮷b"}} {
		if diff := cmp.Diff(want, slices.Collect(terms.Pairs(given))); diff != "" {
			t.Errorf("Pairs(%q): %s", given, diff)
		}
	}
}
