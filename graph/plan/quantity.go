package plan

import "partnergraph/schema"

// quantity compiles what is read and written of a number with its precision. The number itself is always read: without one there is
// no quantity.
func (b *builder) quantity(r *row, q *schema.Quantity, e *entry) quantity {
	read := func(p *schema.Property) leaf { return leaf{r.add(Property{Operand{Property: p}}), p} }
	out := quantity{slot: read(q.Value).slot}
	for _, e := range b.plain(e.under) {
		var value writes[Row]
		switch e.field.Name {
		case "value":
			value = read(q.Value)
		case "precision":
			value = read(q.Precision)
		case "unit":
			value = read(q.Unit)
		case "asWritten":
			value = read(q.AsWritten)
		default:
			value = constant[Row](e.field.ObjectDefinition.Name)
		}
		out.members = append(out.members, newMember(e, value))
	}
	return out
}

// quantity writes a number with its precision.
type quantity struct {
	slot    int // where the number is
	members object[Row]
}

func (q quantity) write(w *writer, row Row) bool {
	return row[q.slot] != nil && q.members.write(w, row)
}

// quantity compiles a condition on a number with its precision. It holds when it certainly holds, whatever the number may be: of a
// lower bound only that the number is above something can be certain, and of a number that is known less precisely nothing.
func (c conditions) quantity(path string, q *schema.Quantity, input Arguments) (Filter, error) {
	return c.members(path, input, func(path, name string, raw any) (Filter, error) {
		switch name {
		case "precision":
			return c.property(path, q.Precision, false, raw)
		case "unit":
			return c.property(path, q.Unit, false, raw)
		case "asWritten":
			return c.property(path, q.AsWritten, false, raw)
		}
		number, err := c.compared(path, name, Operand{Property: q.Value}, raw)
		if err != nil || name == "isNull" {
			return number, err
		}
		certain := []string{schema.Exact}
		if name == "gt" || name == "gte" {
			certain = append(certain, schema.AtLeast)
		}
		return And{number, Compare{Operand{Property: q.Precision}, In, c.add(certain)}}, nil
	})
}
