package network

import (
	"cmp"
	"reflect"
	"slices"

	"partnergraph/graph/plan"
	dates "partnergraph/graph/value"
	"partnergraph/schema"
)

// This file finds the nodes of a list for plan.Narrowing: from the ids that its condition gives, along relations, as the condition goes.

const (
	// maxLooks is how many relations are looked at to find a list, some ten milliseconds of work. What takes more is left to the database.
	maxLooks = 200_000
	// maxSent is how many ids travel to a database that is to order them itself.
	maxSent = 1000
)

// Loaded reports whether the network holds a graph, so that it may be asked to find a list. It never waits.
func (n *Network) Loaded() bool { return n.degrees.Load() != nil }

// Find returns ids of nodes of a set that plan.Narrowing allows: all that a page of the set can hold, in no order, each once. False: finding
// them, or sending them, is too much.
func (v *View) Find(set *plan.Set, args []any) (ids []string, found bool) {
	f := finder{view: v, args: args, left: maxLooks}
	lead, near := f.lead(set.Where)
	numbers := f.kept(f.back(lead, near), set.Type, without(set.Where, lead))
	if f.left < 0 {
		return nil, false
	}
	if set.Limit != plan.NoLimit && set.Seek == nil {
		if size, _ := args[set.Limit].(int64); int64(len(numbers)) > size {
			if v.sort(numbers, set.Order) {
				numbers = numbers[:size]
			}
		}
	}
	if len(numbers) > maxSent {
		return nil, false
	}
	ids = make([]string, len(numbers))
	for i, number := range numbers {
		ids[i] = v.id(number)
	}
	return ids, true
}

// finder finds nodes by conditions until it has looked at too many relations.
type finder struct {
	view *View
	args []any
	left int // relations that may still be looked at; what is found below zero is worth nothing
}

// lead chooses, of the relations that lead to all nodes of a condition, the one with the fewest of them, and returns where it ends.
func (f *finder) lead(where plan.Filter) (lead plan.Related, ends []uint32) {
	least := -1
	for _, each := range plan.Leads(where) {
		there := f.ends(each)
		degree := 0
		for _, end := range there {
			degree += len(f.along(end, each.Via, !each.Via.In))
		}
		if least < 0 || degree < least {
			lead, ends, least = each, there, degree
		}
	}
	return lead, ends
}

// ends are the nodes at the far end of a condition on related nodes.
func (f *finder) ends(related plan.Related) []uint32 {
	if given := plan.GivenIDs(related.Where); given != nil {
		var numbers []uint32
		for _, id := range texts(f.args[given.Arg]) {
			if number, known := f.view.numbers[id]; known && !slices.Contains(numbers, number) {
				numbers = append(numbers, number)
			}
		}
		return f.kept(numbers, related.Type, related.Where)
	}
	lead, ends := f.lead(related.Where)
	return f.kept(f.back(lead, ends), related.Type, without(related.Where, lead))
}

// back are the nodes from which a relation leads to some of the ends, each once.
func (f *finder) back(lead plan.Related, ends []uint32) []uint32 {
	var numbers []uint32
	seen := map[uint32]bool{}
	for _, end := range ends {
		edges := f.along(end, lead.Via, !lead.Via.In)
		if f.left -= len(edges); f.left < 0 {
			return nil
		}
		numbers = slices.Grow(numbers, len(edges))
		for i, e := range edges {
			switch {
			case len(ends) > 1:
				if seen[e.far] {
					continue
				}
				seen[e.far] = true
			case i > 0 && edges[i-1].far == e.far: // parallel relations stand side by side
				continue
			}
			numbers = append(numbers, e.far)
		}
	}
	return numbers
}

func (f *finder) along(number uint32, via *schema.Relation, in bool) []edge {
	kind, known := f.view.linkOf[via.Type]
	if !known {
		return nil
	}
	return along(f.view.nodes[number].edges, towards(kind, in))
}

// kept filters nodes, in place.
func (f *finder) kept(numbers []uint32, kind *schema.Node, where plan.Filter) []uint32 {
	judge, ofType := f.judge(where), f.ofType(kind.Types)
	return slices.DeleteFunc(numbers, func(number uint32) bool { return f.left < 0 || !ofType(number) || !judge(number) })
}

// ofType tells whether a node is of one of the types.
func (f *finder) ofType(types []*schema.Node) func(uint32) bool {
	among := make([]bool, len(f.view.layouts))
	for i, layout := range f.view.layouts {
		among[i] = slices.Contains(types, layout.node)
	}
	return func(number uint32) bool { return among[f.view.nodes[number].layout] }
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
	return func(number uint32) bool {
		text, is := f.view.node(number).Stored(where.Of.Property.Name).(string)
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

// without is a condition but for its part that led to a node.
func without(where plan.Filter, lead plan.Related) plan.Filter {
	and, is := where.(plan.And)
	if !is {
		return nil
	}
	var rest plan.And
	for _, part := range and {
		if reflect.DeepEqual(part, plan.Filter(lead)) {
			continue
		}
		rest = append(rest, part)
	}
	return rest
}

func texts(arg any) []string {
	if text, is := arg.(string); is {
		return []string{text}
	}
	list, _ := arg.([]string)
	return list
}

// sort puts nodes in an order by their own texts and dates, as a store does. False: it is another sort of order.
func (v *View) sort(numbers []uint32, order []plan.Key) bool {
	for _, key := range order {
		switch p := key.Of.Property; {
		case key.Of.OnEdge || key.Of.Via != nil || p.List:
			return false
		case p.Scalar != schema.String && p.Scalar != schema.ID && p.Scalar != schema.PartialDate || keptByStore(p.Name) && p.Name != "id":
			return false
		}
	}
	type candidate struct {
		number uint32
		keys   []string
		absent []bool
	}
	candidates := make([]candidate, len(numbers))
	keys, absent := make([]string, len(numbers)*len(order)), make([]bool, len(numbers)*len(order))
	for i, number := range numbers {
		c := candidate{number, keys[i*len(order) : (i+1)*len(order)], absent[i*len(order) : (i+1)*len(order)]}
		for j, key := range order {
			c.keys[j], c.absent[j] = v.orderKey(number, key.Of.Property)
		}
		candidates[i] = c
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		for i, key := range order {
			var c int
			switch {
			case a.absent[i] != b.absent[i]:
				c = 1
				if a.absent[i] == key.NullsFirst {
					c = -1
				}
			case key.Descending:
				c = cmp.Compare(b.keys[i], a.keys[i])
			default:
				c = cmp.Compare(a.keys[i], b.keys[i])
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
	for i, c := range candidates {
		numbers[i] = c.number
	}
	return true
}

// orderKey is text that orders as a store's key of the property does.
func (v *View) orderKey(number uint32, p *schema.Property) (key string, absent bool) {
	if p.Name == "id" {
		return v.id(number), false
	}
	text, is := v.node(number).Stored(p.Name).(string)
	if !is {
		return "", true
	}
	if p.Scalar == schema.PartialDate {
		date, err := dates.ParsePartialDate(text)
		if err != nil {
			panic("network: the store holds dates that it has taken: " + err.Error())
		}
		return date.Key(), false
	}
	return text, false
}
