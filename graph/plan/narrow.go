package plan

import (
	"slices"

	"partnergraph/schema"
)

// Narrowing is another form of a query for who has the graph in memory and finds there which nodes its only list is of: the list has
// their ids for its condition, and the log's sequence number is read beside it, by which the reader knows whether what was found still
// held. See the package's comment on lists that are found in memory.
type Narrowing struct {
	Set   *Set // what is to be found
	query Query
}

// Narrowing returns that form, or nil where the database finds the list as well, or alone can.
func (c *Compiled) Narrowing() *Narrowing { return c.narrowing }

// narrowing depends on the query's shape alone.
func (b *builder) narrowing() *Narrowing {
	q := &b.out.Query
	if len(q.Slots) != 1 {
		return nil // a total or groups would want all ids
	}
	list, is := q.Slots[0].(Rows)
	if !is || list.Set.Via != nil || len(Leads(list.Set.Where)) == 0 || !Judged(list.Set.Where, q.Args) {
		return nil
	}
	set := *list.Set
	set.Where = Compare{Of: b.idOperand(), Op: In, Arg: Arg(len(q.Args))}
	return &Narrowing{list.Set, Query{Name: q.Name, Slots: []Slot{Rows{&set}, Sequence{}}, Memo: &Memo{}}}
}

// Query reads the list of the nodes with these ids, of which each fulfils the set's condition. args are those of the whole query.
func (n *Narrowing) Query(args []any, ids []string) *Query {
	query := n.query
	query.Args = append(slices.Clip(args), ids)
	return &query
}

// Read takes the row of the whole query out of the row that Query brought, and the log's sequence number.
func (n *Narrowing) Read(row Row) (whole Row, sequence int64) {
	sequence, _ = row[1].(int64)
	return row[:1], sequence
}

// Leads returns the parts of a condition that lead from given ids over one relation or several to all nodes that fulfil it. Each does
// alone; none where the condition gives an id itself.
func Leads(where Filter) []Related {
	switch f := where.(type) {
	case Related:
		if leads(f) {
			return []Related{f}
		}
	case And:
		var list []Related
		for _, part := range f {
			if GivesID(part) {
				return nil
			}
			list = append(list, Leads(part)...)
		}
		return list
	}
	return nil
}

func leads(f Related) bool {
	return f.Quantifier == Some && Plainly(f.Via) && (GivenIDs(f.Where) != nil || len(Leads(f.Where)) > 0)
}

// GivenIDs returns the comparison by which a condition gives the ids of all nodes that fulfil it; nil when it does not.
func GivenIDs(where Filter) *Compare {
	switch f := where.(type) {
	case Compare:
		if GivesID(f) {
			return &f
		}
	case And:
		for _, part := range f {
			if compare := GivenIDs(part); compare != nil {
				return compare
			}
		}
	}
	return nil
}

// GivesID reports whether a condition is that a node have one of some ids.
func GivesID(filter Filter) bool {
	f, is := filter.(Compare)
	return is && f.Of.Property.Name == "id" && !f.Of.OnEdge && (f.Op == Eq || f.Op == In)
}

// Judged reports whether a condition asks for nothing but equal names, types and relations, which the graph in memory can tell. It looks
// only at the types of the arguments.
func Judged(where Filter, args []any) bool {
	switch f := where.(type) {
	case nil, TypeIn:
		return true
	case And:
		return !slices.ContainsFunc(f, func(part Filter) bool { return !Judged(part, args) })
	case Or:
		return !slices.ContainsFunc(f, func(part Filter) bool { return !Judged(part, args) })
	case Not:
		return Judged(f.Filter, args)
	case Related:
		return (f.Quantifier == Some || f.Quantifier == None) && Plainly(f.Via) && Judged(f.Where, args)
	case Compare:
		p := f.Of.Property
		if f.Of.OnEdge || f.Of.Key || p.List || p.Scalar != schema.String && p.Scalar != schema.ID && p.Scalar != schema.Enum {
			return false
		}
		switch args[f.Arg].(type) {
		case string:
			return f.Op == Eq
		case []string:
			return f.Op == In
		}
	}
	return false
}

// Plainly reports whether a relation is one of the graph's own.
func Plainly(via *schema.Relation) bool {
	return via.Type != "" && via.Shared == nil && via.Cites == nil
}
