package differential

import (
	"bytes"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

// shrunk leaves out of an operation whatever can be left out without the failure going away.
func (o operation) shrunk(contract *ast.Schema, fails func(operation) bool) operation {
	for again := true; again; {
		again = false
		for at := 0; ; at++ {
			smaller, more := o.without(at)
			if !more {
				break
			}
			if _, err := smaller.parse(contract); err == nil && fails(smaller) {
				o, again = smaller, true
				at--
			}
		}
	}
	return o
}

// without leaves out the part of that number: a selection, an argument, a member of an object, an element of a list, or a directive.
// more is false when there are not so many parts.
func (o operation) without(at int) (smaller operation, more bool) {
	document, err := parser.ParseQuery(&ast.Source{Input: o.document})
	if err != nil {
		return o, false
	}
	c := &cutter{at: at}
	for _, op := range document.Operations {
		op.SelectionSet = c.set(op.SelectionSet)
	}
	for _, fragment := range document.Fragments {
		fragment.SelectionSet = c.set(fragment.SelectionSet)
	}
	if c.at >= 0 {
		return o, false
	}
	used := c.used(document)
	smaller = operation{variables: map[string]any{}}
	document.Fragments = slices.DeleteFunc(document.Fragments, func(f *ast.FragmentDefinition) bool { return !used["..."+f.Name] })
	document.Operations[0].VariableDefinitions = slices.DeleteFunc(document.Operations[0].VariableDefinitions, func(v *ast.VariableDefinition) bool {
		return !used["$"+v.Variable]
	})
	for name, v := range o.variables {
		if used["$"+name] {
			smaller.variables[name] = v
		}
	}
	var out bytes.Buffer
	formatter.NewFormatter(&out, formatter.WithIndent("  ")).FormatQueryDocument(document)
	smaller.document = out.String()
	return smaller, true
}

// cutter counts the parts of a document down and leaves one out.
type cutter struct{ at int }

func (c *cutter) cut() bool {
	c.at--
	return c.at == -1
}

func (c *cutter) set(set ast.SelectionSet) ast.SelectionSet {
	out := ast.SelectionSet{}
	for _, selection := range set {
		if c.cut() {
			continue
		}
		switch s := selection.(type) {
		case *ast.Field:
			s.Arguments, s.Directives, s.SelectionSet = c.arguments(s.Arguments), c.directives(s.Directives), c.set(s.SelectionSet)
			out = append(out, s)
		case *ast.InlineFragment:
			s.Directives = c.directives(s.Directives)
			if c.cut() { // its selections stand without it
				out = append(out, s.SelectionSet...)
				continue
			}
			s.SelectionSet = c.set(s.SelectionSet)
			out = append(out, s)
		case *ast.FragmentSpread:
			s.Directives = c.directives(s.Directives)
			out = append(out, s)
		}
	}
	return out
}

func (c *cutter) directives(list ast.DirectiveList) ast.DirectiveList {
	return slices.DeleteFunc(list, func(*ast.Directive) bool { return c.cut() })
}

func (c *cutter) arguments(list ast.ArgumentList) ast.ArgumentList {
	list = slices.DeleteFunc(list, func(*ast.Argument) bool { return c.cut() })
	for _, argument := range list {
		c.value(argument.Value)
	}
	return list
}

func (c *cutter) value(v *ast.Value) {
	v.Children = slices.DeleteFunc(v.Children, func(*ast.ChildValue) bool { return c.cut() })
	for _, child := range v.Children {
		c.value(child.Value)
	}
}

// used lists the variables, as $name, and the fragments, as ...name, that the operation still names.
func (c *cutter) used(document *ast.QueryDocument) map[string]bool {
	used := map[string]bool{}
	var set func(ast.SelectionSet)
	var value func(*ast.Value)
	value = func(v *ast.Value) {
		if v.Kind == ast.Variable {
			used["$"+v.Raw] = true
		}
		for _, child := range v.Children {
			value(child.Value)
		}
	}
	directives := func(list ast.DirectiveList) {
		for _, directive := range list {
			for _, argument := range directive.Arguments {
				value(argument.Value)
			}
		}
	}
	set = func(selections ast.SelectionSet) {
		for _, selection := range selections {
			switch s := selection.(type) {
			case *ast.Field:
				for _, argument := range s.Arguments {
					value(argument.Value)
				}
				directives(s.Directives)
				set(s.SelectionSet)
			case *ast.InlineFragment:
				directives(s.Directives)
				set(s.SelectionSet)
			case *ast.FragmentSpread:
				directives(s.Directives)
				if fragment := document.Fragments.ForName(s.Name); fragment != nil && !used["..."+s.Name] {
					used["..."+s.Name] = true
					set(fragment.SelectionSet)
				}
			}
		}
	}
	set(document.Operations[0].SelectionSet)
	return used
}
