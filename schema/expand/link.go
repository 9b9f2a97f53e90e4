package expand

import (
	"regexp"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// linkKind says how many nodes a field leads to and how they are answered.
type linkKind int

const (
	toOne    linkKind = iota // a single node, answered as it is
	toMany                   // a connection
	edgeList                 // a plain list of edge objects that lead on to nodes, such as citations
)

// link is where a relation field leads.
type link struct {
	kind   linkKind
	target *ast.Definition // the node type or interface at the far end; the edge type for edgeList
	edge   *ast.Definition // what describes each relation of a connection; nil when nothing does
}

// linkOf reads a field's mapping. It trusts that check has passed; ok is false for a field that is no relation.
func (c *contract) linkOf(field *ast.FieldDefinition) (l link, ok bool) {
	relation := field.Directives.ForName("relation")
	mapped := relation != nil || field.Directives.ForName("shared") != nil || field.Directives.ForName("connection") != nil
	if !mapped {
		return link{}, false
	}
	l = link{target: c.types[field.Type.Name()], edge: c.types[argument(relation, "edge")]}
	switch {
	case isEdge(l.target):
		l.kind = edgeList
	case isList(field.Type):
		l.kind = toMany
	}
	return l, true
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
	if err := without(field, at, "index", "unique", "search", "decimal", "typeName"); err != nil {
		return err
	}
	if shared := field.Directives.ForName("shared"); shared != nil {
		return c.checkShared(def, field, shared, at)
	}
	return c.checkRelation(field, target, at)
}

func (c *contract) checkRelation(field *ast.FieldDefinition, target *ast.Definition, at string) error {
	relation := field.Directives.ForName("relation")
	if spelled := argument(relation, "type"); !relationType.MatchString(spelled) {
		return failf(relation.Position, "%s: relation type %q is not in capitals, digits and underscores", at, spelled)
	}
	if err := checkOrder(field, relation, target, at); err != nil {
		return err
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

// checkOrder makes sure that an order is that of a list from its start, by a value that has an order.
func checkOrder(field *ast.FieldDefinition, relation *ast.Directive, target *ast.Definition, at string) error {
	order := argument(relation, "order")
	switch by := target.Fields.ForName(order); {
	case order == "":
		return nil
	case !isList(field.Type) || argument(relation, "direction") == "IN":
		return failf(relation.Position, "%s: only a list of what a relation leads to is kept in an order", at)
	case by == nil || by.Directives.ForName("index") == nil:
		return failf(relation.Position, "%s: %s has no @index property %s to keep an order by", at, target.Name, order)
	}
	return nil
}

// relationType is how relation types are spelled. They become part of statements, so nothing else may pass.
var relationType = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)

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
