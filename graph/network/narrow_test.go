package network_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// trades is a snapshot of invented enterprises, each in one of some places, of which two have one name, and in eight of some technology fields.
type trades struct {
	store.Store
	enterprises, places, fields int
}

func (trades) Changes(context.Context, int64, int) ([]store.Change, error) { return nil, nil }

func (c trades) Snapshot(_ context.Context, visitor store.Visitor) (store.Head, error) {
	random := rand.New(rand.NewPCG(5, 6))
	visit := func(nodeType, id string, properties props) {
		if err := visitor.Node(store.NodeRecord{ID: id, Type: nodeType, Properties: properties}); err != nil {
			panic(err)
		}
	}
	relation := func(relationType, from, to string, properties props) {
		if err := visitor.Relation(store.RelationRecord{Type: relationType, From: from, To: to, Properties: properties}); err != nil {
			panic(err)
		}
	}
	for i := range c.enterprises {
		visit("Enterprise", organization(i), props{"name": name(random), "aliases": []string{}})
	}
	for i := range c.fields {
		visit("TechnologyField", fmt.Sprintf("field%04d", i), props{"name": name(random), "code": "1", "scheme": "s"})
	}
	for i := range c.places {
		visit("Place", fmt.Sprintf("place%04d", i), props{"name": fmt.Sprintf("市%d", i/2), "level": "CITY"})
	}
	for i := range c.enterprises {
		relation("LOCATED_IN", organization(i), fmt.Sprintf("place%04d", random.IntN(c.places)), nil)
		for _, field := range random.Perm(c.fields)[:8] {
			relation("WORKS_IN", organization(i), fmt.Sprintf("field%04d", field), props{"basis": "STATED"})
		}
	}
	return store.Head{}, nil
}

// compiled compiles an operation of one root field.
func compiled(t testing.TB, model *schema.Model, operation string) *plan.Compiled {
	t.Helper()
	document, err := parser.ParseQuery(&ast.Source{Input: operation})
	if err != nil {
		t.Fatal(operation, err)
	}
	if errs := validator.ValidateWithRules(model.AST, document, nil); len(errs) > 0 {
		t.Fatal(operation, errs)
	}
	field, _ := document.Operations[0].SelectionSet[0].(*ast.Field)
	compiled, err := (&plan.Compiler{Model: model, Cursors: plan.NewCursors("key")}).Compile(field, field.SelectionSet, nil)
	if err != nil {
		t.Fatal(operation, err)
	}
	return compiled
}

// narrowing compiles a list of which the network finds the nodes.
func narrowing(t testing.TB, model *schema.Model, operation string) (*plan.Set, []any) {
	t.Helper()
	compiled := compiled(t, model, operation)
	if compiled.Narrowing() == nil {
		t.Fatalf("%s is left to the database", operation)
	}
	return compiled.Narrowing().Set, compiled.Query.Args
}

func enterprises(where string) string {
	return `{ enterprises(first: 50, orderBy: [{field: NAME}], where: {` + where + `}) { nodes { id } } }`
}

const (
	inField       = `fields: {some: {node: {id: {eq: "field0007"}}}}`
	inOtherField  = `{fields: {some: {node: {id: {eq: "field0008"}}}}}`
	inPlace       = `place: {is: {name: {eq: "市3"}}}`
	inOneOfPlaces = `place: {is: {AND: [{name: {eq: "市3"}}, {id: {eq: "place0006"}}]}}`
)

func BenchmarkFind(b *testing.B) {
	model := contract(b)
	n := network.New(model)
	if err := n.Load(b.Context(), trades{enterprises: 100_000, places: 68, fields: 240}); err != nil {
		b.Fatal(err)
	}
	for what, where := range map[string]string{
		"field": inField, "field and place": inField + "," + inPlace,
		"two fields": inField + ", AND: [" + inOtherField + "]",
	} {
		b.Run(what, func(b *testing.B) {
			set, args := narrowing(b, model, enterprises(where))
			count := 0
			for b.Loop() {
				n.View(func(v *network.View) {
					ids, found := v.Find(set, args)
					if !found {
						b.Fatal("too much")
					}
					count = len(ids)
				})
			}
			b.ReportMetric(float64(count), "ids")
		})
	}
}

