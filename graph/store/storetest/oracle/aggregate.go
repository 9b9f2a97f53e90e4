package oracle

import (
	"math/big"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// bunch is the items of a list, or of a group of it, that are taken together.
type bunch struct {
	target *ast.Definition
	links  []link
}

func (o *Oracle) figures(b bunch, name string) any {
	if name == "count" {
		return int64(len(b.links))
	}
	return o.values(b, b.target.Fields.ForName(name))
}

// values is the values of a field that the items have: of a quantity the numbers.
func (o *Oracle) values(b bunch, field *ast.FieldDefinition) values {
	v := values{field: o.ordered(field), short: o.isQuantity(field)}
	for _, l := range b.links {
		if value := l.node.Values[v.field.Name]; value != nil {
			v.all = append(v.all, value)
			if v.short {
				v.precisions = append(v.precisions, l.node.Values[field.Name+".precision"].(string))
			}
		}
	}
	return v
}

// values are the stored values of a field.
type values struct {
	field *ast.FieldDefinition
	all   []any
	short bool // numbers are written without needless zeros

	precisions []string // of the numbers of a quantity
}

// meanDigits is how many digits after the point a mean has, unless its field keeps more.
const meanDigits = 6

func (v values) digits() int {
	if decimal := v.field.Directives.ForName("decimal"); decimal != nil {
		return scale(decimal)
	}
	return 0
}

// shown is a figure as a response has it.
func (v values) shown(name string) any {
	switch name {
	case "count":
		return int64(len(v.all))
	case "precision":
		if len(v.all) > 0 {
			return v.precision()
		}
		return nil
	case "sum":
		if total, ok := v.figure(name).(*big.Rat); ok {
			return v.written(total.FloatString(v.digits()))
		}
	case "avg":
		if mean, ok := v.figure(name).(*big.Rat); ok {
			return mean.FloatString(max(meanDigits, v.digits()))
		}
	default:
		if len(v.all) > 0 {
			return v.written(written(v.field, v.extreme(name)))
		}
	}
	return nil
}

func (v values) written(shown any) any {
	if text, isText := shown.(string); isText && v.short && strings.Contains(text, ".") {
		return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return shown
}

// figure is a figure in the form in which values are compared; nil when it is that of no value.
func (v values) figure(name string) any {
	if len(v.all) == 0 {
		return nil
	}
	if name == "min" || name == "max" {
		return stored(v.field, v.extreme(name))
	}
	total := new(big.Rat)
	for _, value := range v.all {
		switch n := stored(v.field, value).(type) {
		case int64:
			total.Add(total, new(big.Rat).SetInt64(n))
		case *big.Rat:
			total.Add(total, n)
		}
	}
	if name == "avg" {
		total.Quo(total, new(big.Rat).SetInt64(int64(len(v.all))))
	}
	return total
}

func (v values) extreme(name string) any {
	by := func(a, b any) int { return compare(stored(v.field, a), stored(v.field, b)) }
	if name == "min" {
		return slices.MinFunc(v.all, by)
	}
	return slices.MaxFunc(v.all, by)
}

// on is a condition on a bunch.
type on func(bunch) bool

// every joins conditions.
func every(all []on) on {
	return func(b bunch) bool { return !slices.ContainsFunc(all, func(holds on) bool { return !holds(b) }) }
}

// having reads a condition on groups. A member that is null asks nothing; a figure that is null is refused.
func (o *Oracle) having(def *ast.Definition, in inputs) (on, error) {
	var all []on
	for name, member := range in {
		var holds on
		var err error
		switch name {
		case "NOT":
			if member, given := member.(inputs); given {
				holds, err = o.having(def, member)
			}
			inner := holds
			holds = func(b bunch) bool { return !inner(b) }
		case "AND", "OR":
			if member != nil {
				holds, err = o.havingAll(def, name, member.([]any))
			}
		default:
			if member, given := member.(inputs); given {
				holds, err = o.havingFigures(def, name, member)
			}
		}
		switch {
		case err != nil:
			return nil, err
		case member != nil:
			all = append(all, holds)
		}
	}
	return every(all), nil
}

func (o *Oracle) havingAll(def *ast.Definition, name string, items []any) (on, error) {
	var parts []on
	for _, item := range items {
		part, err := o.having(def, item.(inputs))
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	if name == "AND" {
		return every(parts), nil
	}
	return func(b bunch) bool { return slices.ContainsFunc(parts, func(part on) bool { return part(b) }) }, nil
}

// havingFigures reads conditions on how many there are, or on the figures of a field.
func (o *Oracle) havingFigures(def *ast.Definition, name string, in inputs) (on, error) {
	if name == "count" {
		return figureHolds(in, nil, func(b bunch) any { return int64(len(b.links)) }, func(bunch, string) bool { return true })
	}
	field := def.Fields.ForName(name)
	var all []on
	for figure, asked := range in {
		asked, given := asked.(inputs)
		if !given {
			return nil, errInvalid
		}
		holds, err := figureHolds(asked, func(arg any) bool { return comparable(o.ordered(field), figure, arg) },
			func(b bunch) any { return o.values(b, field).figure(figure) }, o.certain(field))
		if err != nil {
			return nil, err
		}
		all = append(all, holds)
	}
	return every(all), nil
}

// figureHolds reads the comparisons of one figure.
func figureHolds(in inputs, allowed func(any) bool, of func(bunch) any, certain func(bunch, string) bool) (on, error) {
	for _, arg := range in {
		if arg == nil || allowed != nil && !allowed(arg) {
			return nil, errInvalid
		}
	}
	return func(b bunch) bool {
		for op, arg := range in {
			if op == "ne" && holds("eq", of(b), arg) && certain(b, "eq") || op != "ne" && !(holds(op, of(b), arg) && certain(b, op)) {
				return false
			}
		}
		return true
	}, nil
}

// comparable reports whether a figure may be compared with a number: a sum of as many digits as its field keeps, a mean of as many
// as it shows.
func comparable(field *ast.FieldDefinition, figure string, arg any) bool {
	r, isNumber := arg.(*big.Rat)
	if !isNumber {
		return true
	}
	if figure == "min" || figure == "max" {
		return askable(field, arg)
	}
	digits := values{field: field}.digits()
	if figure == "avg" {
		digits = max(meanDigits, digits)
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return new(big.Rat).Mul(r, new(big.Rat).SetInt(unit)).IsInt()
}
