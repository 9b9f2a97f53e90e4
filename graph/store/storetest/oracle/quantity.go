package oracle

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// quantity is a number with its precision, seen as an object. Its parts are values of the node under names such as goods.value.
type quantity struct {
	node *Node
	name string
	def  *ast.Definition
}

// isQuantity reports whether a field holds a number with its precision.
func (o *Oracle) isQuantity(field *ast.FieldDefinition) bool {
	return o.schema.Types[field.Type.Name()].Directives.ForName("quantity") != nil
}

// quantity returns a node's number with its precision; nil where there is none.
func (o *Oracle) quantity(node *Node, field *ast.FieldDefinition) any {
	if node.Values[field.Name+".value"] == nil {
		return nil
	}
	return quantity{node, field.Name, o.schema.Types[field.Type.Name()]}
}

func (q quantity) field(name string) any {
	if name == "value" { // without needless zeros
		if n := rational(q.node.Values[q.name+".value"].(string)); n.IsInt() {
			return n.Num().String()
		}
		return strings.TrimRight(written(q.def.Fields.ForName(name), q.node.Values[q.name+".value"]).(string), "0")
	}
	return written(q.def.Fields.ForName(name), q.node.Values[q.name+"."+name])
}

// onQuantity reads a condition on a number with its precision. What is only known to be at least so much is certainly above less, and
// certainly nothing else.
func (o *Oracle) onQuantity(field *ast.FieldDefinition, in inputs) (condition, error) {
	parts := o.schema.Types[field.Type.Name()].Fields
	return operators(in, func(op string, member any) (condition, error) {
		if part := parts.ForName(op); part != nil {
			return onValue(part, member.(inputs), func(l link) any { return l.node.Values[field.Name+"."+op] })
		}
		number, err := onValue(parts.ForName("value"), inputs{op: member}, func(l link) any { return l.node.Values[field.Name+".value"] })
		return func(l link) bool {
			switch l.node.Values[field.Name+".precision"] {
			case "EXACT":
				return number(l)
			case "AT_LEAST":
				return number(l) && (op == "gt" || op == "gte" || op == "isNull")
			default:
				return number(l) && op == "isNull"
			}
		}, err
	})
}

// ordered is the value that nodes are ordered by when they are ordered by a field: itself, or the number of a quantity, which is
// absent where the quantity is.
func (o *Oracle) ordered(field *ast.FieldDefinition) *ast.FieldDefinition {
	if !o.isQuantity(field) {
		return field
	}
	number := *o.schema.Types[field.Type.Name()].Fields.ForName("value")
	number.Name = field.Name + ".value"
	number.Type = &ast.Type{NamedType: number.Type.NamedType, NonNull: field.Type.NonNull}
	return &number
}

// precision is that of several numbers: about when one of them is, else at least when one of them is.
func (v values) precision() string {
	for _, precision := range []string{"ABOUT", "AT_LEAST"} {
		if slices.Contains(v.precisions, precision) {
			return precision
		}
	}
	return "EXACT"
}

// certain reports whether what the numbers of a bunch come to can be compared by an operator.
func (o *Oracle) certain(field *ast.FieldDefinition) func(bunch, string) bool {
	return func(b bunch, op string) bool {
		switch precision := o.values(b, field).precision(); {
		case !o.isQuantity(field), op == "isNull", precision == "EXACT":
			return true
		default:
			return precision == "AT_LEAST" && (op == "gt" || op == "gte")
		}
	}
}
