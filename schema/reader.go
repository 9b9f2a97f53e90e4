package schema

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema/union"
)

// reader fills a Model from the parsed contract: first all names, then what refers to them.
type reader struct{ *Model }

func (r reader) declare() {
	for name, def := range r.AST.Types {
		switch {
		case def.Directives.ForName("node") != nil:
			r.nodes[name] = &Node{Name: name, Abstract: def.IsAbstractType(), byName: map[string]*Field{}}
		case def.Directives.ForName("edge") != nil:
			r.edges[name] = &Edge{Name: name, Far: text(def.Directives.ForName("edge"), "node"), byName: map[string]*Field{}}
			if def.Directives.ForName("citation") != nil {
				r.Citation = r.edges[name]
			}
		}
	}
	for name, node := range r.nodes {
		for _, possible := range r.AST.GetPossibleTypes(r.AST.Types[name]) {
			if concrete := r.nodes[possible.Name]; concrete != nil {
				node.Types = append(node.Types, concrete)
			}
		}
		sort.Slice(node.Types, func(i, j int) bool { return node.Types[i].Name < node.Types[j].Name })
	}
	for name, node := range r.nodes { // only now: labels compares how many types each interface has
		node.Labels = r.labels(r.AST.Types[name])
	}
}

// labels lists the interfaces and unions of a concrete type from the widest to the narrowest, then its own name.
func (r reader) labels(def *ast.Definition) []string {
	var labels []string
	for _, name := range def.Interfaces {
		if r.nodes[name] != nil {
			labels = append(labels, name)
		}
	}
	for name := range r.nodes {
		if r.AST.Types[name].Kind == ast.Union && slices.Contains(r.AST.Types[name].Types, def.Name) {
			labels = append(labels, name)
		}
	}
	sort.Slice(labels, func(i, j int) bool {
		wide, narrow := len(r.nodes[labels[i]].Types), len(r.nodes[labels[j]].Types)
		return wide > narrow || wide == narrow && labels[i] < labels[j]
	})
	return append(labels, def.Name)
}

func (r reader) fill() error {
	for _, name := range sortedKeys(r.edges) {
		edge := r.edges[name]
		for _, def := range r.AST.Types[name].Fields {
			if def.Name == edge.Far {
				continue
			}
			field, err := r.property(def)
			if err != nil {
				return fmt.Errorf("%s.%s: %w", name, def.Name, err)
			}
			edge.Fields, edge.byName[def.Name] = append(edge.Fields, field), field
		}
	}
	for _, node := range r.Nodes() {
		for _, def := range r.declared(node) {
			if strings.HasPrefix(def.Name, "__") {
				continue
			}
			fields, err := r.fields(node, def)
			if err != nil {
				return fmt.Errorf("%s.%s: %w", node.Name, def.Name, err)
			}
			for _, field := range fields {
				node.Fields, node.byName[field.Name] = append(node.Fields, field), field
			}
		}
	}
	return r.fillRelations()
}

// declared lists the fields of a type in the contract; those of a union are what its members have in common.
func (r reader) declared(node *Node) ast.FieldList {
	def := r.AST.Types[node.Name]
	if def.Kind != ast.Union {
		return def.Fields
	}
	members := make([]*ast.Definition, len(def.Types))
	for i, name := range def.Types {
		members[i] = r.AST.Types[name]
	}
	return union.Fields(members)
}

// fields reads a field of a node, and behind a quantity its parts.
func (r reader) fields(node *Node, def *ast.FieldDefinition) ([]*Field, error) {
	if whole := r.AST.Types[def.Type.Name()]; whole != nil && whole.Directives.ForName("quantity") != nil {
		return r.quantity(def, whole)
	}
	field, err := r.field(node, def)
	return []*Field{field}, err
}

