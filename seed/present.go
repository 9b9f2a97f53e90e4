package seed

import (
	"context"
	"encoding/json"
	"fmt"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// present is what a store holds of the seed's records.
type present struct {
	model   *schema.Model
	nodes   map[string]store.NodeRecord
	owned   map[string]map[store.RelationRef]map[string]any // by owner: the properties of its relations
	foreign map[string]bool                                 // records that others wrote or deleted
	unique  map[store.UniqueRef]string                      // who carries a value that only one may carry
}

// observe reads the store whole and walks its log.
func observe(ctx context.Context, from store.Store, model *schema.Model, graph load.Graph) (*present, error) {
	p := &present{
		model:   model,
		nodes:   map[string]store.NodeRecord{},
		owned:   map[string]map[store.RelationRef]map[string]any{},
		foreign: map[string]bool{},
		unique:  map[store.UniqueRef]string{},
	}
	for _, node := range graph.Nodes {
		p.owned[node.ID] = map[store.RelationRef]map[string]any{}
	}
	if _, err := from.Snapshot(ctx, p); err != nil {
		return nil, fmt.Errorf("read the store: %w", err)
	}
	return p, p.walk(ctx, from)
}

// Node takes down a record of the seed, and the unique values of all others.
func (p *present) Node(node store.NodeRecord) error {
	for _, field := range p.model.Node(node.Type).Fields {
		if field.Property != nil && field.Property.Unique {
			if text, ok := node.Properties[field.Name].(string); ok {
				p.unique[store.UniqueRef{Type: node.Type, Property: field.Name, Value: text}] = node.ID
			}
		}
	}
	if p.owned[node.ID] != nil {
		p.nodes[node.ID] = node
	}
	return nil
}

// Relation takes down a relation that a record of the seed owns.
func (p *present) Relation(relation store.RelationRecord) error {
	if refs := p.owned[owner(relation.Type, relation.From, relation.To)]; refs != nil {
		refs[p.ref(relation.Type, relation.From, relation.To, relation.Properties)] = relation.Properties
	}
	return nil
}

// owner is the record that a relation belongs to: the one that it starts at, but for the relations that come with the record at their
// end. It holds for all relations in the store, those of staff too, and for the data's ("from"), as a test makes sure.
func owner(relationType, from, to string) string {
	switch relationType {
	case "PARTY_TO", "TAKES_PART_IN", "HAS_NEED", "OFFERS":
		return to
	default:
		return from
	}
}

func (p *present) ref(relationType, from, to string, properties map[string]any) store.RelationRef {
	ref := store.RelationRef{Type: relationType, From: from, To: to}
	if field := p.discriminator(relationType); field != "" {
		ref.Value, _ = properties[field].(string)
	}
	return ref
}

// discriminator is the property that tells relations of one type between the same nodes apart; "" where there is none.
func (p *present) discriminator(relationType string) string {
	if field := store.Discriminator(p.model.Relation(relationType)); field != nil {
		return field.Name
	}
	return ""
}

// page is how many changes are read at once. One of a load holds 10,000 operations in some three megabytes.
const page = 32

// walk finds in the log what others wrote. A snapshot would not do: it cannot show what others deleted, nor whose a relation is.
func (p *present) walk(ctx context.Context, from store.Store) error {
	after := int64(0)
	for {
		changes, err := from.Changes(ctx, after, page)
		if err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		if len(changes) == 0 {
			return nil
		}
		for _, change := range changes {
			var record store.Record
			if err := json.Unmarshal(change.Record, &record); err != nil {
				return fmt.Errorf("read change %d: %w", change.Sequence, err)
			}
			if record.Actor != Actor {
				p.mark(record.Operations)
			}
			after = change.Sequence
		}
	}
}

// mark takes down whose records somebody else's operations wrote to.
func (p *present) mark(operations []store.Operation) {
	for _, operation := range operations {
		switch operation.Verb {
		case store.Relate, store.Unrelate:
			p.leave(owner(operation.Type, operation.From, operation.To))
		default:
			p.leave(operation.ID)
		}
	}
}

// leave marks a record as no longer the seed's own; what never was is not worth remembering.
func (p *present) leave(id string) {
	if p.owned[id] != nil {
		p.foreign[id] = true
	}
}
