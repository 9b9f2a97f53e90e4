package store

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// canonical returns the record's bytes, canonical JSON by RFC 8785, with its operations as recorded writes them. It fails only on text that
// the checks before have refused.
//
// It writes them at once: to marshal the record and to parse it again for its members' order took a seventh of a large load. The members
// of a Record and of an Operation stand here in their order, and integers never reach 2^53, from where on a number's form is another.
func canonical(record Record, operations []byte) ([]byte, error) {
	w := canonicalWriter{bytes: make([]byte, 0, 512+len(operations)+len(record.Result))}
	w.member('{', "actor", record.Actor)
	w.member(',', "at", record.At)
	w.optional(',', "digest", record.Digest)
	w.optional(',', "key", record.Key)
	w.member(',', "mutation", record.Mutation)
	w.name(',', "operations")
	w.bytes = append(w.bytes, operations...)
	if len(record.Result) > 0 {
		w.name(',', "result")
		w.bytes = append(w.bytes, record.Result...) // in canonical form already
	}
	w.name(',', "sequence")
	w.bytes = strconv.AppendInt(w.bytes, record.Sequence, 10)
	w.bytes = append(w.bytes, '}')
	return w.bytes, w.err
}

// recorded returns the operations of steps as a record has them.
func recorded(steps []step) ([]byte, error) {
	w := canonicalWriter{bytes: make([]byte, 0, 16+128*len(steps))}
	w.list(len(steps), func(i int) { w.operation(&steps[i].Operation) })
	return w.bytes, w.err
}

// canonicalWriter appends canonical JSON and keeps the first error.
type canonicalWriter struct {
	bytes []byte
	err   error
}

func (w *canonicalWriter) operation(o *Operation) {
	open := byte('{')
	for _, part := range [...]struct{ name, text string }{{"from", o.From}, {"id", o.ID}} {
		if part.text != "" {
			w.member(open, part.name, part.text)
			open = ','
		}
	}
	if len(o.Properties) > 0 {
		w.name(open, "properties")
		w.properties(o.Properties)
		open = ','
	}
	w.optional(open, "to", o.To)
	if o.To != "" {
		open = ','
	}
	w.member(open, "type", o.Type)
	w.member(',', "verb", string(o.Verb))
	w.bytes = append(w.bytes, '}')
}

// Properties writes properties as a JSON object in canonical form. They are of the kinds that a checked Operation or an Effect holds.
func Properties(properties map[string]any) string {
	if len(properties) == 0 {
		return "{}"
	}
	w := canonicalWriter{bytes: make([]byte, 0, 64*len(properties))}
	w.properties(properties)
	return string(w.bytes)
}

// usualProperties is more than most records have: so many names need no memory of their own.
const usualProperties = 24

// appendNames appends the names of properties, sorted.
func appendNames(list []string, properties map[string]any) []string {
	list = slices.AppendSeq(list, maps.Keys(properties))
	slices.Sort(list)
	return list
}

// properties are written by name. Those of the contract are ASCII, whose order is one in bytes and in UTF-16.
func (w *canonicalWriter) properties(properties map[string]any) {
	var room [usualProperties]string
	open := byte('{')
	for _, name := range appendNames(room[:0], properties) {
		w.name(open, name)
		w.value(properties[name])
		open = ','
	}
	w.bytes = append(w.bytes, '}')
}

func (w *canonicalWriter) value(value any) {
	switch value := value.(type) {
	case nil:
		w.bytes = append(w.bytes, "null"...)
	case string:
		w.text(value)
	case int64:
		w.bytes = strconv.AppendInt(w.bytes, value, 10)
	case bool:
		w.bytes = strconv.AppendBool(w.bytes, value)
	case []string:
		w.list(len(value), func(i int) { w.text(value[i]) })
	default:
		panic(fmt.Sprintf("store: a checked property is never a %T", value))
	}
}

func (w *canonicalWriter) list(length int, element func(int)) {
	w.bytes = append(w.bytes, '[')
	for i := range length {
		if i > 0 {
			w.bytes = append(w.bytes, ',')
		}
		element(i)
	}
	w.bytes = append(w.bytes, ']')
}

// name begins a member after what opens the object or parts it from the one before.
func (w *canonicalWriter) name(open byte, name string) {
	w.bytes = append(w.bytes, open)
	w.text(name)
	w.bytes = append(w.bytes, ':')
}

func (w *canonicalWriter) member(open byte, name, text string) {
	w.name(open, name)
	w.text(text)
}

// optional leaves a member out that has no text.
func (w *canonicalWriter) optional(open byte, name, text string) {
	if text != "" {
		w.member(open, name, text)
	}
}

func (w *canonicalWriter) text(text string) {
	written, err := jsontext.AppendQuote(w.bytes, text)
	if w.bytes = written; err != nil && w.err == nil {
		w.err = err
	}
}
