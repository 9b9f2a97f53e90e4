package plan

import (
	"math/big"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// measures are the figures by their names in the contract.
var measures = map[string]Measure{"sum": Sum, "avg": Mean, "min": Least, "max": Most}

// figureOf is a figure of a property: the least and the most are found by the order key, where it is another.
func figureOf(p *schema.Property, m Measure) Figure {
	return Figure{Operand{Property: p, Key: (m == Least || m == Most) && p.Key() != p.Name}, m}
}

// groupConditions compiles conditions on figures.
type groupConditions struct{ conditions }

func (c groupConditions) where(path string, node *schema.Node, input Arguments) (Filter, error) {
	return c.subjects(path, input, func(path, name string, raw any) (Filter, error) {
		switch name {
		case "AND", "OR", "NOT":
			return c.logic(path, name, raw, func(path string, input Arguments) (Filter, error) { return c.where(path, node, input) })
		case "count":
			return c.figure(path, Figure{Measure: Items}, nil, raw.(Arguments))
		}
		field := node.Field(name)
		return c.operators(path, raw.(Arguments), func(path, name string, raw any) (Filter, error) {
			return c.figure(path, figureOf(field.Ordered(), measures[name]), field.Quantity, raw.(Arguments))
		})
	})
}

// figure compiles the comparisons of a figure; of names the quantity that it is a figure of, nil for any other value.
func (c groupConditions) figure(path string, figure Figure, of *schema.Quantity, input Arguments) (Filter, error) {
	return c.operators(path, input, func(path, name string, raw any) (Filter, error) {
		if err := c.tick(path); err != nil {
			return nil, err
		}
		if name == "isNull" {
			return negated(!raw.(bool), Unmeasured{figure}), nil
		}
		measured, err := c.measured(path, figure, comparisons[name], raw)
		if of != nil && err == nil {
			measured = And{measured, c.certainly(of, name)}
		}
		return negated(name == "ne", measured), err
	})
}

// measured compares a figure with a value. What a property's own values are compared with, so are the least and the most of them.
func (c groupConditions) measured(path string, figure Figure, op Op, raw any) (Filter, error) {
	switch figure.Measure {
	case Items:
		return Measured{figure, op, []Arg{c.add(raw)}}, nil
	case Sum, Mean:
		return c.divided(path, figure, op, raw.(string))
	}
	if op != Eq {
		ordered, err := c.ordered(path, figure.Of, op, raw)
		if err != nil {
			return nil, err
		}
		bound := ordered.(Compare)
		return Measured{figure, bound.Op, []Arg{bound.Arg}}, nil
	}
	exact, err := equalKey(path, figure.Of.Property, raw)
	return Measured{figure, op, []Arg{c.add(exact)}}, err
}

// equalKey is the order key of a value.
func equalKey(path string, p *schema.Property, raw any) (any, error) {
	switch p.Scalar {
	case schema.String:
		return StringKey(raw.(string)), nil
	case schema.PartialDate:
		date, err := value.ParsePartialDate(raw.(string))
		if err != nil {
			return nil, invalid(path, "日期应写作 2020、2020-05 或 2020-05-18", "a date is written 2020, 2020-05 or 2020-05-18")
		}
		return date.Key(), nil
	default:
		return argument(path, p, raw)
	}
}

// divided compares a sum or a mean with a decimal number, which is divided as they are: 12.345 yuan are 0 × SumBase + 1234 fen and
// 5000 of 10,000 parts of a fen.
func (c groupConditions) divided(path string, figure Figure, op Op, text string) (Filter, error) {
	p, parts := figure.Of.Property, int64(1)
	digits := p.Scale
	if figure.Measure == Mean {
		parts, digits = MeanParts(p), max(MeanDigits, p.Scale)
	}
	refused := invalid(path, "最多 %d 位小数，且不过大", "at most %d decimals, and not that large", digits)
	if len(text) > maxFigure {
		return nil, refused
	}
	number, ok := new(big.Rat).SetString(text)
	if !ok || !number.Mul(number, new(big.Rat).SetInt(power(digits))).IsInt() {
		return nil, refused
	}
	unit, part := new(big.Int).DivMod(number.Num(), big.NewInt(parts), new(big.Int))
	high, low := unit.DivMod(unit, big.NewInt(SumBase), new(big.Int))
	if !high.IsInt64() {
		return nil, refused
	}
	args := []Arg{c.add(high.Int64()), c.add(low.Int64())}
	if figure.Measure == Mean {
		args = append(args, c.add(part.Int64()))
	}
	return Measured{figure, op, args}, nil
}

// maxFigure is how long a number may be that a sum or a mean is compared with: longer than any sum, and short enough to read.
const maxFigure = 64

func power(digits int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
}
