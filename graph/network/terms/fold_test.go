package terms_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"partnergraph/graph/network/terms"
)

// mixed draws texts in which all that folding knows meets: Chinese, wide and narrow letters, ligatures, accents that come alone,
// letters whose lower case is another number of characters, blanks of several kinds, and bytes that are no characters.
func mixed() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		part := rapid.OneOf(
			rapid.SampledFrom([]string{
				"安福环保", "合作", "，", "《", "　", " ", "ＰＶＣ", "％", "㈱", "ﬁ", "①", "Ⅳ", "㎡", "é", "e\u0301", "\u0301", "H\u0331", "İ", "K", "ß", "ẞ",
				"Σ", "ς", "ｶﾞ", "か\u3099", "각", "\u1100\u1161\u11a8", "𝐀", "𠮷", "´", "\u00a0", "\xff", "\xe5\xae", "\u0344", "Ǆ", "🙂", "\u200d", "..", "…",
			}),
			rapid.StringN(0, 4, -1),
		)
		return strings.Join(rapid.SliceOfN(part, 0, 6).Draw(t, "parts"), "")
	})
}

func TestFold(t *testing.T) {
	for given, want := range map[string]string{
		"安福环保":         "安福环保",
		"ＰＶＣ　循环":       "pvc 循环",
		"PVC":          "pvc",
		"㈱安福":          "(株)安福",
		"ﬁber":         "fiber",
		"e\u0301cole":  "école",
		"H\u0331":      "ẖ",
		"K":            "k", // the sign for kelvin
		"":             "",
		"\xff":         "\uFFFD",
		"塑料A\u0308循环":  "塑料ä循环",
		"第①条：２０２０年５月…": "第1条:2020年5月...",
	} {
		if got := terms.Fold(given).Text; got != want {
			t.Errorf("Fold(%q) is %q, want %q", given, got, want)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := terms.Fold(mixed().Draw(t, "text")).Text
		if twice := terms.Fold(once).Text; twice != once {
			t.Fatalf("%+q folds to %+q", once, twice)
		}
	})
}

// A character that folds alone must fold the same among others, whichever of the ways a text takes. The last letter of the second
// text sends it the long way.
func TestTheShortWayFoldsAsTheLongOne(t *testing.T) {
	for r := rune(0); r < 0x20000; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		short, long := terms.Fold(string(r)).Text, terms.Fold(string(r)+"あé").Text
		if short+"あé" != long {
			t.Fatalf("%+q folds to %+q, before others to %+q", r, short, long)
		}
	}
}

// What is folded without its origins is folded alike, and what stood there before is left alone.
func TestAppendFoldedIsFold(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, text string) {
		if got, want := string(terms.AppendFolded([]byte("Ａ"), text)), "Ａ"+terms.Fold(text).Text; got != want {
			t.Fatalf("%+q folds to %+q, want %+q", text, got, want)
		}
	}
	for r := rune(0); r < 0x20000; r++ {
		check(t, string(r))
		check(t, "中"+string(r)+"Ａ")
		check(t, "e"+string(r)+"\u0301Ⅱ"+string(r))
	}
	rapid.Check(t, func(t *rapid.T) { check(t, mixed().Draw(t, "text")) })
}

func TestOriginal(t *testing.T) {
	for _, c := range []struct{ text, part, want string }{
		{"安福环保", "环保", "环保"},
		{"ＰＶＣ塑料", "vc", "ＶＣ"},
		{"与㈱安福", "株)安", "㈱安"}, // a part of what was folded together covers all of it
		{"caf\u0065\u0301s", "é", "e\u0301"},
		{"é1㎡2", "m2", "㎡"},
		{"é1㎡2", "22", "㎡2"},
		{"éé", "é", "é"},
	} {
		folded := terms.Fold(c.text)
		at := strings.Index(folded.Text, c.part)
		start, end := folded.Original(at, at+len(c.part))
		if got := string([]rune(c.text)[start:end]); got != c.want {
			t.Errorf("%q in %q comes from %q, want %q", c.part, c.text, got, c.want)
		}
	}
}

// What a part was folded from folds to a text that has the part in it, and lies within the original.
func TestOriginalCoversWhatWasFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := mixed().Draw(t, "text")
		folded := terms.Fold(text)
		characters := []rune(folded.Text)
		if len(characters) == 0 {
			return
		}
		from := rapid.IntRange(0, len(characters)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(characters)).Draw(t, "to")
		before, part := string(characters[:from]), string(characters[from:to])
		start, end := folded.Original(len(before), len(before)+len(part))
		original := []rune(strings.ToValidUTF8(text, "\uFFFD"))
		if start >= end || end > len(original) {
			t.Fatalf("%d to %d of %d characters", start, end, len(original))
		}
		if back := terms.Fold(string(original[start:end])).Text; !strings.Contains(back, part) {
			t.Fatalf("%+q comes from %+q, which folds to %+q", part, string(original[start:end]), back)
		}
	})
}
