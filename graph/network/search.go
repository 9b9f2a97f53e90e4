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
	Matches []Match // by the order of fields in the contract, of values in a list, then by place
}

// Match is a place where a word stands.
type Match struct {
	Field, Value string // the field's name and the whole value
	Start, End   int    // in characters from 0; End is exclusive
}

// maxPlaces is how many places of one word in one value become matches, from its start.
const maxPlaces = 10

// Search returns the nodes in whose searched properties all the words of the text stand, best first, ties by id. Words are
// separated by blanks and need not stand in the same property; letter case and full and half width do not matter. Types narrows
// the search to these types or interfaces; nil: all. A text without words finds nothing.
//
// Each word counts by the property that it fits best: the property's weight times its closeness. Where the whole text stands
// somewhere as it was given, that counts like one word more.
func (v *View) Search(text string, types []*schema.Node) []Hit {
	words := wordsOf(text)
	if len(words) == 0 {
		return nil
	}
	q := &question{state: v.state, words: words}
	if len(words) > 1 {
		q.phrase = strings.Join(strings.Fields(terms.Fold(text).Text), " ")
	}
	wanted := v.wanted(types)
	var hits []Hit
	for _, number := range v.candidates(words) {
		if !wanted[v.nodes[number].layout] {
			continue
		}
		q.put(number)
		if score, found := q.score(); found {
			hits = append(hits, Hit{v.id(number), score, q.matches()})
		}
	}
	rank(hits)
	return hits
}

// rank orders hits by score, then by id. Candidates mostly come in the order of their ids and share few scores, so that after a
// stable sort by score there is next to nothing left to do; comparing the ids of all would take most of a search's time.
func rank(hits []Hit) {
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	for len(hits) > 0 {
		equals := 1
		for equals < len(hits) && hits[equals].Score == hits[0].Score {
			equals++
		}
		slices.SortFunc(hits[:equals], func(a, b Hit) int { return strings.Compare(a.ID, b.ID) })
		hits = hits[equals:]
	}
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

// candidates returns the nodes in which all the folded words may stand, of which there must be some, and few others.
func (s *state) candidates(words []string) []uint32 {
	return candidates(s.index.requirements(words), len(s.nodes))
}

// question is what is searched for. It is put to one node after another.
type question struct {
	*state
	words  []string
	phrase string  // all words as they were given; "" when there is but one
	values []value // of the node at hand
}

// value is a searched property's value, or one of its values.
type value struct {
	field  *schema.Field
	text   string
	folded terms.Folded
}

// put turns to a node.
func (q *question) put(number uint32) {
	q.values = q.values[:0]
	for field, text := range q.layout(number).searchedTexts(q.nodes[number].record) {
		q.values = append(q.values, value{field, text, terms.Fold(text)})
	}
}

// score returns how well the node fits. False: some word does not stand in it.
func (q *question) score() (float64, bool) {
	sum := 0.0
	for _, word := range q.words {
		rating := q.rate(word)
		if rating == 0 {
			return 0, false
		}
		sum += rating
	}
	if q.phrase != "" {
		sum += q.rate(q.phrase)
	}
	return sum, true
}

// rate returns the rating of a text in the value that it fits best; 0: it stands in none. The product is rounded before it goes into
// a sum, so that no processor fuses the two and ranks differently from others.
func (q *question) rate(text string) float64 {
	best := 0.0
	for _, value := range q.values {
		if at := strings.Index(value.folded.Text, text); at >= 0 {
			best = max(best, float64(value.field.Property.Search*closeness(value.folded.Text, text, at)))
		}
	}
	return best
}

// closeness rates how much of a value a text makes up that stands in it at the byte offset: 1 for the whole, from 2/3 for its
// beginning, from 1/3 for another part; more the shorter the value is. With these bounds, any match in a property beats every match
// in one of a third of its weight.
func closeness(value, text string, at int) float64 {
	if len(value) == len(text) {
		return 1
	}
	share := float64(utf8.RuneCountInString(text)) / float64(6*utf8.RuneCountInString(value))
	if at == 0 {
		return 2.0/3 + share
	}
	return 1.0/3 + share
}

// matches lists where the words stand in the node.
func (q *question) matches() []Match {
	var all []Match
	for _, value := range q.values {
		first := len(all)
		for _, word := range q.words {
			for start, end := range places(value.folded, word) {
				all = append(all, Match{value.field.Name, value.text, start, end})
			}
		}
		slices.SortFunc(all[first:], func(a, b Match) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
		all = all[:first+len(slices.Compact(all[first:]))]
	}
	return all
}

// places yields where a word stands, as ranges of the original's characters.
func places(folded terms.Folded, word string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		at := 0
		for range maxPlaces {
			next := strings.Index(folded.Text[at:], word)
			if next < 0 || !yield(folded.Original(at+next, at+next+len(word))) {
				return
			}
			at += next + len(word)
		}
	}
}

// texts returns the values of a node's searched properties.
func (s *state) texts(number uint32) []string {
	var list []string
	for _, text := range s.layout(number).searchedTexts(s.nodes[number].record) {
		list = append(list, text)
	}
	return list
}

// searchedTexts yields the values of a record's searched properties with their fields.
func (l *layout) searchedTexts(record string) iter.Seq2[*schema.Field, string] {
	return func(yield func(*schema.Field, string) bool) {
		for i, value := range values(record) {
			field := l.fields[i]
			if field.Property.Search == 0 {
				continue
			}
			for item := range elements(field.Property, value) {
				if !yield(field, item) {
					return
				}
			}
		}
	}
}
