package graph

import (
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// projection answers from the network what a query reads of records that a computed field has named, as far as the network keeps it.
type projection struct {
	model *schema.Model
	query *plan.Query // bound
}

// answers reports whether the network can answer all that the query reads. It depends on the query's shape alone.
func (p projection) answers() bool {
	for _, slot := range p.query.Slots {
		switch s := slot.(type) {
		case plan.Sequence:
		case plan.Rows:
			if where, named := s.Set.Where.(plan.Compare); !named || s.Set.Via != nil || where.Op != plan.In || !p.answersAll(s.Set.Row) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (p projection) answersAll(slots []plan.Slot) bool {
	for _, slot := range slots {
		if !p.answersSlot(slot) {
			return false
		}
	}
	return true
}

// answersSlot says what the network keeps: types, properties but for versions and times, and relations in the order of the far ends' ids.
// Order keys it does not keep, so what needs a cursor is the store's.
func (p projection) answersSlot(slot plan.Slot) bool {
	switch s := slot.(type) {
	case plan.TypeName:
		return true
	case plan.Property:
		return s.Of.Via == nil && !s.Of.Key && keeps(s.Of)
	case plan.One:
		return p.follows(s.Set) && p.answersAll(s.Set.Row)
	case plan.Rows:
		return p.follows(s.Set) && p.answersAll(s.Set.Row)
	case plan.Count:
		return p.follows(s.Set)
	default:
		return false
	}
}

func keeps(of plan.Operand) bool {
	switch of.Property.Name {
	case "version", "createdAt", "updatedAt":
		return of.OnEdge
	default:
		return true
	}
}

// follows reports whether a set is all that one relation leads to, by id. Relations of which several may join the same two nodes come
// in an order of their own.
func (p projection) follows(set *plan.Set) bool {
	if set.Via == nil || set.Via.Type == "" || set.Seek != nil || store.Discriminator(p.model.Relation(set.Via.Type)) != nil {
		return false
	}
	if all, isAnd := set.Where.(plan.And); set.Where != nil && (!isAnd || len(all) > 0) {
		return false
	}
	switch len(set.Order) {
	case 0:
		return true
	case 1:
		key := set.Order[0]
		return key.Of.Property.Name == "id" && !key.Of.OnEdge && key.Of.Via == nil && !key.Descending
	default:
		return false
	}
}

// row answers the query from the view, which a check has found to be at the log's head.
func (p projection) row(view *network.View) plan.Row {
	row := make(plan.Row, len(p.query.Slots))
	for i, slot := range p.query.Slots {
		s, named := slot.(plan.Rows)
		if !named {
			row[i] = view.Sequence()
			continue
		}
		ids, _ := p.query.Args[s.Set.Where.(plan.Compare).Arg].([]string)
		found := make([]plan.Row, 0, len(ids))
		for _, id := range ids {
			if node, there := view.Node(id); there && s.Set.Type.Is(node.Type.Name) {
				found = append(found, p.node(s.Set.Row, node, network.Relation{}))
			}
		}
		row[i] = found
	}
	return row
}

// node reads the slots of a node and of the relation that led to it.
func (p projection) node(slots []plan.Slot, node network.Node, relation network.Relation) plan.Row {
	row := make(plan.Row, len(slots))
	for i, slot := range slots {
		switch s := slot.(type) {
		case plan.TypeName:
			row[i] = node.Type.Name
		case plan.Property:
			row[i] = p.property(s.Of, node, relation)
		case plan.One:
			if rows := p.reached(s.Set, node, 1); len(rows) > 0 {
				row[i] = rows[0]
			}
		case plan.Rows:
			row[i] = p.reached(s.Set, node, p.limit(s.Set))
		case plan.Count:
			row[i] = p.count(s.Set, node)
		}
	}
	return row
}

func (p projection) limit(set *plan.Set) int {
	if set.Limit == plan.NoLimit {
		return -1
	}
	limit, _ := p.query.Args[set.Limit].(int64)
	return int(limit)
}

// reached reads the nodes that a relation leads to, no more than limit when that is not negative.
func (p projection) reached(set *plan.Set, node network.Node, limit int) []plan.Row {
	rows := []plan.Row{}
	for relation, far := range node.Related(set.Via.Type, set.Via.In) {
		if len(rows) == limit {
			break
		}
		if set.Type.Is(far.Type.Name) {
			rows = append(rows, p.node(set.Row, far, relation))
		}
	}
	return rows
}

func (p projection) count(set *plan.Set, node network.Node) int64 {
	if set.Type == set.Via.Target { // the contract lets the relation lead to nothing else
		return int64(node.Degree(set.Via.Type, set.Via.In))
	}
	return int64(len(p.reached(&plan.Set{Type: set.Type, Via: set.Via}, node, -1)))
}

// property reads a value in the form in which a store's row has it.
func (p projection) property(of plan.Operand, node network.Node, relation network.Relation) any {
	if of.Property.Name == "id" && !of.OnEdge {
		return node.ID
	}
	var held any
	if of.OnEdge {
		held = relation.Stored(of.Property.Name)
	} else {
		held = node.Stored(of.Property.Name)
	}
	switch given := held.(type) {
	case []string:
		list := make([]any, len(given))
		for i, text := range given {
			list[i] = text
		}
		return list
	case string:
		if of.Property.Scalar == schema.Decimal {
			units, err := value.ParseDecimal(given, of.Property.Scale)
			if err != nil {
				panic("graph: the network holds decimals that the store has taken: " + err.Error())
			}
			return units
		}
	}
	return held
}