// quantity reads a field that holds a number with its precision, and its parts.
func (r reader) quantity(def *ast.FieldDefinition, whole *ast.Definition) ([]*Field, error) {
	of := &Field{Name: def.Name, Def: def, Quantity: &Quantity{}}
	fields := []*Field{of}
	for _, part := range []struct {
		name string
		is   **Property
	}{
		{"value", &of.Quantity.Value}, {"precision", &of.Quantity.Precision}, {"unit", &of.Quantity.Unit},
		{"asWritten", &of.Quantity.AsWritten},
	} {
		field, err := r.property(whole.Fields.ForName(part.name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		p := field.Property
		p.Name = def.Name + strings.ToUpper(part.name[:1]) + part.name[1:]
		p.Required = p.Required && def.Type.NonNull
		p.Index = part.name == "value" && def.Directives.ForName("index") != nil
		*part.is, field.Name, field.Of = p, def.Name+"."+part.name, of
		fields = append(fields, field)
	}
	return fields, nil
}

func (r reader) field(node *Node, def *ast.FieldDefinition) (*Field, error) {
	if def.Directives.ForName("typeName") != nil {
		return &Field{Name: def.Name, Def: def, TypeName: true, types: node.Types}, nil
	}
	shared, relation := def.Directives.ForName("shared"), def.Directives.ForName("relation")
	if shared == nil && relation == nil {
		return r.property(def)
	}
	rel := &Relation{One: def.Type.Elem == nil}
	if err := r.target(rel, def.Type.Name()); err != nil {
		return nil, err
	}
	if shared != nil {
		for _, child := range shared.Arguments.ForName("types").Value.Children {
			rel.Shared = append(rel.Shared, child.Value.Raw)
		}
		return &Field{Name: def.Name, Def: def, Relation: rel}, nil
	}
	rel.Type, rel.In = text(relation, "type"), text(relation, "direction") == "IN"
	if name := text(relation, "edge"); name != "" {
		if rel.Edge = r.edges[name]; rel.Edge == nil {
			return nil, fmt.Errorf("%q is not an @edge type", name)
		}
	}
	return &Field{Name: def.Name, Def: def, Relation: rel}, nil
}

// target finds the far node's type behind a field's type: the type itself, an edge type's far node, or a connection's node.
func (r reader) target(rel *Relation, name string) error {
	if edge := r.edges[name]; edge != nil {
		rel.Edge, rel.Listing, rel.One = edge, EdgeList, false
		name = r.AST.Types[name].Fields.ForName(edge.Far).Type.Name()
	} else if def := r.AST.Types[name]; def != nil && strings.HasSuffix(name, "Connection") {
		rel.One = false
		name = def.Fields.ForName("nodes").Type.Name()
	}
	if rel.Target = r.nodes[name]; rel.Target == nil {
		return fmt.Errorf("%q is not a @node type", name)
	}
	return nil
}

var scalars = map[string]Scalar{
	"String": String, "ID": ID, "Int": Int, "Boolean": Boolean, "PartialDate": PartialDate, "Decimal": Decimal, "DateTime": DateTime,
}

func (r reader) property(def *ast.FieldDefinition) (*Field, error) {
	p := &Property{Name: def.Name, List: def.Type.Elem != nil, Required: def.Type.NonNull}
	name := def.Type.Name()
	scalar, known := scalars[name]
	switch enum := r.AST.Types[name]; {
	case known:
		p.Scalar = scalar
	case enum != nil && enum.Kind == ast.Enum:
		p.Scalar, p.Enum = Enum, enum
	default:
		return nil, fmt.Errorf("type %q has no stored form", name)
	}
	p.Index = def.Directives.ForName("index") != nil || p.Scalar == ID
	p.Unique = def.Directives.ForName("unique") != nil
	if search := def.Directives.ForName("search"); search != nil {
		p.Search = 1
		if weight := text(search, "weight"); weight != "" {
			value, err := strconv.ParseFloat(weight, 64)
			if err != nil {
				return nil, fmt.Errorf("@search weight %q: %w", weight, err)
			}
			p.Search = value
		}
	}
	if decimal := def.Directives.ForName("decimal"); decimal != nil {
		p.Name, p.Scale = text(decimal, "property"), 2
		if scale := text(decimal, "scale"); scale != "" {
			value, err := strconv.Atoi(scale)
			if err != nil {
				return nil, fmt.Errorf("@decimal scale %q: %w", scale, err)
			}
			p.Scale = value
		}
	}
	return &Field{Name: def.Name, Def: def, Property: p}, nil
}

// ends collects what the fields of one relation type say about it.
type ends struct {
	from, to []*Node
	edge     *Edge
	one      bool
	order    string
}

// fillRelations derives the stored relation types from the fields that follow them. Some field must name an end wide enough for
// all others, and all must name the same edge.
func (r reader) fillRelations() error {
	seen := map[string]*ends{}
	for _, node := range r.Nodes() {
		for _, field := range node.Fields {
			rel := field.Relation
			if rel == nil || rel.Type == "" {
				continue
			}
			from, to := node, rel.Target
			if rel.In {
				from, to = to, from
			}
			e := seen[rel.Type]
			if e == nil {
				e = &ends{edge: rel.Edge}
				seen[rel.Type] = e
			}
			if e.edge != rel.Edge {
				return fmt.Errorf("%s.%s: relation %s carries other properties elsewhere", node.Name, field.Name, rel.Type)
			}
			e.from, e.to = append(e.from, from), append(e.to, to)
			e.one = e.one || rel.One && !rel.In
			if err := e.keepBy(text(field.Def.Directives.ForName("relation"), "order"), rel); err != nil {
				return fmt.Errorf("%s.%s: %w", node.Name, field.Name, err)
			}
		}
	}
	for _, name := range sortedKeys(seen) {
		e := seen[name]
		kept := &RelationType{Type: name, From: widest(e.from), To: widest(e.to), Edge: e.edge, One: e.one}
		if kept.From == nil || kept.To == nil {
			return fmt.Errorf("relation %s: no field names an end that covers the others", name)
		}
		if e.edge != nil {
			kept.Fields = e.edge.Fields
		}
		if r.Citation != nil && e.edge != r.Citation {
			kept.Fields = append(slices.Clip(kept.Fields), citing...)
		}
		if err := kept.keepBy(e.order); err != nil {
			return fmt.Errorf("relation %s: %w", name, err)
		}
		r.relations[name] = kept
	}
	r.fillOrders()
	if r.Citation != nil {
		far := r.nodes[r.AST.Types[r.Citation.Name].Fields.ForName(r.Citation.Far).Type.Name()]
		r.Cited = &Relation{Target: far, Edge: r.Citation, Cites: citing[0].Property}
	}
	return nil
}

// keepBy notes the order that a field names for its relation, which has one at most.
func (e *ends) keepBy(order string, rel *Relation) error {
	switch {
	case order == "":
		return nil
	case rel.In || e.order != "" && e.order != order:
		return fmt.Errorf("relation %s is kept in one order, from its start", rel.Type)
	}
	e.order = order
	return nil
}

// keepBy finds the property of the end by which the relation is kept.
func (t *RelationType) keepBy(order string) error {
	if order == "" {
		return nil
	}
	field := t.To.Field(order)
	if field == nil || field.Property == nil || field.Property.List || !field.Property.Index {
		return fmt.Errorf("no order by %q: %s has no such property with an @index", order, t.To.Name)
	}
	t.Order = field.Property
	return nil
}

// fillOrders tells the fields that follow a relation from its start in which order it is kept.
func (r reader) fillOrders() {
	for _, node := range r.Nodes() {
		for _, field := range node.Fields {
			if rel := field.Relation; rel != nil && rel.Type != "" && !rel.In {
				rel.Order = r.relations[rel.Type].Order
			}
		}
	}
}

// citing are the properties in which relations keep where they were taken from.
var citing = []*Field{listOfTexts(CitedDocuments), listOfTexts(CitedAs)}

func listOfTexts(name string) *Field {
	return &Field{Name: name, Property: &Property{Name: name, Scalar: String, List: true}}
}

// widest returns the one of the node types that stands for the types of all others, or nil when none does.
func widest(nodes []*Node) *Node {
	for _, wide := range nodes {
		all := true
		for _, narrow := range nodes {
			all = all && covers(wide, narrow)
		}
		if all {
			return wide
		}
	}
	return nil
}

func covers(wide, narrow *Node) bool {
	for _, t := range narrow.Types {
		if !wide.Is(t.Name) {
			return false
		}
	}
	return true
}

func text(d *ast.Directive, argument string) string {
	if d == nil {
		return ""
	}
	if a := d.Arguments.ForName(argument); a != nil && a.Value.Kind != ast.NullValue {
		return a.Value.Raw
	}
	return ""
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
