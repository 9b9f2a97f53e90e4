package plan

import (
	"fmt"
	"strings"

	"partnergraph/schema"
)

// String is the query's canonical form, for golden files and logs: one slot or set a line, arguments as $0, $1 … Two queries of the
// same shape print alike whatever they compare with.
//
//	One Agreement
//	  where id eq $0
//	  title
//	  Rows Organization <-PARTY_TO-
//	    order name, id
//	    limit $1
//	    edge.role
//	    name
func (q *Query) String() string {
	p := &printer{}
	p.slots(q.Slots)
	return p.out.String()
}

type printer struct {
	out    strings.Builder
	indent int
}

func (p *printer) line(format string, args ...any) {
	p.out.WriteString(strings.Repeat("  ", p.indent))
	fmt.Fprintf(&p.out, format, args...)
	p.out.WriteByte('\n')
}

func (p *printer) slots(slots []Slot) {
	for _, slot := range slots {
		switch s := slot.(type) {
		case Property:
			p.line("%s", s.Of)
		case TypeName:
			p.line("type")
		case Sequence:
			p.line("sequence")
		case Rows:
			p.set("Rows", s.Set)
		case One:
			p.set("One", s.Set)
		case Count:
			p.set("Count", s.Set)
		case Groups:
			p.groups(s.Grouping)
		}
	}
}

func (p *printer) set(kind string, s *Set) {
	p.line("%s %s%s", kind, s.Type.Name, via(s.Via))
	p.indent++
	defer func() { p.indent-- }()
	if s.Where != nil {
		p.line("where %s", Describe(s.Where))
	}
	if s.Seek != nil {
		p.line("seek %s", Describe(s.Seek))
	}
	if len(s.Order) > 0 {
		keys := make([]string, len(s.Order))
		for i, key := range s.Order {
			keys[i] = key.String()
		}
		p.line("order %s", strings.Join(keys, ", "))
	}
	if s.Limit != NoLimit {
		p.line("limit $%d", s.Limit)
	}
	p.slots(s.Row)
}

func via(rel *schema.Relation) string {
	switch {
	case rel == nil:
		return ""
	case rel.Cites != nil:
		return " =" + rel.Cites.Name + "=>"
	case rel.Shared != nil:
		return " -" + strings.Join(rel.Shared, "|") + "-*-" + strings.Join(rel.Shared, "|") + "-"
	case rel.In:
		return " <-" + rel.Type + "-"
	default:
		return " -" + rel.Type + "->"
	}
}

// String is the operand as filters and orders print it: name, name.key, edge.role, (-LOCATED_IN-> name), count -PARTY_TO->.
func (o Operand) String() string {
	name := o.Property.Name
	if o.Key && o.Property.Key() != o.Property.Name {
		name += ".key"
	}
	switch {
	case o.OnEdge:
		return "edge." + name
	case o.Property == Degree:
		return name + via(o.Via)
	case o.Via != nil:
		return "(" + strings.TrimPrefix(via(o.Via), " ") + " " + name + ")"
	default:
		return name
	}
}

// String is the key as an order prints it.
func (k Key) String() string {
	out := k.Of.String()
	if k.Descending {
		out += " desc"
	}
	if !k.Of.Required() {
		if k.NullsFirst {
			return out + " nulls first"
		}
		return out + " nulls last"
	}
	return out
}

var opNames = [...]string{"eq", "lt", "lte", "gt", "gte", "in", "contains", "startsWith", "endsWith", "has", "hasAny", "isEmpty"}

// String is the operator's name in the contract.
func (o Op) String() string { return opNames[o] }

// String is the quantifier's name in the contract.
func (q Quantifier) String() string { return [...]string{"some", "all", "none", "single"}[q] }

// Describe prints a filter on one line.
func Describe(f Filter) string {
	switch f := f.(type) {
	case And:
		return joined("and", f)
	case Or:
		return joined("or", f)
	case Not:
		return "not " + Describe(f.Filter)
	case Compare:
		if f.Op == IsEmpty {
			return fmt.Sprintf("%s isEmpty", f.Of)
		}
		return fmt.Sprintf("%s %s $%d", f.Of, f.Op, f.Arg)
	case Null:
		return fmt.Sprintf("%s isNull", f.Of)
	case TypeIn:
		names := make([]string, len(f))
		for i, t := range f {
			names[i] = t.Name
		}
		return "type in [" + strings.Join(names, " ") + "]"
	case Related:
		out := fmt.Sprintf("%s %s%s", f.Quantifier, f.Type.Name, via(f.Via))
		if f.Where != nil {
			out += " " + Describe(f.Where)
		}
		return out
	case Counted:
		if f.Where != nil {
			return fmt.Sprintf("count%s where %s %s $%d", via(f.Via), Describe(f.Where), f.Op, f.Arg)
		}
		return fmt.Sprintf("count%s %s $%d", via(f.Via), f.Op, f.Arg)
	case Measured, Unmeasured:
		return describeMeasured(f)
	default:
		return "true"
	}
}

func joined(word string, parts []Filter) string {
	described := make([]string, len(parts))
	for i, part := range parts {
		described[i] = Describe(part)
	}
	return "(" + strings.Join(described, " "+word+" ") + ")"
}
