package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text in the form in which texts are compared: compatibility forms such as full-width letters are brought to the usual
// ones (NFKC), letters to lower case, and traditional Chinese characters to simplified ones. It knows where each of its characters
// came from.
type Folded struct {
	Text string

	spans []span // by character of Text; nil: the n-th character came from the n-th
}

// span is a range of the original's characters.
type span struct{ start, end int32 }

// Fold folds a text. Bytes that are not UTF-8 read as U+FFFD. Folding a folded text changes nothing.
func Fold(text string) Folded {
	c := characters()
	for i, r := range text {
		if one, plain := c.foldPlain(r); !plain {
			return c.foldAny(text)
		} else if one != r {
			return c.foldEach(text, i)
		}
	}
	return Folded{Text: text}
}

// AppendFolded appends the Text that Fold gives, in less than half of its time: it does not know where the characters came from.
func AppendFolded(to []byte, text string) []byte {
	c, before := characters(), len(to)
	copied, last := 0, 0 // so much of the text is in to; where the last character begins that is plain
	for at := 0; at < len(text); {
		r, size := decode(text[at:])
		one, plain := c.foldPlain(r)
		if plain {
			if one != r {
				to = utf8.AppendRune(append(to, text[copied:at]...), one)
				copied = at + size
			}
			last, at = at, at+size
			continue
		}
		if r == utf8.RuneError && size == 1 {
			return append(to[:before], Fold(text).Text...)
		}
		if last < copied { // an accent may belong to the character before, which is folded already
			one, _ = c.foldPlain(firstOf(text[last:]))
			to, copied = to[:len(to)-utf8.RuneLen(one)], last
		}
		to = append(to, text[copied:last]...)
		at = last + norm.NFKC.NextBoundaryInString(text[last:], true)
		to = append(to, c.foldPiece(text[last:at])...)
		copied, last = at, at
	}
	return append(to, text[copied:]...)
}

// decode is utf8.DecodeRuneInString, the quicker for most characters.
func decode(text string) (r rune, size int) {
	if text[0] < utf8.RuneSelf {
		return rune(text[0]), 1
	}
	if len(text) > 2 && text[0] >= 0xE4 && text[0] <= 0xE9 && text[1]&0xC0 == 0x80 && text[2]&0xC0 == 0x80 {
		return rune(text[0]&0x0F)<<12 | rune(text[1]&0x3F)<<6 | rune(text[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text)
}

func firstOf(text string) rune {
	first, _ := utf8.DecodeRuneInString(text)
	return first
}

// foldPlain folds a character that stands for itself whatever follows, as long as only such characters follow. The characters of
// nearly all Chinese and English texts are among them, which spares those the long way.
func (c *chinese) foldPlain(r rune) (folded rune, plain bool) {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF:
		if simple := c.simple[r-firstCharacter]; simple != 0 {
			return simple, true
		}
		return r, true
	case r >= 'A' && r <= 'Z':
		return r + ('a' - 'A'), true
	case r < utf8.RuneSelf:
		return r, true
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return c.foldPlain(r - 0xFF01 + '!')
	}
	switch r {
	case '　':
		return ' ', true
	case '、', '。', '《', '》', '「', '」', '【', '】', '“', '”', '‘', '’', '—', '·':
		return r, true
	}
	return r, false
}

// foldEach folds a text character by character; those before the byte offset stand as they are.
func (c *chinese) foldEach(text string, offset int) Folded {
	var folded strings.Builder
	folded.Grow(len(text))
	folded.WriteString(text[:offset])
	for _, r := range text[offset:] {
		one, plain := c.foldPlain(r)
		if !plain {
			return c.foldAny(text)
		}
		folded.WriteRune(one)
	}
	return Folded{Text: folded.String()}
}

// foldAny folds a text piece by piece, where a piece is the least that can be normalized on its own: a letter and its accents. A
// plain character before another one is a piece of its own, and most are.
func (c *chinese) foldAny(text string) Folded {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	var folded strings.Builder
	folded.Grow(len(text))
	spans := make([]span, 0, utf8.RuneCountInString(text))
	start := int32(0)
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if one, plain := c.foldPlain(r); plain && c.startsPlain(text[size:]) {
			folded.WriteRune(one)
			spans = append(spans, span{start, start + 1})
			text, start = text[size:], start+1
			continue
		}
		n := norm.NFKC.NextBoundaryInString(text, true)
		piece := c.foldPiece(text[:n])
		end := start + int32(utf8.RuneCountInString(text[:n]))
		for range utf8.RuneCountInString(piece) {
			spans = append(spans, span{start, end})
		}
		folded.WriteString(piece)
		text, start = text[n:], end
	}
	return Folded{folded.String(), spans}
}

func (c *chinese) startsPlain(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	_, plain := c.foldPlain(r)
	return plain || text == ""
}

// foldPiece normalizes again after lowering, for some letters with accents exist as one character in lower case only.
func (c *chinese) foldPiece(piece string) string {
	return norm.NFKC.String(strings.Map(func(r rune) rune { return c.simplified(unicode.ToLower(r)) }, norm.NFKC.String(piece)))
}

// Is reports whether the text stands as it was, character by character.
func (f Folded) Is(original string) bool { return f.spans == nil && f.Text == original }

// Original returns the characters of the original text from which the bytes from..to of Text came, at least one, as a range of
// character offsets. Where several characters were folded together, it covers them all.
func (f Folded) Original(from, to int) (start, end int) {
	start = utf8.RuneCountInString(f.Text[:from])
	end = start + utf8.RuneCountInString(f.Text[from:to])
	if f.spans == nil {
		return start, end
	}
	return int(f.spans[start].start), int(f.spans[end-1].end)
}
