package match_test

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// records is a graph made of operations and kept in maps. It answers matching as plainly as it can. Nodes are numbered as they are
// first named, so that the order of the operations shows wherever a Ref is taken for an order.
type records struct {
	model   *schema.Model
	ids     []string
	refs    map[string]match.Ref
	nodes   map[match.Ref]store.Operation
	far     map[way][]match.Ref
	holding map[string][]match.Ref // nil until first asked
	learned *learned               // nil until first asked
	roles   map[[2]match.Ref][]string
}

type way struct {
	node     match.Ref
	relation string
	in       bool
}

type properties = map[string]any

var _ match.Graph = (*records)(nil)

func contract(t testing.TB) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func newRecords(model *schema.Model, operations ...store.Operation) *records {
	r := &records{model: model, refs: map[string]match.Ref{}, nodes: map[match.Ref]store.Operation{}, far: map[way][]match.Ref{}, roles: map[[2]match.Ref][]string{}}
	for _, op := range operations {
		switch op.Verb {
		case store.CreateNode:
			r.nodes[r.ref(op.ID)] = op
		case store.Relate:
			from, to := r.ref(op.From), r.ref(op.To)
			r.join(way{from, op.Type, false}, to)
			r.join(way{to, op.Type, true}, from)
			if role, given := op.Properties["role"].(string); given {
				r.roles[[2]match.Ref{from, to}] = append(r.roles[[2]match.Ref{from, to}], role)
			}
		}
	}
	return r
}

func (r *records) ref(id string) match.Ref {
	ref, known := r.refs[id]
	if !known {
		ref = match.Ref(len(r.ids))
		r.refs[id], r.ids = ref, append(r.ids, id)
	}
	return ref
}

func (r *records) join(w way, far match.Ref) {
	byID := func(a, b match.Ref) int { return strings.Compare(r.ids[a], r.ids[b]) }
	if at, found := slices.BinarySearchFunc(r.far[w], far, byID); !found {
		r.far[w] = slices.Insert(r.far[w], at, far)
	}
}

func (r *records) Lookup(id string) (match.Ref, bool) {
	ref, found := r.refs[id]
	return ref, found
}

func (r *records) Only(nodes []match.Ref, typeName string) []match.Ref {
	return slices.DeleteFunc(nodes, func(node match.Ref) bool { return r.nodes[node].Type != typeName })
}

func (r *records) Holders(term string) int { return len(r.AppendHolding(nil, term)) }

func (r *records) ID(node match.Ref) string { return r.ids[node] }

func (r *records) Type(node match.Ref) *schema.Node { return r.model.Node(r.nodes[node].Type) }

func (r *records) Compare(a, b match.Ref) int { return strings.Compare(r.ID(a), r.ID(b)) }

func (r *records) Text(node match.Ref, field string) string {
	text, _ := r.nodes[node].Properties[field].(string)
	return text
}

func (r *records) Texts(node match.Ref, field string) []string {
	texts, _ := r.nodes[node].Properties[field].([]string)
	return texts
}

func (r *records) AppendEach(list []match.Ref, ends []int, nodes []match.Ref, relation string, in bool) ([]match.Ref, []int) {
	for _, node := range nodes {
		list = r.AppendRelated(list, node, relation, in)
		ends = append(ends, len(list))
	}
	return list, ends
}

func (r *records) AppendFirst(list []match.Ref, node match.Ref, relation string, in bool, most int) []match.Ref {
	all := r.AppendRelated(nil, node, relation, in)
	return append(list, all[:min(len(all), most)]...)
}

func (r *records) AppendLast(list []match.Ref, node match.Ref, relation string, in bool, most int) []match.Ref {
	all := r.AppendRelated(nil, node, relation, in)
	return append(list, all[max(0, len(all)-most):]...)
}

func (r *records) AppendRecalled(lists [][]match.Ref, nodes []match.Ref, _ match.Fact) [][]match.Ref {
	return append(lists, make([][]match.Ref, len(nodes))...)
}

func (r *records) RecallList(match.Ref, match.Fact) []match.Ref    { return nil }
func (r *records) RememberList(match.Ref, match.Fact, []match.Ref) {}

func (r *records) Recall(match.Ref, match.Fact) any    { return nil }
func (r *records) Remember(match.Ref, match.Fact, any) {}

func (r *records) AppendRelated(list []match.Ref, node match.Ref, relation string, in bool) []match.Ref {
	return append(list, r.far[way{node, relation, in}]...)
}

// related names the far ends of a relation.
func (r *records) related(id, relation string, in bool) []string {
	var ids []string
	for _, far := range r.far[way{r.refs[id], relation, in}] {
		ids = append(ids, r.ids[far])
	}
	return ids
}

func (r *records) OfType(name string) []match.Ref {
	var nodes []match.Ref
	for node, op := range r.nodes { // in any order, as promised
		if r.model.Node(name).Is(op.Type) {
			nodes = append(nodes, node)
		}
	}
	return nodes
}

func (r *records) Some(typeName string, most int) []match.Ref {
	all := r.OfType(typeName)
	slices.SortFunc(all, func(a, b match.Ref) int { return strings.Compare(r.ids[a], r.ids[b]) })
	n := min(most, len(all))
	some := make([]match.Ref, n)
	for i := range n {
		some[i] = all[i*len(all)/n]
	}
	return some
}

func (r *records) Count(name string) int { return len(r.OfType(name)) }

func (r *records) AppendHolding(list []match.Ref, term string) []match.Ref {
	if r.holding == nil {
		r.holding = map[string][]match.Ref{}
		for node := range r.nodes {
			for _, term := range r.terms(node) {
				r.holding[term] = append(r.holding[term], node)
			}
		}
	}
	return append(list, r.holding[term]...)
}

func (r *records) terms(node match.Ref) []string {
	var all []string
	for _, field := range r.Type(node).Fields {
		if field.Property != nil && field.Property.Search > 0 {
			for _, text := range append(r.Texts(node, field.Name), r.Text(node, field.Name)) {
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
