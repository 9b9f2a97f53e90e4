package plan

import "partnergraph/schema"

// scope is where in the operation the builder stands.
type scope struct {
	path  string // response names from the root, for messages
	level int    // how many nodes lie around
}

// within is the place behind a response name.
func (s scope) within(alias string) scope {
	if s.path != "" {
		alias = s.path + "." + alias
	}
	return scope{alias, s.level}
}

// inside is the same place seen from inside the node that stands there.
func (s scope) inside() scope {
	s.level++
	return s
}

// node compiles what is read and written of a node. The returned slots are its row.
func (b *builder) node(node *schema.Node, under []selections, at scope) (*nodeObject, []Slot, error) {
	r := &row{}
	object := &nodeObject{typeSlot: -1}
	if err := b.fill(object, r, node, under, at); err != nil {
		return nil, nil, err
	}
	return object, r.slots, nil
}

// fill compiles a node into a row that may hold other values already.
func (b *builder) fill(object *nodeObject, r *row, node *schema.Node, under []selections, at scope) error {
	needType := func() { object.typeSlot = r.add(TypeName{}) }
	if node.Abstract {
		object.static = ""
	} else {
		object.static = node.Name
	}
	for _, e := range b.on(node, at.level, under, func() {
		if node.Abstract {
			needType()
		}
	}) {
		value, err := b.nodeMember(r, node, e, at, func() {
			if node.Abstract {
				needType()
			}
		})
		if err != nil {
			return err
		}
		object.members = append(object.members, newMember(e, value))
	}
	return nil
}

func (b *builder) nodeMember(r *row, node *schema.Node, e *entry, at scope, needType func()) (writes[Row], error) {
	if e.field.Name == "__typename" {
		needType()
		return typeName{}, nil
	}
	field := node.Field(e.field.Name)
	if field == nil { // declared by one of the concrete types only
		field = b.Model.Node(e.field.ObjectDefinition.Name).Field(e.field.Name)
	}
	switch {
	case field.TypeName:
		needType()
		names := map[string]string{}
		for _, t := range node.Types {
			names[t.Name] = t.EnumName()
		}
		return typeName{names}, nil
	case field.Quantity != nil:
		return b.quantity(r, field.Quantity, e), nil
	case field.Relation == nil:
		return leaf{r.add(Property{Operand{Property: field.Property}}), field.Property}, nil
	case field.Relation.One:
		return b.toOne(r, field.Relation, e, at)
	case field.Relation.Listing == schema.EdgeList:
		return b.edgeList(r, field.Relation, e, at)
	default:
		return b.connection(r, field.Relation.Target, field.Relation, e, at)
	}
}

func (b *builder) toOne(r *row, rel *schema.Relation, e *entry, at scope) (writes[Row], error) {
	inner := at.within(e.alias)
	object, slots, err := b.node(rel.Target, e.under, inner.inside())
	if err != nil {
		return nil, err
	}
	order := []Key{{Of: Operand{Property: rel.Target.Field("id").Property, Key: true}}}
	return nested{r.add(One{&Set{Type: rel.Target, Via: rel, Order: order, Limit: NoLimit, Row: slots, Path: inner.path}}), object}, nil
}

// edgeList compiles a plain list of edge objects, in the order of their discriminating property.
func (b *builder) edgeList(r *row, rel *schema.Relation, e *entry, at scope) (writes[Row], error) {
	o, err := orderOf(rel.Target, rel.Edge, nil)
	if err != nil {
		return nil, err
	}
	inner := at.within(e.alias).inside()
	each, far := &nodeObject{typeSlot: -1, static: rel.Target.Name}, &row{}
	for _, e := range b.plain(e.under) {
		value, err := b.edgeMember(far, rel, e, inner)
		if err != nil {
			return nil, err
		}
		each.members = append(each.members, newMember(e, value))
	}
	set := &Set{Type: rel.Target, Via: rel, Order: o.keys, Limit: NoLimit, Row: far.slots, Path: inner.path}
	return edgeList{r.add(Rows{set}), each}, nil
}

func (b *builder) edgeMember(r *row, rel *schema.Relation, e *entry, at scope) (writes[Row], error) {
	switch name := e.field.Name; name {
	case "__typename":
		return constant[Row](rel.Edge.Name), nil
	case rel.Edge.Far:
		object := &nodeObject{typeSlot: -1}
		if err := b.fill(object, r, rel.Target, e.under, at.within(e.alias).inside()); err != nil {
			return nil, err
		}
		return object, nil
	default:
		p := rel.Edge.Field(name).Property
		return leaf{r.add(Property{Operand{Property: p, OnEdge: true}}), p}, nil
	}
}
