package neo4j_test

import (
	"strings"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// contract loads the real contract.
func contract(t testing.TB) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// question builds queries shortly. Fields are named as in SDL: "Organization.name", "PartyTo.role".
type question struct {
	model *schema.Model
	args  []any
}

func (q *question) arg(value any) plan.Arg {
	q.args = append(q.args, value)
	return plan.Arg(len(q.args) - 1)
}

func (q *question) of(name string) plan.Operand {
	kind, field, _ := strings.Cut(name, ".")
	if edge := q.model.Edge(kind); edge != nil {
		return plan.Operand{Property: edge.Field(field).Property, OnEdge: true}
	}
	return plan.Operand{Property: q.model.Node(kind).Field(field).Property}
}

func (q *question) key(name string) plan.Operand {
	of := q.of(name)
	of.Key = true
	return of
}

// order is by the properties, then by the id. A name that begins with "-" is descending.
func (q *question) order(names ...string) []plan.Key {
	var keys []plan.Key
	for _, name := range append(names, "Node.id") {
		field, descending := strings.CutPrefix(name, "-")
		keys = append(keys, plan.Key{Of: q.key(field), Descending: descending})
	}
	return keys
}

func (q *question) read(names ...string) []plan.Slot {
	var slots []plan.Slot
	for _, name := range names {
		slots = append(slots, plan.Property{Of: q.of(name)})
	}
	return slots
}

func (q *question) node(name string) *schema.Node { return q.model.Node(name) }

func (q *question) via(name string) *schema.Relation {
	kind, field, _ := strings.Cut(name, ".")
	return q.model.Node(kind).Field(field).Relation
}

// page is the first nodes of a type in an order.
func (q *question) page(kind string, limit int64, order []plan.Key, row ...plan.Slot) *plan.Set {
	return &plan.Set{Type: q.node(kind), Order: order, Limit: q.arg(limit), Row: row}
}

// far is a page of what a relation leads to.
func (q *question) far(via string, limit int64, order []plan.Key, row ...plan.Slot) *plan.Set {
	relation := q.via(via)
	return &plan.Set{Type: relation.Target, Via: relation, Order: order, Limit: q.arg(limit), Row: row}
}

func (q *question) query(slots ...plan.Slot) *plan.Query {
	return &plan.Query{Name: "test", Slots: slots, Args: q.args}
}
