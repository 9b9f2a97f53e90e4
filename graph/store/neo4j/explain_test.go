package neo4j_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/storetest"
	"partnergraph/schema"
)

// TestExplain has the database plan a statement for every type of the contract, with everything that can be asked of it: it knows
// every name, warns of nothing, and reads no more than one row.
func TestExplain(t *testing.T) {
	clear(t)
	model := storetest.Contract(t)
	open(t, model).Close()
	learn(t, model)
	for _, node := range model.Nodes() {
		t.Run(node.Name, func(t *testing.T) {
			for _, field := range node.Fields {
				if !inherited(model, node, field) && (field.Property != nil || field.Relation != nil) { // a quantity is read by its parts
					everything := &everything{question{model: model}}
					explain(t, neo4j.Render(model, everything.about(node, field)))
				}
			}
		})
	}
}

// inherited reports whether an interface of the type has the field, where it is planned already.
func inherited(model *schema.Model, node *schema.Node, field *schema.Field) bool {
	return slices.ContainsFunc(node.Labels, func(label string) bool {
		return label != node.Name && model.Node(label).Field(field.Name) != nil
	})
}

// everything builds a query that uses every slot, operator and quantifier on a field.
type everything struct{ question }

func (e *everything) about(node *schema.Node, field *schema.Field) *plan.Query {
	row := []plan.Slot{plan.TypeName{}}
	order := e.order()
	var filters []plan.Filter
	if p := field.Property; p != nil {
		row = append(row, plan.Property{Of: plan.Operand{Property: p}})
		filters = e.comparisons(p, false)
		if p.Index && !p.List {
			order = append([]plan.Key{{Of: plan.Operand{Property: p, Key: true}, Descending: true}}, order...)
		}
	} else {
		row = append(row, e.ways(field.Relation)...)
		filters = e.conditions(field.Relation)
	}
	where := append(plan.Or{plan.Not{Filter: filters[0]}, plan.TypeIn(node.Types), plan.TypeIn{}, plan.Or{}, plan.And{}}, filters...)
	set := &plan.Set{Type: node, Where: where, Order: order, Limit: e.arg(int64(10)), Row: row}
	return e.query(plan.Rows{Set: set}, plan.Count{Set: &plan.Set{Type: node, Where: filters[0]}}, plan.Sequence{})
}

func (e *everything) comparisons(p *schema.Property, onEdge bool) []plan.Filter {
	of := plan.Operand{Property: p, OnEdge: onEdge}
	filters := []plan.Filter{plan.Null{Of: of}}
	compare := func(op plan.Op, value any) {
		filters = append(filters, plan.Compare{Of: of, Op: op, Arg: e.arg(value)})
	}
	text := p.Scalar != schema.Int && p.Scalar != schema.Decimal && p.Scalar != schema.Boolean
	switch {
	case p.List:
		compare(plan.Has, "x")
		compare(plan.HasAny, []string{"x", "y"})
		compare(plan.IsEmpty, nil)
	case p.Scalar == schema.Boolean:
		compare(plan.Eq, true)
	case text:
		compare(plan.Eq, "x")
		compare(plan.In, []string{"x", "y"})
		compare(plan.Contains, "x")
		compare(plan.StartsWith, "x")
		compare(plan.EndsWith, "x")
	default:
		compare(plan.Eq, int64(1))
		compare(plan.In, []int64{1, 2})
	}
	if p.Index && !p.List {
		of.Key = true
		for _, op := range []plan.Op{plan.Lt, plan.Lte, plan.Gt, plan.Gte} {
			switch {
			case p.Scalar == schema.String:
				compare(op, plan.StringKey("x"))
			case text:
				compare(op, "x")
			default:
				compare(op, int64(1))
			}
		}
	}
	return filters
}

// ways reads what a relation leads to in every manner.
func (e *everything) ways(via *schema.Relation) []plan.Slot {
	row := append(e.read("Node.id"), plan.TypeName{})
	order := e.order()
	if via.Edge != nil {
		for _, field := range via.Edge.Fields {
			of := plan.Operand{Property: field.Property, OnEdge: true}
			row = append(row, plan.Property{Of: of})
			if field.Property.Index {
				of.Key = true
				order = append([]plan.Key{{Of: of, NullsFirst: true}, {Of: of, Descending: true}}, order...)
			}
		}
	}
	narrow := via.Target.Types[0]
	return []plan.Slot{
		plan.Rows{Set: &plan.Set{Type: via.Target, Via: via, Order: order, Limit: e.arg(int64(3)), Row: row}},
		plan.Rows{Set: &plan.Set{Type: narrow, Via: via, Limit: plan.NoLimit, Row: row}},
		plan.One{Set: &plan.Set{Type: via.Target, Via: via, Limit: plan.NoLimit, Row: row}},
		plan.Count{Set: &plan.Set{Type: via.Target, Via: via}},
		plan.Count{Set: &plan.Set{Type: narrow, Via: via, Where: plan.Null{Of: e.of("Node.updatedAt")}}},
	}
}

func (e *everything) conditions(via *schema.Relation) []plan.Filter {
	filters := []plan.Filter{plan.Counted{Via: via, Op: plan.Gte, Arg: e.arg(int64(1))}, plan.Counted{Via: via, Op: plan.In, Arg: e.arg([]int64{1, 2})}}
	where := []plan.Filter{nil, plan.Compare{Of: e.of("Node.id"), Op: plan.Eq, Arg: e.arg("x")}}
	if via.Edge != nil {
		var edge plan.Or
		for _, field := range via.Edge.Fields {
			edge = append(edge, e.comparisons(field.Property, true)...)
		}
		where = append(where, edge)
	}
	for _, quantifier := range []plan.Quantifier{plan.Some, plan.All, plan.None, plan.Single} {
		for _, condition := range where {
			filters = append(filters, plan.Related{Via: via, Type: via.Target, Quantifier: quantifier, Where: condition})
		}
	}
	return filters
}

// learn makes the database know every label, relation type and property of the contract, so that it warns of those it does not.
func learn(t *testing.T, model *schema.Model) {
	t.Helper()
	properties := func(fields []*schema.Field) string {
		var list []string
		for _, field := range fields {
			if p := field.Property; p != nil {
				list = append(list, "`"+p.Name+"`: 1", "`"+p.Key()+"`: 1")
			}
		}
		return strings.Join(list, ", ")
	}
	for _, node := range model.Nodes() {
		run(t, "CREATE (n:Known:"+strings.Join(node.Labels, ":")+") SET n += {"+properties(node.Fields)+"} DELETE n")
	}
	for _, relation := range model.Relations() {
		set := ""
		if relation.Edge != nil {
			set = " SET r += {" + properties(relation.Edge.Fields) + "}"
		}
		run(t, "CREATE (a)-[r:"+relation.Type+"]->(b)"+set+" DELETE r, a, b")
	}
}

func explain(t *testing.T, statement neo4j.Statement) {
	t.Helper()
	ctx := context.Background()
	d, err := driver.NewDriverWithContext(neo4jtest.Shared(t).URI(), neo4jtest.Shared(t).Auth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	result, err := driver.ExecuteQuery(ctx, d, "EXPLAIN "+statement.Cypher, statement.Params, driver.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%v:\n%s", err, statement.Cypher)
	}
	for _, notification := range result.Summary.Notifications() {
		t.Errorf("%s: %s", notification.Code(), notification.Description())
	}
}
