package sqlite

import (
	"strconv"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/tally"
	"partnergraph/schema"
)

// This file writes groups. The innermost select has a row a node and combination of its keys, the next a row a group, and those
// around it add what the condition and the order want:
//
//	(SELECT json_group_array(json_array(key0, items, json_array(high0, low0)))
//	      FROM (SELECT * FROM (SELECT min(by0) AS key0, count(*) AS items, … FROM (SELECT … AS by0, … AS x0 FROM node AS c1 …) GROUP BY by0)
//	            WHERE items >= ?1 ORDER BY items DESC, key0 LIMIT ?2))
//
// A key over relations is joined as the list of its different values for the node, so that a node stands in each group once; where
// the list is empty the outer join gives the one null.

func (r *renderer) groups(g *plan.Grouping, from place) {
	t := tally.Of(g)
	r.text("(SELECT json_group_array(json_array(", strings.Join(groupColumns(g, t), ", "), ")) FROM (SELECT *")
	for i := len(t.Stages) - 1; i > 0; i-- {
		r.text(" FROM (SELECT *", stageColumns(t.Stages[i]))
	}
	r.text(" FROM (SELECT ")
	for i := range g.Keys {
		// The least of equal values is the value, but an index that has it is enough for the one and not for the other.
		r.text("min(", groupedBy(i), ") AS ", keyName(i), ", ")
	}
	r.text(strings.TrimPrefix(stageColumns(t.Stages[0]), ", "), " FROM (SELECT ")
	r.groupInputs(g, t, from)
	r.text(")")
	for i := range g.Keys {
		r.text([]string{" GROUP BY ", ", "}[min(i, 1)], groupedBy(i))
	}
	r.text(strings.Repeat(")", len(t.Stages)))
	if g.Having != nil {
		r.text(" WHERE ", t.Having(g.Having, param))
	}
	r.groupOrder(g, t)
	r.text("))")
}

// stageColumns writes the columns of a stage, each after a comma.
func stageColumns(columns []tally.Column) string {
	var out strings.Builder
	for _, column := range columns {
		out.WriteString(", " + column.Expression + " AS " + column.Name)
	}
	return out.String()
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
			read = []string{"json_array(" + strings.Join(read, ", ") + ")"}
		}
		columns = append(columns, read...)
	}
	return columns
}

func keyName(i int) string { return "key" + strconv.Itoa(i) }

// groupedBy is a key's name in the rows that are grouped.
func groupedBy(i int) string { return "by" + strconv.Itoa(i) }

// groupInputs writes the rows that are grouped.
func (r *renderer) groupInputs(g *plan.Grouping, t *tally.Tally, from place) {
	need := needsOfFilters(g.Set.Via, g.Set.Where)
	for _, key := range g.Keys {
		if len(key.Hops) == 0 {
			need = need.and(needsOfKey(key, g.Set.Type))
		}
	}
	for _, input := range t.Inputs {
		need = need.and(needsOfOperand(g.Set.Via, input))
	}
	r.names++
	c := r.candidates(g.Set.Via, g.Set.Type, g.Set.Where, from, strconv.Itoa(r.names), need)
	var columns []string
	for i, key := range g.Keys {
		if len(key.Hops) == 0 {
			columns = append(columns, c.at.groupKey(key)+" AS "+groupedBy(i))
			continue
		}
		list := "e" + strconv.Itoa(i)
		c.source += " LEFT JOIN json_each(" + r.keysOver(key, c.at) + ") AS " + list
		columns = append(columns, list+".value AS "+groupedBy(i))
	}
	for i, input := range t.Inputs {
		columns = append(columns, c.at.operand(input)+" AS "+tally.Input(i))
	}
	r.text(strings.Join(columns, ", "))
	r.found(c, g.Set.Where)
}

// keysOver is a JSON list of the different values that a key has for the node over its relations.
func (r *renderer) keysOver(key plan.GroupKey, at place) string {
	var sources, predicates []string
	for i, hop := range key.Hops {
		need := needs{}
		if i == len(key.Hops)-1 {
			need = needsOfKey(key, hop.Target)
		}
		r.names++
		c := r.candidates(hop, hop.Target, nil, at, strconv.Itoa(r.names), need)
		sources, predicates, at = append(sources, c.source), append(predicates, c.predicates...), c.at
	}
	return "(SELECT json_group_array(DISTINCT " + at.groupKey(key) + ") FROM " + strings.Join(sources, " CROSS JOIN ") +
		" WHERE " + strings.Join(predicates, " AND ") + ")"
}

func needsOfKey(key plan.GroupKey, kind *schema.Node) needs {
	if key.TypeName {
		return needs{node: kind.Abstract}
	}
	return needsOfOperand(nil, key.Of)
}

// groupKey is a key's value at the node that has it.
func (at place) groupKey(key plan.GroupKey) string {
	switch {
	case key.TypeName:
		return at.typeName()
	case key.Part != plan.Whole:
		return "substr(" + at.operand(key.Of) + ", 1, " + strconv.Itoa(key.Part.Length()) + ")"
	default:
		return at.operand(key.Of)
	}
}

// groupOrder writes the order of groups and how many are taken.
func (r *renderer) groupOrder(g *plan.Grouping, t *tally.Tally) {
	separator := " ORDER BY "
	for _, step := range g.Order {
		var columns []string
		if step.Key < 0 {
			columns = t.Order(step.Figure)
		} else {
			columns = []string{orderedKey(g.Keys[step.Key], keyName(step.Key))}
		}
		for _, column := range columns {
			r.text(separator, column)
			separator = ", "
			if step.Descending {
				r.text(" DESC")
			}
			switch {
			case !step.Nullable() || step.NullsFirst != step.Descending:
			case step.NullsFirst:
				r.text(" NULLS FIRST")
			default:
				r.text(" NULLS LAST")
			}
		}
	}
	if g.Limit != plan.NoLimit {
		r.text(" LIMIT ", param(g.Limit))
	}
}

// orderedKey orders keys as they are, but a year among months as dates are ordered: behind its first month, which ends before it.
func orderedKey(key plan.GroupKey, name string) string {
	if key.Part == plan.Month && key.Of.Property.Scalar == schema.PartialDate {
		return "CASE WHEN length(" + name + ") = 4 THEN " + name + " || '-01~' ELSE " + name + " END"
	}
	return name
}

// group reads a group: what SQL has as 0 and 1 is a boolean again.
func (d *decoder) group(g *plan.Grouping) (any, error) {
	read, err := d.list(d.value)
	if err != nil {
		return nil, err
	}
	row := plan.Row(read.([]any))
	if len(row) != len(g.Keys)+len(g.Figures) {
		return nil, d.unexpected("another group")
	}
	for i, key := range g.Keys {
		if n, isNumber := row[i].(int64); isNumber && isFlag(key) {
			row[i] = n != 0
		}
	}
	return row, nil
}

func isFlag(key plan.GroupKey) bool { return !key.TypeName && key.Of.Property.Scalar == schema.Boolean }
