package neo4j

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/tally"
	"partnergraph/schema"
)

// This file writes groups. A row a node becomes a row a combination of its keys, then a row a group:
//
//	CALL () { MATCH (n1:Agreement) WITH n1, COLLECT { MATCH (n1)-[:CONCERNS]->(n2) RETURN DISTINCT n2.nameKey } AS list0
//	  UNWIND CASE WHEN size(list0) = 0 THEN [null] ELSE list0 END AS key0
//	  WITH key0, n1.amountFen AS x0 WITH key0, count(*) AS items, …
//	  WITH * WHERE items >= $p0 WITH * ORDER BY items DESC, key0 LIMIT $p1 RETURN collect([key0, items, [high0, low0]]) AS g1 }
//
// Strings are grouped by their order keys, which are as many and stand in the contract's order; decoding turns them back.
//
// Neo4j takes an expression for an aggregation when a COLLECT inside it aggregates, and then refuses whatever else stands beside it.
// So groups, and every set with groups somewhere in its rows, are worked out by a CALL before the row that they belong to.

// calls works out those slots of a row that hold groups. The row then names them.
func (r *renderer) calls(slots []plan.Slot, at place) {
	for _, slot := range slots {
		if !holdsGroups(slot) {
			continue
		}
		r.text("CALL (", at.node, ") { ")
		switch slot := slot.(type) {
		case plan.Groups:
			r.groups(slot.Grouping, at)
		case plan.Rows:
			r.collected(slot.Set, at, r.limit(slot.Set.Limit))
		case plan.One:
			r.text("CALL (", at.node, ") { ")
			r.collected(slot.Set, at, "1")
			r.text(" AS found } RETURN head(found)")
		}
		r.names++
		r.called[slot] = "g" + strconv.Itoa(r.names)
		r.text(" AS ", r.called[slot], " } ")
	}
}

// collected writes a set whose rows hold groups.
func (r *renderer) collected(set *plan.Set, from place, limit string) {
	at := r.page(set, from, limit)
	r.text(" ")
	r.calls(set.Row, at)
	r.text("RETURN collect(")
	r.row(set.Row, at)
	r.text(")")
}

// holdsGroups reports whether a slot is groups, or has some in its rows.
func holdsGroups(slot plan.Slot) bool {
	switch slot := slot.(type) {
	case plan.Groups:
		return true
	case plan.Rows:
		return slices.ContainsFunc(slot.Set.Row, holdsGroups)
	case plan.One:
		return slices.ContainsFunc(slot.Set.Row, holdsGroups)
	default:
		return false
	}
}

func (r *renderer) groups(g *plan.Grouping, from place) {
	t := tally.Of(g)
	at := r.reach(g.Set.Via, g.Set.Type)
	r.text("MATCH ")
	r.match(g.Set.Via, from, at, indexed(g.Set, at, nil, nil), g.Set.Where, nil)
	r.sorted(g.Set.Via, nil, at, "")
	keys := r.groupKeys(g, at)
	var inputs []string
	for i, input := range t.Inputs {
		inputs = append(inputs, operand(input, at)+" AS "+tally.Input(i))
	}
	if columns := slices.Concat(keys, inputs); len(columns) > 0 {
		r.text(" WITH ", strings.Join(columns, ", "))
	}
	names := make([]string, len(g.Keys))
	for i := range g.Keys {
		names[i] = keyName(i)
	}
	for i, stage := range t.Stages {
		if i > 0 {
			names = []string{"*"}
		}
		for _, column := range stage {
			names = append(names, column.Expression+" AS "+column.Name)
		}
		r.text(" WITH ", strings.Join(names, ", "))
	}
	if g.Having != nil {
		r.text(" WITH * WHERE ", t.Having(g.Having, r.param))
	}
	r.groupOrder(g, t)
	r.text(" RETURN collect([", strings.Join(groupColumns(g, t), ", "), "])")
}

func keyName(i int) string { return "key" + strconv.Itoa(i) }

