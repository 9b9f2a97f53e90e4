package network_test

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// recorder is a store that takes every operation as it comes, keeps the graph in maps and its log in a slice. It answers what a
// Network asks of a store, and is the naive truth that the Network is held to.
type recorder struct {
	store.Store // nil: what is not defined here must not be called
	model       *schema.Model
	nodes       map[string]store.NodeRecord
	relations   map[store.RelationRef]store.RelationRecord
	changes     []store.Change
	pages       int // how often changes were asked for
}

func contract(t testing.TB) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func newRecorder(model *schema.Model) *recorder {
	return &recorder{model: model, nodes: map[string]store.NodeRecord{}, relations: map[store.RelationRef]store.RelationRecord{}}
}

type props = map[string]any

func create(nodeType, id string, properties props) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: nodeType, ID: id, Properties: properties}
}

func relate(relation, from, to string, properties props) store.Operation {
	return store.Operation{Verb: store.Relate, Type: relation, From: from, To: to, Properties: properties}
}

// ref identifies the relation of an operation.
func (r *recorder) ref(op store.Operation) store.RelationRef {
	ref := store.RelationRef{Type: op.Type, From: op.From, To: op.To}
	if telling := store.Discriminator(r.model.Relation(op.Type)); telling != nil {
		ref.Value, _ = op.Properties[telling.Name].(string)
	}
	return ref
}

// write carries out the operations and logs them as one change.
func (r *recorder) write(operations ...store.Operation) {
	for _, op := range operations {
		switch op.Verb {
		case store.CreateNode:
			r.nodes[op.ID] = store.NodeRecord{ID: op.ID, Type: op.Type, Properties: present(op.Properties)}
		case store.UpdateNode:
			properties := maps.Clone(r.nodes[op.ID].Properties)
			maps.Copy(properties, op.Properties)
			r.nodes[op.ID] = store.NodeRecord{ID: op.ID, Type: op.Type, Properties: present(properties)}
		case store.DeleteNode:
			delete(r.nodes, op.ID)
		case store.Relate:
			r.relations[r.ref(op)] = store.RelationRecord{Type: op.Type, From: op.From, To: op.To, Properties: present(op.Properties)}
		case store.Unrelate:
			delete(r.relations, r.ref(op))
		}
	}
	r.log(operations)
}

// log appends a change without carrying it out.
func (r *recorder) log(operations []store.Operation) {
	sequence := int64(len(r.changes) + 1)
	record, err := json.Marshal(store.Record{Sequence: sequence, Operations: operations})
	if err != nil {
		panic("network_test: operations are always JSON: " + err.Error())
	}
	r.changes = append(r.changes, store.Change{Sequence: sequence, Record: record})
}

func present(properties props) props {
	kept := props{}
	for name, value := range properties {
		if value != nil {
			kept[name] = value
		}
	}
	return kept
}

func (r *recorder) Changes(_ context.Context, after int64, limit int) ([]store.Change, error) {
	r.pages++
	from := min(int(after), len(r.changes))
	return slices.Clone(r.changes[from:min(from+limit, len(r.changes))]), nil
}

func (r *recorder) Snapshot(_ context.Context, visitor store.Visitor) (store.Head, error) {
	for _, id := range slices.Sorted(maps.Keys(r.nodes)) {
		if err := visitor.Node(r.nodes[id]); err != nil {
			return store.Head{}, err
		}
	}
	for _, ref := range slices.SortedFunc(maps.Keys(r.relations), compareRefs) {
		if err := visitor.Relation(r.relations[ref]); err != nil {
			return store.Head{}, err
		}
	}
	return store.Head{Sequence: int64(len(r.changes))}, nil
}

func compareRefs(a, b store.RelationRef) int {
	return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Value, b.Value))
}
