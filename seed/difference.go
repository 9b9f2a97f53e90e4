package seed

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
)

// change is a change set to be, and what it amounts to.
type change struct {
	set    store.ChangeSet
	report Report
}

// everything writes the whole graph, which a store that holds any of it refuses.
func everything(graph load.Graph) change {
	return change{store.ChangeSet{Operations: graph.Operations()}, Report{Created: len(graph.Nodes)}}
}

// difference writes what is missing and what differs of the records that are the seed's own. It may be empty: the store then keeps the
// key alone, so that the next start need not look again.
func difference(graph load.Graph, p *present) change {
	d := differ{present: p, wanted: map[string]map[store.RelationRef]store.Operation{}, there: map[string]bool{}}
	for id := range p.nodes {
		d.there[id] = true
	}
	for _, node := range graph.Nodes {
		d.wanted[node.ID] = map[store.RelationRef]store.Operation{}
		d.there[node.ID] = d.there[node.ID] || !d.left(node)
	}
	for _, relation := range graph.Relations {
		if d.there[relation.From] && d.there[relation.To] {
			d.wanted[relation.Owner][p.ref(relation.Type, relation.From, relation.To, relation.Properties)] = relation.Operation
		}
	}
	for _, node := range graph.Nodes {
		d.node(node)
	}
	d.set.Operations = slices.Concat(d.nodes, d.apart, d.together)
	return d.change
}

// differ collects the operations by what must come first.
type differ struct {
	change
	present                *present
	wanted                 map[string]map[store.RelationRef]store.Operation // by owner
	there                  map[string]bool                                  // the records that exist afterwards
	nodes, apart, together []store.Operation
}

// left reports whether the record is no longer the seed's business: others wrote or deleted it, or another record of theirs carries
// a value that only one may carry.
func (d *differ) left(node store.Operation) bool {
	if d.present.foreign[node.ID] {
		return true
	}
	for _, field := range d.present.model.Node(node.Type).Fields {
		if field.Property == nil || !field.Property.Unique {
			continue
		}
		text, _ := node.Properties[field.Name].(string)
		holder, taken := d.present.unique[store.UniqueRef{Type: node.Type, Property: field.Name, Value: text}]
		if taken && holder != node.ID {
			return true
		}
	}
	return false
}

// node compares one record with what is stored of it.
func (d *differ) node(node store.Operation) {
	stored, exists := d.present.nodes[node.ID]
	switch {
	case d.left(node):
		d.report.Left++
		return
	case !exists:
		d.report.Created++
		d.nodes = append(d.nodes, node)
	default:
		properties := changed(stored.Properties, node.Properties)
		if len(properties) == 0 && d.sameRelations(node.ID) {
			return
		}
		d.report.Updated++
		d.nodes = append(d.nodes, store.Operation{Verb: store.UpdateNode, Type: node.Type, ID: node.ID, Properties: properties})
	}
	d.set.Expect = append(d.set.Expect, store.Version{ID: node.ID, Version: stored.Version})
	d.relations(node.ID)
}

func (d *differ) sameRelations(owner string) bool {
	owned, wanted := d.present.owned[owner], d.wanted[owner]
	for ref, operation := range wanted {
		if properties, exists := owned[ref]; !exists || len(changed(properties, operation.Properties)) > 0 {
			return false
		}
	}
	return len(owned) == len(wanted)
}

// relations takes away what is not wanted any more, and what is wanted with other properties, before anything is added.
func (d *differ) relations(owner string) {
	owned, wanted := d.present.owned[owner], d.wanted[owner]
	for _, ref := range inOrder(owned) {
		operation, keep := wanted[ref]
		if keep && len(changed(owned[ref], operation.Properties)) == 0 {
			continue
		}
		unrelate := store.Operation{Verb: store.Unrelate, Type: ref.Type, From: ref.From, To: ref.To}
		if field := d.present.discriminator(ref.Type); field != "" {
			unrelate.Properties = map[string]any{field: ref.Value}
		}
		d.apart = append(d.apart, unrelate)
	}
	for _, ref := range inOrder(wanted) {
		if properties, exists := owned[ref]; !exists || len(changed(properties, wanted[ref].Properties)) > 0 {
			d.together = append(d.together, wanted[ref])
		}
	}
}

// changed lists the properties in which stored differs from wanted, with the wanted value; nil for what is to be removed.
func changed(stored, wanted map[string]any) map[string]any {
	properties := map[string]any{}
	for name, value := range wanted {
		if !equal(stored[name], value) {
			properties[name] = value
		}
	}
	for name, value := range stored {
		if _, keep := wanted[name]; !keep && !equal(value, nil) {
			properties[name] = nil
		}
	}
	return properties
}

// equal compares two values; an empty list is as good as none.
func equal(a, b any) bool {
	list, aIsList := a.([]string)
	other, bIsList := b.([]string)
	if aIsList || bIsList {
		return slices.Equal(list, other) && (a == nil || aIsList) && (b == nil || bIsList)
	}
	return reflect.DeepEqual(a, b)
}

// inOrder makes the order of operations, and with it the log's record, the same on every machine.
func inOrder[V any](refs map[store.RelationRef]V) []store.RelationRef {
	return slices.SortedFunc(maps.Keys(refs), func(a, b store.RelationRef) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Value, b.Value))
	})
}
