package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/model"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// compile plans the root field that the context stands in.
func (r *Resolver) compile(ctx context.Context) (*plan.Compiled, error) {
	field, request := graphql.GetFieldContext(ctx).Field, graphql.GetOperationContext(ctx)
	start := time.Now()
	compiled, err := r.plans.Compile(request.Operation, field.Field, field.Selections, request.Variables)
	if err == nil {
		explain(ctx, func(x *explained) { x.Plan, x.Times.Plan = compiled.Query.String(), time.Since(start).Microseconds() })
	}
	return compiled, err
}

// read answers a root field that asks for stored records.
func (r *Resolver) read(ctx context.Context) (model.Planned, error) {
	compiled, err := r.compile(ctx)
	if err != nil {
		return nil, err
	}
	if compiled.Query.Searches() {
		return r.sift(ctx, compiled)
	}
	return r.stored(ctx, compiled)
}

// stored answers a field whose plan names its records: from the network, from the store by the ids that the network finds, or from the
// store alone.
func (r *Resolver) stored(ctx context.Context, compiled *plan.Compiled) (model.Planned, error) {
	row, err := r.remembered(ctx, compiled)
	if row == nil && err == nil {
		row, err = r.store.Read(ctx, &compiled.Query)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", compiled.Query.Name, err)
	}
	return r.write(ctx, compiled, row, nil)
}

// remembered answers with the network's help; nil when it is of none.
func (r *Resolver) remembered(ctx context.Context, compiled *plan.Compiled) (plan.Row, error) {
	if !r.network.Loaded() {
		return nil, nil
	}
	if answer := r.answer(&compiled.Query); answer != nil {
		return r.kept(ctx, answer, &compiled.Query)
	}
	return r.narrowed(ctx, compiled)
}

// narrowed answers a list whose nodes the network finds; the store reads their records. Nil when the network cannot, or when the store turns
// out to be ahead of it.
func (r *Resolver) narrowed(ctx context.Context, compiled *plan.Compiled) (plan.Row, error) {
	narrowing := compiled.Narrowing()
	if narrowing == nil {
		return nil, nil
	}
	var query *plan.Query
	var sequence int64
	r.network.View(func(view *network.View) {
		if ids, found := view.Find(narrowing.Set, compiled.Query.Args); found {
			sequence, query = view.Sequence(), narrowing.Query(compiled.Query.Args, ids)
		}
	})
	if query == nil {
		return nil, nil
	}
	row, err := r.store.Read(ctx, query)
	if err != nil {
		return nil, err
	}
	whole, now := narrowing.Read(row)
	if now != sequence {
		return nil, nil
	}
	return whole, nil
}

// sift answers a root field that asks for stored records whose filters search.
func (r *Resolver) sift(ctx context.Context, compiled *plan.Compiled) (model.Planned, error) {
	if err := r.await(ctx); err != nil {
		return nil, err
	}
	row, err := r.settled(ctx, compiled, r.look, func(view *network.View) (*plan.Query, error) { return found(view, &compiled.Query) })
	if err != nil {
		return nil, err
	}
	return r.write(ctx, compiled, row, nil)
}

// found puts the ids that a query's searches find in their places.
func found(view *network.View, query *plan.Query) (*plan.Query, error) {
	return query.Resolved(func(s plan.Search) []string { return view.Holding(s.Text, []*schema.Node{s.In}, s.Field) })
}

// found is as the function, for who holds no view.
func (r *Resolver) found(ctx context.Context, query *plan.Query) (resolved *plan.Query, err error) {
	if !query.Searches() {
		return query, nil
	}
	if err := r.await(ctx); err != nil {
		return nil, err
	}
	r.network.View(func(view *network.View) { resolved, err = found(view, query) })
	return resolved, err
}

// maxAttempts bounds how often a computed answer is worked out again because another server wrote meanwhile. The last one stands:
// it is a true answer of a moment ago.
const maxAttempts = 3

// work computes the value of a root field from the network, which is held still meanwhile; nil for null.
type work func(context.Context, *network.View, plan.Arguments) (any, error)

// compute answers a root field whose records the network names. What the selection wants of them comes from the network as well where
// that keeps it, else from the store.
func (r *Resolver) compute(ctx context.Context, work work) (model.Planned, error) {
	return r.computeBy(ctx, r.look, work)
}

// look shows the network; an error when the context ended before.
type look func(ctx context.Context, at func(*network.View)) error

func (r *Resolver) look(_ context.Context, at func(*network.View)) error {
	r.network.View(at)
	return nil
}

func (r *Resolver) computeBy(ctx context.Context, look look, work work) (model.Planned, error) {
	compiled, err := r.compile(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.await(ctx); err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, compiledKey{}, compiled)
	if answer := r.answer(&compiled.Query); answer != nil {
		return r.project(ctx, compiled, answer, look, work)
	}
	return r.hydrate(ctx, compiled, look, work)
}

