package plan

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Fields is a computed value by field name: scalars as string, int, int64, float64 or bool, lists as []Object, List or []string, objects
// as Fields, and nodes by their id as string or []string. Of a string, a float64 and a []string a pointer will do as well, so that a
// struct gives its own without a copy. It has nil for what it has not.
type Fields interface{ Field(name string) any }

// Object is a computed value of a few fields.
type Object map[string]any

// Field returns the value of a field.
func (o Object) Field(name string) any { return o[name] }

// List is a list of computed values: of those of which an answer has hundreds, and for which as many Objects would be its most garbage.
type List interface {
	Len() int
	At(i int) Fields
}

// listed takes a list of computed values in either form; false for anything else.
func listed(v any) (count int, at func(int) Fields, is bool) {
	switch v := v.(type) {
	case []Object:
		return len(v), func(i int) Fields { return v[i] }, true
	case List:
		return v.Len(), v.At, true
	default:
		return 0, nil, false
	}
}

// fieldsOf takes a computed object; nil for anything else.
func fieldsOf(v any) Fields {
	if object, is := v.(Object); is && object == nil {
		return nil
	}
	fields, _ := v.(Fields)
	return fields
}

// idOf takes the id by which a computed value names a node; "" for anything else.
func idOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case *string:
		return *v
	default:
		return ""
	}
}

// idsOf takes the ids by which a computed value names nodes; false for anything else.
func idsOf(v any) ([]string, bool) {
	switch v := v.(type) {
	case []string:
		return v, true
	case *[]string:
		return *v, true
	default:
		return nil, false
	}
}

// computedLeaf writes a scalar, or a list of them, that was computed.
type computedLeaf string

func (c computedLeaf) write(w *writer, from Fields) bool {
	v := from.Field(string(c))
	switch v := v.(type) {
	case nil:
		return false
	case string:
		return w.text(v)
	case *string:
		return w.text(*v)
	case int:
		w.buf = strconv.AppendInt(w.buf, int64(v), 10)
		return true
	case bool:
		w.buf = strconv.AppendBool(w.buf, v)
		return true
	case float64:
		return w.float(v)
	case *float64:
		return w.float(*v)
	}
	encoded, err := json.Marshal(v)
	if err != nil || string(encoded) == "null" {
		return false
	}
	w.buf = append(w.buf, encoded...)
	return true
}

func (w *writer) float(v float64) bool {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return false
	}
	w.buf = jsontext.AppendFloat(w.buf, v, 64)
	return true
}

// computedObject writes an object that was computed.
type computedObject struct {
	name    string
	members object[Fields]
}

func (c computedObject) write(w *writer, from Fields) bool {
	inner := fieldsOf(from.Field(c.name))
	return inner != nil && c.members.write(w, inner)
}

// computedList writes a list of computed objects.
type computedList struct {
	name    string
	nonNull bool
	members object[Fields]
}

func (c computedList) write(w *writer, from Fields) bool {
	count, at, is := listed(from.Field(c.name))
	return is && w.list(count, c.nonNull, func(i int) bool { return c.members.write(w, at(i)) })
}

// reference writes a node that a computed value names by its id, and referenceList several.
type (
	reference struct {
		name string
		ref  int
		node *nodeObject
	}
	referenceList struct {
		reference
		nonNull bool
	}
	byID struct{ reference }
)

func (r reference) write(w *writer, from Fields) bool {
	return byID{r}.write(w, idOf(from.Field(r.name)))
}

func (r referenceList) write(w *writer, from Fields) bool {
	ids, are := idsOf(from.Field(r.name))
	return are && list(w, ids, r.nonNull, byID{r.reference})
}

func (b byID) write(w *writer, id string) bool {
	row := w.found[b.ref][id]
	return row != nil && b.node.write(w, row)
}
