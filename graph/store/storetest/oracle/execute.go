package oracle

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// This file is the executor of the GraphQL specification, section 6.

// Object is a JSON object that keeps the order of its members.
type Object []Member

// Member is a member of an Object: nil, bool, int64, string, []any or Object.
type Member struct {
	Name  string
	Value any
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := encoder.Encode(m.Name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := encoder.Encode(m.Value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// collect groups the fields that apply to an object type by their response name, in the order in which they are met.
func (q *question) collect(object string, sets []ast.SelectionSet) [][]*ast.Field {
	var groups [][]*ast.Field
	var walk func(ast.SelectionSet)
	fragment := func(condition string, set ast.SelectionSet) {
		if condition == "" || q.is(object, condition) {
			walk(set)
		}
	}
	walk = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch s := selection.(type) {
			case *ast.Field:
				if q.included(s.Directives) {
					groups = grouped(groups, s)
				}
			case *ast.InlineFragment:
				if q.included(s.Directives) {
					fragment(s.TypeCondition, s.SelectionSet)
				}
			case *ast.FragmentSpread:
				if q.included(s.Directives) {
					fragment(s.Definition.TypeCondition, s.Definition.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		walk(set)
	}
	return groups
}

func grouped(groups [][]*ast.Field, field *ast.Field) [][]*ast.Field {
	at := slices.IndexFunc(groups, func(group []*ast.Field) bool { return group[0].Alias == field.Alias })
	if at < 0 {
		return append(groups, []*ast.Field{field})
	}
	groups[at] = append(groups[at], field)
	return groups
}

// included applies @skip and @include.
func (q *question) included(directives ast.DirectiveList) bool {
	holds := func(d *ast.Directive) bool {
		raw, _ := q.raw(d.Arguments.ForName("if").Value)
		return raw == true
	}
	if skip := directives.ForName("skip"); skip != nil && holds(skip) {
		return false
	}
	include := directives.ForName("include")
	return include == nil || holds(include)
}

// object answers the selections on a value of an object type. It reports false when a member that is never null has no value.
func (q *question) object(name string, from any, sets []ast.SelectionSet) (Object, bool) {
	out := Object{}
	for _, group := range q.collect(name, sets) {
		v, ok := q.member(name, from, group)
		if !ok {
			return nil, false
		}
		out = append(out, Member{group[0].Alias, v})
	}
	return out, true
}

func (q *question) member(object string, from any, group []*ast.Field) (any, bool) {
	return q.complete(group[0].Definition.Type, group, q.resolve(object, from, group[0]))
}

// complete turns a value into what the response holds. It reports false when the value is null though the type says that it never
// is; whoever holds it is then null in its place.
func (q *question) complete(typ *ast.Type, group []*ast.Field, v any) (any, bool) {
	completed := any(nil)
	if v != nil {
		completed = q.completeValue(typ, group, v)
	}
	return completed, completed != nil || !typ.NonNull
}

// completeValue returns nil when something inside is null that never is.
func (q *question) completeValue(typ *ast.Type, group []*ast.Field, v any) any {
	if typ.Elem != nil {
		out := []any{}
		for _, item := range v.([]any) {
			completed, ok := q.complete(typ.Elem, group, item)
			if !ok {
				return nil
			}
			out = append(out, completed)
		}
		return out
	}
	def := q.schema.Types[typ.NamedType]
	if def.IsLeafType() {
		return v
	}
	name := def.Name
	if node, ok := v.(*Node); ok {
		name = node.Type
	}
	var sets []ast.SelectionSet
	for _, field := range group {
		sets = append(sets, field.SelectionSet)
	}
	if out, ok := q.object(name, v, sets); ok {
		return out
	}
	return nil
}

// edge is an element of a page or of a list of edge objects.
type edge struct {
	link
	to   *way  // of an edge object
	page *page // of an element of a page
	at   position
}

// info is a page seen as its PageInfo.
type info struct{ *page }

// resolve returns the value of a field: nil, bool, int64, string, *Node, *page, info, quantity, edge, or a list of such.
func (q *question) resolve(object string, from any, field *ast.Field) any {
	if field.Name == "__typename" {
		return object
	}
	switch from := from.(type) {
	case *Node:
		return q.ofNode(from, field)
	case *page:
		if field.Name == "groupBy" {
			return q.groups(q.groupings[field], from.listed)
		}
		return from.field(field.Name)
	case bunch:
		return q.figures(from, field.Name)
	case values:
		return from.shown(field.Name)
	case *group:
		return q.ofGroup(from, field.Name)
	case keysAt:
		return from.field(field)
	case edge:
		if from.page != nil && field.Name == "citations" {
			return q.citations(from)
		}
		return from.field(field)
	case info:
		return from.field(field.Name)
	case quantity:
		return from.field(field.Name)
	default:
		if l := q.lists[field]; l != nil {
			return l.page(q.all(l.target))
		}
		return q.found[field]
	}
}

func (q *question) ofNode(node *Node, field *ast.Field) any {
	def := q.schema.Types[node.Type].Fields.ForName(field.Name)
	to := q.way(def)
	switch {
	case isTypeName(def):
		return screaming(node.Type)
	case q.isQuantity(def):
		return q.quantity(node, def)
	case to == nil:
		return listed(def, written(def, node.Values[field.Name]))
	case to.one:
		if far := q.one(node, to); far != nil {
			return far
		}
		return nil
	case to.far != "":
		out := []any{}
		for _, link := range cited(to, q.reach(node, to)) {
			out = append(out, edge{link: link, to: to})
		}
		return out
	default:
		return q.lists[field].page(q.reach(node, to))
	}
}

// listed gives a list the form of one; that a list is absent is the same as that it is empty.
func listed(def *ast.FieldDefinition, v any) any {
	if def.Type.Elem == nil {
		return v
	}
	out := []any{}
	for _, text := range texts(v) {
		out = append(out, text)
	}
	return out
}

func (p *page) field(name string) any {
	switch name {
	case "totalCount":
		return int64(p.total)
	case "pageInfo":
		return info{p}
	case "aggregate":
		return bunch{p.target, p.listed}
	}
	out := []any{}
	for _, item := range p.items {
		if name == "nodes" {
			out = append(out, item.node)
		} else {
			out = append(out, edge{link: item.link, at: item.at, page: p})
		}
	}
	return out
}

func (e edge) field(field *ast.Field) any {
	switch {
	case e.page != nil && field.Name == "cursor":
		return e.page.order.cursor(e.at)
	case e.page != nil && field.Name == "node", e.page == nil && field.Name == e.to.far:
		return e.node
	default:
		return e.values[field.Name]
	}
}

func (i info) field(name string) any {
	switch name {
	case "hasNextPage":
		return i.hasNext
	case "hasPreviousPage":
		return i.hasPrior
	}
	if len(i.items) == 0 {
		return nil
	}
	if name == "startCursor" {
		return i.order.cursor(i.items[0].at)
	}
	return i.order.cursor(i.items[len(i.items)-1].at)
}
