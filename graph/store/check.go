package store

import (
	"fmt"
	"maps"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// This file holds what can be judged from the contract alone, without the store.

// step is an operation that fits the contract, in stored terms.
type step struct {
	Operation                      // as it is recorded: a nil list stands as an empty one
	relation  *schema.RelationType // of Relate and Unrelate
	ref       RelationRef          // of Relate and Unrelate
	set       map[string]any       // stored names and forms
	clear     []string             // stored names
	unique    []uniqueStep         // of a node, in the contract's order
	written   string               // set as Properties writes it, where Checked has done so
}

// uniqueStep says that the node takes the value, or, when empty, gives its value up.
type uniqueStep struct {
	ref   UniqueRef
	empty bool
}

// Checked returns the change set with what its writing works out of the contract alone, once for all who ask for it on the way. Whoever
// has many to write can have it done while another is being written. Its operations must not be changed any more. One that does not fit the contract comes back as
// it is: Write says why.
func Checked(model *schema.Model, set ChangeSet) ChangeSet {
	if set.steps != nil {
		return set // it has been done
	}
	steps, err := set.check(model)
	if err != nil {
		return set
	}
	for i := range steps {
		steps[i].written = Properties(steps[i].set)
	}
	set.steps = steps
	if set.recorded, err = recorded(steps); err != nil {
		set.recorded = nil // Write says why
	}
	return set
}

// check fits the operations of the set to the contract. The error is a *Refusal.
func (set ChangeSet) check(model *schema.Model) ([]step, error) {
	if set.steps != nil {
		return set.steps, nil
	}
	return check(model, set.Operations)
}

// check fits the operations to the contract. The error is a *Refusal.
func check(model *schema.Model, operations []Operation) ([]step, error) {
	steps := make([]step, len(operations))
	for i, op := range operations {
		refusal := steps[i].check(model, op)
		if refusal != nil {
			return nil, refusal.in(i, op)
		}
	}
	return steps, nil
}

func (s *step) check(model *schema.Model, op Operation) *Refusal {
	s.Operation = op
	switch op.Verb {
	case CreateNode, UpdateNode, DeleteNode:
		return s.checkNode(model.Node(op.Type))
	case Relate, Unrelate:
		return s.checkRelation(model.Relation(op.Type))
	default:
		return invalid("", "unknown verb")
	}
}

func (s *step) checkNode(node *schema.Node) *Refusal {
	switch {
	case node == nil:
		return invalid("", "unknown node type")
	case node.Abstract:
		return invalid("", "an interface has no nodes of its own")
	case !ValidID(s.ID):
		return invalid("id", "malformed")
	case s.From != "" || s.To != "":
		return invalid("", "a node has no ends")
	case s.Verb == DeleteNode && len(s.Properties) > 0:
		return invalid("", "a deletion has no properties")
	}
	if refusal := s.checkProperties(node.Field); refusal != nil {
		return refusal
	}
	if refusal := s.checkQuantities(node); refusal != nil {
		return refusal
	}
	s.collectUnique(node)
	if s.Verb == CreateNode {
		return s.checkRequired(node.Fields)
	}
	return nil
}

func (s *step) checkRelation(relation *schema.RelationType) *Refusal {
	switch {
	case relation == nil:
		return invalid("", "unknown relation type")
	case s.ID != "":
		return invalid("id", "a relation has no id")
	case !ValidID(s.From):
		return invalid("from", "malformed")
	case !ValidID(s.To):
		return invalid("to", "malformed")
	}
	if refusal := s.checkProperties(relation.Field); refusal != nil {
		return refusal
	}
	s.relation, s.ref = relation, RelationRef{Type: s.Type, From: s.From, To: s.To}
	telling := Discriminator(relation)
	if telling != nil {
		s.ref.Value, _ = s.Properties[telling.Name].(string)
	}
	switch {
	case s.Verb == Relate:
		return s.checkRequired(relation.Fields)
	case s.Verb == Unrelate && telling != nil && s.Properties[telling.Name] == nil:
		return invalid(telling.Name, "needed to tell the relation from others between the same nodes")
	case s.Verb == Unrelate && (telling == nil && len(s.Properties) > 0 || len(s.Properties) > 1):
		return invalid("", "only the discriminating property may stand here")
	}
	return nil
}

// Discriminator returns the @unique property that tells the relations of one type between the same two nodes apart, or nil when
// there can be only one.
func Discriminator(relation *schema.RelationType) *schema.Field {
	if relation.Edge == nil {
		return nil
	}
	for _, field := range relation.Edge.Fields {
		if field.Property.Unique {
			return field
		}
	}
	return nil
}

func (s *step) ofNode() bool {
	return s.Verb == CreateNode || s.Verb == UpdateNode || s.Verb == DeleteNode
}

// kept reports whether the store itself keeps the field: nobody else may set it.
func kept(field string) bool {
	switch field {
	case "id", "version", "createdAt", "updatedAt":
		return true
	}
	return false
}

// checkProperties translates the properties into stored names and forms.
func (s *step) checkProperties(fieldNamed func(string) *schema.Field) *Refusal {
	s.set = make(map[string]any, len(s.Properties))
	var room [usualProperties]string
	for _, name := range appendNames(room[:0], s.Properties) {
		field := fieldNamed(name)
		switch {
		case field == nil:
			return invalid(name, "unknown field")
		case field.Property == nil:
			return invalid(name, "not a stored property")
		case s.ofNode() && kept(name):
			return invalid(name, "kept by the store itself")
		}
		if refusal := s.checkProperty(field); refusal != nil {
			return refusal
		}
	}
	return nil
}

func (s *step) checkProperty(field *schema.Field) *Refusal {
	p := field.Property
	switch given := s.Properties[field.Name].(type) {
	case nil:
		if p.Required {
			return invalid(field.Name, "required")
		}
		s.clear = append(s.clear, p.Name)
		if dated(p) {
			s.clear = append(s.clear, p.Key())
		}
		return nil
	case []string:
		if given == nil {
			s.Properties = maps.Clone(s.Properties)
			s.Properties[field.Name] = []string{}
		}
	}
	form, err := storedForm(p, s.Properties[field.Name])
	if err != nil {
		return invalid(field.Name, err.Error())
	}
	s.set[p.Name] = form
	if dated(p) {
		date, err := value.ParsePartialDate(form.(string))
		if err != nil {
			panic("store: a checked date does not parse: " + err.Error())
		}
		s.set[p.Key()] = date.Key()
	}
	return nil
}

// dated reports whether the property has a companion key that the shared code keeps. The keys of strings are the engines' own.
func dated(p *schema.Property) bool { return p.Scalar == schema.PartialDate && p.Index && !p.List }

func (s *step) checkRequired(fields []*schema.Field) *Refusal {
	for _, field := range fields {
		if s.ofNode() && kept(field.Name) || field.Property == nil || !field.Property.Required {
			continue
		}
		if s.Properties[field.Name] == nil {
			return invalid(field.Name, "required")
		}
	}
	return nil
}

func (s *step) collectUnique(node *schema.Node) {
	for _, field := range node.Fields {
		if field.Property == nil || !field.Property.Unique {
			continue
		}
		given, named := s.Properties[field.Name]
		if !named && s.Verb != DeleteNode {
			continue
		}
		ref := UniqueRef{Type: s.Type, Property: field.Name}
		if given != nil {
			ref.Value = fmt.Sprint(s.set[field.Property.Name])
		}
		s.unique = append(s.unique, uniqueStep{ref, given == nil})
	}
}
