package expand

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// check finds what in the contract has no meaning in the graph. What follows, linkOf above all, trusts what is checked here; what any
// GraphQL schema must obey is left to the validator at the end.
func (c *contract) check() error {
	var errs []error
	if c.types[planned] != nil {
		errs = append(errs, failf(c.types[planned].Position, "the name %s is reserved for what gqlgen reads", planned))
	}
	for _, def := range c.definitions {
		switch {
		case def.Kind != ast.Object && def.Kind != ast.Interface:
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

// checkNode checks a type that is stored as nodes.
func (c *contract) checkNode(def *ast.Definition) error {
	var errs []error
	if isEdge(def) {
		errs = append(errs, failf(def.Position, "type %s is marked both @node and @edge", def.Name))
	}
	if id := def.Fields.ForName("id"); id == nil || id.Type.String() != "ID!" {
		errs = append(errs, failf(def.Position, "@node type %s has no field id: ID!", def.Name))
	}
	for _, field := range def.Fields {
		errs = append(errs, c.checkNodeField(def, field))
	}
	return errors.Join(errs...)
}

func (c *contract) checkNodeField(def *ast.Definition, field *ast.FieldDefinition) error {
	at := fmt.Sprintf("%s.%s", def.Name, field.Name)
	relation, shared := field.Directives.ForName("relation"), field.Directives.ForName("shared")
	target := c.types[field.Type.Name()]
	switch {
	case slices.Contains([]string{"AND", "OR", "NOT"}, field.Name):
		return failf(field.Position, "%s: the name is reserved for combining conditions", at)
	case field.Directives.ForName("connection") != nil:
		return failf(field.Position, "%s: @connection is for fields of Query; say @relation or @shared", at)
	case relation != nil && shared != nil:
		return failf(field.Position, "%s: @relation and @shared exclude each other", at)
	case relation != nil || shared != nil:
		return c.checkLink(def, field, at)
	case isNode(target) || isEdge(target):
		return failf(field.Position, "%s: says not by which @relation it leads to %s", at, target.Name)
	}
	return c.checkProperty(def, field, at)
}

// checkLink checks a field that is mapped onto relations.
func (c *contract) checkLink(def *ast.Definition, field *ast.FieldDefinition, at string) error {
	target := c.types[field.Type.Name()]
	leadsOn := isEdge(target) && argument(target.Directives.ForName("edge"), "node") != ""
	switch {
	case !isNode(target) && !leadsOn:
		return failf(field.Position, "%s: leads to %s, which is neither a @node type nor an @edge type with a node", at, field.Type.Name())
	case leadsOn && !isList(field.Type):
		return failf(field.Position, "%s: a relation answered as @edge objects must be a list", at)
	case isList(field.Type) && field.Type.String() != requiredList(target.Name).String():
		return failf(field.Position, "%s: a list of a relation is written %s", at, requiredList(target.Name))
	case len(field.Arguments) > 0:
		return failf(field.Position, "%s: a relation's arguments are generated", at)
	}
	for _, name := range []string{"index", "unique", "search", "decimal", "typeName"} {
		if directive := field.Directives.ForName(name); directive != nil {
			return failf(directive.Position, "%s: @%s is for properties, not for a relation", at, name)
		}
	}
	if shared := field.Directives.ForName("shared"); shared != nil {
		return c.checkShared(def, field, shared, at)
	}
	return c.checkRelation(field, target, at)
}

func (c *contract) checkRelation(field *ast.FieldDefinition, target *ast.Definition, at string) error {
	relation := field.Directives.ForName("relation")
	if !isGraphName(argument(relation, "type")) {
		return failf(relation.Position, "%s: relation type %q is not in capitals, digits and underscores", at, argument(relation, "type"))
	}
	name := argument(relation, "edge")
	edge := c.types[name]
	switch {
	case name == "":
		return nil
	case edge == nil:
		return failf(relation.Position, "%s: edge type %s is declared nowhere", at, name)
	case !isEdge(edge):
		return failf(relation.Position, "%s: %s is not an @edge type", at, name)
	case argument(edge.Directives.ForName("edge"), "node") != "":
		return failf(relation.Position, "%s: edge type %s leads to a node itself; list it instead of naming it", at, name)
	case isEdge(target) || !isList(field.Type):
		return failf(relation.Position, "%s: only a list of nodes has edges to show %s on", at, name)
	}
	return nil
}

func isGraphName(name string) bool {
	return name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}

// checkShared makes sure that the types lead away from the type, as the directive says.
func (c *contract) checkShared(def *ast.Definition, field *ast.FieldDefinition, shared *ast.Directive, at string) error {
	if !isList(field.Type) || !isNode(c.types[field.Type.Name()]) {
		return failf(shared.Position, "%s: @shared is for a list of nodes", at)
	}
	types := shared.Arguments.ForName("types")
	if types == nil || len(types.Value.Children) == 0 {
		return failf(shared.Position, "%s: @shared names no relation type", at)
	}
	for _, child := range types.Value.Children {
		leaves := slices.ContainsFunc(def.Fields, func(f *ast.FieldDefinition) bool {
			relation := f.Directives.ForName("relation")
			return argument(relation, "type") == child.Value.Raw && argument(relation, "direction") != "IN"
		})
		if !leaves {
			return failf(shared.Position, "%s: no field of %s has a relation %s that leaves it", at, def.Name, child.Value.Raw)
		}
	}
	return nil
}

// checkProperty checks the directives of a field that is stored in the node, or derived from it.
func (c *contract) checkProperty(def *ast.Definition, field *ast.FieldDefinition, at string) error {
	leaf, single := c.isLeaf(field.Type.Name()), !isList(field.Type)
	text, derived := field.Type.Name() == "String", field.Directives.ForName("typeName") != nil
	rules := []struct {
		directive string
		holds     bool
		wants     string
	}{
		{"index", leaf && single && !derived, "a single stored value"},
		{"unique", leaf && single && !derived, "a single stored value"},
		{"search", text, "text"},
		{"decimal", field.Type.Name() == "Decimal" && single, "a single Decimal"},
	}
	for _, rule := range rules {
		if directive := field.Directives.ForName(rule.directive); directive != nil && !rule.holds {
			return failf(directive.Position, "%s: @%s is for %s", at, rule.directive, rule.wants)
		}
	}
	if !single && field.Type.Elem.Elem != nil {
		return failf(field.Position, "%s: a list of lists cannot be stored", at)
	}
	if derived {
		return c.checkTypeName(def, field, at)
	}
	return nil
}

// checkTypeName makes sure that every object type that has the field has its value.
func (c *contract) checkTypeName(def *ast.Definition, field *ast.FieldDefinition, at string) error {
	enum := c.types[field.Type.Name()]
	if enum == nil || enum.Kind != ast.Enum || isList(field.Type) {
		return failf(field.Position, "%s: @typeName is for a single enum", at)
	}
	if def.Kind == ast.Object && enum.EnumValues.ForName(enumName(def.Name)) == nil {
		return failf(def.Position, "type %s has no value %s in %s, from which %s is derived", def.Name, enumName(def.Name), enum.Name, at)
	}
	return nil
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

// checkRelationProperty checks a property of a relation. It may be indexed, unique or decimal like a node's; it cannot lead anywhere
// or be searched.
func (c *contract) checkRelationProperty(def *ast.Definition, field *ast.FieldDefinition) error {
	if err := checkUnmapped(def, field, "relation", "shared", "connection", "typeName", "search"); err != nil {
		return err
	}
	return c.checkProperty(def, field, def.Name+"."+field.Name)
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
		case connection == nil:
			errs = append(errs, checkUnmapped(def, field, "relation", "shared", "typeName", "unique", "search", "index", "decimal"))
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

// checkUnmapped reports the first of the mapping directives that stands where it has no meaning.
func checkUnmapped(def *ast.Definition, field *ast.FieldDefinition, directives ...string) error {
	for _, name := range directives {
		if directive := field.Directives.ForName(name); directive != nil {
			return failf(directive.Position, "%s.%s: @%s is for fields of a @node type", def.Name, field.Name, name)
		}
	}
	return nil
}
