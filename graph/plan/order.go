package plan

import (
	"encoding/json"
	"slices"
	"strings"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// ordering is a complete order: what the request asks for, then the id.
type ordering struct {
	keys  []Key
	scope string // names the order, so that a cursor fits no other
}

// MaxSteps is the most fields that a list may be ordered by. A cursor's condition grows with the square of them.
const MaxSteps = 10

// orderOf reads the orderBy argument of a list of nodes, which a relation with an edge type may lead to. A field that is repeated never
// decides and is left out, so that an order that names the id itself sorts by it once.
//
// What is equal in all that is asked for comes by id, in the direction of the last step: then one index, read one way, gives the whole
// order.
func orderOf(node *schema.Node, edge *schema.Edge, orderBy any) (ordering, error) {
	var o ordering
	var scope strings.Builder
	descending := false
	items, _ := orderBy.([]any)
	if len(items) > MaxSteps {
		return o, limit("orderBy", "最多按 %d 个字段排序", "at most %d fields to order by", MaxSteps)
	}
	for _, item := range items {
		spec, ok := item.(Arguments)
		if !ok {
			return o, invalid("orderBy", "不能为空", "must not be null")
		}
		name := spec.Text("field")
		of, found := orderOperand(node, edge, name)
		if !found {
			return o, invalid("orderBy", "%s 不能排序", "%s has no order", name)
		}
		descending = spec.Text("direction") == "DESC"
		o.add(Key{Of: of, Descending: descending, NullsFirst: spec.Text("nulls") == "FIRST"})
		scope.WriteString(name + ":" + spec.Text("direction") + ":" + spec.Text("nulls") + ",")
	}
	if edge != nil {
		for _, field := range edge.Fields {
			if field.Property.Unique {
				o.add(Key{Of: Operand{Property: field.Property, Key: true, OnEdge: true}, Descending: descending})
			}
		}
	}
	o.add(Key{Of: Operand{Property: node.Field("id").Property, Key: true}, Descending: descending})
	o.scope = scope.String()
	return o, nil
}

func (o *ordering) add(key Key) {
	if !slices.ContainsFunc(o.keys, func(k Key) bool { return k.Of == key.Of }) {
		o.keys = append(o.keys, key)
	}
}

// orderOperand finds what a value of an order's enum names: NAME, PLACE_NAME, AGREEMENTS_COUNT or EDGE_ROLE.
func orderOperand(node *schema.Node, edge *schema.Edge, enum string) (Operand, bool) {
	for _, field := range node.Fields {
		name := schema.ScreamingSnake(field.Name)
		switch {
		case field.Ordered() != nil && name == enum:
			return Operand{Property: field.Ordered(), Key: true}, true
		case field.Relation == nil:
		case !field.Relation.One:
			if name+"_COUNT" == enum {
				return Operand{Property: Degree, Key: true, Via: field.Relation}, true
			}
		default:
			if of, found := ownOperand(field.Relation.Target.Fields, name+"_", enum); found {
				of.Via = field.Relation
				return of, true
			}
		}
	}
	if edge == nil {
		return Operand{}, false
	}
	of, found := ownOperand(edge.Fields, "EDGE_", enum)
	of.OnEdge = true
	return of, found
}

// ownOperand finds an ordered property whose name stands behind the prefix.
func ownOperand(fields []*schema.Field, prefix, enum string) (Operand, bool) {
	rest, found := strings.CutPrefix(enum, prefix)
	if !found {
		return Operand{}, false
	}
	for _, field := range fields {
		if p := field.Ordered(); p != nil && schema.ScreamingSnake(field.Name) == rest {
			return Operand{Property: p, Key: true}, true
		}
	}
	return Operand{}, false
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
			if o.keys[i].Of.Required() {
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
	if first := o.keys[0]; position[0] != nil && (first.Of.Required() || first.NullsFirst) {
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
	if !k.Of.Required() && !k.NullsFirst {
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
	if flag, ok := v.(bool); ok && p.Scalar == schema.Boolean {
		return flag, nil
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
