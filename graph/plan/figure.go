package plan

import (
	"math/big"
	"slices"
	"strings"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// This file writes what several nodes come to.

// figures gathers what is read of a grouping and says where in its rows it stands.
type figures struct {
	grouping *Grouping
	offset   int // how many keys stand before them
}

func (f *figures) add(figure Figure) int {
	at := slices.Index(f.grouping.Figures, figure)
	if at < 0 {
		at = len(f.grouping.Figures)
		f.grouping.Figures = append(f.grouping.Figures, figure)
	}
	return f.offset + at
}

// number is a figure that is always there.
func (f *figures) number(figure Figure) writes[Row] { return size(f.add(figure)) }

// aggregate compiles a connection's aggregate. How many there are is counted as totalCount is, which costs less than reading them.
func (p *pageBuilder) aggregate(e *entry) writes[*page] {
	g := p.grouping(e, nil)
	members := p.aggregateOf(e, &figures{grouping: g})
	if len(g.Figures) == 0 {
		return aggregate{-1, members}
	}
	if len(g.Figures) == 1 && g.Figures[0].Measure == Items {
		return counted{p.around.add(Count{g.Set}), members}
	}
	return aggregate{p.around.add(Groups{g}), members}
}

// aggregateOf compiles the selection on an aggregate.
func (p *pageBuilder) aggregateOf(e *entry, f *figures) object[Row] {
	var members object[Row]
	for _, e := range p.plain(e.under) {
		var value writes[Row]
		switch name := e.field.Name; name {
		case "__typename":
			value = constant[Row](e.field.ObjectDefinition.Name)
		case "count":
			value = f.number(Figure{Measure: Items})
		default:
			value = p.figuresOf(e, f, p.target.Field(name))
		}
		members = append(members, newMember(e, value))
	}
	return members
}

// figuresOf compiles the selection on the figures of one property.
func (p *pageBuilder) figuresOf(e *entry, f *figures, field *schema.Field) object[Row] {
	property := field.Ordered()
	var members object[Row]
	for _, e := range p.plain(e.under) {
		var value writes[Row]
		switch name := e.field.Name; name {
		case "__typename":
			value = constant[Row](e.field.ObjectDefinition.Name)
		case "count":
			value = f.number(figureOf(property, Values))
		case "sum":
			value = sum{f.add(figureOf(property, Values)), f.add(figureOf(property, Sum)), property, field.Quantity != nil}
		case "precision":
			value = leaf{f.add(worstOf(field.Quantity)), field.Quantity.Precision}
		case "avg":
			value = mean{sum{f.add(figureOf(property, Values)), f.add(figureOf(property, Sum)), property, false}}
		default:
			if field.Quantity != nil {
				value = number{f.add(figureOf(property, measures[name])), property}
				break
			}
			value = keyLeaf{f.add(figureOf(property, measures[name])), keyed{property: property, GroupKey: GroupKey{Part: Whole}}}
		}
		members = append(members, newMember(e, value))
	}
	return members
}

type (
	// aggregate writes the one group of a grouping without keys; slot -1 where no figure was asked for.
	aggregate struct {
		slot    int
		members object[Row]
	}
	// counted writes an aggregate of which only the size was asked.
	counted struct {
		slot    int
		members object[Row]
	}
	// groupList writes the groups that a slot holds.
	groupList struct {
		slot int
		each object[Row]
	}
	size int
	sum  struct {
		values, sum int
		property    *schema.Property
		short       bool // of quantities, which are written without needless zeros
	}
	mean struct{ sum }
	// keyLeaf writes a key of a group, or a value that is read like one.
	keyLeaf struct {
		slot int
		keyed
	}
)

func (a aggregate) write(w *writer, p *page) bool {
	if a.slot < 0 {
		return a.members.write(w, nil)
	}
	rows := asRows(p.around[a.slot])
	return len(rows) == 1 && a.members.write(w, rows[0])
}

func (c counted) write(w *writer, p *page) bool { return c.members.write(w, Row{p.around[c.slot]}) }

func (g groupList) write(w *writer, p *page) bool {
	return list(w, asRows(p.around[g.slot]), true, g.each)
}

func (s size) write(w *writer, row Row) bool {
	v, ok := row[s].(int64)
	return ok && w.number(v)
}

// of returns the sum and the number of its values; none: false.
func (s sum) of(row Row) (total *big.Int, values int64, some bool) {
	values, _ = row[s.values].(int64)
	parts, _ := row[s.sum].([]any)
	if values == 0 || len(parts) != 2 {
		return nil, 0, false
	}
	high, _ := parts[0].(int64)
	low, _ := parts[1].(int64)
	total = new(big.Int).Mul(big.NewInt(high), big.NewInt(SumBase))
	return total.Add(total, big.NewInt(low)), values, true
}

func (s sum) write(w *writer, row Row) bool {
	total, _, some := s.of(row)
	if !some {
		return false
	}
	text := new(big.Rat).SetFrac(total, power(s.property.Scale)).FloatString(s.property.Scale)
	if s.short && s.property.Scale > 0 {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return w.text(text)
}

// write rounds the exact mean half away from zero, as big.Rat does.
func (m mean) write(w *writer, row Row) bool {
	total, values, some := m.of(row)
	if !some {
		return false
	}
	exact := new(big.Rat).SetFrac(total, new(big.Int).Mul(big.NewInt(values), power(m.property.Scale)))
	return w.text(exact.FloatString(max(MeanDigits, m.property.Scale)))
}

func (k keyLeaf) write(w *writer, row Row) bool {
	text, isText := row[k.slot].(string)
	switch {
	case row[k.slot] == nil:
		return false
	case !isText:
		return leaf{k.slot, k.property}.write(w, row)
	case k.TypeName:
		return w.text(k.names[text])
	case k.Part == Whole && k.property.Scalar == schema.PartialDate:
		return w.text(value.PartialDateOfKey(text))
	default:
		return w.text(text)
	}
}
