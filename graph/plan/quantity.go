package plan

import (
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// quantity compiles what is read and written of a number with its precision. The number itself is always read: without one there is
// no quantity.
func (b *builder) quantity(r *row, q *schema.Quantity, e *entry) quantity {
	read := func(p *schema.Property) leaf { return leaf{r.add(Property{Operand{Property: p}}), p} }
	out := quantity{slot: read(q.Value).slot}
	for _, e := range b.plain(e.under) {
		var part writes[Row]
		switch e.field.Name {
		case "value":
			part = number(read(q.Value))
		case "precision":
			part = read(q.Precision)
		case "unit":
			part = read(q.Unit)
		case "asWritten":
			part = read(q.AsWritten)
		default:
			part = constant[Row](e.field.ObjectDefinition.Name)
		}
		out.members = append(out.members, newMember(e, part))
	}
	return out
}

// worstOf is the precision of several numbers: that of the least precise, whose name comes first.
func worstOf(q *schema.Quantity) Figure { return Figure{Operand{Property: q.Precision}, Least} }

// certainly holds where a comparison with what several numbers come to is certain, whatever the numbers may be.
func (c groupConditions) certainly(q *schema.Quantity, operator string) Filter {
	if operator == "gt" || operator == "gte" {
		return Measured{worstOf(q), Gte, []Arg{c.add(schema.AtLeast)}}
	}
	return Measured{worstOf(q), Eq, []Arg{c.add(schema.Exact)}}
}

// quantity writes a number with its precision.
type quantity struct {
	slot    int // where the number is
	members object[Row]
}

func (q quantity) write(w *writer, row Row) bool {
	return row[q.slot] != nil && q.members.write(w, row)
}

// number writes a quantity's number: 300 pieces, where an amount of money is 300.00.
type number leaf

func (n number) write(w *writer, row Row) bool {
	units, ok := row[n.slot].(int64)
	return ok && w.text(value.ShortDecimal(units, n.property.Scale))
}

// quantity compiles a condition on a number with its precision. It holds when it certainly holds, whatever the number may be: of a
// lower bound only that the number is above something can be certain, and of a number that is known less precisely nothing.
func (c conditions) quantity(path string, q *schema.Quantity, input Arguments) (Filter, error) {
	return c.operators(path, input, func(path, name string, raw any) (Filter, error) {
		switch name {
		case "precision":
			return c.property(path, q.Precision, false, raw)
		case "unit":
			return c.property(path, q.Unit, false, raw)
		case "asWritten":
			return c.property(path, q.AsWritten, false, raw)
		}
		compared, err := c.compared(path, name, Operand{Property: q.Value}, raw)
		if err != nil || name == "isNull" {
			return compared, err
		}
		certain := []string{schema.Exact}
		if name == "gt" || name == "gte" {
			certain = append(certain, schema.AtLeast)
		}
		return And{compared, Compare{Operand{Property: q.Precision}, In, c.add(certain)}}, nil
	})
}
