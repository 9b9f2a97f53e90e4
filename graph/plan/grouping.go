package plan

import (
	"slices"

	"partnergraph/schema"
)

// Groups reads the nodes of a set in groups of equal keys: []any of Row, one a group, its keys followed by its figures. Without keys
// there is one group, also of no nodes.
type Groups struct{ Grouping *Grouping }

func (Groups) slot() {}

// Grouping says which nodes are grouped, by what, and what is read of each group.
//
// A key that lies over relations can have several values for one node, or none. The node then stands in the group of each of its
// values, once, and without any value in the group whose key is nil; with several such keys in the group of each combination.
type Grouping struct {
	Set     *Set // its Type, Via, Where and Path; nothing else of it matters
	Keys    []GroupKey
	Figures []Figure
	Having  Filter       // of Measured, And, Or and Not; nil: all groups
	Order   []GroupOrder // complete when there are keys: no two groups are equal in all of it
	Limit   Arg          // an int64; NoLimit: all
}

// GroupKey is a value that the nodes of a group have in common. In a Row it is as a Property, but for a PartialDate, which is its
// order key, and for a part of a date, which is that part's text: "2020" or "2020-05".
type GroupKey struct {
	Hops     []*schema.Relation // from the node of the set to the one that has the value; none: that node itself
	Of       Operand            // of that node, or of the relation that led to it; its Key is set
	TypeName bool               // the name of that node's concrete type instead
	Part     Part
}

// Part is so much of a date as is a key. A date that is less precise is a key as it is; keys are ordered as dates.
type Part uint8

// The parts. Their texts are the beginning of the date's.
const (
	Whole Part = iota
	Year
	Month
)

// Length is the length of the part's text.
func (p Part) Length() int { return [...]int{0, len("2020"), len("2020-05")}[p] }

// Figure is what the values of a group's nodes come to.
type Figure struct {
	Of      Operand // a stored value of each node; without meaning for Items
	Measure Measure
}

// Measure is how a figure is made of values. Absent values do not count.
type Measure uint8

// The measures, with what they are in a Row.
const (
	Items  Measure = iota // how many nodes there are: int64
	Values                // how many of them have the value: int64
	Sum                   // of whole numbers: []any{high, low}, two int64 that stand for high × SumBase + low; without meaning when there is no value
	Mean                  // of whole numbers: in Having and Order only, since it follows from Sum and Values
	Least                 // as the property itself, but for a PartialDate, which is its order key; nil when there is no value
	Most                  // likewise
)

// SumBase is what a sum is split by, so that it never leaves 64 bits: the sum of the quotients of the values by it, and the sum of
// the remainders, both of which are negative for a negative value.
const SumBase = 1_000_000_000

// MeanDigits is how many digits after the point a mean has, unless its property keeps more.
const MeanDigits = 6

// MeanParts is into how many parts a mean divides the unit in which the property is stored.
func MeanParts(p *schema.Property) int64 {
	parts := int64(1)
	for range MeanDigits - p.Scale {
		parts *= 10
	}
	return parts
}

// GroupOrder is one step of the order of groups: by a key, or else by a figure.
type GroupOrder struct {
	Key        int // the index of a key; -1: by the figure
	Figure     Figure
	Descending bool
	NullsFirst bool
}

// Nullable reports whether the step can come to a group without a value.
func (o GroupOrder) Nullable() bool { return o.Key >= 0 || o.Figure.Measure != Items }

// Measured is a condition on a figure of a group. It is two-valued, as every Filter.
type Measured struct {
	Figure Figure
	Op     Op // Eq to Gte
	// Args is what the figure is compared with: of a Sum high and low, 0 ≤ low < SumBase; of a Mean these and the fraction of a
	// unit, in MeanParts; of any other figure the one value.
	Args []Arg
}

// Unmeasured holds when the figure is that of no value.
type Unmeasured struct{ Figure Figure }

func (Measured) filter()   {}
func (Unmeasured) filter() {}

// Measures lists every figure that the grouping is read, restricted or ordered by, each once: first Figures, then Compared.
func (g *Grouping) Measures() []Figure {
	all := slices.Clone(g.Figures)
	for _, figure := range g.Compared() {
		all = added(all, figure)
	}
	return all
}

// Compared lists every figure that the grouping is restricted or ordered by, each once.
func (g *Grouping) Compared() []Figure {
	compared := measuredIn(g.Having, nil)
	for _, step := range g.Order {
		if step.Key < 0 {
			compared = added(compared, step.Figure)
		}
	}
	return compared
}

// measuredIn adds the figures that a condition names.
func measuredIn(filter Filter, found []Figure) []Figure {
	switch f := filter.(type) {
	case And:
		for _, part := range f {
			found = measuredIn(part, found)
		}
	case Or:
		for _, part := range f {
			found = measuredIn(part, found)
		}
	case Not:
		return measuredIn(f.Filter, found)
	case Measured:
		return added(found, f.Figure)
	case Unmeasured:
		return added(found, f.Figure)
	}
	return found
}

func added(figures []Figure, figure Figure) []Figure {
	if slices.Contains(figures, figure) {
		return figures
	}
	return append(figures, figure)
}
