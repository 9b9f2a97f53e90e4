package sqlite

import (
	"encoding/binary"
	"strings"
)

// jsonb returns canonical JSON in SQLite's binary form, byte for byte as its function jsonb does. The function would take longer, and a
// statement of several rows that calls any has SQLite copy each page that it touches, since the function might fail in the midst of it.
func jsonb(text string) []byte {
	w := jsonbWriter{text: text, bytes: make([]byte, 0, len(text)+8)}
	w.value()
	return w.bytes
}

// The types of JSONB's elements, in the lower half of the byte that begins each. The upper half is the size of what follows it, up to 11, or
// says in how many bytes the size stands: https://sqlite.org/jsonb.html.
const (
	jsonbNull = iota
	jsonbTrue
	jsonbFalse
	jsonbInt // as text
	_
	_
	_
	jsonbText    // what stands between the quotes
	jsonbEscaped // the same, with escapes
	_
	_
	jsonbArray
	jsonbObject // names and values in turn
)

// jsonbWriter goes through text, which has no blanks.
type jsonbWriter struct {
	text  string // what is still to be read
	bytes []byte
}

func (w *jsonbWriter) value() {
	switch w.text[0] {
	case '{':
		w.list(jsonbObject)
	case '[':
		w.list(jsonbArray)
	case '"':
		w.string()
	case 'n':
		w.element(jsonbNull, "", len("null"))
	case 't':
		w.element(jsonbTrue, "", len("true"))
	case 'f':
		w.element(jsonbFalse, "", len("false"))
	default:
		length := strings.IndexAny(w.text, ",]}")
		if length < 0 {
			length = len(w.text)
		}
		w.element(jsonbInt, w.text[:length], length)
	}
}

// list writes what stands between brackets. How large it is, and so how long its head, is known at its end.
func (w *jsonbWriter) list(kind byte) {
	start := len(w.bytes)
	w.bytes = append(w.bytes, kind)
	for closed := false; !closed; closed = w.text[0] == ']' || w.text[0] == '}' {
		w.text = w.text[1:] // the bracket, or what parts a value from the one before
		if w.text[0] != ']' && w.text[0] != '}' {
			w.value()
		}
	}
	w.text = w.text[1:]
	size := len(w.bytes) - start - 1
	if size <= 11 {
		w.bytes[start] |= byte(size) << 4
		return
	}
	var head [5]byte
	longer := jsonbHead(head[:0], kind, size)
	w.bytes = append(w.bytes, longer[1:]...) // makes room
	copy(w.bytes[start+len(longer):], w.bytes[start+1:start+1+size])
	copy(w.bytes[start:], longer)
}

func (w *jsonbWriter) string() {
	end, kind := 1, byte(jsonbText)
	for w.text[end] != '"' {
		next := strings.IndexAny(w.text[end:], `"\`)
		if end += next; w.text[end] == '\\' {
			kind, end = jsonbEscaped, end+2
		}
	}
	w.element(kind, w.text[1:end], end+1)
}

// element writes an element that takes so much of the text.
func (w *jsonbWriter) element(kind byte, content string, length int) {
	w.bytes = append(jsonbHead(w.bytes, kind, len(content)), content...)
	w.text = w.text[length:]
}

// jsonbHead appends what begins an element of the size.
func jsonbHead(to []byte, kind byte, size int) []byte {
	switch {
	case size <= 11:
		return append(to, byte(size)<<4|kind)
	case size <= 0xff:
		return append(to, 12<<4|kind, byte(size))
	case size <= 0xffff:
		return binary.BigEndian.AppendUint16(append(to, 13<<4|kind), uint16(size))
	default:
		return binary.BigEndian.AppendUint32(append(to, 14<<4|kind), uint32(size))
	}
}
