package expand

import (
	"errors"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// inheritance copies the fields of interfaces into their implementors. GraphQL wants each object to repeat them; the contract says
// them once.
type inheritance struct {
	types    map[string]*ast.Definition
	own      map[string]ast.FieldList // the fields that a type declares itself
	settling map[string]bool          // types on the way to the one being settled: seen again, they form a circle
}

// inherit gives each type the fields of its interfaces, the interfaces of its interfaces included, in front of its own: the most
// general interface's first. A field that a type declares itself replaces the inherited one in its place.
func (c *contract) inherit() error {
	i := inheritance{types: c.types, own: map[string]ast.FieldList{}, settling: map[string]bool{}}
	var errs []error
	for _, def := range c.definitions {
		errs = append(errs, i.settle(def))
	}
	return errors.Join(errs...)
}

func (i *inheritance) settle(def *ast.Definition) error {
	if _, settled := i.own[def.Name]; settled {
		return nil
	}
	if i.settling[def.Name] {
		return failf(def.Position, "interface %s implements itself", def.Name)
	}
	i.settling[def.Name] = true
	defer delete(i.settling, def.Name)

	interfaces, err := i.ancestors(def)
	if err != nil {
		return err
	}
	i.own[def.Name] = def.Fields
	var fields ast.FieldList
	for _, name := range interfaces {
		fields = overlay(fields, i.own[name])
	}
	def.Fields = overlay(fields, def.Fields)
	def.Interfaces = interfaces
	return nil
}

// ancestors lists every interface of the type once, each after those it implements itself, so that the more special one can replace
// a field of the more general.
func (i *inheritance) ancestors(def *ast.Definition) ([]string, error) {
	var all []string
	for _, name := range def.Interfaces {
		parent := i.types[name]
		if parent == nil || parent.Kind != ast.Interface {
			return nil, failf(def.Position, "type %s implements %s, which is not an interface", def.Name, name)
		}
		if err := i.settle(parent); err != nil {
			return nil, err
		}
		for _, ancestor := range append(slices.Clone(parent.Interfaces), name) {
			if !slices.Contains(all, ancestor) {
				all = append(all, ancestor)
			}
		}
	}
	return all, nil
}

// overlay replaces the fields that have the same name in place and appends the rest. A name that the upper list has twice stays
// twice, for the validator to report.
func overlay(lower, upper ast.FieldList) ast.FieldList {
	fields := slices.Clone(lower)
	for _, field := range upper {
		at := slices.IndexFunc(lower, func(f *ast.FieldDefinition) bool { return f.Name == field.Name })
		if at < 0 {
			fields = append(fields, field)
		} else {
			fields[at] = field
		}
	}
	return fields
}
