package store

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// MaxID is the length of the longest id, in characters.
	MaxID = 64
	// MaxIndexed is the length of the longest string of an @index or @unique property, in characters. An index entry of Neo4j holds
	// 8,167 bytes, and an order key takes two ASCII characters a byte: 500 characters of four bytes make 4,000.
	MaxIndexed = 500
	// MaxScope is the length of the longest actor, mutation, idempotency key or digest, in characters. They stand in one index.
	MaxScope = 200
)

// ValidID reports whether text can be an id: 1 to MaxID characters, none of them blank, a control character or above U+D7FF. Below
// that, the orders by code point, by UTF-8 byte and by UTF-16 unit are one, so ids need no order key on any engine.
func ValidID(text string) bool {
	if text == "" || utf8.RuneCountInString(text) > MaxID {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0xD800 || unicode.IsControl(r) || unicode.IsSpace(r)
	})
}

// ValidText reports whether text can be stored: valid UTF-8 without NUL, which SQLite's text functions end at.
func ValidText(text string) bool {
	return utf8.ValidString(text) && !strings.Contains(text, "\x00")
}

func longerThan(text string, characters int) bool {
	return len(text) > characters && utf8.RuneCountInString(text) > characters
}
