package network_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"partnergraph/graph/network/terms"
)

// This file reads Chinese in the plainest way, by the dictionary itself.

// dictionary has the readings of each folded character: its own, those of what folds to it, and those of the phrases.
var dictionary = sync.OnceValue(func() map[rune][]string {
	tones := strings.NewReplacer("\u0304", "", "\u0301", "", "\u030c", "", "\u0300", "", "u\u0308", "v", "\u0302", "")
	all := map[rune][]string{}
	for code, list := range pinyin.PinyinDict {
		if code > 0x9FFF || !norm.NFKC.IsNormalString(string(rune(code))) {
			continue
		}
		for _, r := range terms.Fold(string(rune(code))).Text {
			for reading := range strings.SplitSeq(list, ",") {
				reading = tones.Replace(norm.NFD.String(reading))
				if strings.ContainsAny(reading, "aeiouv") {
					all[r] = append(all[r], reading, strings.Replace(reading, "v", "u", 1))
				}
			}
		}
	}
	phrases, err := os.ReadFile("terms/phrases.txt")
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(phrases)) {
		words := strings.Fields(line)
		for i, r := range []rune(words[0]) {
			if r != '#' {
				all[r] = append(all[r], words[i+1], strings.Replace(words[i+1], "v", "u", 1))
			}
		}
	}
	return all
})

// toned is a letter with the mark of a tone.
var toned = regexp.MustCompile("([a-z'’])[\u0304\u0301\u030c\u0300]")

// reads reports whether some part of a folded name is read as a word.
func reads(name, word string) bool {
	if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return false // which is nearly always asked
	}
	word = toned.ReplaceAllString(strings.ReplaceAll(norm.NFD.String(word), "u\u0308", "v"), "$1")
	letters := strings.NewReplacer("'", "", "’", "").Replace(word)
	if len(letters) < 2 || strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") != "" || strings.HasPrefix(word, "'") || strings.HasPrefix(word, "’") {
		return false
	}
	word = strings.ReplaceAll(word, "’", "'")
	characters := []rune(name)
	for i := range characters {
		if readsWhole(characters[i:], word, true) || readsInitials(characters[i:], letters) {
			return true
		}
	}
	return false
}

// readsWhole tries every reading of the first character.
func readsWhole(characters []rune, word string, first bool) bool {
	if word = strings.TrimLeft(word, "'"); word == "" {
		return true
	}
	if len(characters) == 0 {
		return false
	}
	return slices.ContainsFunc(dictionary()[characters[0]], func(reading string) bool {
		if rest, whole := strings.CutPrefix(word, reading); whole && readsWhole(characters[1:], rest, false) {
			return true
		}
		return !first && strings.HasPrefix(reading, strings.TrimRight(word, "'"))
	})
}

func readsInitials(characters []rune, letters string) bool {
	if letters == "" {
		return true
	}
	return len(characters) > 0 &&
		slices.ContainsFunc(dictionary()[characters[0]], func(reading string) bool { return reading[0] == letters[0] }) &&
		readsInitials(characters[1:], letters[1:])
}

// someReading draws what may be the reading of someText, and is of other texts now and then.
func someReading() *rapid.Generator[string] {
	part := rapid.SampledFrom([]string{"an", "fu", "huan", "bao", "hua", "gong", "a", "f", "h", "b", "g", "ho", "hu", "hong", "'", " ", "ha", "n"})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(part, 1, 5).Draw(t, "parts"), "") })
}
