package match

import (
	"strings"

	"partnergraph/graph/network/terms"
)

// Highlight is a place where a word of what is asked for stands, or another word for it.
type Highlight struct {
	Record, Field string // an id, and a field of its type
	Value         string
	Start, End    int    // in characters from 0; End is exclusive
	Term          string // id of the term along which it stands for what is asked for; "" where it is the very word
}

// maxHighlights is the most places that a reason shows.
const maxHighlights = 6

// highlights returns where in a candidate's weightiest texts the words stand that speak for it.
func (w *wording) highlights(candidate Ref) []Highlight {
	var list []Highlight
	for i, t := range w.testimonies(candidate) {
		if i >= maxCited {
			break
		}
		for _, field := range w.Type(t.text).Fields {
			if field.Property == nil || field.Property.Search == 0 {
				continue
			}
			values := w.Texts(t.text, field.Name)
			if one := w.Text(t.text, field.Name); one != "" {
				values = append(values, one)
			}
			for _, value := range values {
				list = append(list, w.mark(t, field.Name, value)...)
			}
		}
	}
	return list[:min(len(list), maxHighlights)]
}

// mark finds in one value what the sentence quotes.
func (w *wording) mark(t testimony, field, value string) []Highlight {
	folded := terms.Fold(value)
	var list []Highlight
	add := func(word, term string) {
		at := strings.Index(folded.Text, word)
		if at < 0 {
			return
		}
		start, end := folded.Original(at, at+len(word))
		list = append(list, Highlight{w.ID(t.text), field, value, start, end, term})
	}
	for _, quote := range t.words {
		add(quote, "")
	}
	for _, by := range t.by {
		add(by.other, w.ID(by.term))
	}
	return list
}
