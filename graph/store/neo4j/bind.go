package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"partnergraph/graph/plan"
)

// rendered is what all queries of a shape have in common: the text, and which of its parameters stand for which arguments.
type rendered struct {
	cypher string
	bound  []parameter
	fixed  map[string]any // parameters that come from the contract
}

// parameter is a name in the text that stands for an argument.
type parameter struct {
	name string
	arg  plan.Arg
	key  bool // for its order key
}

// params gives the parameters of a query their values: order keys of strings in hex, everything else as it is.
func (r *rendered) params(args []any) map[string]any {
	params := make(map[string]any, len(r.fixed)+len(r.bound))
	maps.Copy(params, r.fixed)
	for _, p := range r.bound {
		value := args[p.arg]
		if _, isKey := value.(plan.StringKey); p.key || isKey {
			value = keyOf(value)
		}
		params[p.name] = value
	}
	return params
}

func keyOf(value any) any {
	switch value := value.(type) {
	case plan.StringKey:
		return orderKey(string(value))
	case string:
		return orderKey(value)
	case []string:
		keys := make([]string, len(value))
		for i, text := range value {
			keys[i] = orderKey(text)
		}
		return keys
	default:
		panic(fmt.Sprintf("neo4j: a string is compared with text, not %T", value))
	}
}

// param names the parameter of an argument in the text.
func (r *renderer) param(arg plan.Arg) string {
	return r.bind(parameter{"p" + strconv.Itoa(int(arg)), arg, false})
}

// keyParam names the parameter of the order key of an argument that is text, or of the keys of a list of texts.
func (r *renderer) keyParam(arg plan.Arg) string {
	return r.bind(parameter{"k" + strconv.Itoa(int(arg)), arg, true})
}

func (r *renderer) bind(p parameter) string {
	if !slices.Contains(r.shape.bound, p) {
		r.shape.bound = append(r.shape.bound, p)
	}
	return "$" + p.name
}
