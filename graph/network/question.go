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

// maxPlaces is how many places of one word in one value become matches, from its start.
const maxPlaces = 10

// minRead is the least weight of a property in which characters are found by their readings: names and other names, not long texts,
// in which nearly any two initials stand side by side somewhere.
const minRead = 2

// How much of its closeness a match counts that is not written but read.
const (
	wholeShare   = 1.0 / 2
	initialShare = 1.0 / 4
)

// question is what is searched for. It is put to one node after another.
type question struct {
	*state
	words  []sought
	phrase *sought // all words as they were given; nil when there is but one
	field  string  // the only one that is looked at; "": all
	values []value // of the node at hand
	room   []byte  // to fold in
}

// value is a searched property's value, or one of its values.
type value struct {
	field        *schema.Field
	text, folded string
}

func newQuestion(s *state, text, field string) *question {
	q := &question{state: s, field: field}
	for _, word := range wordsOf(text) {
		q.words = append(q.words, newSought(word))
	}
	if len(q.words) > 1 {
		phrase := newSought(strings.Join(strings.Fields(terms.Fold(text).Text), " "))
		q.phrase = &phrase
	}
	return q
}

// put turns to a node.
func (q *question) put(number uint32) {
	q.values = q.values[:0]
	for field, text := range q.layout(number).searchedTexts(q.record(number)) {
		switch {
		case q.field != "" && q.field != field.Name:
		case q.hints[number].traits&folded != 0:
			q.values = append(q.values, value{field, text, text})
		default:
			q.room = terms.AppendFolded(q.room[:0], text)
			q.values = append(q.values, value{field, text, string(q.room)})
		}
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
	if q.phrase != nil {
		sum += q.rate(*q.phrase)
	}
	return sum, true
}

// rate returns the rating of a word in the value that it fits best; 0: it stands in none. The product is rounded before it goes into
// a sum, so that no processor fuses the two and ranks differently from others.
func (q *question) rate(word sought) float64 {
	best := 0.0
	for i := range q.values {
		v := &q.values[i]
		if place, share := v.find(word, 0); share > 0 {
			best = max(best, float64(v.field.Property.Search*share*closeness(v.folded, place)))
		}
	}
	return best
}

// find returns the first place of a word at or behind an offset and what a match there counts; 0: there is none. It is read only
// where it is not written.
func (v *value) find(word sought, from int) (place terms.Place, share float64) {
	if at := strings.Index(v.folded[from:], word.text); at >= 0 {
		return terms.Place{From: from + at, To: from + at + len(word.text)}, 1
	}
	if word.reading == nil || v.field.Property.Search < minRead {
		return terms.Place{}, 0
	}
	if place, found := word.reading.Whole(v.folded, from); found {
		return place, wholeShare
	}
	if place, found := word.reading.Initials(v.folded, from); found {
		return place, initialShare
	}
	return terms.Place{}, 0
}

// closeness rates how much of a value the part at a place makes up: 1 for the whole, from 2/3 for its beginning, from 1/3 for another
// part; more the shorter the value is. With these bounds, any match in a property beats every match in one of a third of its weight.
func closeness(value string, p terms.Place) float64 {
	if p.To-p.From == len(value) {
		return 1
	}
	share := float64(utf8.RuneCountInString(value[p.From:p.To])) / float64(6*utf8.RuneCountInString(value))
	if p.From == 0 {
		return 2.0/3 + share
	}
	return 1.0/3 + share
}

// matches lists where the words stand in the node.
func (q *question) matches() []Match {
	var all []Match
	for _, value := range q.values {
		first := len(all)
		folded := terms.Fold(value.text)
		for _, word := range q.words {
			for place := range value.places(word) {
				start, end := folded.Original(place.From, place.To)
				all = append(all, Match{value.field.Name, value.text, start, end})
			}
		}
		slices.SortFunc(all[first:], func(a, b Match) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
		all = all[:first+len(slices.Compact(all[first:]))]
	}
	return all
}

// places yields where a word stands, all of them found alike: where it is written somewhere, it is not read elsewhere.
func (v *value) places(word sought) iter.Seq[terms.Place] {
	return func(yield func(terms.Place) bool) {
		place, first := v.find(word, 0)
		share := first
		for n := 0; n < maxPlaces && share > 0 && share == first && yield(place); n++ {
			place, share = v.find(word, place.To)
		}
	}
}

// foldTexts returns the values of a node's searched properties, folded, and keeps what there is to say of them.
func (s *state) foldTexts(number uint32) (list []string) {
	list, s.hints[number] = s.layout(number).fold(nil, s.record(number))
	return list
}

// fold appends the values of a record's searched properties, folded, and says what there is to say of them.
func (l *layout) fold(list []string, record string) ([]string, hint) {
	var h hint
	asWritten, before := true, len(list)
	for field, text := range l.searchedTexts(record) {
		value := terms.Fold(text)
		asWritten = asWritten && value.Is(text)
		h.note(value.Text, field.Property.Search)
		list = append(list, value.Text)
	}
	h.set(folded, asWritten)
	h.set(single, isSingle(list[before:]))
	return list, h
}

// searchedTexts yields the values of a record's searched properties with their fields.
func (l *layout) searchedTexts(record string) iter.Seq2[*schema.Field, string] {
	return func(yield func(*schema.Field, string) bool) {
		_, rest := cutText(record)
		for rest != "" { // as values does, without a call a field: a search goes through very many records
			var number uint64
			var value string
			if number, rest = cutUvarint(rest); number == meant {
				return
			}
			value, rest = cutText(rest)
			field := l.searched[number]
			if field == nil {
				continue
			}
			if !field.Property.List && !yield(field, value) {
				return
			}
			for field.Property.List && value != "" {
				var item string
				if item, value = cutText(value); !yield(field, item) {
					return
				}
			}
		}
	}
}
