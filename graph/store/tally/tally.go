package tally

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"partnergraph/graph/plan"
)

// Tally is how the figures of a grouping are worked out. It is immutable.
type Tally struct {
	// Inputs are the stored values that are worked with: the engine calls them x0, x1 and so on.
	Inputs []plan.Operand
	// Stages are the columns to add, stage by stage. Those of the first are of a group; each later one may use all before it.
	Stages [][]Column
}

// Column gives an expression a name.
type Column struct{ Name, Expression string }

// Of returns how the figures of a grouping are worked out, in the fewest stages that its order and condition take.
func Of(g *plan.Grouping) *Tally {
	t := &Tally{Stages: [][]Column{{{"items", "count(*)"}}}}
	for _, figure := range g.Measures() {
		t.add(figure)
	}
	for _, figure := range g.Compared() {
		t.divide(figure)
	}
	return t
}

// Input is the name of an input.
func Input(i int) string { return "x" + strconv.Itoa(i) }

// base is the number by which sums are split.
var base = strconv.Itoa(plan.SumBase)

// add makes the columns of a figure that a group has at once.
func (t *Tally) add(f plan.Figure) {
	if f.Measure == plan.Items {
		return
	}
	n := t.number(f.Of)
	x := "x" + n
	switch f.Measure {
	case plan.Values:
		t.column(0, "values"+n, "count("+x+")")
	case plan.Sum, plan.Mean:
		t.column(0, "values"+n, "count("+x+")")
		t.column(0, "high"+n, "sum("+x+" / "+base+")")
		t.column(0, "low"+n, "sum("+x+" % "+base+")")
	case plan.Least:
		t.column(0, "least"+n, "min("+x+")")
	case plan.Most:
		t.column(0, "most"+n, "max("+x+")")
	default:
		panic(fmt.Sprintf("tally: a figure is one of plan's kinds, not %d", f.Measure))
	}
}

// number is that of the input which has the value.
func (t *Tally) number(of plan.Operand) string {
	i := slices.Index(t.Inputs, of)
	if i < 0 {
		i = len(t.Inputs)
		t.Inputs = append(t.Inputs, of)
	}
	return strconv.Itoa(i)
}

// column adds a column to a stage unless it is there.
func (t *Tally) column(stage int, name, expression string) {
	for len(t.Stages) <= stage {
		t.Stages = append(t.Stages, nil)
	}
	if column := (Column{name, expression}); !slices.Contains(t.Stages[stage], column) {
		t.Stages[stage] = append(t.Stages[stage], column)
	}
}

// divide makes the columns by which a sum or a mean is compared. A sum has one form only: whole × base + rest, with the rest not
// negative. A mean is the whole divided by the number of values: meanA × base + meanB, and rest / share of a unit more, of which
// meanC and meanD are twelve digits.
func (t *Tally) divide(f plan.Figure) {
	if f.Measure != plan.Sum && f.Measure != plan.Mean {
		return
	}
	n := t.number(f.Of)
	some := func(expression string) string { return "CASE WHEN values" + n + " > 0 THEN " + expression + " END" }
	t.column(1, "rest"+n, some(modulo("low"+n, base)))
	t.column(2, "whole"+n, some("high"+n+" + (low"+n+" - rest"+n+") / "+base))
	if f.Measure == plan.Sum {
		return
	}
	t.column(1, "share"+n, some("values"+n))
	t.column(3, "over"+n, modulo("whole"+n, "share"+n))
	t.column(4, "meanA"+n, "(whole"+n+" - over"+n+") / share"+n)
	t.column(4, "meanB"+n, "(over"+n+" * "+base+" + rest"+n+") / share"+n)
	t.column(4, "part"+n, "(over"+n+" * "+base+" + rest"+n+") % share"+n)
	t.column(5, "meanC"+n, "part"+n+" * 1000000 / share"+n)
	t.column(6, "meanD"+n, "part"+n+" * 1000000 % share"+n+" * 1000000 / share"+n)
}

// modulo is a remainder that is not negative; that of % has the sign of what is divided.
func modulo(of, by string) string { return "((" + of + " % " + by + ") + " + by + ") % " + by }

