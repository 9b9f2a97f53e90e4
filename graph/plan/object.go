package plan

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Object is a computed value by field name: scalars as string, int, int64, float64 or bool, lists as []Object or []string, objects
// as Object, and nodes by their id as string or []string.
type Object map[string]any

// computedLeaf writes a scalar, or a list of them, that was computed.
type computedLeaf string

func (c computedLeaf) write(w *writer, from Object) bool {
	v := from[string(c)]
	if v == nil {
		return false
	}
	switch v := v.(type) {
	case string:
		return w.text(v)
	case int:
		w.buf = strconv.AppendInt(w.buf, int64(v), 10)
		return true
	case bool:
		w.buf = strconv.AppendBool(w.buf, v)
		return true
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
		w.buf = jsontext.AppendFloat(w.buf, v, 64)
		return true
	}
	encoded, err := json.Marshal(v)
	if err != nil || string(encoded) == "null" {
		return false
	}
	w.buf = append(w.buf, encoded...)
	return true
}

// computedObject writes an object that was computed.
type computedObject struct {
	name    string
	members object[Object]
}

func (c computedObject) write(w *writer, from Object) bool {
	inner, ok := from[c.name].(Object)
	return ok && inner != nil && c.members.write(w, inner)
}

// computedList writes a list of computed objects.
type computedList struct {
	name    string
	nonNull bool
	members object[Object]
}

func (c computedList) write(w *writer, from Object) bool {
	items, ok := from[c.name].([]Object)
	return ok && list(w, items, c.nonNull, c.members)
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

func (r reference) write(w *writer, from Object) bool {
	id, ok := from[r.name].(string)
	return ok && byID{r}.write(w, id)
}

func (r referenceList) write(w *writer, from Object) bool {
	ids, ok := from[r.name].([]string)
	return ok && list(w, ids, r.nonNull, byID{r.reference})
}

func (b byID) write(w *writer, id string) bool {
	row := w.found[b.ref][id]
	return row != nil && b.node.write(w, row)
}
