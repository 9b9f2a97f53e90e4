package network

import (
	"slices"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file tells which nodes fulfil a condition that plan.Narrowing allows.

// kept filters nodes, in place.
func (f *finder) kept(numbers []uint32, kind *schema.Node, where plan.Filter) []uint32 {
	judge, ofType := f.judge(where), f.ofType(kind.Types)
	return slices.DeleteFunc(numbers, func(number uint32) bool { return f.left < 0 || !ofType(number) || !judge(number) })
}

// ofType tells whether a node is of one of the types.
func (f *finder) ofType(types []*schema.Node) func(uint32) bool {
	among := f.view.among(types)
	return func(number uint32) bool { return among[f.view.kinds[number]] }
}

// judge tells whether a node fulfils a condition, which plan.Narrowing allows.
func (f *finder) judge(where plan.Filter) func(uint32) bool {
	switch where := where.(type) {
	case plan.And:
		parts := f.judges(where)
		return func(number uint32) bool {
			return !slices.ContainsFunc(parts, func(holds func(uint32) bool) bool { return !holds(number) })
		}
	case plan.Or:
		parts := f.judges(where)
		return func(number uint32) bool {
			return slices.ContainsFunc(parts, func(holds func(uint32) bool) bool { return holds(number) })
		}
	case plan.Not:
		holds := f.judge(where.Filter)
		return func(number uint32) bool { return !holds(number) }
	case plan.TypeIn:
		return f.ofType(where)
	case plan.Compare:
		return f.compare(where)
	case plan.Related:
		return f.related(where)
	default: // no condition
		return func(uint32) bool { return true }
	}
}

func (f *finder) judges(parts []plan.Filter) []func(uint32) bool {
	judges := make([]func(uint32) bool, len(parts))
	for i, part := range parts {
		judges[i] = f.judge(part)
	}
	return judges
}

func (f *finder) compare(where plan.Compare) func(uint32) bool {
	given := texts(f.args[where.Arg])
	if where.Of.Property.Name == "id" {
		return func(number uint32) bool { return slices.Contains(given, f.view.id(number)) }
	}
	read := f.view.texts(where.Of.Property)
	return func(number uint32) bool {
		f.left--
		text, is := read(number)
		return is && slices.Contains(given, text)
	}
}

// related looks at each far node once, however many lead to it.
func (f *finder) related(where plan.Related) func(uint32) bool {
	ofType, holds, known := f.ofType(where.Type.Types), f.judge(where.Where), map[uint32]bool{}
	return func(number uint32) bool {
		edges := f.along(number, where.Via, where.Via.In)
		if f.left -= len(edges); f.left < 0 {
			return false
		}
		some := slices.ContainsFunc(edges, func(e edge) bool {
			fulfils, judged := known[e.far]
			if !judged {
				fulfils = ofType(e.far) && holds(e.far)
				known[e.far] = fulfils
			}
			return fulfils
		})
		return some == (where.Quantifier == plan.Some)
	}
}

func texts(arg any) []string {
	if text, is := arg.(string); is {
		return []string{text}
	}
	list, _ := arg.([]string)
	return list
}

// texts reads a text, a choice or a date of a node, which may be absent, by the name under which a store keeps it.
func (v *View) texts(p *schema.Property) func(number uint32) (text string, present bool) {
	fields := v.storedAs(p.Name)
	return func(number uint32) (string, bool) {
		field := fields[v.kinds[number]]
		for i, value := range values(v.record(number)) {
			if i != field {
				continue
			}
			if p := v.layouts[v.kinds[number]].fields[i].Property; p.Scalar == schema.Enum {
				place, _ := cutUvarint(value)
				return p.Enum.EnumValues[place].Name, true
			}
			return value, true
		}
		return "", false
	}
}
