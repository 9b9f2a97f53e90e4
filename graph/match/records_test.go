package match_test

import (
	"slices"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// records is a graph made of operations and kept in maps. It answers matching as plainly as it can.
type records struct {
	model   *schema.Model
	nodes   map[string]match.Node
	ofType  map[string][]string
	far     map[way][]string
	holding map[string][]string // nil until first asked
}

type way struct {
	id, relation string
	in           bool
}

// properties are those of an Operation.
type properties map[string]any

func (p properties) Text(field string) string {
	text, _ := p[field].(string)
	return text
}

func (p properties) Texts(field string) []string {
	texts, _ := p[field].([]string)
	return texts
}

func contract(t testing.TB) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func newRecords(model *schema.Model, operations ...store.Operation) *records {
	r := &records{model: model, nodes: map[string]match.Node{}, ofType: map[string][]string{}, far: map[way][]string{}}
	for _, op := range operations {
		switch op.Verb {
		case store.CreateNode:
			r.nodes[op.ID] = match.Node{Type: model.Node(op.Type), Properties: properties(op.Properties)}
			r.ofType[op.Type] = append(r.ofType[op.Type], op.ID)
		case store.Relate:
			r.join(way{op.From, op.Type, false}, op.To)
			r.join(way{op.To, op.Type, true}, op.From)
		}
	}
	for _, ids := range r.ofType {
		slices.Sort(ids)
	}
	return r
}

func (r *records) join(w way, far string) {
	list := r.far[w]
	if at, found := slices.BinarySearch(list, far); !found {
		r.far[w] = slices.Insert(list, at, far)
	}
}

// Node returns a node.
func (r *records) Node(id string) (match.Node, bool) {
	node, found := r.nodes[id]
	return node, found
}

// Related returns the far ends.
func (r *records) Related(id, relation string, in bool) []string { return r.far[way{id, relation, in}] }

// OfType lists a type's nodes.
func (r *records) OfType(name string) []string {
	var ids []string
	for _, concrete := range r.model.Node(name).Types {
		ids = append(ids, r.ofType[concrete.Name]...)
	}
	slices.Sort(ids)
	return ids
}

// Count counts a type's nodes.
func (r *records) Count(name string) int { return len(r.OfType(name)) }

// Holding returns the nodes with a term in a searched property.
func (r *records) Holding(term string) []string {
	if r.holding == nil {
		r.holding = map[string][]string{}
		for id := range r.nodes {
			for _, term := range r.terms(id) {
				r.holding[term] = append(r.holding[term], id)
			}
		}
	}
	return r.holding[term]
}

func (r *records) terms(id string) []string {
	var all []string
	node := r.nodes[id]
	for _, field := range node.Type.Fields {
		if field.Property != nil && field.Property.Search > 0 {
			for _, text := range append(node.Texts(field.Name), node.Text(field.Name)) {
				all = append(all, terms.Of(text)...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func create(nodeType, id string, p properties) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: nodeType, ID: id, Properties: p}
}

func relate(relation, from, to string) store.Operation {
	return store.Operation{Verb: store.Relate, Type: relation, From: from, To: to}
}
