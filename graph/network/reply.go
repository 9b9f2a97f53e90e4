package network

import (
	"slices"

	"partnergraph/graph/plan"
	dates "partnergraph/graph/value"
	"partnergraph/schema"
)

// This file answers queries as a store does, down to the form of each value.

// Reply answers a query of the shape that a was made for, with these arguments. The row is nil when it takes too many looks: the database
// may have it at less.
func (v *View) Reply(a *Answer, args []any) plan.Row {
	r := replying{finder: finder{view: v, args: args, left: maxLooks}}
	return r.row(a)
}

func (r *replying) row(a *Answer) plan.Row {
	row := make(plan.Row, len(a.sets))
	for i := range a.sets {
		s := &a.sets[i]
		if s.sort == sequenceOnly {
			row[s.slot] = r.view.Sequence()
			continue
		}
		row[s.slot] = r.reply(s, r.roots(s))
		if r.left < 0 {
			return nil
		}
	}
	return row
}

// replying answers one query.
type replying struct {
	finder
	judges map[int]func(uint32) bool // of sets with conditions, by their number
}

// roots are the nodes of a set at the root.
func (r *replying) roots(s *answeredSet) []spot {
	var numbers []uint32
	if plan.GivenIDs(s.set.Where) != nil {
		numbers = r.given(s.set.Type, s.set.Where)
	} else {
		numbers = r.list(s.set.Where, s.set.Type)
	}
	spots := make([]spot, 0, len(numbers))
	for _, number := range numbers {
		if at := (spot{number: number}); s.seek == nil || s.seek(r, at) {
			spots = append(spots, at)
		}
	}
	return spots
}

// reached are the nodes of a set that a relation leads to.
func (r *replying) reached(s *answeredSet, from uint32) []spot {
	edges := along(r.view.edges(from), s.along)
	if r.left -= len(edges); r.left < 0 {
		return nil
	}
	judge := r.judgeOf(s)
	most := len(edges)
	if s.order == nil {
		most = r.limit(s, most)
	}
	spots := make([]spot, 0, most)
	for _, e := range edges {
		if len(spots) == most {
			break
		}
		at := spot{e.far, e}
		if (s.among == nil || s.among[r.view.kinds[e.far]]) && (judge == nil || judge(e.far)) && (s.seek == nil || s.seek(r, at)) {
			spots = append(spots, at)
		}
	}
	return spots
}

// judgeOf is the condition of a set; nil: none.
func (r *replying) judgeOf(s *answeredSet) func(uint32) bool {
	if s.set.Where == nil {
		return nil
	}
	judge, known := r.judges[s.number]
	if !known {
		judge = r.judge(s.set.Where)
		if r.judges == nil {
			r.judges = map[int]func(uint32) bool{}
		}
		r.judges[s.number] = judge
	}
	return judge
}

// limit is how many of some nodes a set has at most.
func (r *replying) limit(s *answeredSet, of int) int {
	switch {
	case s.sort == oneOfSet:
		return min(of, 1)
	case s.sort == rowsOfSet && s.set.Limit != plan.NoLimit:
		limit, _ := r.args[s.set.Limit].(int64)
		return min(of, int(limit))
	default:
		return of
	}
}

// reply puts nodes in order and reads what is asked of them.
func (r *replying) reply(s *answeredSet, spots []spot) any {
	if s.sort == countOfSet {
		return int64(len(spots))
	}
	if size := r.limit(s, len(spots)); s.order != nil && len(spots) > 1 {
		spots = sorting{s.order, r.view.state}.first(spots, size)
	} else {
		spots = spots[:size]
	}
	return r.rows(s, spots)
}

// rows reads what is asked of nodes.
func (r *replying) rows(s *answeredSet, spots []spot) any {
	if r.left -= len(spots) * (1 + s.row.size); r.left < 0 { // to read a value takes as long as a look
		return nil
	}
	if s.sort == oneOfSet {
		if len(spots) == 0 {
			return nil
		}
		row := make(plan.Row, s.row.size)
		r.read(&s.row, row, spots[0])
		return row
	}
	rows, values := make([]plan.Row, len(spots)), make(plan.Row, len(spots)*s.row.size)
	for i, at := range spots {
		rows[i], values = values[:s.row.size:s.row.size], values[s.row.size:]
		r.read(&s.row, rows[i], at)
	}
	return rows
}

// read fills the row of a node.
func (r *replying) read(a *answeredRow, row plan.Row, at spot) {
	state := r.view.state
	kind := state.kinds[at.number]
	for _, slot := range a.types {
		row[slot] = state.layouts[kind].typeName
	}
	for _, slot := range a.ids {
		row[slot] = state.id(at.number)
	}
	fill(row, state.record(at.number), a.own[kind])
	if len(a.edge) > 0 {
		fill(row, state.carried.texts[at.edge.properties()], a.edge)
	}
	for i := range a.far {
		row[a.far[i].slot] = a.far[i].value(state, at)
	}
	for i := range a.sets {
		s := &a.sets[i]
		if s.sort == countOfSet && s.counted {
			row[s.slot] = int64(len(along(state.edges(at.number), s.along)))
			continue
		}
		if first := r.beginning(s, at.number); first != nil {
			row[s.slot] = r.rows(s, first)
		} else {
			row[s.slot] = r.reply(s, r.reached(s, at.number))
		}
	}
}

// fill reads properties out of a record, which is gone through once.
func fill(row plan.Row, record string, all []wanted) {
	if len(all) == 0 {
		return
	}
	for field, value := range values(record) {
		for all[0].field <= field {
			if all[0].field == field {
				row[all[0].slot] = stored(all[0].property, value)
			}
			if all = all[1:]; len(all) == 0 {
				return
			}
		}
	}
}

// stored is a property as a store's row has it.
func stored(property *schema.Property, value string) any {
	switch {
	case property.List:
		list := []any{}
		for text := range elements(property, value) {
			list = append(list, text)
		}
		return list
	case property.Scalar == schema.Decimal:
		units, err := dates.ParseDecimal(value, property.Scale)
		if err != nil {
			panic("network: the store holds decimals that it has taken: " + err.Error())
		}
		return units
	}
	return decode(property, value)
}

// given are the nodes of a type that fulfil a condition which gives their ids, by id.
func (f *finder) given(kind *schema.Node, where plan.Filter) []uint32 {
	var rest plan.And
	var ids []string
	for _, part := range plan.Conjuncts(where) {
		if compare, is := part.(plan.Compare); is && ids == nil && plan.GivesID(part) {
			ids = append([]string{}, texts(f.args[compare.Arg])...)
		} else {
			rest = append(rest, part)
		}
	}
	numbers := f.view.appendNumbers(make([]uint32, 0, len(ids)), ids)
	f.left -= len(ids)
	slices.SortFunc(numbers, f.view.compareIDs)
	return f.kept(slices.Compact(numbers), kind, rest)
}
