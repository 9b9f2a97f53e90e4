package message

import "fmt"

// Text is one message in both languages.
type Text struct {
	ZH string // Chinese, the users' first language
	EN string // English
}

// In gives the message in one language. A message without a translation is
// given in the other language rather than as nothing.
func (t Text) In(language Language) string {
	if language == English && t.EN != "" || t.ZH == "" {
		return t.EN
	}
	return t.ZH
}

// Fill formats both languages with the same arguments, as fmt.Sprintf does.
// Where the languages want another order, the verbs name it: "%[2]s %[1]d".
func (t Text) Fill(arguments ...any) Text {
	return Text{ZH: fmt.Sprintf(t.ZH, arguments...), EN: fmt.Sprintf(t.EN, arguments...)}
}
