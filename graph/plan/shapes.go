package plan

import (
	"reflect"
	"slices"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Plans compiles root fields and keeps what it compiled, by the shape of what was asked. It is safe for concurrent use.
//
// A plan depends on the operation, on the variables of its @skip and @include, and on what its arguments say but for the values that
// are compared with: whether one is there, how long a page is, which way an order runs. So a plan that is kept remembers the places
// whose arguments hold variables. When it is asked for again, only these are compiled again; where all of them ask for what they
// asked before, the plan stands and takes their values. Nothing has to know which arguments may differ without changing a plan.
type Plans struct {
	compiler *Compiler
	kept     *lru.Cache[root, *variants]
	weight   atomic.Int64 // of all plans kept
}

// root is a root field of an operation. The document's cache hands out one operation for one text; while its plan is kept, so is it,
// and no other can take its address.
type root struct {
	operation *ast.OperationDefinition
	alias     string
}

const (
	maxRoots    = 1000
	maxVariants = 8        // of one root field: few arguments change a plan, and a client sends few of their combinations
	maxWeight   = 200_000  // slots of all plans together, some 60 MB
	maxText     = 16 << 10 // bytes of a document: a longer one is parsed anew each time, so that its plan would never be found
)

// NewPlans returns Plans that compile with c.
func NewPlans(c *Compiler) *Plans {
	p := &Plans{compiler: c}
	kept, err := lru.NewWithEvict(maxRoots, func(_ root, v *variants) { p.weight.Add(-v.weight()) })
	if err != nil {
		panic("plan: the number of plans to keep is positive: " + err.Error())
	}
	p.kept = kept
	return p
}

// Compile plans one root field as Compiler.Compile does, with the same outcome.
func (p *Plans) Compile(operation *ast.OperationDefinition, field *ast.Field, under ast.SelectionSet, variables map[string]any) (*Compiled, error) {
	at := root{operation, field.Alias}
	known, _ := p.kept.Get(at)
	if known == nil {
		known = &variants{switches: switches(operation)}
	}
	flags := known.flags(variables)
	for _, v := range known.list {
		if slices.Equal(v.flags, flags) {
			if compiled, fits := v.with(p.compiler, field, variables); fits {
				return compiled, compiled.admit()
			}
		}
	}
	b, err := p.compiler.build(field, under, variables)
	if err != nil {
		return nil, err
	}
	if b.loose == 0 && len(operation.Position.Src.Input) <= maxText {
		b.out.Query.Memo = &Memo{}
		p.keep(at, known, &variant{flags: flags, compiled: b.out, places: b.places, constant: b.constant, weight: weigh(b.out.Query.Slots)})
	}
	out := *b.out // what is kept is nobody's to change
	return &out, out.admit()
}

// keep adds a plan to those of its root field. Two requests that do so at once may forget one of the two.
func (p *Plans) keep(at root, known *variants, added *variant) {
	list := append([]*variant{added}, known.list[:min(len(known.list), maxVariants-1)]...)
	kept := &variants{known.switches, list}
	p.weight.Add(kept.weight())
	if before, had, _ := p.kept.PeekOrAdd(at, kept); had {
		p.weight.Add(-before.weight())
		p.kept.Add(at, kept)
	}
	for p.weight.Load() > maxWeight && p.kept.Len() > 1 {
		p.kept.RemoveOldest()
	}
}

// variants are the plans of one root field. It is never changed.
type variants struct {
	switches []string // the variables that @skip and @include read
	list     []*variant
}

func (v *variants) weight() int64 {
	sum := int64(0)
	for _, each := range v.list {
		sum += each.weight
	}
	return sum
}

func (v *variants) flags(variables map[string]any) []any {
	if len(v.switches) == 0 {
		return nil
	}
	flags := make([]any, len(v.switches))
	for i, name := range v.switches {
		flags[i], _ = variables[name].(bool)
	}
	return flags
}

// variant is a plan and what must hold for it to be right.
type variant struct {
	flags    []any
	compiled *Compiled
	places   []place
	constant int // conditions of the places without variables
	weight   int64
}

// place is a field whose arguments hold variables: what it asks for, and which of the query's arguments it brings.
type place struct {
	ask        func(*builder) (any, error)
	asked      any
	start, end int
}

// with returns the plan with other values, unless they ask for something else. What is refused is left to a fresh compilation, which
// words it.
func (v *variant) with(c *Compiler, field *ast.Field, variables map[string]any) (*Compiled, bool) {
	out := *v.compiled
	b := &builder{Compiler: c, coercion: coercion{c.Model.AST, variables}, out: &out, conditions: v.constant}
	if varies(field.Arguments) {
		arguments, err := b.again(out.Arguments, field.Definition.Arguments, field.Arguments)
		if err != nil {
			return nil, false
		}
		out.Arguments = arguments
	}
	args := slices.Clone(out.Query.Args)
	for _, place := range v.places {
		out.Query.Args = args[:place.start:place.start]
		asked, err := place.ask(b)
		brought := out.Query.Args[place.start:]
		if err != nil || !reflect.DeepEqual(asked, place.asked) || !sameKinds(brought, args[place.start:place.end]) {
			return nil, false
		}
		copy(args[place.start:], brought)
	}
	out.Query.Args = args
	return &out, true
}

func sameKinds(a, b []any) bool {
	return slices.EqualFunc(a, b, func(a, b any) bool { return reflect.TypeOf(a) == reflect.TypeOf(b) })
}

// asks compiles what a field's arguments ask for, and remembers the place when they hold variables. ask is called again for other
// values: it must work with the builder that it is given, change nothing in it but the query's arguments and the count of
// conditions, and return all that the plan makes use of.
func asks[T any](b *builder, field *ast.Field, ask func(*builder) (T, error)) (T, error) {
	start, counted, loose := len(b.out.Query.Args), b.conditions, b.loose
	asked, err := ask(b)
	b.loose = loose
	if !varies(field.Arguments) {
		b.constant += b.conditions - counted
		return asked, err
	}
	if field == b.field {
		b.loose--
	}
	again := func(b *builder) (any, error) { return ask(b) }
	b.places = append(b.places, place{again, asked, start, len(b.out.Query.Args)})
	return asked, err
}

// weigh counts the slots of a plan.
func weigh(slots []Slot) int64 {
	sum := int64(len(slots))
	for _, slot := range slots {
		switch s := slot.(type) {
		case Rows:
			sum += weigh(s.Set.Row)
		case One:
			sum += weigh(s.Set.Row)
		}
	}
	return sum + 1
}

// arguments coerces a field's arguments. Outside of asks, a plan that depends on variables in them is not kept.
func (b *builder) arguments(definitions ast.ArgumentDefinitionList, given ast.ArgumentList) (Arguments, error) {
	if varies(given) {
		b.loose++
	}
	return b.coercion.arguments(definitions, given)
}

func varies(arguments ast.ArgumentList) bool {
	return slices.ContainsFunc(arguments, func(a *ast.Argument) bool { return holdsVariable(a.Value) })
}

func holdsVariable(v *ast.Value) bool {
	return v.Kind == ast.Variable || slices.ContainsFunc(v.Children, func(child *ast.ChildValue) bool { return holdsVariable(child.Value) })
}

// switches are the variables that the directives of an operation read, each once.
func switches(operation *ast.OperationDefinition) []string {
	var names []string
	seen := map[string]bool{}
	var walk func(ast.SelectionSet)
	note := func(directives ast.DirectiveList) {
		for _, directive := range directives {
			for _, argument := range directive.Arguments {
				if argument.Value.Kind == ast.Variable && !slices.Contains(names, argument.Value.Raw) {
					names = append(names, argument.Value.Raw)
				}
			}
		}
	}
	walk = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch s := selection.(type) {
			case *ast.Field:
				note(s.Directives)
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				note(s.Directives)
				walk(s.SelectionSet)
			case *ast.FragmentSpread:
				note(s.Directives)
				if !seen[s.Name] {
					seen[s.Name] = true
					walk(s.Definition.SelectionSet)
				}
			}
		}
	}
	walk(operation.SelectionSet)
	return names
}
