package store

import "partnergraph/schema"

// checkQuantities makes sure that no number is ever stored without its precision, nor a unit without a number: who writes any part
// of a quantity writes its value and its precision, or takes all of it away.
func (s *step) checkQuantities(node *schema.Node) *Refusal {
	for _, field := range node.Fields {
		if field.Of == nil {
			continue
		}
		if _, given := s.Properties[field.Name]; !given {
			continue
		}
		value, named := s.Properties[field.Of.Name+".value"]
		precision, qualified := s.Properties[field.Of.Name+".precision"]
		switch {
		case !named || !qualified || (value == nil) != (precision == nil):
			return invalid(field.Of.Name, "a quantity is written with its value and its precision")
		case value == nil && s.Properties[field.Name] != nil:
			return invalid(field.Name, "part of a quantity without a value")
		}
	}
	return nil
}
