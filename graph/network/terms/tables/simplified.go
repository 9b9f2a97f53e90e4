package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

const simplifiedHeader = `# Traditional characters, each followed by the simplified one that texts are compared by.
# Taken from OpenCC's list TSCharacters.txt (https://github.com/BYVoid/OpenCC), Apache License 2.0: of several forms the first.
# Made by graph/network/terms/tables. DO NOT EDIT.
`

// simplified reads OpenCC's list: a character, a tab, and its simplified forms, the usual one first. It keeps the pairs that differ,
// and leads every character to its end, so that what is simplified stays as it is.
func simplified(list string) (string, error) {
	usual := map[rune]rune{}
	for number, line := range strings.Split(list, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		character, forms, ok := strings.Cut(line, "\t")
		form, _, _ := strings.Cut(forms, " ")
		if !ok || utf8.RuneCountInString(character) != 1 || utf8.RuneCountInString(form) != 1 {
			return "", fmt.Errorf("line %d is not a character and its forms", number+1)
		}
		from, _ := utf8.DecodeRuneInString(character)
		to, _ := utf8.DecodeRuneInString(form)
		if from != to && inTable(from) && inTable(to) {
			usual[from] = to
		}
	}
	var pairs []string
	for _, from := range slices.Sorted(maps.Keys(usual)) {
		to := usual[from]
		for steps := 0; usual[to] != 0; to = usual[to] {
			if steps++; steps > len(usual) {
				return "", fmt.Errorf("the forms of %c lead in a circle", from)
			}
		}
		pairs = append(pairs, string(from)+string(to))
	}
	var text strings.Builder
	text.WriteString(simplifiedHeader)
	for row := range slices.Chunk(pairs, 20) {
		text.WriteString(strings.Join(row, " ") + "\n")
	}
	return text.String(), nil
}
