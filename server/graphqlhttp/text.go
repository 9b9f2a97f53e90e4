package graphqlhttp

import (
	stdjson "encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/graph/message"
)

// TextError says that a text holds a character that is not accepted.
type TextError struct {
	Path      string // where the text stands, such as "input.parties[0].role"; "" for a document's text
	Character rune
}

// Error names the place and the character's number, never the text.
func (e *TextError) Error() string { return e.Text().EN }

// Text gives the message in both languages.
func (e *TextError) Text() message.Text {
	where := message.Text{ZH: e.Path, EN: e.Path}
	if e.Path == "" {
		where = message.Text{ZH: "文本", EN: "the text"}
	}
	why := message.Text{
		ZH: "含有不可接受的字符 %U（控制、双向排版、零宽字符或解码失败的痕迹）",
		EN: "holds the character %U, which is not accepted (control, bidirectional, zero-width, or left by a failed decoding)",
	}.Fill(e.Character)
	return message.Text{ZH: where.ZH + " " + why.ZH, EN: where.EN + " " + why.EN}
}

// CheckText refuses a text with a character that readers cannot see or that a
// failed decoding left behind; the error is a [*TextError]. Accepted is
// everything else, among it tab, line feed, carriage return, and U+200D, which
// joins emoji.
func CheckText(path, text string) error {
	for _, character := range text {
		if !acceptable(character) {
			return &TextError{Path: path, Character: character}
		}
	}
	return nil
}

// acceptable is the policy for text. U+FFFD stands for bytes or surrogates
// that were no character: storing it would lose what was meant.
func acceptable(character rune) bool {
	switch {
	case character < ' ':
		return character == '\t' || character == '\n' || character == '\r'
	case character >= 0x202A && character <= 0x202E, character >= 0x2066 && character <= 0x2069:
		return false // bidirectional embeddings, overrides and isolates
	case character == 0x200B, character == 0x200C, character == 0x2060, character == 0xFEFF:
		return false // zero-width
	}
	return character != 0xFFFD
}

// checkVariables holds every text within a request's variables to the policy,
// the names of members too, in a fixed order.
func checkVariables(path ast.Path, value any) (ast.Path, error) {
	switch value := value.(type) {
	case string:
		if CheckText("", value) == nil { // which spares nearly all of them their names
			return nil, nil
		}
		return path, CheckText(variableName(path), value)
	case stdjson.Number, bool, nil:
		return nil, nil
	case []any:
		for i, element := range value {
			if at, err := checkVariables(append(path, ast.PathIndex(i)), element); err != nil {
				return at, err
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if CheckText("", name) != nil {
				return path, CheckText(variableName(path), name)
			}
			if at, err := checkVariables(append(path, ast.PathName(name)), value[name]); err != nil {
				return at, err
			}
		}
	default:
		panic(fmt.Sprintf("graphqlhttp: JSON decodes to strings, numbers, lists and objects, not to %T", value))
	}
	return nil, nil
}

// variableName writes a path within the variables as people say it. Paths
// begin with "variable", as gqlparser's do, so that clients read one form.
func variableName(path ast.Path) string {
	if len(path) < 2 {
		return "variables"
	}
	return path[1:].String()
}