// What is found from several lists of relations is what a look at each node finds, also where numbers do not stand in the order of ids.
func TestFoundIsWhatFulfilsTheCondition(t *testing.T) {
	model := contract(t)
	n := network.New(model)
	if err := n.Load(t.Context(), trades{enterprises: 400, places: 8, fields: 20}); err != nil {
		t.Fatal(err)
	}
	r := newRecorder(model)
	r.write(create("Enterprise", "!first", props{"name": "在前", "aliases": []string{}}), relate("LOCATED_IN", "!first", "place0006", nil),
		relate("WORKS_IN", "!first", "field0007", props{"basis": "STATED"}), relate("WORKS_IN", "!first", "field0008", props{"basis": "STATED"}))
	works := func(v *network.View, id, field string) bool {
		return slices.ContainsFunc(v.Related(id, "WORKS_IN", false), func(r network.Relation) bool { return r.To == field })
	}
	lies := func(v *network.View, id, name string) bool {
		return slices.ContainsFunc(v.Related(id, "LOCATED_IN", false), func(r network.Relation) bool {
			place, _ := v.Node(r.To)
			return place.Text("name") == name
		})
	}
	for range 2 {
		for where, holds := range map[string]func(v *network.View, id string) bool{
			inField:                                   func(v *network.View, id string) bool { return works(v, id, "field0007") },
			inField + "," + inPlace:                   func(v *network.View, id string) bool { return works(v, id, "field0007") && lies(v, id, "市3") },
			inField + ", NOT: {" + inPlace + "}":      func(v *network.View, id string) bool { return works(v, id, "field0007") && !lies(v, id, "市3") },
			inField + ", place: {isNull: true}":       func(*network.View, string) bool { return false },
			inField + ", place: {isNull: false}":      func(v *network.View, id string) bool { return works(v, id, "field0007") },
			inField + ", AND: [" + inOtherField + "]": func(v *network.View, id string) bool { return works(v, id, "field0007") && works(v, id, "field0008") },
			`fields: {some: {node: {id: {in: ["field0008", "none", "field0007"]}}}},` + inPlace: func(v *network.View, id string) bool {
				return (works(v, id, "field0007") || works(v, id, "field0008")) && lies(v, id, "市3")
			},
			inField + `, place: {is: {name: {in: ["市0", "市3"]}}}`: func(v *network.View, id string) bool {
				return works(v, id, "field0007") && (lies(v, id, "市0") || lies(v, id, "市3"))
			},
		} {
			set, args := narrowing(t, model, `{ enterprises(first: 200, where: {`+where+`}) { nodes { id } } }`)
			n.View(func(v *network.View) {
				var want []string
				for id := range v.OfType(model.Node("Enterprise")) {
					if holds(v, id) {
						want = append(want, id)
					}
				}
				got, found := v.Find(set, args)
				slices.Sort(got)
				if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); !found || diff != "" {
					t.Errorf("%s (-want +found):\n%s", where, diff)
				}
			})
		}
		if err := n.Apply(r.changes); err != nil {
			t.Fatal(err)
		}
	}
}

// The shorter of two lists of relations is gone through, and the longer one passed over.
func TestFindLooksAtLittle(t *testing.T) {
	model := contract(t)
	n := network.New(model)
	const enterprisesInAll, places, fields = 20_000, 1000, 24
	if err := n.Load(t.Context(), trades{enterprises: enterprisesInAll, places: places, fields: fields}); err != nil {
		t.Fatal(err)
	}
	for where, most := range map[string]int{
		inField:                       enterprisesInAll * 8 / fields * 11 / 10, // its members
		inField + "," + inPlace:       places + 60*2*9,                         // all places' names, some forty enterprises, and strides between them
		inField + "," + inOneOfPlaces: places + 30*2*10,
	} {
		set, args := narrowing(t, model, enterprises(where))
		n.View(func(v *network.View) {
			if looks := v.Looks(set, args); looks > most {
				t.Errorf("%s: %d looks, want at most %d", where, looks, most)
			}
		})
	}
}
