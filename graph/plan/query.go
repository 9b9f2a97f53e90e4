package plan

import (
	"slices"
	"sync/atomic"

	"partnergraph/schema"
)

// Query is what one statement reads: a row of slots that stand outside any node, and the values that it compares with. It never
// holds a value from a request anywhere but in Args, so that the statement's text depends on the Query's shape alone.
type Query struct {
	Name  string // the root field, for the database's own list of running statements
	Slots []Slot
	Args  []any // string, int64, bool, []string, StringKey or Search, by Arg
	Memo  *Memo // shared by all queries of this shape; nil: the shape is not kept
}

// Memo is where an engine keeps what it has rendered of a shape, and who answers from memory what it has prepared for it. Safe for
// concurrent use; what is kept must not be changed.
type Memo struct{ rendered, prepared atomic.Value }

// Rendered returns what f makes of the query, or made of another one of its shape. f must not look at the values of Args, only at
// their types. A process has one engine: the results of f are of one type.
func Rendered[T any](q *Query, f func() T) T {
	if q.Memo == nil {
		return f()
	}
	return kept(&q.Memo.rendered, f)
}

// Prepared is as Rendered, for the other one who keeps something.
func Prepared[T any](q *Query, f func() T) T {
	if q.Memo == nil {
		return f()
	}
	return kept(&q.Memo.prepared, f)
}

func kept[T any](in *atomic.Value, f func() T) T {
	if value, ok := in.Load().(T); ok {
		return value
	}
	made := f()
	in.CompareAndSwap(nil, made)
	return made
}

// Arg is the index of a value in Query.Args.
type Arg int

// StringKey is text that is compared with a stored string's order key rather than with the string itself. An engine binds it in
// the form in which it keeps those keys.
type StringKey string

// Row is the outcome of a list of slots, one value each: string, int64, bool, []any of strings (a list property), nil, or for Rows
// and One as said there.
type Row []any

// CountRows tells how many rows a statement brought, nested ones included.
func (q *Query) CountRows(row Row) int { return countRows(q.Slots, row) }

func countRows(slots []Slot, row Row) int {
	count := 0
	for i, slot := range slots {
		if i >= len(row) {
			break
		}
		switch s := slot.(type) {
		case Rows:
			for _, inner := range asRows(row[i]) {
				count += 1 + countRows(s.Set.Row, inner)
			}
		case One:
			if inner := asRow(row[i]); inner != nil {
				count += 1 + countRows(s.Set.Row, inner)
			}
		}
	}
	return count
}

// Slot is one value of a Row.
type Slot interface{ slot() }

type (
	// Property reads a stored property of the current node, or of the relation that led to it. Absent: nil.
	Property struct{ Of Operand }
	// TypeName reads the name of the current node's concrete type.
	TypeName struct{}
	// Rows reads a set: []any of Row, in the set's order, at most its limit.
	Rows struct{ Set *Set }
	// One reads the only element of a set: a Row, or nil when it is empty.
	One struct{ Set *Set }
	// Count counts a set without its Seek and Limit: int64.
	Count struct{ Set *Set }
	// Sequence reads the log's last sequence number: int64. It belongs to the same snapshot as all other slots.
	Sequence struct{}
)

func (Property) slot() {}
func (TypeName) slot() {}
func (Rows) slot()     {}
func (One) slot()      {}
func (Count) slot()    {}
func (Sequence) slot() {}

// Set is an ordered, filtered part of the graph, and what is read of each of its nodes.
type Set struct {
	Type  *schema.Node     // every node of the set is of one of Type.Types
	Via   *schema.Relation // how it is reached from the current node; nil: all nodes of Type
	Where Filter           // nil: all
	Order []Key            // complete: no two nodes of the set are equal in all keys; nil where order does not matter
	Seek  Filter           // where a page starts; nil: at the beginning. Kept apart from Where because a count leaves it out
	Limit Arg              // an int64; NoLimit: all
	Row   []Slot
	Path  string // where the request asks for it, for messages
	Most  int    // how many nodes there may be at most, where their ids become known only later
}

// NoLimit marks a Set that is read whole.
const NoLimit Arg = -1

// Operand is a stored value of the current node, or, with OnEdge, of the relation that led to it.
type Operand struct {
	Property *schema.Property
	OnEdge   bool
	Key      bool // its order key, where Property.Key differs from the property itself

	// Via makes it a far value: that of the node to which a relation to one leads, of several the one whose id comes first, or, where
	// Property is Degree, how many nodes the relation leads to. Far values stand in an Order, in the Seek beside it and in slots.
	Via *schema.Relation
}

// Degree is the Property of a far value that counts nodes.
var Degree = &schema.Property{Name: "count", Scalar: schema.Int, Required: true, Index: true}

// Required reports whether the value is always there. A far node may be missing, a count never is.
func (o Operand) Required() bool {
	return o.Property.Required && (o.Via == nil || o.Property == Degree)
}

// HasFar reports whether an order decides by far values, which no index holds.
func HasFar(order []Key) bool {
	return slices.ContainsFunc(order, func(key Key) bool { return key.Of.Via != nil })
}

// Key is one step of an order.
type Key struct {
	Of         Operand
	Descending bool
	NullsFirst bool // where nodes without a value stand; without meaning where all have one
	Present    bool // all nodes of the set have a value: see Segments
}

// Filter is a condition on the current node and the relation that led to it. It is two-valued: comparing an absent value is
// false, and Not of it true.
type Filter interface{ filter() }

type (
	// And holds when all parts do; empty: always.
	And []Filter
	// Or holds when some part does; empty: never.
	Or []Filter
	// Not holds when its part does not.
	Not struct{ Filter Filter }
	// Compare holds when the stored value stands in the relation Op to the argument.
	Compare struct {
		Of  Operand
		Op  Op
		Arg Arg
	}
	// Null holds when there is no stored value.
	Null struct{ Of Operand }
	// TypeIn holds when the node's concrete type is one of these, which come from the contract.
	TypeIn []*schema.Node
	// Related quantifies over the nodes reached through Via that are of type Type.
	Related struct {
		Via        *schema.Relation
		Type       *schema.Node
		Quantifier Quantifier
		Where      Filter // nil: any
	}
	// Counted compares the number of nodes reached through Via that fulfil a condition with an int64. Op is one of Eq, Lt, Lte, Gt,
	// Gte, In.
	Counted struct {
		Via   *schema.Relation
		Op    Op
		Arg   Arg
		Where Filter // nil: any
	}
)

func (And) filter()     {}
func (Or) filter()      {}
func (Not) filter()     {}
func (Compare) filter() {}
func (Null) filter()    {}
func (TypeIn) filter()  {}
func (Related) filter() {}
func (Counted) filter() {}

// Op is a comparison. Strings are compared by code point, case-sensitively.
type Op uint8

// The comparisons. There is no "not equal": it is Not of Eq, so that an absent value differs from every value.
const (
	Eq         Op = iota
	Lt            // Lt to Gte: the operand is ordered as stored, see Operand.Key
	Lte           //
	Gt            //
	Gte           //
	In            // the argument is a []string or []int64; empty: never
	Contains      // substring; the empty string is in every string
	StartsWith    //
	EndsWith      //
	Has           // the stored list contains the argument
	HasAny        // the stored list contains some of the argument, a []string
	IsEmpty       // the stored list is empty; Arg is unused
)

// Quantifier says for how many related nodes a condition holds.
type Quantifier uint8

// The quantifiers. All holds when no related node fails the condition, so also when there is none.
const (
	Some Quantifier = iota
	All
	None
	Single
)
