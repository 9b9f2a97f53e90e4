package plan

import (
	"errors"

	"partnergraph/schema"
)

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
	fromComputed struct{ writes[Fields] }
)

// named writes the nodes with the ids that the request itself names.
type named struct{ referenceList }

func (n named) write(w *writer, v rootValue) bool {
	return list(w, v.arguments.Texts("ids"), n.nonNull, byID{n.reference})
}

func (f fromRow) write(w *writer, v rootValue) bool { return f.writes.write(w, v.row) }

func (f fromComputed) write(w *writer, v rootValue) bool { return f.writes.write(w, v.computed) }
