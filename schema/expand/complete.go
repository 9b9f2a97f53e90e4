package expand

import (
	"errors"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// completion collects the types that the contract implies. Each is made once, when the first field asks for it; that is what keeps
// the full schema's size linear in the contract's.
type completion struct {
	*contract
	made map[string]*made
	errs []error
}

// made is a generated type with what it was made for, since two different purposes may form the same name.
type made struct {
	definition *ast.Definition
	purpose    string
}

// complete returns the contract's definitions with relation lists turned into connections, followed by the generated types in the
// order of their names.
func (c *contract) complete() (ast.DefinitionList, error) {
	m := &completion{contract: c, made: map[string]*made{}}
	var definitions ast.DefinitionList
	for _, def := range c.definitions {
		definitions = append(definitions, m.completed(def))
	}
	m.relationKinds()
	generated := make(ast.DefinitionList, 0, len(m.made))
	for _, g := range m.made {
		generated = append(generated, g.definition)
	}
	slices.SortFunc(generated, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return append(definitions, generated...), errors.Join(m.errs...)
}

// completed is the definition with its relation lists as connections. Fields are shared between an interface and its implementors,
// so a changed field is a new one.
func (m *completion) completed(def *ast.Definition) *ast.Definition {
	if def.Kind == ast.Union {
		bare := *def
		bare.Fields = nil
		return &bare
	}
	if def.Kind != ast.Object && def.Kind != ast.Interface {
		return def
	}
	fields := make(ast.FieldList, 0, len(def.Fields))
	for _, field := range def.Fields {
		if l, ok := m.linkOf(field); ok && l.kind == toMany {
			field = m.connectionField(field, l, !isRoot(def))
		}
		fields = append(fields, field)
	}
	whole := *def
	whole.Fields = fields
	return &whole
}

// define makes a type unless it was made before, and returns its name. The purpose tells types apart that would share a name; fill
// completes the definition after the name is taken, so that types may refer to each other in a circle. The type carries the position
// of what it was made for.
func (m *completion) define(name, purpose string, at *ast.Position, fill func(*ast.Definition)) string {
	if before := m.made[name]; before != nil {
		if before.purpose != purpose {
			m.errs = append(m.errs, failf(at, "type %s would be generated for two purposes: %s, and %s", name, before.purpose, purpose))
		}
		return name
	}
	if declared := m.types[name]; declared != nil {
		m.errs = append(m.errs, failf(declared.Position, "type %s has the name of a generated type: %s", name, purpose))
	}
	def := &ast.Definition{Name: name, Position: at}
	m.made[name] = &made{definition: def, purpose: purpose}
	fill(def)
	return name
}

// optional, required, listOf and requiredList spell types: T, T!, [T!] and [T!]!.
func optional(name string) *ast.Type { return ast.NamedType(name, nil) }

func required(name string) *ast.Type { return ast.NonNullNamedType(name, nil) }

func listOf(name string) *ast.Type { return ast.ListType(required(name), nil) }

func requiredList(name string) *ast.Type { return ast.NonNullListType(required(name), nil) }
