package network

import (
	"bytes"
	"sort"
)

// vocabulary is all words that are not Chinese, one after another in one text, in which parts of them are found at the speed of
// memory.
type vocabulary struct {
	text    []byte   // each word with a line break before and after it; no word has one in it
	starts  []uint32 // where each word starts in the text
	numbers []uint32 // of the words as terms
}

// part is a run of letters and digits that may be part of a longer one: where it is not at the start of what is looked for, it must
// begin the longer one, and where it is not at the end, end it.
type part struct {
	text           string
	atStart, atEnd bool
}

func (v *vocabulary) add(word string, number uint32) {
	if len(v.text) == 0 {
		v.text = append(v.text, '\n')
	}
	v.starts = append(v.starts, uint32(len(v.text)))
	v.numbers = append(v.numbers, number)
	v.text = append(append(v.text, word...), '\n')
}

// with returns the numbers of the words that the part is a part of.
func (v *vocabulary) with(p part) []uint32 {
	sought := []byte(p.text)
	if !p.atStart {
		sought = append([]byte{'\n'}, sought...)
	}
	if !p.atEnd {
		sought = append(sought, '\n')
	}
	var found []uint32
	for from := 0; ; {
		at := bytes.Index(v.text[from:], sought)
		if at < 0 {
			return found
		}
		next := v.after(from + at + 1)
		found = append(found, v.numbers[next-1])
		if next == len(v.starts) {
			return found
		}
		from = int(v.starts[next]) - 1 // the line break before the next word
	}
}

// after returns the first word that starts behind a place.
func (v *vocabulary) after(place int) int {
	return sort.Search(len(v.starts), func(i int) bool { return int(v.starts[i]) > place })
}
