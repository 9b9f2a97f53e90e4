package plan

import (
	"maps"

	"partnergraph/schema"
)

// relation compiles a condition on related nodes.
func (c conditions) relation(path string, rel *schema.Relation, input Arguments) (Filter, error) {
	return c.operators(path, input, func(path, name string, raw any) (Filter, error) {
		if err := c.tick(path); err != nil {
			return nil, err
		}
		quantifier := Some
		switch name {
		case "count":
			return c.counted(path, rel, raw.(Arguments))
		case "isNull":
			quantifier = Some
			if raw.(bool) {
				quantifier = None
			}
			return Related{Via: rel, Type: rel.Target, Quantifier: quantifier}, nil
		case "all":
			quantifier = All
		case "none":
			quantifier = None
		case "single":
			quantifier = Single
		}
		where, err := c.related(path, rel, raw.(Arguments))
		if err != nil {
			return nil, err
		}
		return Related{Via: rel, Type: rel.Target, Quantifier: quantifier, Where: where}, nil
	})
}

// related compiles the condition inside a quantifier: on the far node alone, or on the far node and the relation.
func (c conditions) related(path string, rel *schema.Relation, input Arguments) (Filter, error) {
	if rel.Edge == nil || rel.One {
		return c.where(path, rel.Target, input)
	}
	far := rel.Edge.Far
	if far == "" {
		far = "node"
	}
	return c.subjects(path, input, func(path, name string, raw any) (Filter, error) {
		switch {
		case name == far:
			return c.where(path, rel.Target, raw.(Arguments))
		case name == "edge" && rel.Edge.Far == "":
			return c.edgeWhere(path, rel.Edge, raw.(Arguments))
		case name == "AND" || name == "OR" || name == "NOT":
			return c.logic(path, name, raw, func(path string, input Arguments) (Filter, error) { return c.related(path, rel, input) })
		default:
			return c.property(path, rel.Edge.Field(name).Property, true, raw)
		}
	})
}

// counted compiles conditions on how many a relation leads to; `where` says which of them count. It is compiled for each comparison,
// as it stands in the statement, so that the number of conditions is what was written out.
func (c conditions) counted(path string, rel *schema.Relation, input Arguments) (Filter, error) {
	asked := without(input, "where")
	if where, given := input["where"].(Arguments); given && len(asked) == 0 {
		unused := conditions{func(any) Arg { return 0 }, c.count} // nothing is counted, but what is wrong with it is said
		_, err := unused.related(path+".where", rel, where)
		return nil, err
	}
	return c.operators(path, asked, func(at, name string, raw any) (Filter, error) {
		if err := c.tick(at); err != nil {
			return nil, err
		}
		count := Counted{Via: rel, Op: comparisons[name]}
		if where, given := input["where"].(Arguments); given {
			var err error
			if count.Where, err = c.related(path+".where", rel, where); err != nil {
				return nil, err
			}
		}
		if items, ok := raw.([]any); ok {
			raw = integers(items)
		}
		count.Arg = c.add(raw)
		return negated(name == "ne" || name == "notIn", count), nil
	})
}

func without(input Arguments, name string) Arguments {
	rest := maps.Clone(input)
	delete(rest, name)
	return rest
}
