package plan

import (
	"fmt"
	"strings"
)

// groups prints a grouping: its set, then its keys and figures as its rows have them.
//
//	Groups Agreement
//	  having items gte $0
//	  order items desc, key 0
//	  limit $1
//	  key year of signedOn
//	  items
//	  sum amountFen
func (p *printer) groups(g *Grouping) {
	p.set("Groups", &Set{Type: g.Set.Type, Via: g.Set.Via, Where: g.Set.Where, Limit: NoLimit})
	p.indent++
	defer func() { p.indent-- }()
	if g.Having != nil {
		p.line("having %s", Describe(g.Having))
	}
	if len(g.Order) > 0 {
		steps := make([]string, len(g.Order))
		for i, step := range g.Order {
			steps[i] = step.String()
		}
		p.line("order %s", strings.Join(steps, ", "))
	}
	if g.Limit != NoLimit {
		p.line("limit $%d", g.Limit)
	}
	for _, key := range g.Keys {
		p.line("key %s", key)
	}
	for _, figure := range g.Figures {
		p.line("%s", figure)
	}
}

// String is the key as it is printed: <-PARTY_TO- Organization.name.key.
func (k GroupKey) String() string {
	out := "type"
	if !k.TypeName {
		out = k.Of.String()
	}
	if k.Part != Whole {
		out = [...]string{Year: "year", Month: "month"}[k.Part] + " of " + out
	}
	for i := len(k.Hops) - 1; i >= 0; i-- {
		out = strings.TrimPrefix(via(k.Hops[i]), " ") + " " + out
	}
	return out
}

// String is the figure as it is printed.
func (f Figure) String() string {
	if f.Measure == Items {
		return f.Measure.String()
	}
	return f.Measure.String() + " " + f.Of.String()
}

// String is the measure's word.
func (m Measure) String() string {
	return [...]string{Items: "items", Values: "values", Sum: "sum", Mean: "mean", Least: "least", Most: "most"}[m]
}

// String is the step as it is printed.
func (o GroupOrder) String() string {
	out := fmt.Sprintf("key %d", o.Key)
	if o.Key < 0 {
		out = o.Figure.String()
	}
	if o.Descending {
		out += " desc"
	}
	switch {
	case !o.Nullable():
		return out
	case o.NullsFirst:
		return out + " nulls first"
	default:
		return out + " nulls last"
	}
}

func describeMeasured(f Filter) string {
	switch f := f.(type) {
	case Unmeasured:
		return fmt.Sprintf("%s isNull", f.Figure)
	case Measured:
		args := make([]string, len(f.Args))
		for i, arg := range f.Args {
			args[i] = fmt.Sprintf("$%d", arg)
		}
		return fmt.Sprintf("%s %s %s", f.Figure, f.Op, strings.Join(args, ":"))
	default:
		return ""
	}
}
