package graphqlhttp_test

import (
	"errors"
	"testing"
	"unicode/utf8"

	"partnergraph/graph/message"
	"partnergraph/server/graphqlhttp"
)

// Every character is judged: these ranges are refused, all others accepted.
func TestCheckTextJudgesEveryCharacter(t *testing.T) {
	refused := func(r rune) bool {
		for _, span := range [][2]rune{
			{0x00, 0x08}, {0x0B, 0x0C}, {0x0E, 0x1F}, {0x200B, 0x200C}, {0x202A, 0x202E},
			{0x2060, 0x2060}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}, {0xFFFD, 0xFFFD},
		} {
			if r >= span[0] && r <= span[1] {
				return true
			}
		}
		return false
	}
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		err := graphqlhttp.CheckText("input.title", "湖"+string(r))
		if (err != nil) != refused(r) {
			t.Errorf("%U: %v", r, err)
		}
		if bad, ok := errors.AsType[*graphqlhttp.TextError](err); err != nil && (!ok || bad.Character != r || bad.Path != "input.title") {
			t.Errorf("%U: %#v", r, err)
		}
	}
	if err := graphqlhttp.CheckText("", "broken \xff"); err == nil {
		t.Error("bytes that are no character are accepted")
	}
}

func TestTextErrorsAreToldInBothLanguages(t *testing.T) {
	bad, _ := errors.AsType[*graphqlhttp.TextError](graphqlhttp.CheckText("input.title", "\x00"))
	text := bad.Text()
	if text.In(message.Chinese) == text.In(message.English) || bad.Error() != text.EN {
		t.Errorf("%+v", text)
	}
}
