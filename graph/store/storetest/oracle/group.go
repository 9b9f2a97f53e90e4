package oracle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	maxKeys = 4
	maxHops = 3
)

// grouping is what the arguments of a groupBy ask for.
type grouping struct {
	target *ast.Definition
	keys   []groupKey
	holds  on
	order  []groupStep
	first  int
}

// groupKey is a key of a grouping: where it lies, and how its values are found and shown.
type groupKey struct {
	path string
	hops []*way
	edge bool // it is of the relation that led to the node
	name string
	def  *ast.FieldDefinition
	part int // how long the part of a date is; 0: all of the value
}

// keyValue is a value of a key: what tells it apart, what it is ordered by, and what is shown; none of it where there is no value.
type keyValue struct {
	id          string
	sort, shown any
}

type groupStep struct {
	byKeys     bool
	figure     func(bunch) any
	descending bool
	nullsFirst bool
}

func (q *question) groupingOf(field *ast.Field, in inputs) (*grouping, error) {
	target := q.seen(field.ObjectDefinition.Fields.ForName("nodes").Type.Name())
	g := &grouping{target: target, first: defaultPage, holds: func(bunch) bool { return true }}
	by := in["by"].([]any)
	switch {
	case len(by) == 0:
		return nil, errInvalid
	case len(by) > maxKeys:
		return nil, errLimit
	}
	input := q.schema.Types[field.Definition.Arguments.ForName("by").Type.Name()]
	for _, item := range by {
		key, err := q.groupKey(target, input, item.(inputs))
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(g.keys, func(other groupKey) bool { return other.path == key.path }) {
			return nil, errInvalid
		}
		g.keys = append(g.keys, key)
	}
	if having, given := in["having"].(inputs); given {
		var err error
		if g.holds, err = q.having(target, having); err != nil {
			return nil, err
		}
	}
	if first, given := in["first"].(int64); given {
		g.first = int(first)
	}
	if g.first < 0 || g.first > maxPage {
		return nil, errInvalid
	}
	items, _ := in["orderBy"].([]any)
	for _, item := range items {
		g.order = append(g.order, q.stepOf(target, item.(inputs)))
	}
	g.order = append(g.order, groupStep{byKeys: true})
	return g, nil
}

// groupKey follows an input with one member at each level.
func (q *question) groupKey(def, input *ast.Definition, in inputs) (groupKey, error) {
	var key groupKey
	var path []string
	for {
		if len(in) != 1 {
			return key, errInvalid
		}
		for name, member := range in {
			if member == nil {
				return key, errInvalid
			}
			typ := q.schema.Types[input.Fields.ForName(name).Type.Name()]
			switch name {
			case "field", "edge":
				if key.edge = name == "edge"; key.edge {
					path = append(path, name)
					def = q.schema.Types[strings.TrimSuffix(typ.Name, "GroupField")]
				}
				key.end(def, member.(string))
				key.path = strings.Join(append(path, key.name), ".")
				return key, nil
			case "node":
			default:
				to := q.way(def.Fields.ForName(name))
				key.hops, def = append(key.hops, to), to.target
				if len(key.hops) > maxHops {
					return key, errLimit
				}
			}
			path, in, input = append(path, name), member.(inputs), typ
		}
	}
}

// end reads a value of an enum of keys, such as SIGNED_ON_MONTH.
func (k *groupKey) end(def *ast.Definition, value string) {
	for _, field := range def.Fields {
		for suffix, length := range map[string]int{"": 0, "_YEAR": 4, "_MONTH": 7} {
			if screaming(field.Name)+suffix == value {
				k.name, k.def, k.part = field.Name, field, length
			}
		}
	}
}

// of returns the different values that a key has for an item: none is one as well.
func (q *question) valuesOf(key groupKey, item link) []keyValue {
	at := []link{item}
	for _, hop := range key.hops {
		var next []link
		for _, l := range at {
			next = append(next, q.reach(l.node, hop)...)
		}
		at = next
	}
	var found []keyValue
	for _, l := range at {
		value := key.value(l)
		if !slices.ContainsFunc(found, func(other keyValue) bool { return other.id == value.id }) {
			found = append(found, value)
		}
	}
	if len(found) == 0 {
		return []keyValue{{}}
	}
	return found
}

