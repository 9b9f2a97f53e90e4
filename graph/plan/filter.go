package plan

import (
	"slices"
	"sort"
	"strings"

	"partnergraph/schema"
)

// MaxConditions is the most comparisons and quantifiers that the filters of one root field may hold.
const MaxConditions = 200

// conditions compiles where inputs. The text of a statement depends on which operators a where names, in a fixed order, and never
// on the values it compares with.
type conditions struct {
	add   func(any) Arg
	count *int
}

// where compiles an input on a node's fields. It returns nil when the input says nothing.
func (c conditions) where(path string, node *schema.Node, input Arguments) (Filter, error) {
	return c.subjects(path, input, func(path, name string, raw any) (Filter, error) {
		if name == "AND" || name == "OR" || name == "NOT" {
			return c.logic(path, name, raw, func(path string, input Arguments) (Filter, error) { return c.where(path, node, input) })
		}
		if field := node.Field(name); field != nil {
			return c.field(path, node, field, raw)
		}
		return c.member(path, node, strings.TrimPrefix(name, "on"), raw.(Arguments))
	})
}

// member compiles a condition on one of a union's types: onPlace holds of the places that fulfil it.
func (c conditions) member(path string, node *schema.Node, name string, input Arguments) (Filter, error) {
	member := node.Types[slices.IndexFunc(node.Types, func(t *schema.Node) bool { return t.Name == name })]
	if err := c.tick(path); err != nil {
		return nil, err
	}
	where, err := c.where(path, member, input)
	if err != nil || where == nil {
		return TypeIn{member}, err
	}
	return And{TypeIn{member}, where}, nil
}

// edgeWhere compiles an input on the properties of the relation that leads to the node.
func (c conditions) edgeWhere(path string, edge *schema.Edge, input Arguments) (Filter, error) {
	return c.subjects(path, input, func(path, name string, raw any) (Filter, error) {
		if name == "AND" || name == "OR" || name == "NOT" {
			return c.logic(path, name, raw, func(path string, input Arguments) (Filter, error) { return c.edgeWhere(path, edge, input) })
		}
		return c.property(path, edge.Field(name).Property, true, raw)
	})
}

// members joins what the members of an input say, in the order of their names.
func (c conditions) members(path string, input Arguments, compile func(path, name string, raw any) (Filter, error)) (Filter, error) {
	names := make([]string, 0, len(input))
	for name := range input {
		names = append(names, name)
	}
	sort.Strings(names)
	var all And
	for _, name := range names {
		filter, err := compile(path+"."+name, name, input[name])
		if err != nil {
			return nil, err
		}
		if filter != nil {
			all = append(all, filter)
		}
	}
	return all.joined(), nil
}

// joined is the condition that all parts hold: none, the only one, or all of them.
func (a And) joined() Filter {
	switch len(a) {
	case 0:
		return nil
	case 1:
		return a[0]
	default:
		return a
	}
}

// subjects joins members that name what is asked about: a field, or a part of the condition. One that is null asks nothing, as if it
// had been left out.
func (c conditions) subjects(path string, input Arguments, compile func(path, name string, raw any) (Filter, error)) (Filter, error) {
	return c.members(path, input, func(path, name string, raw any) (Filter, error) {
		if raw == nil {
			return nil, nil
		}
		return compile(path, name, raw)
	})
}

// operators joins members that say how something must be. One that is null could be meant to find what has no value, or to find
// everything, and each would be wrong for whoever meant the other.
func (c conditions) operators(path string, input Arguments, compile func(path, name string, raw any) (Filter, error)) (Filter, error) {
	return c.members(path, input, func(path, name string, raw any) (Filter, error) {
		if raw == nil {
			return nil, invalid(path, "不能为 null；要查空值请用 isNull，不作限制请省略", "must not be null; ask for absent values by isNull, or leave it out")
		}
		return compile(path, name, raw)
	})
}

