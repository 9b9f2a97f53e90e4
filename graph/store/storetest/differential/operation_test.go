package differential

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// operation is a GraphQL document and what is sent with it. A variable that holds a cursor of the oracle is sent to an engine as
// the engine's own cursor of the same position.
type operation struct {
	document  string
	variables map[string]any
}

// writer makes an operation up from the contract. What its statements look like comes from one source of chance and what they
// compare with from another, so that several operations of one shape can be made: a database plans a shape once.
type writer struct {
	random
	values    random
	world     *world
	schema    *ast.Schema
	cursors   map[string][]string // the oracle's, by the name of their order
	declared  []string
	variables map[string]any
	fragments []string
	names     int
	within    int  // fragments around what is being written
	faults    int  // what may still be wrong in the operation on purpose
	searches  int  // so many are in it already
	recalled  bool // asks for what a network keeps, so that it is answered from there: hardly any other operation is by chance
}

// newOperation makes an operation up. It may still be refused by the validator, such as when two fields under one name differ.
func (w *world) newOperation(shape, values random, cursors map[string][]string) operation {
	o := &writer{random: shape, values: values, world: w, schema: w.model.AST, cursors: cursors, variables: map[string]any{}}
	if o.chance(8) {
		o.faults = 1
	}
	o.recalled = o.chance(30)
	var roots []string
	for range pick(o.random, []int{1, 1, 1, 2}) {
		roots = append(roots, o.root())
	}
	if o.chance(3) {
		roots = append(roots, "__typename")
	}
	document := "query"
	if len(o.declared) > 0 {
		document += "(" + strings.Join(o.declared, ", ") + ")"
	}
	document += " { " + strings.Join(roots, " ") + " } " + strings.Join(o.fragments, " ")
	return operation{document, o.variables}
}

// root is a root field that the oracle answers.
func (o *writer) root() string {
	var fields []*ast.FieldDefinition
	for _, field := range o.schema.Query.Fields {
		if field.Directives.ForName("connection") != nil || slices.Contains([]string{"node", "nodes", "agreement"}, field.Name) {
			fields = append(fields, field)
		}
	}
	field := pick(o.random, fields)
	if o.recalled && o.chance(70) {
		fields = slices.DeleteFunc(fields, func(f *ast.FieldDefinition) bool { return f.Directives.ForName("connection") != nil })
		field = pick(o.random, fields)
	}
	for _, rich := range fields {
		if o.chance(8) && slices.Contains([]string{"agreements", "platforms", "needs"}, rich.Name) {
			field = rich // these have properties of every sort
		}
	}
	return o.named() + o.field(field, pick(o.random, []int{1, 1, 2, 2, 3}))
}

// named is an alias of its own and a colon.
func (o *writer) named() string {
	o.names++
	return fmt.Sprintf("f%d: ", o.names)
}

// field is a field with its arguments and selections, so many relations deep.
func (o *writer) field(def *ast.FieldDefinition, depth int) string {
	out := def.Name + o.arguments(def, depth) + o.condition()
	if typ := o.schema.Types[def.Type.Name()]; typ.IsCompositeType() {
		out += o.selections(typ, depth)
	}
	return out
}

// condition is now and then a @skip or an @include.
func (o *writer) condition() string {
	if !o.chance(4) {
		return ""
	}
	return " @" + pick(o.random, []string{"skip", "include"}) + "(if: " + o.value("Boolean!", "if", o.chance(50)) + ")"
}

// selections asks for some of the fields of a type.
func (o *writer) selections(def *ast.Definition, depth int) string {
	var parts []string
	for _, field := range some(o.random, o.askable(def, depth), o.between(1, 3)) {
		parts = append(parts, o.selected(field, depth))
	}
	if def.Directives.ForName("node") != nil {
		for range o.fragmentsOn(def) {
			parts = append(parts, o.fragment(def, depth))
		}
	}
	if len(parts) == 0 || o.chance(10) {
		parts = append(parts, "__typename")
	}
	return " { " + strings.Join(parts, " ") + " }"
}

// fragmentsOn is how many fragments stand in a selection: the wider the type, the more.
func (o *writer) fragmentsOn(def *ast.Definition) int {
	switch types := len(o.schema.GetPossibleTypes(def)); {
	case o.within == 2:
		return 0
	case types == 1:
		return pick(o.random, []int{0, 0, 0, 0, 1})
	case types < 10:
		return pick(o.random, []int{0, 0, 1, 2})
	default:
		return o.between(1, 5)
	}
}

// selected is a field of a selection. Now and then it stands bare, so that fragments on several types ask for fields of one name.
func (o *writer) selected(field *ast.FieldDefinition, depth int) string {
	if field.Name == "groupBy" {
		return o.groupBy(field)
	}
	typ := o.schema.Types[field.Type.Name()]
	if len(field.Arguments) > 0 && o.within > 0 && o.chance(60) {
		return field.Name + o.selections(typ, o.less(field, depth))
	}
	return o.aliased(field) + o.field(field, o.less(field, depth))
}

// aliased gives most fields with arguments a name of their own, since two under one name must not differ.
func (o *writer) aliased(field *ast.FieldDefinition) string {
	if o.chance(10) || len(field.Arguments) > 0 && o.chance(80) {
		return o.named()
	}
	return ""
}

// askable are the fields of a type, without those that lead on where it is deep enough.
func (o *writer) askable(def *ast.Definition, depth int) []*ast.FieldDefinition {
	var fields []*ast.FieldDefinition
	for _, field := range def.Fields {
		if !strings.HasPrefix(field.Name, "__") && o.less(field, depth) >= 0 && !(o.recalled && onlyStored(def, field)) {
			fields = append(fields, field)
		}
	}
	return fields
}

// onlyStored reports whether no network keeps a field: versions and times, what is shared, figures, and where a relation was taken from.
func onlyStored(def *ast.Definition, field *ast.FieldDefinition) bool {
	switch field.Name {
	case "version", "createdAt", "updatedAt", "aggregate", "groupBy":
		return true
	case "citations":
		return def.Directives.ForName("node") == nil
	default:
		return field.Directives.ForName("shared") != nil
	}
}

// less is the depth that remains behind a field.
func (o *writer) less(field *ast.FieldDefinition, depth int) int {
	if field.Directives.ForName("relation") != nil || field.Directives.ForName("shared") != nil {
		return depth - 1
	}
	return depth
}

// fragment is an inline or a named fragment on a type that the selected node may be of.
func (o *writer) fragment(def *ast.Definition, depth int) string {
	var types []string
	for _, t := range o.schema.GetPossibleTypes(def) {
		types = append(types, t.Name)
		types = append(types, t.Interfaces...)
	}
	name := pick(o.random, types)
	o.within++
	defer func() { o.within-- }()
	set := o.selections(o.schema.Types[name], min(depth, 1))
	switch {
	case o.chance(20):
		return "..." + o.condition() + o.selections(def, min(depth, 1))
	case o.chance(30):
		o.names++
		fragment := fmt.Sprintf("F%d", o.names)
		o.fragments = append(o.fragments, "fragment "+fragment+" on "+name+set)
		return "..." + fragment + o.condition()
	default:
		return "... on " + name + o.condition() + set
	}
}
