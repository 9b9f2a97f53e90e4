package oracle

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// ordering is a complete order on the nodes of a list: the keys that were asked for, then the id.
type ordering []key

type key struct {
	field      *ast.FieldDefinition
	descending bool
	nullsFirst bool
}

func orderingOf(def *ast.Definition, orderBy any) ordering {
	var o ordering
	items, _ := orderBy.([]any)
	for _, item := range items {
		in := item.(inputs)
		o = append(o, key{orderedBy(def, in["field"].(string)), in["direction"] == "DESC", in["nulls"] == "FIRST"})
	}
	return append(o, key{field: def.Fields.ForName("id")})
}

// position is where a node stands: its stored values of the order's keys, nil where one is absent.
type position []any

func (o ordering) position(n *Node) position {
	var p position
	for _, k := range o {
		p = append(p, n.Values[k.field.Name])
	}
	return p
}

// compare orders two positions.
func (o ordering) compare(a, b position) int {
	for i, k := range o {
		if c := k.compare(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

// compare orders two values of a key. Absent values stand where they were asked for, whatever the direction.
func (k key) compare(a, b any) int {
	absentFirst := 1
	if k.nullsFirst {
		absentFirst = -1
	}
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return absentFirst
	case b == nil:
		return -absentFirst
	case k.descending:
		return -compare(stored(k.field, a), stored(k.field, b))
	default:
		return compare(stored(k.field, a), stored(k.field, b))
	}
}

// CursorPrefix begins every cursor of the oracle, so that whoever compares answers can tell a cursor from a text.
const CursorPrefix = "oracle cursor "

// name says which order it is: a cursor fits no other.
func (o ordering) name() string {
	var names []string
	for _, k := range o {
		names = append(names, k.field.Name)
		if k.descending {
			names = append(names, "descending")
		}
		if k.nullsFirst {
			names = append(names, "nulls first")
		}
	}
	return strings.Join(names, ",")
}

// cursor names a position in plain sight; the prefix keeps it apart from texts.
func (o ordering) cursor(p position) string {
	parts := []any{o.name()}
	for i, v := range p {
		if n, ok := v.(string); ok && o[i].field.Type.Name() == "Decimal" {
			v = rational(n).RatString() // 5 and 5.00 are one position
		}
		parts = append(parts, v)
	}
	out, err := json.Marshal(parts)
	if err != nil {
		panic("oracle: stored values have a JSON form: " + err.Error())
	}
	return CursorPrefix + string(out)
}

// read reads a cursor of this order.
func (o ordering) read(cursor string) (position, error) {
	body, ok := strings.CutPrefix(cursor, CursorPrefix)
	var parts []any
	decoder := json.NewDecoder(strings.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&parts); !ok || err != nil || len(parts) != len(o)+1 || parts[0] != o.name() {
		return nil, errInvalid
	}
	p := position(slices.Clone(parts[1:]))
	for i, v := range p {
		var err error
		if p[i], err = o[i].read(v); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// read turns a value of a cursor into one as it is stored. A cursor of another list in an order of the same name may hold values of
// another type.
func (k key) read(v any) (any, error) {
	name := k.field.Type.Name()
	switch v := v.(type) {
	case nil:
		if k.field.Type.NonNull {
			return nil, errInvalid
		}
		return nil, nil
	case json.Number:
		return number(name, v.String())
	case string:
		switch name {
		case "Int":
			return nil, errInvalid
		case "Decimal":
			return rational(v).FloatString(scale(k.field.Directives.ForName("decimal"))), nil
		case "PartialDate", "DateTime":
			_, err := text(name, v)
			return v, err
		default:
			return v, nil
		}
	default:
		return nil, errInvalid
	}
}
