package differential

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// engine is a store that answers through the plan.
type engine struct {
	name     string
	store    store.Store
	network  *network.Network // filled when an operation first may need it
	compiler *plan.Compiler
	render   func(*schema.Model, *plan.Query) string

	statements int // sent for operations so far
	found      int // lists that the network found, of which some node was
	kept       int // root fields that the network answered, of which some node was
}

// answer is what an engine makes of an operation.
type answer struct {
	data    []byte            // a JSON object
	refused map[string]string // the code by response name
}

// parse reads and validates the operation.
func (o operation) parse(contract *ast.Schema) (*ast.QueryDocument, error) {
	document, errs := gqlparser.LoadQueryWithRules(contract, o.document, rules.NewDefaultRules())
	if len(errs) > 0 {
		return nil, errs
	}
	return document, nil
}

// roots compiles the root fields of an operation, as the resolvers do, and hands each to do. A field that is refused has an error.
func (e *engine) roots(o operation, do func(field graphql.CollectedField, compiled *plan.Compiled, err error) error) error {
	document, err := o.parse(e.compiler.Model.AST)
	if err != nil {
		return err
	}
	variables, err := validator.VariableValues(e.compiler.Model.AST, document.Operations[0], copied(o.variables).(map[string]any))
	if err != nil {
		return fmt.Errorf("variables: %w", err)
	}
	for name, v := range variables {
		variables[name] = plain(v)
	}
	request := &graphql.OperationContext{Doc: document, Operation: document.Operations[0], Variables: variables}
	for _, field := range graphql.CollectFields(request, document.Operations[0].SelectionSet, []string{"Query"}) {
		if field.Name == "__typename" {
			err = do(field, nil, nil)
		} else {
			compiled, refused := e.compiler.Compile(field.Field, field.Selections, variables)
			err = do(field, compiled, refused)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ask answers an operation. An error is a failure, and so is more or less than one statement a root field.
func (e *engine) ask(ctx context.Context, o operation) (answer, error) {
	out, a := bytes.NewBufferString("{"), answer{refused: map[string]string{}}
	err := e.roots(o, func(field graphql.CollectedField, compiled *plan.Compiled, err error) error {
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		fmt.Fprintf(out, "%q:", field.Alias)
		var refusal *plan.Refusal
		switch {
		case errors.As(err, &refusal):
			a.refused[field.Alias] = string(refusal.Code)
			out.WriteString("null")
			return nil
		case err != nil:
			return fmt.Errorf("compile: %w", err)
		case compiled == nil:
			out.WriteString(`"Query"`)
			return nil
		}
		written, err := e.read(ctx, compiled)
		out.Write(written)
		return err
	})
	out.WriteByte('}')
	a.data = out.Bytes()
	return a, err
}

// patience is how long an answer may take: a first statement of a new shape is slow where the processor is busy.
const patience = 2 * time.Minute

func (e *engine) read(ctx context.Context, compiled *plan.Compiled) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	query, err := e.resolved(ctx, compiled)
	if err != nil {
		return nil, err
	}
	ctx, counter := store.Counted(ctx)
	row, err := store.Counting{Store: e.store}.Read(ctx, query)
	if err != nil {
		return nil, err
	}
	n := int(counter.Statements())
	e.statements += n
	if n != 1 {
		return nil, fmt.Errorf("%d statements for one root field", n)
	}
	written, err := compiled.Write(row, nil)
	if err != nil {
		return written, err
	}
	if err := e.keeps(ctx, compiled, written); err != nil {
		return written, err
	}
	return written, e.narrowed(ctx, compiled, written)
}

// keeps answers a root field once more from the network alone where that keeps all that it asks for, as the resolvers do: nobody may tell
// the two apart.
func (e *engine) keeps(ctx context.Context, compiled *plan.Compiled, want []byte) error {
	if err := e.load(ctx); err != nil {
		return err
	}
	answer := e.network.Answer(&compiled.Query)
	if answer == nil {
		return nil
	}
	if err := e.network.Sync(ctx, e.store); err != nil { // a walk's list moves meanwhile
		return err
	}
	var row plan.Row
	e.network.View(func(view *network.View) { row = view.Reply(answer, compiled.Query.Args) })
	if row == nil {
		return errors.New("a graph as small as this is too much for the network to answer from")
	}
	if compiled.Query.CountRows(row) > 0 {
		e.kept++
	}
	got, err := compiled.Write(row, nil)
	if err == nil && !bytes.Equal(got, want) {
		err = fmt.Errorf("from the network\n%s\nfrom the store\n%s", got, want)
	}
	return err
}

// narrowed reads a list once more whose nodes the network finds, as the resolvers do: nobody may tell the two apart.
func (e *engine) narrowed(ctx context.Context, compiled *plan.Compiled, want []byte) error {
	narrowing := compiled.Narrowing()
	if narrowing == nil {
		return nil
	}
	if err := e.load(ctx); err != nil {
		return err
	}
	var ids []string
	var found bool
	e.network.View(func(view *network.View) { ids, found = view.Find(narrowing.Set, compiled.Query.Args) })
	if !found {
		return errors.New("a graph as small as this is too much for the network")
	}
	row, err := e.store.Read(ctx, narrowing.Query(compiled.Query.Args, ids))
	if err != nil {
		return err
	}
	whole, sequence := narrowing.Read(row)
	if sequence != e.network.Sequence() {
		return fmt.Errorf("the store is at %d, the network at %d", sequence, e.network.Sequence())
	}
	if len(ids) > 0 {
		e.found++
	}
	got, err := compiled.Write(whole, nil)
	if err == nil && !bytes.Equal(got, want) {
		err = fmt.Errorf("with %d ids from the network\n%s\nwithout\n%s", len(ids), got, want)
	}
	return err
}

// load fills the network. The graph is whole before the first operation is asked.
func (e *engine) load(ctx context.Context) error {
	if e.network != nil {
		return nil
	}
	e.network = network.New(e.compiler.Model)
	return e.network.Load(ctx, e.store)
}

// resolved puts in what searches find, as the resolvers do.
func (e *engine) resolved(ctx context.Context, compiled *plan.Compiled) (*plan.Query, error) {
	if !compiled.Query.Searches() {
		return &compiled.Query, nil
	}
	if err := e.load(ctx); err != nil {
		return nil, err
	}
	var query *plan.Query
	var err error
	e.network.View(func(view *network.View) {
		query, err = compiled.Query.Resolved(func(s plan.Search) []string { return view.Holding(s.Text, []*schema.Node{s.In}, s.Field) })
	})
	return query, err
}

// explain prints what the engine is asked.
func (e *engine) explain(o operation) string {
	var out strings.Builder
	err := e.roots(o, func(field graphql.CollectedField, compiled *plan.Compiled, err error) error {
		if err != nil || compiled == nil {
			fmt.Fprintf(&out, "%s: %v\n", field.Alias, err)
			return nil
		}
		fmt.Fprintf(&out, "%s:\n%s%s\narguments %#v\n", field.Alias, compiled.Query.String(), e.rendered(compiled), compiled.Query.Args)
		return nil
	})
	if err != nil {
		fmt.Fprintln(&out, err)
	}
	return out.String()
}

// rendered is the statement; ids that a search finds are only values in it.
func (e *engine) rendered(compiled *plan.Compiled) string {
	query, err := compiled.Query.Resolved(func(plan.Search) []string { return nil })
	if err != nil {
		return err.Error()
	}
	return e.render(e.compiler.Model, query)
}

// copied is a deep copy of JSON: the validator writes into what it is given.
func copied(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, item := range v {
			out[name] = copied(item)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = copied(item)
		}
		return out
	default:
		return v
	}
}

// plain writes every list as []any, as the server does: the validator leaves a single value that stands for a list as a slice of
// its own Go type.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, item := range v {
			v[name] = plain(item)
		}
		return v
	case nil, string, json.Number, int64, float64, bool:
		return v
	default:
		list := graphql.CoerceList(v)
		for i, item := range list {
			list[i] = plain(item)
		}
		return list
	}
}
