package oracle

import (
	"math/big"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// condition is what a where input asks of a node and of the relation that led to it.
type condition func(link) bool

func always(link) bool { return true }

// subjects joins the members of an input that name what is asked about: all must hold. One that is null asks nothing.
func subjects(in inputs, read func(name string, member any) (condition, error)) (condition, error) {
	given := inputs{}
	for name, member := range in {
		if member != nil {
			given[name] = member
		}
	}
	return operators(given, read)
}

// operators joins the members of an input that say how something must be: all must hold. One that is null is refused.
func operators(in inputs, read func(name string, member any) (condition, error)) (condition, error) {
	var all []condition
	for name, member := range in {
		if member == nil {
			return nil, errInvalid
		}
		holds, err := read(name, member)
		if err != nil {
			return nil, err
		}
		all = append(all, holds)
	}
	return func(l link) bool {
		return !slices.ContainsFunc(all, func(holds condition) bool { return !holds(l) })
	}, nil
}

// logic reads AND, OR and NOT, whose parts are read like what stands around them. ok is false for any other member.
func logic(name string, member any, read func(inputs) (condition, error)) (holds condition, ok bool, err error) {
	switch name {
	case "NOT":
		inner, err := read(member.(inputs))
		return func(l link) bool { return !inner(l) }, true, err
	case "AND", "OR":
		var parts []condition
		for _, item := range member.([]any) {
			part, err := read(item.(inputs))
			if err != nil {
				return nil, true, err
			}
			parts = append(parts, part)
		}
		return func(l link) bool {
			if name == "OR" {
				return slices.ContainsFunc(parts, func(part condition) bool { return part(l) })
			}
			return !slices.ContainsFunc(parts, func(part condition) bool { return !part(l) })
		}, true, nil
	default:
		return nil, false, nil
	}
}

// onNode reads a where input on the fields of a node.
func (o *Oracle) onNode(def *ast.Definition, in inputs) (condition, error) {
	again := func(in inputs) (condition, error) { return o.onNode(def, in) }
	return subjects(in, func(name string, member any) (condition, error) {
		if holds, ok, err := logic(name, member, again); ok {
			return holds, err
		}
		field := def.Fields.ForName(name)
		if field == nil { // onPlace, a condition on a union's member
			typ := o.schema.Types[strings.TrimPrefix(name, "on")]
			holds, err := o.onNode(typ, member.(inputs))
			return func(l link) bool { return l.node.Type == typ.Name && holds(l) }, err
		}
		if to := o.way(field); to != nil {
			return o.onRelated(to, member.(inputs))
		}
		if o.isQuantity(field) {
			return o.onQuantity(field, member.(inputs))
		}
		return onValue(field, member.(inputs), func(l link) any {
			if isTypeName(field) {
				return screaming(l.node.Type)
			}
			return l.node.Values[name]
		})
	})
}

// onEdge reads a where input on the properties of a relation.
func (o *Oracle) onEdge(def *ast.Definition, in inputs) (condition, error) {
	again := func(in inputs) (condition, error) { return o.onEdge(def, in) }
	return subjects(in, func(name string, member any) (condition, error) {
		if holds, ok, err := logic(name, member, again); ok {
			return holds, err
		}
		return onValue(def.Fields.ForName(name), member.(inputs), func(l link) any { return l.values[name] })
	})
}

// onCited reads a where input on an edge object, such as a citation: its properties, and its far node under its name.
func (o *Oracle) onCited(to *way, in inputs) (condition, error) {
	again := func(in inputs) (condition, error) { return o.onCited(to, in) }
	return subjects(in, func(name string, member any) (condition, error) {
		if holds, ok, err := logic(name, member, again); ok {
			return holds, err
		}
		if name == to.far {
			return o.onNode(to.target, member.(inputs))
		}
		return onValue(to.edge.Fields.ForName(name), member.(inputs), func(l link) any { return l.values[name] })
	})
}

// onLink reads what is asked of one related node.
func (o *Oracle) onLink(to *way, in inputs) (condition, error) {
	switch {
	case to.far != "":
		return o.onCited(to, in)
	case to.edge == nil || to.one:
		return o.onNode(to.target, in)
	}
	again := func(in inputs) (condition, error) { return o.onLink(to, in) }
	return subjects(in, func(name string, member any) (condition, error) {
		if holds, ok, err := logic(name, member, again); ok {
			return holds, err
		}
		if name == "edge" {
			return o.onEdge(to.edge, member.(inputs))
		}
		return o.onNode(to.target, member.(inputs))
	})
}

// onRelated reads a condition on the nodes that a relation leads to.
func (o *Oracle) onRelated(to *way, in inputs) (condition, error) {
	return operators(in, func(name string, member any) (condition, error) {
		switch name {
		case "isNull":
			return func(l link) bool { return (len(o.reach(l.node, to)) == 0) == member.(bool) }, nil
		case "count":
			return o.onCount(to, member.(inputs))
		}
		asked, err := o.onLink(to, member.(inputs))
		if err != nil {
			return nil, err
		}
		return func(l link) bool {
			reached, fit := o.reach(l.node, to), 0
			for _, far := range reached {
				if asked(far) {
					fit++
				}
			}
			switch name {
			case "all":
				return fit == len(reached)
			case "none":
				return fit == 0
			case "single":
				return fit == 1
			default: // some, is
				return fit > 0
			}
		}, nil
	})
}

// onCount reads a condition on how many nodes a relation leads to, of all or of those that `where` holds of.
func (o *Oracle) onCount(to *way, in inputs) (condition, error) {
	counts, comparisons := condition(always), inputs{}
	for name, member := range in {
		where, conditional := member.(inputs)
		switch {
		case name != "where":
			comparisons[name] = member
		case conditional:
			var err error
			if counts, err = o.onLink(to, where); err != nil {
				return nil, err
			}
		}
	}
	return operators(comparisons, func(op string, arg any) (condition, error) {
		return func(l link) bool {
			n := int64(0)
			for _, far := range o.reach(l.node, to) {
				if counts(far) {
					n++
				}
			}
			return holds(op, n, arg)
		}, nil
	})
}

// onValue reads a condition on a value.
func onValue(field *ast.FieldDefinition, in inputs, of func(link) any) (condition, error) {
	return operators(in, func(op string, arg any) (condition, error) {
		if op == "search" {
			return onText(field, arg.(string), of)
		}
		if !askable(field, arg) {
			return nil, errInvalid
		}
		return func(l link) bool { return holds(op, stored(field, of(l)), arg) }, nil
	})
}

// askable reports whether a Decimal, or each of a list, is one that could be stored.
func askable(field *ast.FieldDefinition, arg any) bool {
	decimal := field.Directives.ForName("decimal")
	items, isList := arg.([]any)
	if !isList {
		items = []any{arg}
	}
	return decimal == nil || !slices.ContainsFunc(items, func(item any) bool {
		r, isNumber := item.(*big.Rat)
		return isNumber && !kept(decimal, r)
	})
}

// holds applies an operator to a stored value, nil when it is absent.
func holds(op string, stored, arg any) bool {
	switch op {
	case "isNull":
		return (stored == nil) == arg.(bool)
	case "ne":
		return !holds("eq", stored, arg)
	case "notIn":
		return !holds("in", stored, arg)
	case "isEmpty":
		return (len(texts(stored)) == 0) == arg.(bool)
	}
	if stored == nil {
		return false
	}
	switch op {
	case "eq":
		return compare(stored, arg) == 0
	case "in":
		return slices.ContainsFunc(arg.([]any), func(item any) bool { return compare(stored, item) == 0 })
	case "lt":
		return before(stored, arg) < 0
	case "gte":
		return before(stored, arg) >= 0
	case "lte":
		return after(stored, arg) <= 0
	case "gt":
		return after(stored, arg) > 0
	case "contains":
		return strings.Contains(stored.(string), arg.(string))
	case "startsWith":
		return strings.HasPrefix(stored.(string), arg.(string))
	case "endsWith":
		return strings.HasSuffix(stored.(string), arg.(string))
	case "has":
		return slices.Contains(texts(stored), arg.(string))
	case "hasAny":
		return slices.ContainsFunc(arg.([]any), func(item any) bool { return slices.Contains(texts(stored), item.(string)) })
	default:
		panic("oracle: unknown operator " + op)
	}
}

// before compares as lt and gte do: dates by their first days.
func before(stored, arg any) int {
	if d, ok := stored.(date); ok {
		return d.first.Compare(arg.(date).first)
	}
	return compare(stored, arg)
}

// after compares as lte and gt do: a date's first day with the last day of what it is compared with.
func after(stored, arg any) int {
	if d, ok := stored.(date); ok {
		return d.first.Compare(arg.(date).last)
	}
	return compare(stored, arg)
}

func texts(stored any) []string {
	list, _ := stored.([]string)
	return list
}
