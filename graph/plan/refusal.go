package plan

import (
	"fmt"

	"partnergraph/graph/message"
)

// Code says what sort of refusal it is; the same words stand in a response's extensions.code.
type Code string

// The codes of what a plan refuses.
const (
	Invalid Code = "INVALID" // an argument is malformed or out of its range
	Limit   Code = "LIMIT"   // the operation would read more than is allowed
)

// Refusal is a request that is not carried out, and why, for its author.
type Refusal struct {
	Code  Code
	Field string // the argument concerned, as a path such as "where.name.eq"; "" when the whole operation is
	Text  message.Text

	Extensions map[string]any // more for programs, such as the cost and its limit
}

// Error is the English text, for logs.
func (r *Refusal) Error() string {
	if r.Field == "" {
		return r.Text.EN
	}
	return r.Field + ": " + r.Text.EN
}

// invalid refuses a value. The two formats take the same arguments.
func invalid(field, zh, en string, args ...any) *Refusal {
	return refusal(Invalid, field, zh, en, args)
}

// limit refuses an operation that is too large.
func limit(field, zh, en string, args ...any) *Refusal {
	return refusal(Limit, field, zh, en, args)
}

func refusal(code Code, field, zh, en string, args []any) *Refusal {
	return &Refusal{Code: code, Field: field, Text: message.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}}
}

// Empty returns the refusal of a blank text argument.
func Empty(field string) *Refusal {
	return invalid(field, "不能为空白", "must not be blank")
}
