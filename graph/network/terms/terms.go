package terms

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Kind says what the characters of a Piece are.
type Kind uint8

// The kinds of pieces.
const (
	Blank  Kind = iota
	Han         // Chinese characters
	Word        // letters, digits and marks of any other script
	Symbol      // one character of punctuation or anything else
)

// Piece is a run of characters of one kind; a symbol stands alone.
type Piece struct {
	Kind Kind
	Text string
}

// Pieces cuts a folded text into its pieces and leaves blanks out. Where a piece ends depends on the two characters there alone, so
// a part of a text is cut as the whole is, but for the pieces at its ends, which may be parts of longer ones.
func Pieces(folded string) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for start := 0; start < len(folded); {
			r, size := utf8.DecodeRuneInString(folded[start:])
			kind, end := KindOf(r), start+size
			for kind != Symbol && end < len(folded) {
				r, size = utf8.DecodeRuneInString(folded[end:])
				if KindOf(r) != kind {
					break
				}
				end += size
			}
			if kind != Blank && !yield(Piece{kind, folded[start:end]}) {
				return
			}
			start = end
		}
	}
}

// KindOf says of what kind a folded character is.
func KindOf(r rune) Kind {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return Word
	case r >= 0x4E00 && r <= 0x9FFF, r >= utf8.RuneSelf && unicode.Is(unicode.Han, r):
		return Han
	case unicode.IsSpace(r):
		return Blank
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return Word
	}
	return Symbol
}

// Pairs yields each two neighbouring characters of a text; of a text of one character none.
func Pairs(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		_, first := utf8.DecodeRuneInString(text)
		for len(text) > first {
			_, second := utf8.DecodeRuneInString(text[first:])
			if !yield(text[:first+second]) {
				return
			}
			text, first = text[first:], second
		}
	}
}

// Of returns the terms of any text, each once, in the order in which they first stand there: pairs of Chinese characters, a Chinese
// character that stands alone, and whole words of other scripts, all folded. Symbols are no terms.
func Of(text string) []string {
	var list []string
	seen := map[string]bool{}
	add := func(term string) {
		if !seen[term] {
			seen[term], list = true, append(list, term)
		}
	}
	for piece := range Pieces(Fold(text).Text) {
		switch {
		case piece.Kind == Word, piece.Kind == Han && utf8.RuneCountInString(piece.Text) == 1:
			add(piece.Text)
		case piece.Kind == Han:
			for pair := range Pairs(piece.Text) {
				add(pair)
			}
		}
	}
	return list
}
