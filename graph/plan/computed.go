package plan

import (
	"fmt"
	"slices"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// computedRoot compiles a root field whose answer is computed in Go and names nodes by their ids, which are then read in one
// statement: a ranking, a path, a mutation's payload.
func (b *builder) computedRoot(e *entry) error {
	type bound struct {
		list int
		byID bool
	}
	if _, err := asks(b, e.field, func(b *builder) (bound, error) { return bound{b.listBound(), b.namesID()}, nil }); err != nil {
		return err
	}
	value, err := b.computedValue(e, scope{}, 1)
	if err != nil {
		return err
	}
	b.out.root = fromComputed{value}
	b.top.add(Sequence{})
	return nil
}

// computedValue compiles a field of a computed object by the type that the contract gives it, of which there are so many at most.
func (b *builder) computedValue(e *entry, at scope, most int) (writes[Fields], error) {
	name, typ := e.field.Name, e.field.Definition.Type
	if name == "__typename" {
		return constant[Fields](e.field.ObjectDefinition.Name), nil
	}
	inner := at.within(e.alias)
	switch {
	case typ.Elem == nil:
	case most == 1:
		most = b.listBound()
	default:
		most *= b.innerBound(typ)
	}
	if node := b.Model.Node(typ.Name()); node != nil {
		refer, err := b.reference(node, name, e.under, inner, most)
		if err != nil || typ.Elem == nil {
			return refer, err
		}
		return referenceList{refer, typ.Elem.NonNull}, nil
	}
	if def := b.Model.AST.Types[typ.Name()]; def.Kind != ast.Object {
		return computedLeaf(name), nil
	}
	var members object[Fields]
	for _, child := range b.plain(e.under) {
		value, err := b.computedValue(child, inner, most)
		if err != nil {
			return nil, err
		}
		members = append(members, newMember(child, value))
	}
	if typ.Elem != nil {
		return computedList{name, typ.Elem.NonNull, members}, nil
	}
	return computedObject{name, members}, nil
}

// usualInner is how many elements a list within a computed list may have that the contract does not bound: a match has six hints at most,
// a reason six highlighted words and five records.
const usualInner = 6

// innerBound is how many elements a list within a computed list may have. Elements that each stand for a value of an enum, as a match's
// reasons do for its factors, may be as many as the enum has values.
func (b *builder) innerBound(list *ast.Type) int {
	most := usualInner
	for _, field := range b.Model.AST.Types[list.Name()].Fields {
		if enum := b.Model.AST.Types[field.Type.Name()]; enum.Kind == ast.Enum && field.Type.Elem == nil && field.Type.NonNull {
			most = max(most, len(enum.EnumValues))
		}
	}
	return most
}

// listBound is how many elements a computed list may have: the page asked for, else the usual page.
func (b *builder) listBound() int {
	if first, ok := b.out.Arguments["first"].(int64); ok && first > 0 {
		return int(min(first, MaxPage))
	}
	return DefaultPage
}

// reference compiles what is read of the nodes that a computed field names, so many at most.
func (b *builder) reference(node *schema.Node, name string, under []selections, at scope, most int) (reference, error) {
	object, slots, err := b.referred(node, under, at)
	if err != nil {
		return reference{}, err
	}
	return b.refer(node, name, b.arg([]string(nil)), object, &Set{Row: slots, Path: at.path, Most: most}), nil
}

// referred compiles what is read of a node that is found again by its id, in slot 0.
func (b *builder) referred(node *schema.Node, under []selections, at scope) (*nodeObject, []Slot, error) {
	r := &row{}
	r.add(Property{b.idOperand()})
	object := &nodeObject{typeSlot: -1}
	err := b.fill(object, r, node, under, at)
	return object, r.slots, err
}

// refer reads the nodes with the ids of an argument.
func (b *builder) refer(node *schema.Node, name string, ids Arg, object *nodeObject, set *Set) reference {
	set.Type, set.Where, set.Limit = node, Compare{b.idOperand(), In, ids}, NoLimit
	b.out.refs = append(b.out.refs, ref{b.top.add(Rows{set}), ids})
	return reference{name, len(b.out.refs) - 1, object}
}

// Computed reports whether the field's answer is computed in Go, so that Bind and Write want its value.
func (c *Compiled) Computed() bool {
	_, computed := c.root.(fromComputed)
	return computed
}

// Asks reports whether the selection asks, at any depth, for a value, a list or an object of that field's name that is computed in Go. What
// nobody asks for need not be worked out.
func (c *Compiled) Asks(field string) bool {
	root, computed := c.root.(fromComputed)
	return computed && asksFor(root.writes, field)
}

func asksFor(value writes[Fields], field string) bool {
	var name string
	var members object[Fields]
	switch v := value.(type) {
	case computedLeaf:
		name = string(v)
	case computedObject:
		name, members = v.name, v.members
	case computedList:
		name, members = v.name, v.members
	}
	return name == field || slices.ContainsFunc(members, func(m member[Fields]) bool { return asksFor(m.value, field) })
}

// RootName is the name under which Bind and Write look for the value of a computed field.
func (c *Compiled) RootName() string { return c.Query.Name }

// Bind puts the ids that the computed value names into the query's arguments, and reports whether there are any. It returns a copy
// of the query, so that a plan may be run again.
func (c *Compiled) Bind(computed Object) (query *Query, named bool) {
	bound := c.Query
	bound.Args = append([]any{}, c.Query.Args...)
	ids := make([]idSet, len(c.refs))
	gather(c.root.(fromComputed).writes, computed, ids)
	for i, r := range c.refs {
		named = named || len(ids[i].list) > 0
		bound.Args[r.arg] = ids[i].all()
	}
	return &bound, named
}

// Check refuses a bound query that costs too much, now that the ids are known: a hub that a name led to, say. The answer to a
// mutation was judged when it was compiled, for what it has done is done.
func (c *Compiled) Check(bound *Query) error {
	if c.mutation {
		return nil
	}
	return c.limits.check(bound, false)
}

// admit refuses a plan that costs too much, as far as that can be told before the ids of a computed answer are known.
func (c *Compiled) admit() error { return c.limits.check(&c.Query, !c.mutation) }

// idSet keeps ids once each, in the order in which they were met.
type idSet struct {
	list []string
	seen map[string]bool
}

// seen are maps for idSets, handed from one answer to the next.
var seen = sync.Pool{New: func() any { return map[string]bool{} }}

func (s *idSet) add(id string) {
	if id == "" || s.seen[id] {
		return
	}
	if s.seen == nil {
		s.seen = seen.Get().(map[string]bool)
	}
	s.seen[id], s.list = true, append(s.list, id)
}

// all returns the ids, never nil, and ends the use of the set.
func (s *idSet) all() []string {
	if s.seen != nil && len(s.seen) <= mostFoundKept {
		clear(s.seen)
		seen.Put(s.seen)
	}
	return append([]string{}, s.list...)
}

// gather walks a computed value along its writers and notes the ids that each reference will look for.
func gather(value writes[Fields], from Fields, ids []idSet) {
	switch v := value.(type) {
	case reference:
		ids[v.ref].add(idOf(from.Field(v.name)))
	case referenceList:
		list, _ := idsOf(from.Field(v.name))
		for _, id := range list {
			ids[v.ref].add(id)
		}
	case computedObject:
		if inner := fieldsOf(from.Field(v.name)); inner != nil {
			gatherMembers(v.members, inner, ids)
		}
	case computedList:
		count, at, _ := listed(from.Field(v.name))
		for i := range count {
			gatherMembers(v.members, at(i), ids)
		}
	}
}

func gatherMembers(members object[Fields], from Fields, ids []idSet) {
	for _, m := range members {
		gather(m.value, from, ids)
	}
}

// Sequence is the log's sequence number of the snapshot that a computed field's nodes were read from.
func (c *Compiled) Sequence(row Row) int64 {
	for i, slot := range c.Query.Slots {
		if _, ok := slot.(Sequence); ok {
			n, _ := row[i].(int64)
			return n
		}
	}
	return 0
}

// Missing says that the store held null where the contract promises a value.
type Missing struct{ Path []any }

// Error names the place in the response.
func (m *Missing) Error() string { return fmt.Sprintf("no value at %v, which is never null", m.Path) }

// Write writes the field's value as JSON: from the statement's row, and for a computed field from what was computed. A value that
// is null though the contract forbids it makes the nearest nullable field around it null; the first such place comes back as a
// *Missing beside the JSON. When the root field itself becomes null, the JSON is "null".
func (c *Compiled) Write(row Row, computed Object) ([]byte, error) {
	w := writers.Get().(*writer)
	defer w.leave()
	w.path, w.cursors = append(w.path, c.alias), c.cursors
	for _, r := range c.refs {
		w.find(r, row)
	}
	if !c.root.write(w, rootValue{row, computed, c.Arguments}) {
		w.buf = append(w.buf, "null"...)
	}
	written := slices.Clone(w.buf)
	if w.missing != nil {
		return written, &Missing{w.missing}
	}
	return written, nil
}
