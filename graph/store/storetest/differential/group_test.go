package differential

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// groupBy makes up a grouping of a connection and asks for some of its keys and figures.
func (o *writer) groupBy(def *ast.FieldDefinition) string {
	paths, by := o.by(o.schema.Types[def.Arguments.ForName("by").Type.Name()])
	given := map[string]any{"by": by}
	if o.chance(40) {
		given["having"] = o.having(def.Arguments.ForName("having").Type.Name(), 2)
	}
	if o.chance(60) {
		given["orderBy"] = o.groupOrder(def.Arguments.ForName("orderBy").Type.Name())
	}
	if o.chance(60) {
		given["first"] = pick(o.values, []any{0, 1, 2, 3, 5, 20, 200})
		if o.fault() {
			given["first"] = pick(o.random, []any{-1, 201})
		}
	}
	var arguments []string
	for _, argument := range def.Arguments {
		if v, ok := given[argument.Name]; ok {
			arguments = append(arguments, argument.Name+": "+o.value(argument.Type.String(), argument.Name, v))
		}
	}
	return o.named() + def.Name + "(" + strings.Join(arguments, ", ") + ")" + o.condition() + o.groupSelections(o.schema.Types[def.Type.Name()], paths)
}

// groupSelections asks for some of the keys, each of which has a selection of its own down from the top.
func (o *writer) groupSelections(def *ast.Definition, paths [][]string) string {
	var keys []string
	for _, path := range paths {
		if o.chance(80) {
			keys = append(keys, strings.Join(path, " { ")+strings.Repeat(" }", len(path)-1))
		}
	}
	var parts []string
	if len(keys) > 0 {
		parts = append(parts, "key { "+strings.Join(keys, " ")+" }")
	}
	if o.chance(60) {
		parts = append(parts, "count")
	}
	if o.chance(50) {
		parts = append(parts, "aggregate"+o.selections(o.schema.Types[def.Fields.ForName("aggregate").Type.Name()], 0))
	}
	if len(parts) == 0 || o.chance(5) {
		parts = append(parts, "__typename")
	}
	return " { " + strings.Join(parts, " ") + " }"
}

// by makes up some different keys, and where they stand in the key of a group.
func (o *writer) by(input *ast.Definition) (paths [][]string, by any) {
	items := []any{}
	for range pick(o.random, []int{1, 1, 1, 2, 2, 3}) {
		path, key := o.key(input, 0)
		if !slices.ContainsFunc(paths, func(other []string) bool { return slices.Equal(other, path) }) {
			paths, items = append(paths, path), append(items, key)
		}
	}
	if o.fault() {
		items = pick(o.random, [][]any{{}, {[]member{}}, {items[0], items[0]}, slices.Repeat(items[:1], 5)})
	}
	if len(items) == 1 && o.chance(30) {
		return paths, items[0] // one value stands for a list of one
	}
	return paths, items
}

// key makes up one key over at most two relations.
func (o *writer) key(input *ast.Definition, hops int) ([]string, any) {
	var members []*ast.FieldDefinition
	for _, field := range input.Fields {
		if own := o.schema.Types[field.Type.Name()].Kind == ast.Enum; own && o.chance(50) || !own && (hops < 2 || field.Name == "node") {
			members = append(members, field)
		}
	}
	if len(members) == 0 {
		members = input.Fields[len(input.Fields)-1:]
		if field := input.Fields.ForName("field"); field != nil {
			members = []*ast.FieldDefinition{field}
		}
	}
	field := pick(o.random, members)
	typ := o.schema.Types[field.Type.Name()]
	if typ.Kind == ast.Enum {
		value := pick(o.random, typ.EnumValues).Name
		path := []string{o.keyField(typ, value)}
		if field.Name == "edge" {
			path = append([]string{"edge"}, path...)
		}
		return path, []member{{name: field.Name, value: name(value)}}
	}
	if field.Name != "node" {
		hops++
	}
	path, inner := o.key(typ, hops)
	return append([]string{field.Name}, path...), []member{{name: field.Name, value: inner}}
}

// keyField is the field of a group's key that an enum's value names.
func (o *writer) keyField(enum *ast.Definition, value string) string {
	key := o.schema.Types[strings.TrimSuffix(enum.Name, "Field")+"Key"]
	for _, field := range key.Fields {
		if slices.Contains([]string{"", "_YEAR", "_MONTH"}, strings.TrimPrefix(value, schema.ScreamingSnake(field.Name))) {
			return field.Name
		}
	}
	panic("differential: " + value + " is the name of no key of " + key.Name)
}

func (o *writer) groupOrder(input string) any {
	fields := o.schema.Types[o.schema.Types[input].Fields.ForName("field").Type.Name()].EnumValues
	items := []any{}
	for range o.between(0, 2) {
		step := pick(o.random, fields).Name
		for range 3 { // sums and means are harder to order
			if !strings.HasSuffix(step, "_SUM") && !strings.HasSuffix(step, "_AVG") {
				step = pick(o.random, fields).Name
			}
		}
		item := []member{{name: "field", value: name(step)}}
		if o.chance(60) {
			item = append(item, member{name: "direction", value: name(pick(o.random, []string{"ASC", "DESC"}))})
		}
		if o.chance(40) {
			item = append(item, member{name: "nulls", value: name(pick(o.random, []string{"FIRST", "LAST"}))})
		}
		items = append(items, item)
	}
	return items
}

// having makes up a condition on groups, with so many levels of logic.
func (o *writer) having(input string, depth int) any {
	out := []member{}
	members := some(o.random, o.schema.Types[input].Fields, o.between(1, 2))
	for _, field := range o.schema.Types[input].Fields {
		if typ := o.schema.Types[field.Type.Name()]; typ.Fields.ForName("sum") != nil && o.chance(40) && !slices.Contains(members, field) {
			members = append(members, field) // numbers are harder to compare
		}
	}
	for _, field := range members {
		typ := field.Type.Name()
		switch {
		case typ == input && depth == 0:
		case typ == input && field.Type.Elem != nil:
			parts := []any{}
			for range o.between(0, 2) {
				parts = append(parts, o.having(input, depth-1))
			}
			out = append(out, member{field.Name, parts, ""})
		case typ == input:
			out = append(out, member{field.Name, o.having(input, depth-1), ""})
		case field.Name == "count":
			out = append(out, member{field.Name, o.filter(o.schema.Types[typ], "count"), ""})
		default:
			figures := []member{}
			for _, figure := range some(o.random, o.schema.Types[typ].Fields, o.between(1, 2)) {
				figures = append(figures, member{figure.Name, o.filter(o.schema.Types[figure.Type.Name()], field.Name), figure.Type.String()})
			}
			out = append(out, member{field.Name, figures, ""})
		}
	}
	return out
}
