package plan

import (
	"slices"
	"strconv"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// Output writes what a statement brought as the JSON of a response. The tree of writers mirrors the selection; each knows the slot
// that it reads. A writer that finds null appends nothing and returns false; who holds it then writes null, or, where the contract
// says the field is never null, is null itself, as GraphQL has it.
//
// Three sorts of things are written: nodes from a Row, pages of a connection, and computed objects from Go.

// writer is what one response is written with. It is handed from one response to the next, for what it grows to anew would be as much
// garbage as the response.
type writer struct {
	buf     []byte
	types   []string // the concrete types of the nodes that are being written, outermost first
	path    []any
	missing []any            // the path of a value that was null though it must not be; nil: none
	found   []map[string]Row // by reference: nodes by their ids
	cursors Cursors
}

var writers = sync.Pool{New: func() any { return new(writer) }}

// mostKept is the largest response, in bytes, and the most nodes of a reference for which room is kept: few are so large, and a map takes
// time to be emptied by what it once held.
const (
	mostKept      = 1 << 20
	mostFoundKept = 1024
)

// leave hands the writer on. Nothing of what was written stays in it.
func (w *writer) leave() {
	if cap(w.buf) > mostKept || slices.ContainsFunc(w.found, func(rows map[string]Row) bool { return len(rows) > mostFoundKept }) {
		return
	}
	for _, rows := range w.found {
		clear(rows)
	}
	clear(w.path[:cap(w.path)])
	*w = writer{buf: w.buf[:0], types: w.types[:0], path: w.path[:0], found: w.found[:0]}
	writers.Put(w)
}

// find takes the nodes that were read for the next reference.
func (w *writer) find(r ref, row Row) {
	at := len(w.found)
	if w.found = slices.Grow(w.found, 1)[:at+1]; w.found[at] == nil {
		w.found[at] = map[string]Row{}
	}
	if row == nil {
		return // nothing was named, so nothing was read
	}
	for _, row := range asRows(row[r.slot]) {
		if id, ok := row[0].(string); ok {
			w.found[at][id] = row
		}
	}
}

// writes is anything that can be written from a T.
type writes[T any] interface{ write(w *writer, from T) bool }

// member is a named part of an object.
type member[T any] struct {
	name    any // string: the response name, boxed once
	key     []byte
	when    [][]guard
	nonNull bool
	value   writes[T]
}

func newMember[T any](e *entry, value writes[T]) member[T] {
	key, err := jsontext.AppendQuote(nil, e.alias)
	if err != nil {
		panic("plan: a GraphQL name is always valid text: " + err.Error())
	}
	return member[T]{e.alias, append(key, ':'), e.when, e.field.Definition.Type.NonNull, value}
}

// object writes the members that its guards let through.
type object[T any] []member[T]

func (o object[T]) write(w *writer, from T) bool {
	start, first := len(w.buf), true
	w.buf = append(w.buf, '{')
	for i := range o {
		m := &o[i]
		if m.when != nil && !w.holds(m.when) {
			continue
		}
		if !first {
			w.buf = append(w.buf, ',')
		}
		first = false
		w.buf = append(w.buf, m.key...)
		w.path = append(w.path, m.name)
		ok := w.orNull(m.value.write(w, from), m.nonNull)
		w.path = w.path[:len(w.path)-1]
		if !ok {
			w.buf = w.buf[:start]
			return false
		}
	}
	w.buf = append(w.buf, '}')
	return true
}

// orNull writes null for an absent value where that is allowed; else it notes where the absence was found and returns false.
func (w *writer) orNull(written, nonNull bool) bool {
	if written {
		return true
	}
	if nonNull {
		if w.missing == nil {
			w.missing = slices.Clone(w.path)
		}
		return false
	}
	w.buf = append(w.buf, "null"...)
	return true
}

func (w *writer) holds(when [][]guard) bool {
	return slices.ContainsFunc(when, func(all []guard) bool {
		return !slices.ContainsFunc(all, func(g guard) bool { return !slices.Contains(g.types, w.types[g.level]) })
	})
}

// list writes the elements of a list, each with the same writer.
func list[T any](w *writer, items []T, nonNull bool, each writes[T]) bool {
	return w.list(len(items), nonNull, func(i int) bool { return each.write(w, items[i]) })
}

// list writes a list of so many elements.
func (w *writer) list(count int, nonNull bool, each func(int) bool) bool {
	start := len(w.buf)
	w.buf = append(w.buf, '[')
	for i := range count {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.path = append(w.path, i)
		ok := w.orNull(each(i), nonNull)
		w.path = w.path[:len(w.path)-1]
		if !ok {
			w.buf = w.buf[:start]
			return false
		}
	}
	w.buf = append(w.buf, ']')
	return true
}

// constant writes a text that is known when compiling, such as the __typename of a page.
type constant[T any] string

func (c constant[T]) write(w *writer, _ T) bool { return w.text(string(c)) }

func (w *writer) text(s string) bool {
	quoted, err := jsontext.AppendQuote(w.buf, s)
	if err != nil { // invalid UTF-8 cannot be stored; a driver that returns it all the same must not break the response
		return false
	}
	w.buf = quoted
	return true
}

// nodeObject writes a node from its row, one level further in.
type nodeObject struct {
	typeSlot int // where the concrete type's name is; -1 where nobody asks
	static   string
	members  object[Row]
}

func (n *nodeObject) write(w *writer, row Row) bool {
	name := n.static
	if n.typeSlot >= 0 {
		name, _ = row[n.typeSlot].(string)
	}
	w.types = append(w.types, name)
	ok := n.members.write(w, row)
	w.types = w.types[:len(w.types)-1]
	return ok
}

// nested writes the node that a slot holds.
type nested struct {
	slot int
	node *nodeObject
}

func (n nested) write(w *writer, row Row) bool {
	inner := asRow(row[n.slot])
	return inner != nil && n.node.write(w, inner)
}

// asRow takes a nested row in either form in which an engine may bring it.
func asRow(v any) Row {
	switch v := v.(type) {
	case Row:
		return v
	case []any:
		return v
	default:
		return nil
	}
}

// asRows takes a nested list of rows.
func asRows(v any) []Row {
	switch v := v.(type) {
	case []Row:
		return v
	case []any:
		rows := make([]Row, len(v))
		for i, item := range v {
			rows[i] = asRow(item)
		}
		return rows
	default:
		return nil
	}
}

// typeName writes the concrete type of the node itself, as a type name or as a value of the derived enum.
type typeName struct{ enum map[string]string }

func (t typeName) write(w *writer, _ Row) bool {
	name := w.types[len(w.types)-1]
	if t.enum != nil {
		name = t.enum[name]
	}
	return name != "" && w.text(name)
}

// leaf writes a stored property.
type leaf struct {
	slot     int
	property *schema.Property
}

func (l leaf) write(w *writer, row Row) bool {
	switch v := row[l.slot].(type) {
	case nil:
		if l.property.List && l.property.Required { // an empty list need not be stored
			w.buf = append(w.buf, "[]"...)
			return true
		}
		return false
	case string:
		return w.text(v)
	case int64:
		if l.property.Scalar == schema.Decimal {
			return w.text(value.FormatDecimal(v, l.property.Scale))
		}
		w.buf = strconv.AppendInt(w.buf, v, 10)
		return true
	case bool:
		w.buf = strconv.AppendBool(w.buf, v)
		return true
	case []any:
		return list(w, v, true, anyText{})
	default:
		return false
	}
}

type anyText struct{}

func (anyText) write(w *writer, v any) bool {
	s, ok := v.(string)
	return ok && w.text(s)
}

// edgeList writes a plain list of relations, such as citations.
type edgeList struct {
	slot int
	each *nodeObject
}

func (e edgeList) write(w *writer, row Row) bool { return list(w, asRows(row[e.slot]), true, e.each) }
