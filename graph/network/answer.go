package network

import (
	"slices"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file finds out what of a query the network keeps, and makes it ready to be answered; reply.go answers it.

// Answer is a query that the network keeps all of, made ready to be answered. It depends on the query's shape alone, is never changed and
// safe for concurrent use.
type Answer struct{ sets []answeredSet }

// Answer returns nil where the network does not keep all that the query reads, or must not judge what it asks. What it keeps: types,
// properties but for versions, times and citations, and the graph's own relations.
func (n *Network) Answer(query *plan.Query) *Answer {
	p := preparing{contract: n.contract, args: query.Args}
	sets, kept := p.sets(query.Slots)
	if !kept {
		return nil
	}
	return &Answer{sets}
}

// answeredSet is a slot that reads a set, or, without one, the log's sequence number.
type answeredSet struct {
	slot    int
	set     *plan.Set
	number  int // of the set among all of the query
	sort    setSort
	along   direction // of a set that a relation leads to
	among   []bool    // by layout: the types of the set; nil: whatever the relation leads to
	order   *order    // nil: as the relations stand, by the far node's id, or any
	seek    seeking   // where the page begins; nil: at the beginning of the list
	row     answeredRow
	counted bool // every relation leads to a node of the set

	memorable string // see there
}

type setSort uint8

const (
	sequenceOnly setSort = iota
	oneOfSet
	rowsOfSet
	countOfSet
)

// answeredRow is what is read of a node and of the relation that led to it.
type answeredRow struct {
	size  int
	types []int      // slots that hold the node's type,
	ids   []int      // and its id
	own   [][]wanted // by layout: properties of the node
	edge  []wanted   // properties of the relation
	far   []wantedFar
	sets  []answeredSet
}

// wanted is a property that a slot holds, by its field, and as its own type has it: two types may keep different things under one name.
// They stand in the order in which a record has them.
type wanted struct {
	field, slot int
	property    *schema.Property
}

// wantedFar is a slot that holds a value of a far node, or how many there are.
type wantedFar struct {
	slot int
	operandReader
}

// preparing makes a query ready.
type preparing struct {
	contract *contract
	args     []any
	count    int // sets so far
}

// sets are those at the root, which name their nodes by id or lead to them from given ids.
func (p *preparing) sets(slots []plan.Slot) ([]answeredSet, bool) {
	sets := make([]answeredSet, 0, len(slots))
	for i, slot := range slots {
		var s answeredSet
		kept := true
		if _, is := slot.(plan.Sequence); !is {
			s, kept = p.set(slot)
			kept = kept && s.set.Via == nil && (plan.GivenIDs(s.set.Where) != nil || len(plan.Leads(s.set.Where)) > 0)
		}
		if !kept {
			return nil, false
		}
		s.slot = i
		sets = append(sets, s)
	}
	return sets, true
}

// set prepares a slot that reads a set.
func (p *preparing) set(slot plan.Slot) (s answeredSet, kept bool) {
	switch slot := slot.(type) {
	case plan.One:
		s.set, s.sort = slot.Set, oneOfSet
	case plan.Rows:
		s.set, s.sort = slot.Set, rowsOfSet
	case plan.Count:
		s.set, s.sort = slot.Set, countOfSet
	default:
		return s, false
	}
	s.number = p.count
	p.count++
	if !plan.Judged(s.set.Where, p.args) {
		return s, false
	}
	if via := s.set.Via; via != nil {
		if !plan.Plainly(via) {
			return s, false
		}
		s.along = towards(p.contract.linkOf[via.Type], via.In)
		s.counted = s.set.Type == via.Target && s.set.Where == nil // the contract lets the relation lead to nothing else
	}
	if s.set.Via == nil || s.set.Type != s.set.Via.Target {
		s.among = p.contract.among(s.set.Type.Types)
	}
	if s.seek, kept = p.seek(s.set.Seek, s.set.Via); !kept {
		return s, false
	}
	if s.order, kept = newOrder(p.contract, s.set.Order, s.set.Via); !kept {
		return s, false
	}
	s.memorable = p.memorable(&s)
	s.row, kept = p.row(s.set)
	return s, kept
}

func (p *preparing) row(set *plan.Set) (r answeredRow, kept bool) {
	r.size, r.own = len(set.Row), make([][]wanted, len(p.contract.layouts))
	for i, slot := range set.Row {
		switch slot := slot.(type) {
		case plan.TypeName:
			r.types = append(r.types, i)
		case plan.Property:
			kept = p.property(&r, i, slot.Of, set)
		default:
			var inner answeredSet
			if inner, kept = p.set(slot); kept && inner.set.Via != nil {
				inner.slot = i
				r.sets = append(r.sets, inner)
				continue
			}
			return r, false
		}
		if _, isType := slot.(plan.TypeName); !isType && !kept {
			return r, false
		}
	}
	for _, list := range append(r.own, r.edge) {
		slices.SortFunc(list, func(a, b wanted) int { return a.field - b.field })
	}
	return r, true
}

// property prepares a slot that holds one; false where the network does not keep it.
func (p *preparing) property(r *answeredRow, slot int, of plan.Operand, set *plan.Set) bool {
	switch {
	case of.Key:
		return false
	case of.Via != nil:
		reader, kept := p.contract.operand(of, set.Via)
		r.far = append(r.far, wantedFar{slot, reader})
		return kept
	case of.OnEdge:
		if set.Via == nil || set.Via.Type == "" {
			return false
		}
		layout := p.contract.links[p.contract.linkOf[set.Via.Type]].layout
		field := layout.storedAs(of.Property.Name)
		if field != none {
			r.edge = append(r.edge, wanted{field, slot, layout.fields[field].Property})
		}
		return field != none
	case of.Property.Name == "id":
		r.ids = append(r.ids, slot)
		return true
	}
	kept := false
	for i, field := range p.contract.storedAs(of.Property.Name) {
		if field != none {
			r.own[i], kept = append(r.own[i], wanted{field, slot, p.contract.layouts[i].fields[field].Property}), true
		}
	}
	return kept
}

// among tells by layout whether it is of one of the types.
func (c *contract) among(types []*schema.Node) []bool {
	among := make([]bool, len(c.layouts))
	for i, layout := range c.layouts {
		among[i] = slices.Contains(types, layout.node)
	}
	return among
}

// storedAs returns, by layout, the field of a property by the name under which a store keeps it; none where there is none.
func (c *contract) storedAs(name string) []int {
	fields := make([]int, len(c.layouts))
	for i, layout := range c.layouts {
		fields[i] = layout.storedAs(name)
	}
	return fields
}

func (l *layout) storedAs(name string) int {
	return slices.IndexFunc(l.fields, func(f *schema.Field) bool { return f.Property.Name == name })
}
