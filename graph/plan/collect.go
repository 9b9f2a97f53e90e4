package plan

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// guard says that the node at a level of the response is of one of these concrete types. Level 0 is the outermost node.
type guard struct {
	level int
	types []string
}

// selections are a selection set and the guards under which it was reached; all of them must hold.
type selections struct {
	set  ast.SelectionSet
	when []guard
}

// entry is a response field: every place of the operation that asks for it under one name, with the same arguments.
type entry struct {
	alias string
	field *ast.Field
	under []selections // its sub-selections
	when  [][]guard    // any of these must hold; nil: always
}

// collector flattens fragments and merges fields.
//
// A field that stands in fragments on several types is still one entry: its sub-selections carry the type condition along as a
// guard, instead of being repeated for each type. A statement therefore grows with what the operation says, never with the number
// of types times its depth.
type collector struct {
	model     *schema.Model
	variables map[string]any
}

// on collects the fields of an object whose static type is node, at a level. guarded is called when a guard on the level was needed.
func (c collector) on(node *schema.Node, level int, under []selections, guarded func()) []*entry {
	names := make([]string, len(node.Types))
	for i, t := range node.Types {
		names[i] = t.Name
	}
	walk := walker{collector: c, narrow: func(when []guard, condition *schema.Node) ([]guard, bool) {
		types := names
		for _, g := range when {
			if g.level == level {
				types = g.types
			}
		}
		kept := slices.DeleteFunc(slices.Clone(types), func(name string) bool { return !condition.Is(name) })
		if len(kept) == len(types) {
			return when, true
		}
		guarded()
		others := slices.DeleteFunc(slices.Clone(when), func(g guard) bool { return g.level == level })
		return append(others, guard{level, kept}), len(kept) > 0
	}}
	return walk.all(under)
}

// plain collects the fields of an object of a fixed type that is no node, where a type condition always holds.
func (c collector) plain(under []selections) []*entry {
	walk := walker{collector: c, narrow: func(when []guard, _ *schema.Node) ([]guard, bool) { return when, true }}
	return walk.all(under)
}

type walker struct {
	collector
	narrow  func(when []guard, condition *schema.Node) ([]guard, bool)
	entries []*entry
}

func (w *walker) all(under []selections) []*entry {
	for _, s := range under {
		w.walk(s.set, s.when)
	}
	return w.entries
}

func (w *walker) walk(set ast.SelectionSet, when []guard) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if w.included(s.Directives) {
				w.add(s, when)
			}
		case *ast.InlineFragment:
			if w.included(s.Directives) {
				w.fragment(s.TypeCondition, s.SelectionSet, when)
			}
		case *ast.FragmentSpread:
			if w.included(s.Directives) {
				w.fragment(s.Definition.TypeCondition, s.Definition.SelectionSet, when)
			}
		}
	}
}

func (w *walker) fragment(condition string, set ast.SelectionSet, when []guard) {
	node := w.model.Node(condition)
	if node == nil {
		w.walk(set, when)
		return
	}
	if narrowed, possible := w.narrow(when, node); possible {
		w.walk(set, narrowed)
	}
}

func (w *walker) add(field *ast.Field, when []guard) {
	for _, e := range w.entries {
		if e.alias == field.Alias && w.same(e.field, field) {
			e.under = append(e.under, selections{field.SelectionSet, when})
			if e.when != nil {
				e.when = either(e.when, when)
			}
			return
		}
	}
	w.entries = append(w.entries, &entry{
		alias: field.Alias, field: field, under: []selections{{field.SelectionSet, when}}, when: either([][]guard{}, when),
	})
}

// either adds an alternative; one that always holds leaves nothing to check.
func either(alternatives [][]guard, when []guard) [][]guard {
	if len(when) == 0 {
		return nil
	}
	return append(alternatives, when)
}

// same reports whether two selections of one name ask for the same thing. They may only differ where their types cannot meet, as
// the place of an organization and that of a platform do.
func (c collector) same(a, b *ast.Field) bool {
	if a.Name != b.Name || len(a.Arguments) != len(b.Arguments) {
		return false
	}
	for _, argument := range a.Arguments {
		other := b.Arguments.ForName(argument.Name)
		if other == nil || other.Value.String() != argument.Value.String() {
			return false
		}
	}
	x, y := c.stored(a), c.stored(b)
	return x == nil || y == nil || alike(x, y)
}

// stored is a node's field behind a selection; nil on anything that is no node.
func (c collector) stored(field *ast.Field) *schema.Field {
	if node := c.model.Node(field.ObjectDefinition.Name); node != nil {
		return node.Field(field.Name)
	}
	return nil
}

// alike reports whether two fields of one name are stored alike.
func alike(x, y *schema.Field) bool {
	switch {
	case x.Relation != nil && y.Relation != nil:
		a, b := x.Relation, y.Relation
		return a.Type == b.Type && a.In == b.In && a.One == b.One && a.Target == b.Target && slices.Equal(a.Shared, b.Shared)
	case x.Property != nil && y.Property != nil:
		return x.Property.Name == y.Property.Name && x.Property.Scalar == y.Property.Scalar
	case x.Quantity != nil && y.Quantity != nil:
		return true // of one name, they are stored alike
	default:
		return x.TypeName && y.TypeName
	}
}

// included evaluates @skip and @include.
func (c collector) included(directives ast.DirectiveList) bool {
	holds := func(name string) (bool, bool) {
		d := directives.ForName(name)
		if d == nil {
			return false, false
		}
		raw, err := d.Arguments.ForName("if").Value.Value(c.variables)
		flag, ok := raw.(bool)
		return flag && ok && err == nil, true
	}
	if skip, given := holds("skip"); given && skip {
		return false
	}
	include, given := holds("include")
	return !given || include
}
