package load

import (
	"fmt"
	"maps"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// record reads a line of Type.jsonl: a node and the relations that stand inside it.
func (r *reader) record(at place, node *schema.Node, o object) error {
	key, err := o.text("id")
	if err != nil {
		return err
	}
	id := r.identify(key)
	if !store.ValidID(id) {
		return fmt.Errorf("id %q is not 1 to %d characters without blanks", key, store.MaxID)
	}
	if other, taken := r.nodes[id]; taken {
		return fmt.Errorf("id %q is taken by %s", key, other.place)
	}
	r.nodes[id] = origin{at, node.Name}
	if err := r.inside(at, node, id, key, o); err != nil {
		return err
	}
	properties, err := o.properties(node.Fields)
	if err != nil {
		return err
	}
	r.Nodes = append(r.Nodes, store.Operation{Verb: store.CreateNode, Type: node.Name, ID: id, Properties: properties})
	return nil
}

// inside reads the lists of edge objects that stand in a record, and takes them out of it.
func (r *reader) inside(at place, node *schema.Node, id, key string, o object) error {
	for _, field := range node.Fields {
		relation := field.Relation
		raw, given := o[field.Name]
		if !given || relation == nil || relation.Listing != schema.EdgeList {
			continue
		}
		delete(o, field.Name)
		elements, err := parseList(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", field.Name, err)
		}
		for i, element := range elements {
			far, err := element.text(relation.Edge.Far)
			if err == nil {
				err = r.relate(at, link{node, relation, id, key, far}, element)
			}
			if err != nil {
				return fmt.Errorf("%s.%d: %w", field.Name, i, err)
			}
		}
	}
	return nil
}

// relation reads a line of Type.field.jsonl.
func (r *reader) relation(at place, node *schema.Node, relation *schema.Relation, o object) error {
	from, err := o.text("from")
	if err != nil {
		return err
	}
	to, err := o.text("to")
	if err != nil {
		return err
	}
	return r.relate(at, link{node, relation, r.identify(from), from, to}, o)
}

// link is a relation as the data names it: from its owner, by a field, to a far record.
type link struct {
	node       *schema.Node
	relation   *schema.Relation
	owner, key string // the owner's id, as stored and as written
	far        string // the far record's id, as written
}

// relate adds the relation with the properties that are left in o.
func (r *reader) relate(at place, l link, o object) error {
	cited, err := r.cited(at, r.model.Relation(l.relation.Type), o)
	if err != nil {
		return err
	}
	var fields []*schema.Field
	if l.relation.Edge != nil {
		fields = l.relation.Edge.Fields
	}
	properties, err := o.properties(fields)
	if err != nil {
		return err
	}
	maps.Copy(properties, cited)
	far := r.identify(l.far)
	operation := store.Operation{Verb: store.Relate, Type: l.relation.Type, From: l.owner, To: far, Properties: properties}
	if l.relation.In {
		operation.From, operation.To = far, l.owner
	}
	ref := r.ref(operation)
	if other, taken := r.relations[ref]; taken {
		return fmt.Errorf("the relation stands already at %s", other)
	}
	r.relations[ref] = at
	if !store.ValidID(far) || !store.ValidID(l.owner) {
		return fmt.Errorf("an id is not 1 to %d characters without blanks", store.MaxID)
	}
	r.ends = append(r.ends, end{at, l.key, l.owner, l.node}, end{at, l.far, far, l.relation.Target})
	r.Relations = append(r.Relations, Relation{l.owner, operation})
	return nil
}

// ref is what tells the relation from others: its type, its ends, and a property where its type has one that tells relations between
// the same two nodes apart.
func (r *reader) ref(o store.Operation) store.RelationRef {
	ref := store.RelationRef{Type: o.Type, From: o.From, To: o.To}
	if telling := store.Discriminator(r.model.Relation(o.Type)); telling != nil {
		ref.Value, _ = o.Properties[telling.Name].(string)
	}
	return ref
}
