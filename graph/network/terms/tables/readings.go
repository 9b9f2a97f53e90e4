package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

const readingsHeader = `# Syllables without tones, each followed by all characters that may be read so.
# Taken from go-pinyin (https://github.com/mozillazg/go-pinyin), MIT License, and from phrases.txt. ü is written v, and u as well.
# Made by graph/network/terms/tables. DO NOT EDIT.
`

// readings gathers the characters of each syllable: those that go-pinyin knows, and those that the phrases add.
func readings(phrases string) (string, error) {
	bySyllable := map[string]map[rune]bool{}
	add := func(r rune, syllable string) {
		if bySyllable[syllable] == nil {
			bySyllable[syllable] = map[rune]bool{}
		}
		bySyllable[syllable][r] = true
		if u := strings.Replace(syllable, "v", "u", 1); u != syllable {
			if bySyllable[u] == nil {
				bySyllable[u] = map[rune]bool{}
			}
			bySyllable[u][r] = true
		}
	}
	for code, list := range pinyin.PinyinDict {
		for toned := range strings.SplitSeq(list, ",") {
			if syllable := toneless(toned); inTable(rune(code)) && strings.ContainsAny(syllable, "aeiouv") {
				add(rune(code), syllable)
			}
		}
	}
	for number, line := range strings.Split(phrases, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		characters := []rune(words[0])
		if len(characters) != len(words)-1 {
			return "", fmt.Errorf("phrases.txt, line %d: not one reading a character", number+1)
		}
		for i, r := range characters {
			add(r, words[i+1])
		}
	}
	var text strings.Builder
	text.WriteString(readingsHeader)
	for _, syllable := range slices.Sorted(maps.Keys(bySyllable)) {
		text.WriteString(syllable + " " + string(slices.Sorted(maps.Keys(bySyllable[syllable]))) + "\n")
	}
	return text.String(), nil
}

// toneless takes the tone off a syllable: lǜ reads lv.
func toneless(syllable string) string {
	syllable = strings.ReplaceAll(norm.NFD.String(syllable), "u\u0308", "v")
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) || r >= utf8.RuneSelf {
			return -1
		}
		return r
	}, norm.NFD.String(syllable))
}
