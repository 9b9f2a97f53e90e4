package plan

import (
	"encoding/json"
	"strings"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// ordering is a complete order: what the request asks for, then the id.
type ordering struct {
	keys  []Key
	scope string // names the order, so that a cursor fits no other
}

// orderOf reads an orderBy argument. Repeating a field is harmless: the later one never decides.
func orderOf(node *schema.Node, edge *schema.Edge, orderBy any) (ordering, error) {
	var o ordering
	var scope strings.Builder
	items, _ := orderBy.([]any)
	for _, item := range items {
		spec, ok := item.(Arguments)
		if !ok {
			return o, invalid("orderBy", "不能为空", "must not be null")
		}
		name := spec.Text("field")
		field := orderField(node, name)
		if field == nil {
			return o, invalid("orderBy", "%s 不能排序", "%s has no order", name)
		}
		key := Key{
			Of:         Operand{Property: field.Property, Key: true},
			Descending: spec.Text("direction") == "DESC",
			NullsFirst: spec.Text("nulls") == "FIRST",
		}
		o.keys = append(o.keys, key)
		scope.WriteString(name + ":" + spec.Text("direction") + ":" + spec.Text("nulls") + ",")
	}
	if edge != nil {
		for _, field := range edge.Fields {
			if field.Property.Unique && edge.Far != "" {
				o.keys = append(o.keys, Key{Of: Operand{Property: field.Property, Key: true, OnEdge: true}})
			}
		}
	}
	o.keys = append(o.keys, Key{Of: Operand{Property: node.Field("id").Property, Key: true}})
	o.scope = scope.String()
	return o, nil
}

func orderField(node *schema.Node, enum string) *schema.Field {
	for _, field := range node.Fields {
		if field.Property != nil && field.Property.Index && schema.ScreamingSnake(field.Name) == enum {
			return field
		}
	}
	return nil
}

// reversed is the same order read from its end.
func (o ordering) reversed() ordering {
	keys := make([]Key, len(o.keys))
	for i, key := range o.keys {
		key.Descending, key.NullsFirst = !key.Descending, !key.NullsFirst
		keys[i] = key
	}
	return ordering{keys, o.scope}
}

// slots are the values that a cursor holds: the properties themselves, never their order keys, which differ between engines.
func (o ordering) slots() []Slot {
	slots := make([]Slot, len(o.keys))
	for i, key := range o.keys {
		of := key.Of
		of.Key = false
		slots[i] = Property{of}
	}
	return slots
}

// after builds the condition that a node stands behind the position in the order. add registers an argument.
//
// For keys a, b it is a > x OR (a = x AND b > y), under the bound a >= x that lets an engine seek into an index. A key without a
// value at the position, and nodes without one, stand where NullsFirst says.
func (o ordering) after(position []any, add func(any) Arg) (Filter, error) {
	if len(position) != len(o.keys) {
		return nil, ErrCursor
	}
	args := make([]Arg, len(position))
	for i, v := range position {
		if v == nil {
			if o.keys[i].Of.Property.Required {
				return nil, ErrCursor
			}
			continue
		}
		bound, err := keyArgument(o.keys[i].Of.Property, v)
		if err != nil {
			return nil, err
		}
		args[i] = add(bound)
	}
	var behind Filter = Or{}
	for i := len(o.keys) - 1; i >= 0; i-- {
		behind = o.keys[i].behind(position[i] == nil, args[i], behind)
	}
	if first := o.keys[0]; position[0] != nil && (first.Of.Property.Required || first.NullsFirst) {
		op := Gte
		if first.Descending {
			op = Lte
		}
		behind = And{Compare{first.Of, op, args[0]}, behind}
	}
	return behind, nil
}

// behind is one step of after: strictly behind in this key, or level in it and behind in the rest.
func (k Key) behind(absent bool, arg Arg, rest Filter) Filter {
	var out Or
	if absent {
		if k.NullsFirst {
			out = append(out, Not{Null{k.Of}})
		}
		return simplify(append(out, And{Null{k.Of}, rest}))
	}
	op := Gt
	if k.Descending {
		op = Lt
	}
	out = append(out, Compare{k.Of, op, arg})
	if !k.Of.Property.Required && !k.NullsFirst {
		out = append(out, Null{k.Of})
	}
	if empty, ok := rest.(Or); ok && len(empty) == 0 {
		return simplify(out)
	}
	return append(out, And{Compare{k.Of, Eq, arg}, rest})
}

func simplify(or Or) Filter {
	var kept Or
	for _, part := range or {
		if and, ok := part.(And); ok {
			if rest, ok := and[1].(Or); ok && len(rest) == 0 {
				continue
			}
		}
		kept = append(kept, part)
	}
	if len(kept) == 1 {
		return kept[0]
	}
	return kept
}

// keyArgument turns a cursor's value into what the order key is compared with.
func keyArgument(p *schema.Property, v any) (any, error) {
	if number, ok := v.(json.Number); ok && (p.Scalar == schema.Int || p.Scalar == schema.Decimal) {
		n, err := number.Int64()
		if err != nil {
			return nil, ErrCursor
		}
		return n, nil
	}
	text, ok := v.(string)
	if !ok {
		return nil, ErrCursor
	}
	switch p.Scalar {
	case schema.String:
		return StringKey(text), nil
	case schema.PartialDate:
		date, err := value.ParsePartialDate(text)
		if err != nil {
			return nil, ErrCursor
		}
		return date.Key(), nil
	case schema.Int, schema.Decimal, schema.Boolean:
		return nil, ErrCursor
	default:
		return text, nil
	}
}
