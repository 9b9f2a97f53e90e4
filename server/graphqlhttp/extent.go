package graphqlhttp

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// extent is how large a part of an operation is with its fragments written
// out. Each number stops growing when the measuring stops: shortly after it
// has passed its limit.
type extent struct {
	selections int // fields and fragments, at all levels
	directives int // at all levels
	depth      int // levels of fields
	fields     int // at the first level alone
	aliases    int // at the first level alone
}

// add joins the extent of a selection or fragment at the same level.
func (e *extent) add(other extent) {
	e.selections += other.selections
	e.directives += other.directives
	e.depth = max(e.depth, other.depth)
	e.fields += other.fields
	e.aliases += other.aliases
}

// measurer measures documents. Every fragment is measured once, however often
// it is spread, and nothing is measured after the first limit that is
// passed: the work is bounded by the document's length, the numbers by the
// limits. It runs before validation, so fragments may be unknown or form
// cycles; both count as empty here and are refused by validation.
type measurer struct {
	limits    Limits
	fragments ast.FragmentDefinitionList
	measured  map[string]extent
	visited   int             // selections looked at, for tests
	refused   *gqlerror.Error // the first limit passed, or text refused
}

// measure refuses a document with an operation or fragment that is larger
// than the limits allow, or with text that is not accepted. Fragments that no
// operation spreads are measured too, since validation will walk them.
func (m *measurer) measure(document *ast.QueryDocument) *gqlerror.Error {
	m.fragments, m.measured = document.Fragments, map[string]extent{}
	for _, operation := range document.Operations {
		m.operation(operation)
	}
	for _, fragment := range document.Fragments {
		m.fragment(fragment.Name)
	}
	return m.refused
}

func (m *measurer) operation(operation *ast.OperationDefinition) {
	whole := m.set(operation.SelectionSet)
	whole.directives += m.directives(operation.Directives)
	whole.directives += m.variables(operation.VariableDefinitions)
	m.check(whole, operation.Position)
	if whole.fields > m.limits.RootFields {
		m.refuse(overLimit("一个操作的根字段不得超过 %d 个", "an operation has at most %d root fields", m.limits.RootFields), operation.Position)
	}
}

func (m *measurer) fragment(name string) extent {
	if known, ok := m.measured[name]; ok {
		return known
	}
	m.measured[name] = extent{} // what a cycle meets
	definition := m.fragments.ForName(name)
	if definition == nil {
		return extent{}
	}
	whole := m.set(definition.SelectionSet)
	whole.directives += m.directives(definition.Directives)
	whole.directives += m.variables(definition.VariableDefinition)
	m.measured[name] = whole
	return whole
}

func (m *measurer) set(set ast.SelectionSet) extent {
	var whole extent
	for _, selection := range set {
		if m.refused != nil {
			return whole
		}
		m.visited++
		whole.selections++
		switch selection := selection.(type) {
		case *ast.Field:
			whole.add(m.field(selection))
		case *ast.InlineFragment:
			whole.directives += m.directives(selection.Directives)
			whole.add(m.set(selection.SelectionSet))
		case *ast.FragmentSpread:
			whole.directives += m.directives(selection.Directives)
			whole.add(m.fragment(selection.Name))
		}
		m.check(whole, selection.GetPosition())
	}
	return whole
}

// field measures a field with what is below it. Introspection is deeper than
// the data's queries are, and harmless: it has a limit of its own.
func (m *measurer) field(field *ast.Field) extent {
	below := m.set(field.SelectionSet)
	depth := 1 + below.depth
	if field.Name == "__schema" || field.Name == "__type" {
		if depth > m.limits.Introspection {
			m.refuse(overLimit("内省查询的层数不得超过 %d", "introspection is at most %d levels deep", m.limits.Introspection), field.Position)
		}
		depth = 1
	}
	aliases := 0
	if field.Alias != field.Name {
		aliases = 1
	}
	for _, argument := range field.Arguments {
		m.value(argument.Value)
	}
	return extent{
		selections: below.selections,
		directives: below.directives + m.directives(field.Directives),
		depth:      depth,
		fields:     1,
		aliases:    aliases,
	}
}

func (m *measurer) directives(list ast.DirectiveList) int {
	for _, directive := range list {
		for _, argument := range directive.Arguments {
			m.value(argument.Value)
		}
	}
	return len(list)
}

func (m *measurer) variables(list ast.VariableDefinitionList) (directives int) {
	for _, definition := range list {
		m.value(definition.DefaultValue)
		directives += m.directives(definition.Directives)
	}
	return directives
}

// value holds the text within a value to the policy for text.
func (m *measurer) value(value *ast.Value) {
	if value == nil {
		return
	}
	if value.Kind == ast.StringValue || value.Kind == ast.BlockValue {
		if err := CheckText("", value.Raw); err != nil {
			m.refuse(invalidText(err), value.Position)
		}
	}
	for _, child := range value.Children {
		m.value(child.Value)
	}
}

// check compares what grows with its limit.
func (m *measurer) check(e extent, position *ast.Position) {
	l := m.limits
	switch {
	case e.selections > l.Selections:
		m.refuse(overLimit("一个操作展开后所选的字段与片段不得超过 %d 个", "an operation selects at most %d fields and fragments, fragments written out", l.Selections), position)
	case e.depth > l.Depth:
		m.refuse(overLimit("选择的层数不得超过 %d", "selections are at most %d levels deep", l.Depth), position)
	case e.directives > l.Directives:
		m.refuse(overLimit("一个操作展开后的指令不得超过 %d 个", "an operation has at most %d directives, fragments written out", l.Directives), position)
	case e.fields > l.Fields:
		m.refuse(overLimit("一层选择的字段不得超过 %d 个", "one selection set has at most %d fields, fragments written out", l.Fields), position)
	case e.aliases > l.Aliases:
		m.refuse(overLimit("一层选择的别名不得超过 %d 个", "one selection set has at most %d aliases, fragments written out", l.Aliases), position)
	}
}

func (m *measurer) refuse(why *refusal, position *ast.Position) {
	if m.refused == nil {
		m.refused = why.at(nil, position)
	}
}