// Read names the columns that a figure is read from: two of a sum, one of any other.
func (t *Tally) Read(f plan.Figure) []string {
	if f.Measure == plan.Items {
		return []string{"items"}
	}
	n := t.number(f.Of)
	switch f.Measure {
	case plan.Values:
		return []string{"values" + n}
	case plan.Sum:
		return []string{"high" + n, "low" + n}
	case plan.Least:
		return []string{"least" + n}
	case plan.Most:
		return []string{"most" + n}
	default:
		panic("tally: a mean is not read but made of its sum")
	}
}

// Order names the columns by which groups are ordered by a figure, the most important first. All are null when it is that of no value.
func (t *Tally) Order(f plan.Figure) []string {
	switch f.Measure {
	case plan.Sum:
		return t.columns(f, "whole", "rest")
	case plan.Mean:
		return t.columns(f, "meanA", "meanB", "meanC", "meanD")
	default:
		return t.Read(f)
	}
}

func (t *Tally) columns(f plan.Figure, names ...string) []string {
	for i := range names {
		names[i] += t.number(f.Of)
	}
	return names
}

// Having writes a condition on groups. param names an argument in the statement.
func (t *Tally) Having(filter plan.Filter, param func(plan.Arg) string) string {
	switch f := filter.(type) {
	case plan.And:
		return t.junction(f, " AND ", "true", param)
	case plan.Or:
		return t.junction(f, " OR ", "false", param)
	case plan.Not:
		return "NOT coalesce(" + t.Having(f.Filter, param) + ", false)"
	case plan.Unmeasured:
		return t.unmeasured(f.Figure)
	case plan.Measured:
		return t.measured(f, param)
	default:
		panic(fmt.Sprintf("tally: a condition on groups is one of plan's kinds, not %T", filter))
	}
}

func (t *Tally) junction(parts []plan.Filter, word, empty string, param func(plan.Arg) string) string {
	if len(parts) == 0 {
		return empty
	}
	written := make([]string, len(parts))
	for i, part := range parts {
		written[i] = t.Having(part, param)
	}
	return "(" + strings.Join(written, word) + ")"
}

func (t *Tally) unmeasured(f plan.Figure) string {
	switch f.Measure {
	case plan.Items, plan.Values:
		return "false"
	case plan.Sum, plan.Mean:
		return "values" + t.number(f.Of) + " = 0"
	default:
		return t.Read(f)[0] + " IS NULL"
	}
}

func (t *Tally) measured(f plan.Measured, param func(plan.Arg) string) string {
	var left, right []string
	for _, arg := range f.Args {
		right = append(right, param(arg))
	}
	switch f.Figure.Measure {
	case plan.Sum:
		left = t.Order(f.Figure)
	case plan.Mean:
		left = t.columns(f.Figure, "meanA", "meanB", "part")
		left[2] += " * " + strconv.FormatInt(plan.MeanParts(f.Figure.Of.Property), 10)
		right[2] += " * " + t.columns(f.Figure, "share")[0]
	default:
		left = t.Read(f.Figure)
	}
	return lexical(f.Op, left, right)
}

// lexical compares two lists, of which the first difference decides.
func lexical(op plan.Op, left, right []string) string {
	last := len(left) - 1
	out := left[last] + " " + symbol(op) + " " + right[last]
	for i := last - 1; i >= 0; i-- {
		out = left[i] + " = " + right[i] + " AND " + out
		if op != plan.Eq {
			out = left[i] + " " + symbol(strict(op)) + " " + right[i] + " OR " + out
		}
		out = "(" + out + ")"
	}
	return out
}

func strict(op plan.Op) plan.Op {
	switch op {
	case plan.Lte:
		return plan.Lt
	case plan.Gte:
		return plan.Gt
	default:
		return op
	}
}

func symbol(op plan.Op) string {
	switch op {
	case plan.Eq:
		return "="
	case plan.Lt:
		return "<"
	case plan.Lte:
		return "<="
	case plan.Gt:
		return ">"
	case plan.Gte:
		return ">="
	default:
		panic(fmt.Sprintf("tally: %d is no comparison of a figure", op))
	}
}
