package expand

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"
)

// enumName spells a type's or a field's name as an enum value: createdAt and ResearchInstitute become CREATED_AT and
// RESEARCH_INSTITUTE. Enums marked @typeName and the values of order fields are spelled so.
// It is the rule that the schema package reads them by.
func enumName(name string) string {
	return strings.ToUpper(strings.Join(words(name), "_"))
}

// words splits a name in front of each capital.
func words(name string) []string {
	var split []string
	start := 0
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			split = append(split, name[start:i])
			start = i
		}
	}
	return append(split, name[start:])
}

// noun spells a type's name as English words: "technology field".
func noun(name string) string {
	return strings.ToLower(strings.Join(words(name), " "))
}

// plural is the noun in the plural, by the regular rules; names of node types are regular nouns.
func plural(name string) string {
	n := noun(name)
	switch {
	case strings.HasSuffix(n, "y") && !strings.ContainsAny(n[len(n)-2:len(n)-1], "aeiou"):
		return n[:len(n)-1] + "ies"
	case strings.HasSuffix(n, "s"), strings.HasSuffix(n, "x"), strings.HasSuffix(n, "ch"), strings.HasSuffix(n, "sh"):
		return n + "es"
	}
	return n + "s"
}

// withArticle is the noun with its indefinite article; "university" and its like are spoken with a consonant.
func withArticle(name string) string {
	n := noun(name)
	if strings.ContainsRune("aeio", rune(n[0])) {
		return "an " + n
	}
	return "a " + n
}

// chineseTerm finds the Chinese term that a description of the contract carries in parentheses.
var chineseTerm = regexp.MustCompile(`\((\p{Han}[^()]*)\)`)

// termIn is the last Chinese term of a description, or "".
func termIn(description string) string {
	found := chineseTerm.FindAllStringSubmatch(description, -1)
	if len(found) == 0 {
		return ""
	}
	return found[len(found)-1][1]
}

func term(def *ast.Definition) string {
	return termIn(def.Description)
}

// inParentheses writes a Chinese term behind an English phrase, or nothing when there is no term.
func inParentheses(term, suffix string) string {
	if term == "" {
		return ""
	}
	return " (" + term + suffix + ")"
}