type compiledKey struct{}

// asks reports whether the selection of the computed field that is being answered asks for a part of it that takes time to work out.
func asks(ctx context.Context, field string) bool {
	compiled, known := ctx.Value(compiledKey{}).(*plan.Compiled)
	return !known || compiled.Asks(field)
}

// project answers a computed field from the network alone, once a check has told that it is at the log's head.
func (r *Resolver) project(
	ctx context.Context, compiled *plan.Compiled, answer *network.Answer, look look, work work,
) (model.Planned, error) {
	start := time.Now()
	head, err := r.head.sequence(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for the log's end: %w", err)
	}
	if r.network.Sequence() < head {
		if err := r.network.Sync(ctx, r.store); err != nil {
			return nil, fmt.Errorf("follow the log: %w", err)
		}
	}
	var computed plan.Object
	var row plan.Row
	looked := look(ctx, func(view *network.View) {
		var value any
		if value, err = work(ctx, view, compiled.Arguments); err != nil {
			return
		}
		computed = plan.Object{compiled.RootName(): value}
		query, _ := compiled.Bind(computed)
		if err = compiled.Check(query); err == nil {
			row = view.Reply(answer, query.Args)
		}
	})
	if err := cmp.Or(looked, err); err != nil {
		return nil, err
	}
	if row == nil {
		return r.hydrate(ctx, compiled, look, work) // reading the records from the store takes less
	}
	explainMemory(ctx, &compiled.Query, row, start)
	return r.write(ctx, compiled, row, computed)
}

// hydrate answers a computed field from one statement, which reads the records and tells whether the network was at the log's head.
func (r *Resolver) hydrate(ctx context.Context, compiled *plan.Compiled, look look, work work) (model.Planned, error) {
	var computed plan.Object
	row, err := r.settled(ctx, compiled, look, func(view *network.View) (*plan.Query, error) {
		value, failed := work(ctx, view, compiled.Arguments)
		computed = plan.Object{compiled.RootName(): value}
		query, _ := compiled.Bind(computed)
		if err := compiled.Check(query); err != nil {
			return nil, err
		}
		query, err := found(view, query)
		if err != nil {
			return nil, err
		}
		return query, failed
	})
	if err != nil {
		return nil, err
	}
	return r.write(ctx, compiled, row, computed)
}

// settled reads what ask wants of the network as it stands, and asks again when the store turns out to be ahead of it. A refusal that
// may come of that is held back until the store has told; it comes with a query all the same.
func (r *Resolver) settled(
	ctx context.Context, compiled *plan.Compiled, look look, ask func(*network.View) (*plan.Query, error),
) (plan.Row, error) {
	for attempt := 1; ; attempt++ {
		var query *plan.Query
		var sequence int64
		var failed error
		if err := look(ctx, func(view *network.View) {
			sequence = view.Sequence()
			query, failed = ask(view)
		}); err != nil {
			return nil, err
		}
		if failed != nil && !mayBeStale(failed) {
			return nil, failed
		}
		row, err := r.store.Read(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", compiled.RootName(), err)
		}
		if compiled.Sequence(row) > sequence && attempt < maxAttempts {
			if err := r.network.Sync(ctx, r.store); err != nil {
				return nil, fmt.Errorf("follow the log: %w", err)
			}
			continue
		}
		return row, failed
	}
}

// mayBeStale reports whether a refusal may only come of a network that is behind the log.
func mayBeStale(err error) bool {
	refusal, ok := errors.AsType[*Refusal](err)
	return ok && (refusal.Code == "NOT_FOUND" || refusal.Code == "AMBIGUOUS")
}

// write turns a row into the field's JSON. A promised value that is absent is reported beside what could be written.
func (r *Resolver) write(ctx context.Context, compiled *plan.Compiled, row plan.Row, computed plan.Object) (model.Planned, error) {
	start := time.Now()
	written, err := compiled.Write(row, computed)
	explain(ctx, func(x *explained) { x.Times.Write = time.Since(start).Microseconds() })
	if missing, ok := errors.AsType[*plan.Missing](err); ok {
		graphql.AddError(ctx, gqlerror.WrapPath(pathOf(missing.Path), missing))
	} else if err != nil {
		return nil, err
	}
	if string(written) == "null" {
		return nil, nil
	}
	return written, nil
}

func pathOf(names []any) ast.Path {
	var path ast.Path
	for _, name := range names {
		switch name := name.(type) {
		case string:
			path = append(path, ast.PathName(name))
		case int:
			path = append(path, ast.PathIndex(name))
		}
	}
	return path
}
