package terms_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/network/terms"
)

// found says which part of a text is read as a word, and how.
func found(t *testing.T, text, word string) string {
	t.Helper()
	reading, ok := terms.ParseReading(terms.Fold(word).Text)
	if !ok {
		return "no reading"
	}
	folded := terms.Fold(text).Text
	if place, ok := reading.Whole(folded, 0); ok {
		return "whole " + folded[place.From:place.To]
	}
	if place, ok := reading.Initials(folded, 0); ok {
		return "initials " + folded[place.From:place.To]
	}
	return "nothing"
}

func TestReading(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"湖南中泰公司", "zhongtai", "whole 中泰"},
		{"湖南中泰公司", "ZhongTai", "whole 中泰"},
		{"湖南中泰公司", "ｚｈｏｎｇｔａｉ", "whole 中泰"},
		{"湖南中泰公司", "zhōngtài", "whole 中泰"},
		{"湖南中泰公司", "zhongt", "whole 中泰"}, // the last syllable cut short
		{"湖南中泰公司", "zhon", "nothing"},    // but not the only one
		{"湖南中泰公司", "zhong", "whole 中"},
		{"湖南中泰公司", "zt", "initials 中泰"},
		{"湖南中泰公司", "zhgs", "nothing"},
		{"湖南中泰公司", "ztgs", "initials 中泰公司"},
		{"湖南中泰公司", "ztai", "nothing"},
		{"湖南中泰公司", "z", "no reading"},
		{"湖南中泰公司", "zt1", "no reading"},
		{"湖南中泰公司", "中tai", "no reading"},
		{"中國重慶", "chongqing", "whole 重庆"},
		{"重庆", "zhongqing", "whole 重庆"},
		{"重庆", "cq", "initials 重庆"},
		{"重庆", "zq", "initials 重庆"},
		{"西安", "xian", "whole 西安"},
		{"先", "xian", "whole 先"},
		{"先", "xi'an", "nothing"},
		{"西安", "xi'an", "whole 西安"},
		{"西安", "xi’an", "whole 西安"},
		{"方案", "fangan", "whole 方案"}, // also cut as "fan gan"
		{"反感", "fangan", "whole 反感"},
		{"绿色", "lvse", "whole 绿色"},
		{"绿色", "lüse", "whole 绿色"},
		{"绿色", "lǜse", "whole 绿色"},
		{"绿色", "luse", "whole 绿色"},
		{"战略", "zhanlue", "whole 战略"},
		{"乾坤", "qiankun", "whole 干坤"}, // folds to 干, which is read as all that folds to it
		{"中-泰", "zhongtai", "nothing"},
		{"", "zhongtai", "nothing"},
		{"中泰", "'zt", "no reading"},
		{"中泰", "", "no reading"},
		{"中泰", "ñañ", "no reading"},
		{"中泰", "\u0301zhong", "no reading"},
		{"二〇", "erling", "whole 二〇"},
	} {
		if got := found(t, c.text, c.word); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.word, c.text, got, c.want)
		}
	}
}

// Every place and phrase of the list is found by its reading, run together and in initials.
func TestPhrasesAreRead(t *testing.T) {
	text, err := os.ReadFile("phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	phrases := 0
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if words[0] == "#" {
			continue
		}
		phrases++
		initials := ""
		for _, syllable := range words[1:] {
			initials += syllable[:1]
		}
		if got, want := found(t, words[0], strings.Join(words[1:], "")), "whole "+words[0]; got != want {
			t.Errorf("%v: %s, want %s", words, got, want)
		}
		reading, ok := terms.ParseReading(initials)
		if ok != (len(words) > 2) {
			t.Errorf("%q is a reading: %v", initials, ok)
		} else if ok {
			if _, found := reading.Initials(words[0], 0); !found {
				t.Errorf("%s is not found by %q", words[0], initials)
			}
		}
	}
	if phrases < 70 {
		t.Errorf("%d phrases", phrases)
	}
}

// A reading goes through a long run of characters that may be read as it begins without trying every way alone.
func TestReadingsDoNotBranch(t *testing.T) {
	reading, _ := terms.ParseReading(strings.Repeat("ae", 99) + "x")
	if _, found := reading.Whole(strings.Repeat("阿", 300), 0); found {
		t.Error("found")
	}
}

func TestSimplified(t *testing.T) {
	for given, want := range map[string]string{
		"環保設備製造":    "环保设备制造",
		"湖南農業大學":    "湖南农业大学",
		"臺灣ＰＶＣ":     "台湾pvc",
		"乾燥乾坤":      "干燥干坤",
		"é環":        "é环",
		"安福":        "安福",
		"\uF9A9":    "囹", // a compatibility form
		"㑯":         "㑔",
		"雲計算與大數據":   "云计算与大数据",
		"纖維 複合材料 e": "纤维 复合材料 e",
	} {
		if got := terms.Fold(given).Text; got != want {
			t.Errorf("Fold(%q) is %q, want %q", given, got, want)
		}
	}
}

func TestNeighbors(t *testing.T) {
	reading, _ := terms.ParseReading("zhongtaig")
	all := reading.WholeNeighbors()
	if len(all) != 2 {
		t.Fatalf("%d neighbours", len(all))
	}
	for i, pair := range []string{"中泰", "泰公"} {
		characters := []rune(pair)
		if !slices.ContainsFunc(all[i], func(f terms.Following) bool { return f.First.Has(characters[0]) && f.Second.Has(characters[1]) }) {
			t.Errorf("%s may not stand at %d", pair, i)
		}
		if slices.ContainsFunc(all[i], func(f terms.Following) bool { return f.First.Has('环') }) {
			t.Errorf("环 may stand at %d", i)
		}
	}
	if reading, _ := terms.ParseReading("pvc"); reading.WholeNeighbors() != nil {
		t.Error("pvc is read in whole syllables")
	}
}
