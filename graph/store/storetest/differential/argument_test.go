package differential

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/graph/plan"
)

// name is a value of an enum, which the document writes without quotes and JSON with.
type name string

// member of an input object, in the order in which it is written.
type member struct {
	name  string
	value any
	typ   string // as the contract writes it; "" where no variable may stand
}

// arguments makes up the arguments of a field.
func (o *writer) arguments(def *ast.FieldDefinition, depth int) string {
	given := map[string]any{}
	switch {
	case len(def.Arguments) == 0:
		return ""
	case def.Arguments.ForName("id") != nil:
		given["id"] = o.id()
	case def.Arguments.ForName("ids") != nil:
		ids := []any{}
		for range o.values.between(0, 8) {
			ids = append(ids, o.id())
		}
		if o.fault() {
			ids = slices.Repeat([]any{"x"}, 201)
		}
		given["ids"] = ids
	default:
		o.list(def, depth, given)
	}
	var parts []string
	for _, argument := range def.Arguments {
		if v, ok := given[argument.Name]; ok {
			parts = append(parts, argument.Name+": "+o.value(argument.Type.String(), argument.Name, v))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// list makes up the arguments of a connection.
func (o *writer) list(def *ast.FieldDefinition, depth int, given map[string]any) {
	where := def.Arguments.ForName("where").Type.Name()
	switch isRoot := slices.Contains(o.schema.Query.Fields, def); {
	case isRoot && (o.recalled || o.chance(40)) && len(o.relations(where)) > 0:
		given["where"] = o.leading(where, 2)
	case o.recalled:
		if o.chance(30) {
			given["where"] = o.judged(where, "")
		}
	case o.chance(20 + 15*depth):
		given["where"] = o.where(where, 2)
	}
	if edge := def.Arguments.ForName("edge"); edge != nil && !o.recalled && o.chance(25) {
		given["edge"] = o.where(edge.Type.Name(), 1)
	}
	order := ""
	if o.chance(50) {
		given["orderBy"], order = o.orderBy(def.Arguments.ForName("orderBy").Type.Name())
	}
	size := o.size()
	switch o.IntN(6) {
	case 0:
		given["last"] = size
	case 1, 2, 3:
		given["first"] = size
	}
	if o.fault() {
		given["last"], given["first"] = size, pick(o.random, []any{1, 0})
	}
	for _, side := range []string{"after", "before"} {
		if o.chance(25) {
			o.cursor(given, side, order)
		}
	}
	for _, name := range []string{"where", "orderBy", "first", "last", "after", "before"} {
		if _, ok := given[name]; !ok && o.chance(2) {
			given[name] = nil
		}
	}
}

func (o *writer) size() any {
	if o.fault() {
		return pick(o.random, []any{-1, 201, 1 << 30})
	}
	return pick(o.values, []any{0, 1, 1, 2, 2, 3, 5, 7, 20, 200})
}

// cursor takes a cursor of an earlier answer that stands in the same order, if there was one.
func (o *writer) cursor(given map[string]any, side, order string) {
	cursors := o.cursors[order]
	if o.fault() {
		cursors = pick(o.random, [][]string{{"x"}, {"eyJhIjoxfQ"}, o.cursors[o.anyOrder(order)], {"=="}})
	}
	if len(cursors) > 0 {
		given[side] = pick(o.values, cursors)
	}
}

func (o *writer) anyOrder(but string) string {
	var orders []string
	for order := range o.cursors {
		if order != but {
			orders = append(orders, order)
		}
	}
	slices.Sort(orders)
	if len(orders) == 0 {
		return but
	}
	return pick(o.random, orders)
}

// fault is seldom true, and then no more in this operation, so that it is refused for one reason.
func (o *writer) fault() bool {
	if o.faults == 0 || !o.chance(30) {
		return false
	}
	o.faults--
	return true
}

// id is the id of some node, or of none.
func (o *writer) id() any {
	if o.values.chance(4) {
		return pick(o.values, []any{"", "x", "\u0000", "\U0010FFFF", 5, -1, "'"})
	}
	return pick(o.values, o.world.values["id"])
}

// orderBy makes up an order and names it as the oracle's cursors do.
func (o *writer) orderBy(input string) (any, string) {
	fields := o.schema.Types[o.schema.Types[input].Fields.ForName("field").Type.Name()].EnumValues
	items, names := []any{}, []string{}
	for range o.between(0, 2) {
		field := pick(o.random, fields)
		for range 2 {
			if isEverywhere(field.Name) {
				field = pick(o.random, fields)
			}
		}
		item := []member{{name: "field", value: name(field.Name)}}
		names = append(names, field.Name)
		if o.chance(60) {
			direction := pick(o.random, []string{"ASC", "DESC"})
			item = append(item, member{name: "direction", value: name(direction)})
			if direction == "DESC" {
				names = append(names, "descending")
			}
		}
		if o.chance(60) {
			nulls := pick(o.random, []string{"FIRST", "LAST"})
			item = append(item, member{name: "nulls", value: name(nulls)})
			if nulls == "FIRST" {
				names = append(names, "nulls first")
			}
		}
		items = append(items, item)
	}
	if len(items) == 1 && o.chance(30) {
		return items[0], strings.Join(names, ",") // one value stands for a list of one
	}
	return items, strings.Join(names, ",")
}

// isEverywhere reports whether each node type can be ordered so, which would be asked for too often.
func isEverywhere(order string) bool {
	return strings.HasSuffix(order, "ID") || strings.HasSuffix(order, "CREATED_AT") || strings.HasSuffix(order, "UPDATED_AT")
}

// where makes up a condition: some members of the input object, so many relations deep.
func (o *writer) where(input string, depth int) any {
	def := o.schema.Types[input]
	var fields []*ast.FieldDefinition
	for _, field := range def.Fields {
		if (depth > 0 || !o.leads(field)) && (!everywhere(field.Name) || o.chance(25)) {
			fields = append(fields, field)
		}
	}
	most := pick(o.random, []int{0, 1, 1, 1, 1, 1, 2, 2, 3})
	if strings.HasSuffix(input, "Filter") {
		most = pick(o.random, []int{1, 1, 1, 1, 1, 1, 2, 0})
	}
	out := []member{}
	for _, field := range some(o.random, fields, most) {
		out = append(out, member{field.Name, o.asked(field, field.Name, depth), field.Type.String()})
	}
	return out
}

// everywhere reports whether each node type has the field, so that it would be asked about too often.
func everywhere(field string) bool {
	return slices.Contains([]string{"id", "version", "createdAt", "updatedAt", "citations"}, field)
}

// leads reports whether a member is a condition on other nodes, or on the same once more.
func (o *writer) leads(field *ast.FieldDefinition) bool {
	name := field.Type.Name()
	return strings.HasSuffix(name, "Where") || leadsOn(name)
}

// leadsOn reports whether a filter is on what a relation leads to.
func leadsOn(filter string) bool {
	return strings.HasSuffix(filter, "RelationFilter") || strings.HasSuffix(filter, "ToOneFilter") || strings.HasSuffix(filter, "CountFilter")
}

// asked makes up the value of a member of a condition. about is the field that is asked about.
func (o *writer) asked(field *ast.FieldDefinition, about string, depth int) any {
	if o.fault() {
		return nil
	}
	typ := field.Type
	if typ.Elem != nil {
		items := []any{}
		many := o.between(0, 3)
		if o.schema.Types[typ.Name()].IsLeafType() {
			many = o.values.between(0, 3)
		}
		for range many {
			items = append(items, o.element(typ.Name(), field.Name, about, depth))
		}
		if len(items) == 1 && o.chance(30) {
			return items[0]
		}
		return items
	}
	return o.element(typ.Name(), field.Name, about, depth)
}

func (o *writer) element(typ, operator, about string, depth int) any {
	def := o.schema.Types[typ]
	switch {
	case def.Kind == ast.InputObject && strings.HasSuffix(typ, "Filter") && !leadsOn(typ):
		return o.filter(def, about)
	case strings.HasSuffix(typ, "CountFilter"):
		return o.counted(def, depth)
	case def.Kind == ast.InputObject:
		return o.where(typ, depth-1)
	default:
		return o.compared(def, operator, about)
	}
}

// counted makes up a condition on how many a relation leads to, half of the time on those that meet a condition of their own.
func (o *writer) counted(def *ast.Definition, depth int) any {
	out := []member{}
	if where := def.Fields.ForName("where"); depth > 0 && o.chance(50) {
		out = append(out, member{where.Name, o.asked(where, where.Name, depth), where.Type.String()})
	}
	for _, operator := range some(o.random, def.Fields[1:], pick(o.random, []int{0, 1, 1, 1, 2})) {
		out = append(out, member{operator.Name, o.asked(operator, operator.Name, 0), operator.Type.String()})
	}
	return out
}

// filter makes up operators on the value of a field.
func (o *writer) filter(def *ast.Definition, about string) any {
	out := []member{}
	search := def.Fields.ForName("search")
	others := slices.DeleteFunc(slices.Clone(def.Fields), func(f *ast.FieldDefinition) bool { return f == search })
	operators := some(o.random, others, pick(o.random, []int{0, 1, 1, 1, 1, 1, 1, 1, 2}))
	if def.Fields.ForName("contains") != nil && o.chance(40) {
		operators = []*ast.FieldDefinition{def.Fields.ForName(pick(o.random, []string{"contains", "startsWith", "endsWith"}))}
	}
	if search != nil && o.searches < plan.MaxSearches && o.chance(30) {
		operators = append(some(o.random, operators, 1), search)
		o.searches++
	}
	for _, operator := range operators {
		of := about
		switch {
		case def.Fields.ForName("precision") == nil:
		case def.Fields.ForName(operator.Name).Type.Name() == "Decimal": // a comparison of a quantity
			of += ".value"
		case operator.Name != "isNull": // a condition on another part of it
			of += "." + operator.Name
		}
		out = append(out, member{operator.Name, o.asked(operator, of, 0), operator.Type.String()})
	}
	return out
}