func (k groupKey) value(l link) keyValue {
	value := l.node.Values[k.name]
	if k.edge {
		value = l.values[k.name]
	}
	if isTypeName(k.def) {
		return keyValue{l.node.Type, l.node.Type, screaming(l.node.Type)}
	}
	text, isText := value.(string)
	switch {
	case value == nil:
		return keyValue{}
	case k.part > 0:
		text = text[:min(k.part, len(text))]
		d, _ := dateOf(text)
		return keyValue{"=" + text, d, text}
	case isText && k.def.Type.Name() == "Decimal":
		return keyValue{"=" + rational(text).RatString(), rational(text), written(k.def, value)}
	default:
		return keyValue{fmt.Sprint("=", value), stored(k.def, value), value}
	}
}

// group is a group of a list's items.
type group struct {
	bunch
	grouping *grouping
	keys     []keyValue
}

// groups puts the items of a list into groups.
func (q *question) groups(g *grouping, items []link) []any {
	byID := map[string]*group{}
	for _, item := range items {
		combinations := [][]keyValue{{}}
		for _, key := range g.keys {
			var longer [][]keyValue
			for _, so := range combinations {
				for _, value := range q.valuesOf(key, item) {
					longer = append(longer, append(slices.Clone(so), value))
				}
			}
			combinations = longer
		}
		for _, keys := range combinations {
			var ids []string
			for _, key := range keys {
				ids = append(ids, key.id)
			}
			id := strings.Join(ids, "\x00")
			if byID[id] == nil {
				byID[id] = &group{bunch{target: g.target}, g, keys}
			}
			byID[id].links = append(byID[id].links, item)
		}
	}
	var kept []*group
	for _, found := range byID {
		if g.holds(found.bunch) {
			kept = append(kept, found)
		}
	}
	slices.SortFunc(kept, g.compare)
	out := []any{}
	for _, found := range kept[:min(len(kept), g.first)] {
		out = append(out, found)
	}
	return out
}

func (o *Oracle) stepOf(def *ast.Definition, in inputs) groupStep {
	step := groupStep{descending: in["direction"] == "DESC", nullsFirst: in["nulls"] == "FIRST"}
	name := in["field"].(string)
	switch name {
	case "KEY":
		step.byKeys = true
	case "COUNT":
		step.figure = func(b bunch) any { return int64(len(b.links)) }
	default:
		for _, field := range def.Fields {
			if figure, found := strings.CutPrefix(name, screaming(field.Name)+"_"); found && !strings.Contains(figure, "_") {
				step.figure = func(b bunch) any { return o.values(b, field).figure(strings.ToLower(figure)) }
			}
		}
	}
	return step
}

func (g *grouping) compare(a, b *group) int {
	for _, step := range g.order {
		if !step.byKeys {
			if c := step.compare(step.figure(a.bunch), step.figure(b.bunch)); c != 0 {
				return c
			}
			continue
		}
		for i := range g.keys {
			if c := step.compare(a.keys[i].sort, b.keys[i].sort); c != 0 {
				return c
			}
		}
	}
	return 0
}

func (s groupStep) compare(a, b any) int {
	if flag, ok := a.(bool); ok {
		a = number01(flag)
	}
	if flag, ok := b.(bool); ok {
		b = number01(flag)
	}
	absentFirst := 1
	if s.nullsFirst {
		absentFirst = -1
	}
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return absentFirst
	case b == nil:
		return -absentFirst
	case s.descending:
		return -compare(a, b)
	default:
		return compare(a, b)
	}
}

func number01(flag bool) int64 {
	if flag {
		return 1
	}
	return 0
}

// keysAt is the part of a group's key that lies behind a path.
type keysAt struct {
	*group
	path string
}

func (k keysAt) field(field *ast.Field) any {
	path := strings.TrimPrefix(k.path+"."+field.Name, ".")
	if len(field.SelectionSet) > 0 {
		return keysAt{k.group, path}
	}
	for i, key := range k.grouping.keys {
		if key.path == path {
			return k.keys[i].shown
		}
	}
	panic("oracle: a key is asked for that the groups are not by")
}

func (o *Oracle) ofGroup(g *group, name string) any {
	switch name {
	case "key":
		return keysAt{g, ""}
	case "aggregate":
		return g.bunch
	default:
		return o.figures(g.bunch, name)
	}
}
