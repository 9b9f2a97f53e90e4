package oracle

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/graph/network/terms"
)

// The most characters of a text that is searched for, and the least weight of a property whose characters are read.
const (
	maxText = 200
	minRead = 2
)

// onText reads a search within a property: every word stands in one of its values, or is read there. How texts fold and characters
// are read is said by the package terms, whose own tests hold it to a dictionary.
func onText(field *ast.FieldDefinition, text string, of func(link) any) (condition, error) {
	if strings.TrimSpace(text) == "" || len([]rune(text)) > maxText {
		return nil, errInvalid
	}
	read := weight(field) >= minRead
	return func(l link) bool {
		values := texts(of(l))
		if one, isText := of(l).(string); isText {
			values = []string{one}
		}
		words := strings.Fields(terms.Fold(text).Text)
		return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool {
			return !slices.ContainsFunc(values, func(value string) bool { return holdsWord(terms.Fold(value).Text, word, read) })
		})
	}, nil
}

func holdsWord(value, word string, read bool) bool {
	if strings.Contains(value, word) {
		return true
	}
	reading, ok := terms.ParseReading(word)
	if !ok || !read {
		return false
	}
	_, whole := reading.Whole(value, 0)
	_, initials := reading.Initials(value, 0)
	return whole || initials
}

// weight is that of @search; 1 where it says none.
func weight(field *ast.FieldDefinition) float64 {
	given := field.Directives.ForName("search").Arguments.ForName("weight")
	if given == nil {
		return 1
	}
	n, _ := rational(given.Value.Raw).Float64()
	return n
}