// groupKeys spreads a node over its keys and returns their columns.
func (r *renderer) groupKeys(g *plan.Grouping, at place) []string {
	columns := make([]string, len(g.Keys))
	kept := []string{at.node}
	if at.edge != "" {
		kept = append(kept, at.edge)
	}
	for i, key := range g.Keys {
		name := keyName(i)
		if len(key.Hops) == 0 {
			columns[i] = r.groupKey(key, at) + " AS " + name
			continue
		}
		list := "list" + strconv.Itoa(i)
		r.text(" WITH ", strings.Join(kept, ", "), ", COLLECT {")
		r.keysOver(key, at)
		r.text(" } AS ", list, " UNWIND CASE WHEN size(", list, ") = 0 THEN [null] ELSE ", list, " END AS ", name)
		kept = append(kept, name)
		columns[i] = name
	}
	return columns
}

// keysOver finds the different values that a key has for the node over its relations. Each relation is matched on its own, since
// within one match the database follows none twice.
func (r *renderer) keysOver(key plan.GroupKey, at place) {
	for _, hop := range key.Hops {
		far := r.reach(hop, hop.Target)
		r.text(" MATCH ", r.pattern(hop, at, far))
		at = far
	}
	r.text(" RETURN DISTINCT ", r.groupKey(key, at), " AS value")
}

// groupKey is a key's value at the node that has it.
func (r *renderer) groupKey(key plan.GroupKey, at place) string {
	switch {
	case key.TypeName:
		return r.nameOfType(at)
	case key.Part != plan.Whole:
		return "substring(" + operand(key.Of, at) + ", 0, " + strconv.Itoa(key.Part.Length()) + ")"
	default:
		return operand(key.Of, at)
	}
}

// groupColumns are the values of a group's row.
func groupColumns(g *plan.Grouping, t *tally.Tally) []string {
	var columns []string
	for i := range g.Keys {
		columns = append(columns, keyName(i))
	}
	for _, figure := range g.Figures {
		read := t.Read(figure)
		if len(read) > 1 {
			read = []string{"[" + strings.Join(read, ", ") + "]"}
		}
		columns = append(columns, read...)
	}
	return columns
}

// groupOrder writes the order of groups and how many are taken.
func (r *renderer) groupOrder(g *plan.Grouping, t *tally.Tally) {
	if len(g.Order) == 0 {
		return
	}
	r.text(" WITH *")
	at := 0
	for _, step := range g.Order {
		var columns []string
		if step.Key < 0 {
			columns = t.Order(step.Figure)
		} else {
			columns = []string{orderedKey(g.Keys[step.Key], keyName(step.Key))}
		}
		for _, column := range columns {
			r.text(orderSeparator(at))
			at++
			r.groupOrderStep(step, column)
		}
	}
	if g.Limit != plan.NoLimit {
		r.text(" LIMIT ", r.param(g.Limit))
	}
}

// groupOrderStep writes one step of an order, as orderStep does.
func (r *renderer) groupOrderStep(step plan.GroupOrder, column string) {
	if step.Nullable() && step.NullsFirst != step.Descending {
		if step.NullsFirst {
			r.text(column, " IS NOT NULL, ")
		} else {
			r.text(column, " IS NULL, ")
		}
	}
	r.text(column)
	if step.Descending {
		r.text(" DESC")
	}
}

// orderedKey orders keys as they are, but a year among months as dates are ordered: behind its first month, which ends before it.
func orderedKey(key plan.GroupKey, name string) string {
	if key.Part == plan.Month && key.Of.Property.Scalar == schema.PartialDate {
		return "CASE WHEN size(" + name + ") = 4 THEN " + name + " + '-01~' ELSE " + name + " END"
	}
	return name
}

// decodeGroups turns order keys back into the strings that they stand for.
func decodeGroups(g *plan.Grouping, groups []any) {
	for i, group := range groups {
		row := plan.Row(group.([]any))
		for j, key := range g.Keys {
			if !key.TypeName && key.Part == plan.Whole {
				row[j] = decodeKey(key.Of, row[j])
			}
		}
		for j, figure := range g.Figures {
			if figure.Measure == plan.Least || figure.Measure == plan.Most {
				row[len(g.Keys)+j] = decodeKey(figure.Of, row[len(g.Keys)+j])
			}
		}
		groups[i] = row
	}
}

// decodeKey reads a value by its order key. What is no key was written past the store and counts as having no value.
func decodeKey(of plan.Operand, v any) any {
	key, isText := v.(string)
	if !isText || of.Property.Scalar != schema.String {
		return v
	}
	decoded, err := hex.DecodeString(key)
	if err != nil {
		return nil
	}
	return string(decoded)
}
