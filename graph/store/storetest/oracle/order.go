package oracle

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// ordering is a complete order on the items of a list: the keys that were asked for, then the id, in the direction of the last of them.
type ordering []key

// key is one step of an order: by a value of the node, of the relation that led to it, of the node that a relation to one leads to, or
// by how many nodes a relation leads to.
type key struct {
	name       string // of the order's enum
	field      *ast.FieldDefinition
	onEdge     bool
	via        *way
	counts     bool
	descending bool
	nullsFirst bool
	implied    bool // nobody asked for it
}

func (o *Oracle) orderingOf(def *ast.Definition, to *way, orderBy any) ordering {
	var order ordering
	descending := false
	items, _ := orderBy.([]any)
	for _, item := range items {
		in := item.(inputs)
		k := o.keyOf(def, to, in["field"].(string))
		descending = in["direction"] == "DESC"
		k.descending, k.nullsFirst = descending, in["nulls"] == "FIRST"
		order = append(order, k)
	}
	if to != nil && to.edge != nil {
		for _, field := range to.edge.Fields {
			if field.Directives.ForName("unique") != nil {
				order = append(order, key{name: "EDGE_" + screaming(field.Name), field: field, onEdge: true, descending: descending, implied: true})
			}
		}
	}
	return append(order, key{name: "ID", field: def.Fields.ForName("id"), descending: descending, implied: true})
}

// keyOf finds what a value of an order's enum names by trying every name that it could be.
func (o *Oracle) keyOf(def *ast.Definition, to *way, name string) key {
	for _, field := range def.Fields {
		via := o.way(field)
		switch {
		case via == nil && screaming(field.Name) == name:
			return key{name: name, field: o.ordered(field)}
		case via == nil:
		case !via.one && screaming(field.Name)+"_COUNT" == name:
			return key{name: name, via: via, counts: true}
		case via.one:
			for _, far := range via.target.Fields {
				if o.way(far) == nil && screaming(field.Name)+"_"+screaming(far.Name) == name {
					return key{name: name, field: o.ordered(far), via: via}
				}
			}
		}
	}
	for _, field := range to.edge.Fields {
		if "EDGE_"+screaming(field.Name) == name {
			return key{name: name, field: field, onEdge: true}
		}
	}
	panic("oracle: no order by " + name)
}

// position is where an item stands: its stored values of the order's keys, nil where one is absent.
type position []any

func (o *Oracle) position(order ordering, item link) position {
	var p position
	for _, k := range order {
		p = append(p, o.valueOf(k, item))
	}
	return p
}

func (o *Oracle) valueOf(k key, item link) any {
	switch {
	case k.onEdge:
		return item.values[k.field.Name]
	case k.counts:
		return int64(len(o.reach(item.node, k.via)))
	case k.via != nil:
		far := o.one(item.node, k.via)
		if far == nil {
			return nil
		}
		return far.Values[k.field.Name]
	default:
		return item.node.Values[k.field.Name]
	}
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
		return -compare(k.stored(a), k.stored(b))
	default:
		return compare(k.stored(a), k.stored(b))
	}
}

// stored turns a value of the key into one that compare can compare.
func (k key) stored(v any) any {
	if k.counts {
		return v
	}
	return stored(k.field, v)
}

// typeName is the name of the scalar or enum that the key's values are of.
func (k key) typeName() string {
	if k.counts {
		return "Int"
	}
	return k.field.Type.Name()
}

// required reports whether every item has a value.
func (k key) required() bool { return k.counts || k.via == nil && k.field.Type.NonNull }

// CursorPrefix begins every cursor of the oracle, so that whoever compares answers can tell a cursor from a text.
const CursorPrefix = "oracle cursor "

// name says which order was asked for: a cursor fits no other.
func (o ordering) name() string {
	var names []string
	for _, k := range o {
		if k.implied {
			continue
		}
		names = append(names, k.name)
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
		if n, ok := v.(string); ok && o[i].typeName() == "Decimal" {
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
	name := k.typeName()
	switch v := v.(type) {
	case nil:
		if k.required() {
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
