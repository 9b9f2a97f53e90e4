package plan

import (
	"errors"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// Compiler turns root fields into plans. It is immutable and safe for concurrent use.
type Compiler struct {
	Model   *schema.Model
	Cursors Cursors
	Limits  Limits
}

// Compiled is a root field ready to be read and written.
type Compiled struct {
	Query     Query
	Arguments Arguments
	refs      []ref
	root      writes[rootValue]
	nonNull   bool
	alias     string
	cursors   Cursors
	limits    Limits
	mutation  bool
	narrowing *Narrowing
}

// ref is a place in a computed answer that names nodes by id: what is read of them, and where their ids go.
type ref struct {
	slot int
	arg  Arg
}

// rootValue is what a root field is written from: the statement's row, and, for a computed field, what was computed.
type rootValue struct {
	row       Row
	computed  Object
	arguments Arguments
}

// Compile plans one root field of a validated operation. under is its merged selection set: an operation may name the field more than
// once. What the request itself got wrong is a *Refusal.
func (c *Compiler) Compile(field *ast.Field, under ast.SelectionSet, variables map[string]any) (*Compiled, error) {
	b, err := c.build(field, under, variables)
	if err != nil {
		return nil, err
	}
	return b.out, b.out.admit()
}

// build plans a root field, whatever it costs.
func (c *Compiler) build(field *ast.Field, under ast.SelectionSet, variables map[string]any) (*builder, error) {
	b := &builder{Compiler: c, collector: collector{c.Model, variables}, coercion: coercion{c.Model.AST, variables}}
	b.out = &Compiled{Query: Query{Name: field.Name}, nonNull: field.Definition.Type.NonNull, alias: field.Alias, cursors: c.Cursors,
		limits: c.Limits, mutation: field.ObjectDefinition == c.Model.AST.Mutation}
	arguments, err := b.coercion.arguments(field.Definition.Arguments, field.Arguments)
	if err != nil {
		return nil, err
	}
	b.out.Arguments = arguments
	if b.field = field; varies(field.Arguments) {
		b.loose++
	}
	if err := b.root(field, under); err != nil {
		return nil, err
	}
	if err := b.out.Query.checkSearches(); err != nil {
		return nil, err
	}
	if b.out.Query.Searches() {
		b.top.add(Sequence{}) // what was found is only worth something as of a moment
	}
	b.out.Query.Slots = b.top.slots
	b.out.narrowing = b.narrowing()
	return b, nil
}

// builder compiles one root field.
type builder struct {
	*Compiler
	collector
	coercion
	out        *Compiled
	field      *ast.Field // the root field
	top        row
	conditions int

	places   []place // whose arguments hold variables, in the order of the query's arguments
	constant int     // conditions of all other places
	loose    int     // fields with variables in their arguments that are no such place; see Plans
}

// row gathers the slots of one row; asking twice for a value gives the same slot.
type row struct {
	slots []Slot
	seen  map[Slot]int
}

func (r *row) add(slot Slot) int {
	if at, seen := r.seen[slot]; seen {
		return at
	}
	r.slots = append(r.slots, slot)
	if r.seen == nil {
		r.seen = map[Slot]int{}
	}
	r.seen[slot] = len(r.slots) - 1
	return len(r.slots) - 1
}

func (b *builder) arg(v any) Arg {
	b.out.Query.Args = append(b.out.Query.Args, v)
	return Arg(len(b.out.Query.Args) - 1)
}

// root chooses by the contract what sort of field it is. Every sort says in asks what it takes of the arguments.
func (b *builder) root(field *ast.Field, under ast.SelectionSet) error {
	e := &entry{alias: field.Alias, field: field, under: []selections{{under, nil}}}
	def := field.Definition
	node := b.Model.Node(def.Type.Name())
	switch {
	case def.Directives.ForName("connection") != nil:
		target := b.Model.Node(b.Model.AST.Types[def.Type.Name()].Fields.ForName("nodes").Type.Name())
		list, err := b.connection(&b.top, target, nil, e, scope{})
		b.out.root = fromRow{list}
		return err
	case node != nil && def.Type.Elem == nil && b.namesID():
		return b.lookup(node, e)
	case node != nil && def.Type.Elem != nil:
		return b.lookups(node, e)
	default:
		return b.computedRoot(e)
	}
}

// namesID reports whether the root field is given an id and nothing else, so that it needs no computation.
func (b *builder) namesID() bool {
	for name := range b.out.Arguments {
		if name != "id" && b.out.Arguments.Given(name) {
			return false
		}
	}
	return b.out.Arguments.Given("id")
}

// errOtherwise says that the arguments ask for another sort of plan.
var errOtherwise = errors.New("asks for something else")

// lookup reads the node with an id.
func (b *builder) lookup(node *schema.Node, e *entry) error {
	where, err := asks(b, e.field, func(b *builder) (Filter, error) {
		if !b.namesID() {
			return nil, errOtherwise
		}
		return Compare{Of: b.idOperand(), Op: Eq, Arg: b.arg(b.out.Arguments.Text("id"))}, nil
	})
	if err != nil {
		return err
	}
	object, slots, err := b.node(node, e.under, scope{}.within(e.alias))
	if err != nil {
		return err
	}
	slot := b.top.add(One{&Set{Type: node, Where: where, Limit: NoLimit, Row: slots, Path: e.alias}})
	b.out.root = fromRow{nested{slot, object}}
	return nil
}

// lookups reads the nodes with some ids, in the order asked.
func (b *builder) lookups(node *schema.Node, e *entry) error {
	arg, err := asks(b, e.field, func(b *builder) (Arg, error) {
		ids := b.out.Arguments.Texts("ids")
		if len(ids) > MaxPage {
			return 0, limit("ids", "最多 %d 个标识", "at most %d ids", MaxPage)
		}
		return b.arg(ids), nil
	})
	if err != nil {
		return err
	}
	at := scope{}.within(e.alias)
	object, slots, err := b.referred(node, e.under, at)
	if err != nil {
		return err
	}
	refer := b.refer(node, e.alias, arg, object, &Set{Row: slots, Path: at.path})
	b.out.root = named{referenceList{refer, e.field.Definition.Type.Elem.NonNull}}
	return nil
}

func (b *builder) idOperand() Operand {
	return Operand{Property: b.Model.Node("Node").Field("id").Property}
}

// fromRow and fromComputed choose what a root field is written from.
type (
	fromRow      struct{ writes[Row] }
	fromComputed struct{ writes[Object] }
)

// named writes the nodes with the ids that the request itself names.
type named struct{ referenceList }

func (n named) write(w *writer, v rootValue) bool {
	return list(w, v.arguments.Texts("ids"), n.nonNull, byID{n.reference})
}

func (f fromRow) write(w *writer, v rootValue) bool      { return f.writes.write(w, v.row) }
func (f fromComputed) write(w *writer, v rootValue) bool { return f.writes.write(w, v.computed) }

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

// Empty returns the refusal of a blank text argument.
func Empty(field string) *Refusal {
	return invalid(field, "不能为空白", "must not be blank")
}
