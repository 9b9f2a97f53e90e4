package graphqlhttp

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
)

const (
	longestMessage = 400      // bytes of an error's message
	longestError   = 1 << 10  // bytes of an error with path and extensions
	dataComplaint  = 64 << 10 // bytes of the errors beside data
)

// reply is the body of an answer. Data is nil when nothing was executed, and
// then left out.
type reply struct {
	errors     []json.RawMessage
	data       json.RawMessage
	extensions map[string]any
}

// encode writes the reply's members by hand: data is valid JSON already, and
// often large; an encoder would read and copy all of it again. Nor is it copied
// here: the body is in two parts, the second of which begins with data and goes
// on behind it where that has room. So data must be nobody else's.
func (r reply) encode() (head, rest []byte, err error) {
	head = append(make([]byte, 0, 64), '{')
	if len(r.errors) > 0 {
		list, err := json.Marshal(r.errors)
		if err != nil {
			return nil, nil, err
		}
		head = append(append(head, `"errors":`...), list...)
	}
	if r.data != nil {
		if len(r.errors) > 0 {
			head = append(head, ',')
		}
		head = append(head, `"data":`...)
		rest = r.data
	}
	if len(r.extensions) > 0 {
		extensions, err := json.Marshal(r.extensions)
		if err != nil {
			return nil, nil, err
		}
		if len(head) > 1 {
			rest = append(rest, ',')
		}
		rest = append(append(rest, `"extensions":`...), extensions...)
	}
	return head, append(rest, '}'), nil
}

// fit encodes at most limit errors in at most budget bytes, each clipped, and
// says at the end how many were left out. Total is the number of all errors;
// the list may hold fewer.
func fit(ctx context.Context, list gqlerror.List, total, limit, budget int) []json.RawMessage {
	var told []json.RawMessage
	used := 0
	for _, each := range list {
		if len(told) == limit {
			break
		}
		encoded := clip(each)
		if used += len(encoded); used > budget && len(told) > 0 {
			break
		}
		told = append(told, encoded)
	}
	if rest := total - len(told); rest > 0 {
		why := &refusal{code: CodeLimit, text: message.Text{ZH: "另有 %d 个错误未列出", EN: "%d more errors are not listed"}.Fill(rest)}
		told = append(told, clip(why.shown(ctx, &gqlerror.Error{})))
	}
	return told
}

// clip encodes one error in a bounded number of bytes. Names within messages
// and paths may be as long as the request that brought them.
func clip(each *gqlerror.Error) json.RawMessage {
	short := *each
	short.Message = clipText(each.Message)
	if encoded, err := json.Marshal(&short); err == nil && len(encoded) <= longestError {
		return encoded
	}
	short.Path, short.Locations = nil, nil
	short.Extensions = map[string]any{"code": codeOf(each)}
	encoded, err := json.Marshal(&short)
	if err != nil {
		panic("graphqlhttp: an error of text and code can always be encoded: " + err.Error())
	}
	return encoded
}

// clipText shortens a message between two characters.
func clipText(text string) string {
	if len(text) <= longestMessage {
		return text
	}
	cut := longestMessage
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}

// answer gives a response of the executor as a reply. What was executed has
// data, null at least.
func (t Transport) answer(ctx context.Context, response *graphql.Response) reply {
	data := response.Data
	if data == nil {
		data = json.RawMessage("null")
	}
	list := response.Errors
	return reply{
		errors:     fit(ctx, list, len(list), t.Limits.FieldErrors, dataComplaint),
		data:       data,
		extensions: response.Extensions,
	}
}

// complaint gives errors of a request that was not executed as a reply, with
// the extensions that every response carries.
func (t Transport) complaint(ctx context.Context, executor graphql.GraphExecutor, list gqlerror.List) reply {
	total := len(list)
	response := executor.DispatchError(ctx, list[:min(total, t.Limits.RequestErrors)])
	return reply{
		errors:     fit(ctx, response.Errors, total, t.Limits.RequestErrors, t.Limits.Complaint),
		extensions: response.Extensions,
	}
}
