package expand

import (
	"errors"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// check finds what in the contract has no meaning in the graph. What follows, linkOf above all, trusts what is checked here; what any
// GraphQL schema must obey is left to the validator at the end.
func (c *contract) check() error {
	if err := c.checkDirectives(); err != nil {
		return err
	}
	var errs []error
	if c.types[planned] != nil {
		errs = append(errs, failf(c.types[planned].Position, "the name %s is reserved for what gqlgen reads", planned))
	}
	for _, def := range c.definitions {
		switch {
		case def.Kind == ast.Union && isNode(def):
			errs = append(errs, c.checkUnion(def))
		case def.Kind != ast.Object && def.Kind != ast.Interface:
		case isQuantity(def):
			errs = append(errs, c.checkQuantity(def))
		case isNode(def) && isEdge(def):
			errs = append(errs, failf(def.Position, "type %s is marked both @node and @edge", def.Name))
		case isNode(def):
			errs = append(errs, c.checkNode(def))
		case isEdge(def):
			errs = append(errs, c.checkEdge(def))
		default:
			errs = append(errs, c.checkComputed(def))
		}
	}
	return errors.Join(errs...)
}

// checkDirectives makes the values of directives safe to read.
func (c *contract) checkDirectives() error {
	var errs []error
	for _, def := range c.definitions {
		errs = append(errs, c.checkApplied(def.Directives))
		for _, field := range def.Fields {
			if !c.inherited(def, field) {
				errs = append(errs, c.checkApplied(field.Directives))
			}
		}
	}
	return errors.Join(errs...)
}

// checkNode checks a type that is stored as nodes.
func (c *contract) checkNode(def *ast.Definition) error {
	var errs []error
	if id := def.Fields.ForName("id"); id == nil || id.Type.String() != "ID!" {
		errs = append(errs, failf(def.Position, "@node type %s has no field id: ID!", def.Name))
	}
	for _, field := range def.Fields {
		if !c.inherited(def, field) {
			errs = append(errs, c.checkNodeField(def, field))
		}
		errs = append(errs, c.checkTypeName(def, field))
	}
	return errors.Join(errs...)
}

// inherited tells whether the field was declared by an interface of the type, where its mistakes are reported once.
func (c *contract) inherited(def *ast.Definition, field *ast.FieldDefinition) bool {
	return slices.ContainsFunc(def.Interfaces, func(name string) bool { return slices.Contains(c.types[name].Fields, field) })
}

func (c *contract) checkNodeField(def *ast.Definition, field *ast.FieldDefinition) error {
	at := fmt.Sprintf("%s.%s", def.Name, field.Name)
	relation, shared := field.Directives.ForName("relation"), field.Directives.ForName("shared")
	target := c.types[field.Type.Name()]
	switch {
	case slices.Contains([]string{"AND", "OR", "NOT"}, field.Name):
		return failf(field.Position, "%s: the name is reserved for combining conditions", at)
	case c.reservedInGroups(field):
		return failf(field.Position, "%s: the name is reserved for aggregates and groups", at)
	case field.Directives.ForName("connection") != nil:
		return failf(field.Position, "%s: @connection is for fields of Query; say @relation or @shared", at)
	case relation != nil && shared != nil:
		return failf(field.Position, "%s: @relation and @shared exclude each other", at)
	case relation != nil || shared != nil:
		return c.checkLink(def, field, at)
	case isQuantity(target):
		return checkQuantityField(def, field, at)
	case isNode(target) || isEdge(target):
		return failf(field.Position, "%s: says not by which @relation it leads to %s", at, target.Name)
	}
	return c.checkProperty(def, field)
}

// checkEdge checks a type that describes relations.
func (c *contract) checkEdge(def *ast.Definition) error {
	node := argument(def.Directives.ForName("edge"), "node")
	var errs []error
	if far := def.Fields.ForName(node); node != "" && (far == nil || isList(far.Type) || !isNode(c.types[far.Type.Name()])) {
		errs = append(errs, failf(def.Position, "@edge type %s has no field %s that leads to a single node", def.Name, node))
	}
	for _, field := range def.Fields {
		switch {
		case slices.Contains([]string{"AND", "OR", "NOT", "edges", "cursor", "node", "nodes", "pageInfo", "totalCount"}, field.Name):
			errs = append(errs, failf(field.Position, "%s.%s: the name is reserved for connections and conditions", def.Name, field.Name))
		case field.Name == node:
		case !c.isLeaf(field.Type.Name()):
			errs = append(errs, failf(field.Position, "%s.%s: a relation's property is a scalar or an enum, not %s", def.Name, field.Name, field.Type.Name()))
		default:
			errs = append(errs, c.checkRelationProperty(def, field))
		}
	}
	return errors.Join(errs...)
}

// checkComputed checks an object that is not stored: a root, a payload, a result. Only Query has connections.
func (c *contract) checkComputed(def *ast.Definition) error {
	var errs []error
	for _, name := range def.Interfaces {
		if isNode(c.types[name]) {
			errs = append(errs, failf(def.Position, "type %s implements %s but is not marked @node", def.Name, name))
		}
	}
	for _, field := range def.Fields {
		connection := field.Directives.ForName("connection")
		switch {
		case c.inherited(def, field):
		case connection == nil:
			errs = append(errs, without(field, def.Name+"."+field.Name, "relation", "shared", "typeName", "unique", "search", "index", "decimal"))
		case def.Name != "Query":
			errs = append(errs, failf(connection.Position, "%s.%s: @connection is for fields of Query", def.Name, field.Name))
		case !isList(field.Type) || !isNode(c.types[field.Type.Name()]):
			errs = append(errs, failf(connection.Position, "%s.%s: @connection is for a list of nodes", def.Name, field.Name))
		case len(field.Arguments) > 0:
			errs = append(errs, failf(field.Position, "%s.%s: a connection's arguments are generated", def.Name, field.Name))
		}
	}
	return errors.Join(errs...)
}
