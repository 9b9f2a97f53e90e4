package network

import (
	"cmp"
	"slices"

	"partnergraph/graph/plan"
	dates "partnergraph/graph/value"
	"partnergraph/schema"
)

// This file puts nodes in the order in which a store has them: by code point, by day, by number, and by id.

// order is what plan's keys say, made ready. It is never changed.
type order struct{ steps []orderStep }

type orderStep struct {
	plan.Key
	operandReader
}

// operandReader reads a value of a node, of the relation that led to it, or of a far node.
type operandReader struct {
	byID   bool
	fields []int     // by layout, of the node; nil: it is another sort of value
	edge   int       // of the relation; none: it is another sort of value
	link   *link     // that led to the node
	degree bool      // how many nodes a relation leads to
	far    direction // the relation to the node whose value it is, where isFar
	isFar  bool
	of     *schema.Property
}

// newOrder prepares an order; nil where the nodes stand in it anyway, by id along their relation, or may stand in any. False: the network
// does not keep what it goes by.
func newOrder(c *contract, keys []plan.Key, via *schema.Relation) (*order, bool) {
	o := &order{steps: make([]orderStep, len(keys))}
	for i, key := range keys {
		reader, kept := c.operand(key.Of, via)
		if !kept {
			return nil, false
		}
		o.steps[i] = orderStep{key, reader}
	}
	if len(keys) == 0 || via != nil && len(keys) == 1 && o.steps[0].byID && !keys[0].Descending {
		return nil, true
	}
	return o, true
}

// operand prepares a value, of nodes that a relation leads to unless that is nil. False: the network does not keep it.
func (c *contract) operand(of plan.Operand, via *schema.Relation) (r operandReader, kept bool) {
	r.edge, r.of = none, of.Property
	if of.Via != nil {
		if !plan.Plainly(of.Via) || of.OnEdge {
			return r, false
		}
		r.far, r.isFar = towards(c.linkOf[of.Via.Type], of.Via.In), true
		if of.Property == plan.Degree {
			r.degree = true
			return r, true
		}
	}
	switch {
	case of.Property.List:
		return r, false
	case of.OnEdge:
		if via == nil || !plan.Plainly(via) {
			return r, false
		}
		r.link = c.links[c.linkOf[via.Type]]
		r.edge = r.link.layout.storedAs(of.Property.Name)
		return r, r.edge != none
	case of.Property.Name == "id":
		r.byID = true
		return r, true
	}
	r.fields = c.storedAs(of.Property.Name)
	return r, slices.ContainsFunc(r.fields, func(field int) bool { return field != none })
}

// spot is a node and the relation that led to it, if any did.
type spot struct {
	number uint32
	edge   edge
}

// raw finds the encoded value and how it is encoded. Absent: false. Neither an id nor a degree is encoded.
func (r *operandReader) raw(s *state, at spot) (value string, property *schema.Property, present bool) {
	var record string
	var field int
	var l *layout
	if r.edge != none {
		l, record, field = r.link.layout, s.carried.texts[at.edge.properties()], r.edge
	} else {
		l, record, field = s.layout(at.number), s.record(at.number), r.fields[s.kinds[at.number]]
	}
	if field == none {
		return "", nil, false
	}
	for i, value := range values(record) {
		if i >= field {
			return value, l.fields[i].Property, i == field
		}
	}
	return "", nil, false
}

// end goes to the far node that the value is of. False: there is none.
func (r *operandReader) end(s *state, at spot) (spot, bool) {
	if !r.isFar {
		return at, true
	}
	edges := along(s.edges(at.number), r.far)
	if len(edges) == 0 {
		return at, false
	}
	return spot{edges[0].far, edges[0]}, true
}

// value reads what a store's row has.
func (r *operandReader) value(s *state, at spot) any {
	if r.degree {
		return int64(len(along(s.edges(at.number), r.far)))
	}
	at, there := r.end(s, at)
	if !there {
		return nil
	}
	if r.byID {
		return s.id(at.number)
	}
	value, property, present := r.raw(s, at)
	if !present {
		return nil
	}
	return stored(property, value)
}

// sortKey is a value by which nodes are ordered. Those of one step are all texts or all numbers; ids are told apart by their nodes.
type sortKey struct {
	text    string
	number  int64
	node    uint32
	present bool
}

func (r *operandReader) key(s *state, at spot) sortKey {
	if r.degree {
		return sortKey{number: int64(len(along(s.edges(at.number), r.far))), present: true}
	}
	at, there := r.end(s, at)
	if !there {
		return sortKey{}
	}
	if r.byID {
		return sortKey{node: at.number, present: true}
	}
	value, property, present := r.raw(s, at)
	if !present {
		return sortKey{}
	}
	switch property.Scalar {
	case schema.PartialDate:
		return sortKey{number: dates.PartialDateOrder(value), present: true}
	case schema.Enum, schema.Int, schema.Boolean, schema.Decimal:
		return keyOf(stored(property, value))
	default:
		return keyOf(value)
	}
}

// keyOf is the key of a value that is there.
func keyOf(value any) sortKey {
	key := sortKey{present: true}
	switch v := value.(type) {
	case string:
		key.text = v
	case int64:
		key.number = v
	case bool:
		if v {
			key.number = 1
		}
	}
	return key
}

func (s *orderStep) compare(of *state, a, b sortKey) int {
	switch {
	case a.present != b.present:
		if b.present == s.NullsFirst {
			return -1
		}
		return 1
	case !a.present:
		return 0
	case s.Descending:
		a, b = b, a
	}
	if s.byID {
		return of.compareIDs(a.node, b.node)
	}
	return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.text, b.text))
}

// sorting takes the first nodes of an order out of many.
type sorting struct {
	*order
	state *state
}

type candidate struct {
	spot
	keys []sortKey
}

// first sorts no more than two pages at a time: what comes after the last of a whole page is left out at once. It changes spots.
func (s sorting) first(spots []spot, size int) []spot {
	if size = min(size, len(spots)); size == 0 {
		return nil
	}
	best := make([]candidate, 0, min(2*size, len(spots)))
	whole := false // there is a page, sorted, whose last comes at best[size-1]
	keys := make([]sortKey, len(s.steps))
	for _, at := range spots {
		for i := range s.steps {
			keys[i] = s.steps[i].key(s.state, at)
		}
		next := candidate{at, keys}
		if whole && s.compare(next, best[size-1]) > 0 {
			continue
		}
		if best = append(best, candidate{at, slices.Clone(keys)}); len(best) == 2*size {
			slices.SortFunc(best, s.compare)
			best, whole = best[:size], true
		}
	}
	slices.SortFunc(best, s.compare)
	for i := range size {
		spots[i] = best[i].spot
	}
	return spots[:size]
}

func (s sorting) compare(a, b candidate) int {
	for i := range s.steps {
		if c := s.steps[i].compare(s.state, a.keys[i], b.keys[i]); c != 0 {
			return c
		}
	}
	return 0
}

// page are the first nodes of an order.
func (v *View) page(numbers []uint32, order *order, size int) []uint32 {
	spots := make([]spot, len(numbers))
	for i, number := range numbers {
		spots[i].number = number
	}
	page := sorting{order, v.state}.first(spots, size)
	for i, at := range page {
		numbers[i] = at.number
	}
	return numbers[:len(page)]
}
