package plan

import (
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
