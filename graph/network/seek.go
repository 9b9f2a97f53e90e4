package network

import (
	"cmp"
	"slices"

	"partnergraph/graph/plan"
	dates "partnergraph/graph/value"
	"partnergraph/schema"
)

// This file tells what stands behind a cursor.

// seeking tells whether a node stands where a page may begin, by the values that its order goes by.
type seeking func(r *replying, at spot) bool

// seek prepares the beginning of a page; nil: that of the list. False: the network does not keep what it goes by.
func (p *preparing) seek(filter plan.Filter, via *schema.Relation) (seeking, bool) {
	switch f := filter.(type) {
	case nil:
		return nil, true
	case plan.And:
		parts, kept := p.seeks(f, via)
		return func(r *replying, at spot) bool {
			return !slices.ContainsFunc(parts, func(holds seeking) bool { return !holds(r, at) })
		}, kept
	case plan.Or:
		parts, kept := p.seeks(f, via)
		return func(r *replying, at spot) bool {
			return slices.ContainsFunc(parts, func(holds seeking) bool { return holds(r, at) })
		}, kept
	case plan.Not:
		holds, kept := p.seek(f.Filter, via)
		return func(r *replying, at spot) bool { return !holds(r, at) }, kept && holds != nil
	case plan.Null:
		reader, kept := p.contract.operand(f.Of, via)
		return func(r *replying, at spot) bool { return !reader.key(r.view.state, at).present }, kept
	case plan.Compare:
		return p.seekBeyond(f, via)
	default:
		return nil, false
	}
}

func (p *preparing) seeks(filters []plan.Filter, via *schema.Relation) ([]seeking, bool) {
	parts := make([]seeking, len(filters))
	for i, filter := range filters {
		part, kept := p.seek(filter, via)
		if !kept || part == nil {
			return nil, false
		}
		parts[i] = part
	}
	return parts, true
}

func (p *preparing) seekBeyond(f plan.Compare, via *schema.Relation) (seeking, bool) {
	reader, kept := p.contract.operand(f.Of, via)
	holds := map[plan.Op]func(int) bool{
		plan.Eq:  func(c int) bool { return c == 0 },
		plan.Lt:  func(c int) bool { return c < 0 },
		plan.Lte: func(c int) bool { return c <= 0 },
		plan.Gt:  func(c int) bool { return c > 0 },
		plan.Gte: func(c int) bool { return c >= 0 },
	}[f.Op]
	return func(r *replying, at spot) bool {
		has := reader.key(r.view.state, at)
		if reader.byID && has.present {
			has.text = r.view.id(has.node)
		}
		bound := boundOf(f.Of.Property, r.args[f.Arg])
		return has.present && holds(cmp.Or(cmp.Compare(has.number, bound.number), cmp.Compare(has.text, bound.text)))
	}, kept && holds != nil
}

// boundOf is what a cursor holds of a property, in the form in which plan compares with it.
func boundOf(p *schema.Property, arg any) sortKey {
	switch v := arg.(type) {
	case plan.StringKey:
		return keyOf(string(v))
	case string:
		if p.Scalar == schema.PartialDate {
			return keyOf(dates.PartialDateOrder(dates.PartialDateOfKey(v)))
		}
	}
	return keyOf(arg)
}
