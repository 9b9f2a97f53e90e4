package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// question is a Query in the making. Fields are named as in SDL, "Need.title" or "PartyTo.role".
type question struct {
	b     *bench
	query plan.Query
}

func (b *bench) ask() *question { return &question{b: b, query: plan.Query{Name: b.Name()}} }

func (q *question) arg(value any) plan.Arg {
	q.query.Args = append(q.query.Args, value)
	return plan.Arg(len(q.query.Args) - 1)
}

func (q *question) node(name string) *schema.Node { return q.b.kind(name) }

func (b *bench) kind(name string) *schema.Node {
	node := b.model.Node(name)
	if node == nil {
		b.Fatalf("the contract has no node type %s", name)
	}
	return node
}

// of reads a stored property of a node or, where the type is an edge, of the relation that led to it.
func (q *question) of(name string) plan.Operand {
	kind, member, _ := strings.Cut(name, ".")
	if edge := q.b.model.Edge(kind); edge != nil {
		return plan.Operand{Property: edge.Field(member).Property, OnEdge: true}
	}
	return plan.Operand{Property: q.node(kind).Field(member).Property}
}

// key is the order key of the property.
func (q *question) key(name string) plan.Operand {
	of := q.of(name)
	of.Key = true
	return of
}

// along is the order key of a property of the node that a relation to one leads to.
func (q *question) along(relation, property string) plan.Operand {
	of := q.key(property)
	of.Via = q.via(relation)
	return of
}

// via is the relation behind a field.
func (q *question) via(name string) *schema.Relation {
	kind, member, _ := strings.Cut(name, ".")
	relation := q.node(kind).Field(member).Relation
	if relation == nil {
		q.b.Fatalf("%s is no relation", name)
	}
	return relation
}

// is compares a property with a value as the compiler of operations does: ordered comparisons look at the order key.
func (q *question) is(name string, op plan.Op, value any) plan.Filter {
	of := q.of(name)
	if op >= plan.Lt && op <= plan.Gte {
		of.Key = true
		if text, ok := value.(string); ok && of.Property.Scalar == schema.String {
			value = plan.StringKey(text)
		}
	}
	if op == plan.IsEmpty {
		return plan.Compare{Of: of, Op: op, Arg: plan.NoLimit}
	}
	return plan.Compare{Of: of, Op: op, Arg: q.arg(value)}
}

func (q *question) null(name string) plan.Filter { return plan.Null{Of: q.of(name)} }

// all is every node of the type, by id; its rows hold the given properties.
func (q *question) all(kind string, where plan.Filter, read ...string) *plan.Set {
	return &plan.Set{Type: q.node(kind), Where: where, Order: q.byID(), Limit: plan.NoLimit, Row: q.read(read...)}
}

// far is what the relation leads to, by id.
func (q *question) far(field string, where plan.Filter, read ...string) *plan.Set {
	via := q.via(field)
	return &plan.Set{Type: via.Target, Via: via, Where: where, Order: q.byID(), Limit: plan.NoLimit, Row: q.read(read...)}
}

func (q *question) byID() []plan.Key { return []plan.Key{{Of: q.key("Node.id")}} }

func (q *question) read(names ...string) []plan.Slot {
	slots := make([]plan.Slot, len(names))
	for i, name := range names {
		slots[i] = plan.Property{Of: q.of(name)}
	}
	return slots
}

// row answers the slots.
func (q *question) row(slots ...plan.Slot) plan.Row {
	q.b.Helper()
	row, err := q.answer(slots...)
	if err != nil {
		q.b.Fatalf("read: %v", err)
	}
	return row
}

func (q *question) answer(slots ...plan.Slot) (plan.Row, error) {
	q.query.Slots = slots
	return q.b.store.Read(q.b.Context(), &q.query)
}

// rows answers one set.
func (q *question) rows(set *plan.Set) []any {
	q.b.Helper()
	return q.row(plan.Rows{Set: set})[0].([]any)
}

// found lists the first values of a set's rows, with blanks between: its ids, in most cases.
func (q *question) found(set *plan.Set) string {
	q.b.Helper()
	if len(set.Row) == 0 {
		set.Row = q.read("Node.id")
	}
	return first(q.rows(set))
}

func first(rows []any) string {
	var values []string
	for _, row := range rows {
		values = append(values, fmt.Sprint(row.(plan.Row)[0]))
	}
	return strings.Join(values, " ")
}

// ids answers which nodes of the type fulfil the condition, by id, and holds Count to the same answer.
func (q *question) ids(kind string, where plan.Filter) string {
	q.b.Helper()
	set := q.all(kind, where, "Node.id")
	row := q.row(plan.Rows{Set: set}, plan.Count{Set: set})
	rows := row[0].([]any)
	if count := row[1].(int64); count != int64(len(rows)) {
		q.b.Errorf("a set of %d rows is counted as %d", len(rows), count)
	}
	return first(rows)
}

// bothWays answers, in one statement, which nodes of the type fulfil the condition and which do not, and holds Count to the same.
func (q *question) bothWays(kind string, where plan.Filter) (found, rest string) {
	q.b.Helper()
	set, others := q.all(kind, where, "Node.id"), q.all(kind, plan.Not{Filter: where}, "Node.id")
	row := q.row(plan.Rows{Set: set}, plan.Rows{Set: others}, plan.Count{Set: set})
	rows := row[0].([]any)
	if count := row[2].(int64); count != int64(len(rows)) {
		q.b.Errorf("a set of %d rows is counted as %d", len(rows), count)
	}
	return first(rows), first(row[1].([]any))
}

// equal compares what was got with what is wanted, types included.
func (b *bench) equal(what string, got, want any) {
	b.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(content{}, stubborn{})); diff != "" {
		b.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func (b *bench) wants(err, sentinel error) {
	b.Helper()
	if !errors.Is(err, sentinel) {
		b.Errorf("got error %v, want %v", err, sentinel)
	}
}

// others lists the library's specimens that the list leaves out.
func others(ids string) string { return without("s1 s2 s3 s4 s5", ids) }

// without lists the ids of all that the list leaves out.
func without(all, ids string) string {
	var rest []string
	for _, id := range strings.Fields(all) {
		if !contains(ids, id) {
			rest = append(rest, id)
		}
	}
	return strings.Join(rest, " ")
}

func contains(ids, id string) bool { return slices.Contains(strings.Fields(ids), id) }

func beforeDot(name string) string {
	kind, _, _ := strings.Cut(name, ".")
	return kind
}