func (c conditions) logic(path, name string, raw any, compile func(string, Arguments) (Filter, error)) (Filter, error) {
	if name == "NOT" {
		if err := c.tick(path); err != nil {
			return nil, err
		}
		inner, err := compile(path, raw.(Arguments))
		if err != nil {
			return nil, err
		}
		return Not{always(inner)}, nil
	}
	parts := []Filter{}
	for _, item := range raw.([]any) {
		if err := c.tick(path); err != nil {
			return nil, err
		}
		inner, err := compile(path, item.(Arguments))
		if err != nil {
			return nil, err
		}
		parts = append(parts, always(inner))
	}
	if name == "OR" {
		return Or(parts), nil
	}
	return And(parts), nil
}

// always stands for a where that says nothing.
func always(f Filter) Filter {
	if f == nil {
		return And{}
	}
	return f
}

func (c conditions) tick(path string) error {
	*c.count++
	if *c.count > MaxConditions {
		return limit(path, "条件太多：最多 %d 个", "too many conditions: at most %d", MaxConditions)
	}
	return nil
}

func (c conditions) field(path string, node *schema.Node, field *schema.Field, raw any) (Filter, error) {
	switch {
	case field.TypeName:
		return c.typeName(path, field, raw)
	case field.Relation != nil:
		return c.relation(path, field.Relation, raw.(Arguments))
	case field.Quantity != nil:
		return c.quantity(path, field.Quantity, raw.(Arguments))
	default:
		return c.text(path, node, field.Property, raw)
	}
}

// typeName compiles a condition on the enum that is derived from the node's type.
func (c conditions) typeName(path string, field *schema.Field, raw any) (Filter, error) {
	return c.operators(path, raw.(Arguments), func(path, name string, raw any) (Filter, error) {
		if err := c.tick(path); err != nil {
			return nil, err
		}
		if name == "isNull" {
			return truth(!raw.(bool)), nil
		}
		items, ok := raw.([]any)
		if !ok {
			items = []any{raw}
		}
		return negated(name == "ne" || name == "notIn", TypeIn(field.TypesNamed(texts(items)))), nil
	})
}

// comparisons are the operators that say nothing but a comparison.
var comparisons = map[string]Op{
	"eq": Eq, "ne": Eq, "in": In, "notIn": In, "lt": Lt, "lte": Lte, "gt": Gt, "gte": Gte,
	"contains": Contains, "startsWith": StartsWith, "endsWith": EndsWith, "has": Has, "hasAny": HasAny,
}

func (c conditions) property(path string, p *schema.Property, onEdge bool, raw any) (Filter, error) {
	return c.operators(path, raw.(Arguments), func(path, name string, raw any) (Filter, error) {
		return c.compared(path, name, Operand{Property: p, OnEdge: onEdge}, raw)
	})
}

// text compiles a condition on a node's property, which may be searched.
func (c conditions) text(path string, node *schema.Node, p *schema.Property, raw any) (Filter, error) {
	return c.operators(path, raw.(Arguments), func(path, name string, raw any) (Filter, error) {
		if name == "search" {
			return c.search(path, node, p, raw.(string))
		}
		return c.compared(path, name, Operand{Property: p}, raw)
	})
}

// compared compiles one operator of a condition on a stored value.
func (c conditions) compared(path, name string, of Operand, raw any) (Filter, error) {
	if err := c.tick(path); err != nil {
		return nil, err
	}
	switch name {
	case "isNull":
		return negated(!raw.(bool), Null{of}), nil
	case "isEmpty":
		return negated(!raw.(bool), Compare{of, IsEmpty, NoLimit}), nil
	}
	op := comparisons[name]
	if op == Lt || op == Lte || op == Gt || op == Gte {
		return c.ordered(path, of, op, raw)
	}
	arg, err := argument(path, of.Property, raw)
	if err != nil {
		return nil, err
	}
	return negated(name == "ne" || name == "notIn", Compare{of, op, c.add(arg)}), nil
}
