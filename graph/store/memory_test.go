package store_test

import (
	"context"
	"maps"
	"sync"
	"time"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// memory is an engine over maps: the least that Decide and the Writer need to show what they do.
type memory struct {
	model *schema.Model
	now   func() time.Time

	mu        sync.Mutex
	head      store.Head
	at        string
	keys      map[store.KeyRef]store.Kept
	nodes     map[string]node
	relations map[store.RelationRef]map[string]any
	changes   []store.Change
}

type node struct {
	Type       string
	Version    int64
	Properties map[string]any
}

func newMemory(model *schema.Model) *memory {
	return &memory{
		model:     model,
		now:       func() time.Time { return noon },
		keys:      map[store.KeyRef]store.Kept{},
		nodes:     map[string]node{},
		relations: map[store.RelationRef]map[string]any{},
	}
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func (m *memory) Commit(_ context.Context, batch []store.ChangeSet) ([]store.Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	decision, err := store.Decide(m.model, m.facts(store.Want(m.model, batch)), batch, m.now())
	if err != nil {
		return nil, err
	}
	for _, effect := range decision.Effects {
		m.carryOut(effect)
	}
	for i, outcome := range decision.Outcomes {
		if ref, keyed := decision.Kept[outcome.Change.Sequence]; keyed {
			m.keys[ref] = store.Kept{Digest: batch[i].Digest, Sequence: outcome.Change.Sequence, Result: outcome.Receipt.Result}
		}
	}
	m.changes = append(m.changes, decision.Changes...)
	m.head, m.at = decision.Head, decision.At
	return decision.Outcomes, nil
}

// facts answers what is wanted and nothing else.
func (m *memory) facts(wanted store.Wanted) store.Facts {
	f := store.Facts{
		Head: m.head, At: m.at,
		Keys: map[store.KeyRef]store.Kept{}, Nodes: map[string]store.NodeFact{}, Relations: map[store.RelationRef]bool{},
		Starts: map[store.StartRef]int{}, Unique: map[store.UniqueRef]string{}, Degrees: map[string]int{},
	}
	for _, ref := range wanted.Keys {
		if kept, ok := m.keys[ref]; ok {
			f.Keys[ref] = kept
		}
	}
	for _, id := range wanted.Nodes {
		if n, ok := m.nodes[id]; ok {
			f.Nodes[id] = store.NodeFact{Type: n.Type, Version: n.Version}
		}
	}
	for _, ref := range wanted.Relations {
		if _, ok := m.relations[ref]; ok {
			f.Relations[ref] = true
		}
	}
	for _, ref := range wanted.Starts {
		f.Starts[ref] = m.count(func(r store.RelationRef) bool { return r.Type == ref.Type && r.From == ref.From })
	}
	for _, ref := range wanted.Unique {
		for id, n := range m.nodes {
			if n.Type == ref.Type && n.Properties[ref.Property] == ref.Value {
				f.Unique[ref] = id
			}
		}
	}
	for _, id := range wanted.Degrees {
		f.Degrees[id] = m.count(func(r store.RelationRef) bool { return r.From == id || r.To == id })
	}
	return f
}

func (m *memory) count(counts func(store.RelationRef) bool) (n int) {
	for ref := range m.relations {
		if counts(ref) {
			n++
		}
	}
	return n
}

func (m *memory) carryOut(e store.Effect) {
	switch e.Verb {
	case store.CreateNode:
		m.nodes[e.ID] = node{e.Type, e.Version, e.Set}
	case store.UpdateNode:
		properties := maps.Clone(m.nodes[e.ID].Properties)
		maps.Copy(properties, e.Set)
		for _, name := range e.Clear {
			delete(properties, name)
		}
		m.nodes[e.ID] = node{e.Type, e.Version, properties}
	case store.DeleteNode:
		delete(m.nodes, e.ID)
	case store.Relate:
		m.relations[e.Ref] = e.Set
	case store.Unrelate:
		delete(m.relations, e.Ref)
	}
}
