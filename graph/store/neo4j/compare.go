package neo4j

import (
	"fmt"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// compare writes a comparison of a stored value with an argument.
func (r *renderer) compare(f plan.Compare, at place) {
	value := operand(f.Of, at)
	switch f.Op {
	case plan.Eq, plan.In:
		if keyed(f.Of) {
			f.Of.Key = true
			r.text(operand(f.Of, at), " ", comparison(f.Op), " ", r.keyParam(f.Arg))
			return
		}
		r.text(value, " ", comparison(f.Op), " ", r.param(f.Arg))
	case plan.Has:
		r.text(r.param(f.Arg), " IN ", value)
	case plan.HasAny:
		r.text("any(item IN ", r.param(f.Arg), " WHERE item IN ", value, ")")
	case plan.IsEmpty:
		r.text("size(", value, ") = 0")
	default:
		r.text(value, " ", comparison(f.Op), " ", r.param(f.Arg))
	}
}

// keyed reports whether equality is asked of a string whose index lies on its order key: the two are equal or unequal together.
func keyed(of plan.Operand) bool {
	return of.Property.Scalar == schema.String && of.Property.Index && !of.Property.List && !of.OnEdge && !of.Key
}

func comparison(op plan.Op) string {
	switch op {
	case plan.Eq:
		return "="
	case plan.Lt:
		return "<"
	case plan.Lte:
		return "<="
	case plan.Gt:
		return ">"
	case plan.Gte:
		return ">="
	case plan.In:
		return "IN"
	case plan.Contains:
		return "CONTAINS"
	case plan.StartsWith:
		return "STARTS WITH"
	case plan.EndsWith:
		return "ENDS WITH"
	default:
		panic(fmt.Sprintf("neo4j: %d is no comparison of one value with another", op))
	}
}
