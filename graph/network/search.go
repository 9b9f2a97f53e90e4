package network

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
	"partnergraph/schema"
)

// Hit is a node in whose texts all words stand.
type Hit struct {
	ID      string
	Score   float64 // above 0, higher is better
	Matches []Match // by the order of fields in the contract, of values, then by place; the first maxMatches
}

// Match is a place where a word stands.
type Match struct {
	Field, Value string // the field's name and the whole value
	Start, End   int    // in characters from 0; End is exclusive
}

// maxMatches is how many matches a hit lists.
const maxMatches = 20

// Search returns the nodes in whose searched properties all the words of the text stand, best first, ties by id. Words are
// separated by blanks and need not stand in the same property; letter case and full and half width do not matter. Types narrows
// the search to these types or interfaces; nil: all. A text without words finds nothing.
func (v *View) Search(text string, types []*schema.Node) []Hit {
	words := wordsOf(text)
	if len(words) == 0 {
		return nil
	}
	wanted := v.wanted(types)
	var hits []Hit
	for number := range v.holding(words) {
		if wanted[v.nodes[number].layout] {
			if hit, found := v.confirm(number, words); found {
				hits = append(hits, hit)
			}
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID)) })
	return hits
}

// wordsOf cuts a text into its folded words, each once.
func wordsOf(text string) []string {
	var words []string
	for _, word := range strings.Fields(terms.Fold(text).Text) {
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// wanted marks the layouts of the types.
func (s *state) wanted(types []*schema.Node) []bool {
	marks := make([]bool, len(s.layouts))
	for i, layout := range s.layouts {
		marks[i] = types == nil || slices.ContainsFunc(types, func(t *schema.Node) bool { return t.Is(layout.node.Name) })
	}
	return marks
}

// holding yields the nodes in which all folded words may stand, each once, and some in which they do not.
func (s *state) holding(words []string) iter.Seq[uint32] {
	var all []requirement
	for _, word := range words {
		all = append(all, s.index.requirements(word)...)
	}
	return slices.Values(candidates(all, len(s.nodes)))
}

// confirm looks whether each word stands somewhere in the node's texts, and rates how.
func (v *View) confirm(number uint32, words []string) (Hit, bool) {
	best := make([]float64, len(words))
	hit := Hit{}
	for field, value := range v.layout(number).searchedTexts(v.nodes[number].record) {
		folded := terms.Fold(value)
		found := false
		for i, word := range words {
			if at := strings.Index(folded.Text, word); at >= 0 {
				found = true
				best[i] = max(best[i], field.Property.Search*closeness(folded.Text, word, at))
			}
		}
		if found {
			hit.Matches = appendMatches(hit.Matches, field.Name, value, folded, words)
		}
	}
	for _, rating := range best {
		if rating == 0 {
			return Hit{}, false
		}
		hit.Score += rating
	}
	hit.ID = v.id(number)
	return hit, true
}

// closeness rates how much of a value a word makes up, of which at is the first place: 1 for the whole, from 2/3 for its beginning,
// from 1/3 for a part of it; more the shorter the value is. With these bounds a match in a property of three times the weight of
// another is always better.
func closeness(value, word string, at int) float64 {
	share := float64(utf8.RuneCountInString(word)) / float64(6*utf8.RuneCountInString(value))
	switch {
	case len(value) == len(word):
		return 1
	case at == 0:
		return 2.0/3 + share
	}
	return 1.0/3 + share
}

// appendMatches adds the places of all words in a value.
func appendMatches(matches []Match, field, value string, folded terms.Folded, words []string) []Match {
	first := len(matches)
	for _, word := range words {
		for at := 0; len(matches)-first < maxMatches; at += len(word) {
			next := strings.Index(folded.Text[at:], word)
			if next < 0 {
				break
			}
			at += next
			start, end := folded.Original(at, at+len(word))
			matches = append(matches, Match{field, value, start, end})
		}
	}
	added := matches[first:]
	slices.SortFunc(added, func(a, b Match) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	added = slices.Compact(added)
	return matches[:min(first+len(added), maxMatches)]
}

// Containing yields the nodes in whose searched texts a term of terms.Of stands, in no particular order.
func (v *View) Containing(term string) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for _, number := range v.index.of(term).union(len(v.nodes)) {
			if !yield(v.node(number)) {
				return
			}
		}
	}
}

// Frequency returns how many nodes Containing yields.
func (v *View) Frequency(term string) int { return len(v.index.of(term).union(len(v.nodes))) }

// texts yields the values of a node's searched properties.
func (s *state) texts(number uint32) iter.Seq[string] {
	record, layout := s.nodes[number].record, s.layout(number)
	return func(yield func(string) bool) {
		for _, text := range layout.searchedTexts(record) {
			if !yield(text) {
				return
			}
		}
	}
}

// searchedTexts yields the values of a record's searched properties with their fields.
func (l *layout) searchedTexts(record string) iter.Seq2[*schema.Field, string] {
	return func(yield func(*schema.Field, string) bool) {
		for i, value := range values(record) {
			field := l.fields[i]
			if field.Property.Search == 0 {
				continue
			}
			if !field.Property.List {
				if !yield(field, value) {
					return
				}
				continue
			}
			for _, item := range items(value) {
				if !yield(field, item) {
					return
				}
			}
		}
	}
}
