package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"

	"partnergraph/graph"
	"partnergraph/graph/load"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

// product is the product as a program asks it: everything behind HTTP.
type product struct {
	executor *executor.Executor
	close    func() error
}

// open imports a directory of JSON lines into a fresh store and puts the product over it.
func open(ctx context.Context, directory string) (*product, error) {
	model, err := schema.Load()
	if err != nil {
		return nil, err
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	engine, err := sqlite.Open(ctx, filepath.Join(directory, "eval.db"), model, sqlite.Options{Logger: logger})
	if err != nil {
		return nil, err
	}
	report, err := load.Into(ctx, engine, model, os.DirFS(directory), load.Options{})
	if err == nil && report.Left > 0 {
		err = fmt.Errorf("%d lines were left out, the first because: %w", report.Left, report.Faults[0])
	}
	projection := network.New(model)
	if err == nil {
		err = projection.Load(ctx, engine)
	}
	if err != nil {
		_ = engine.Close()
		return nil, err
	}
	resolver := graph.New(graph.Config{
		Model: model, Store: engine, Network: projection, Cursors: plan.NewCursors("eval"), Now: time.Now, NewID: uuid.NewString, Logger: logger,
	})
	return &product{executor.New(resolver.Executable()), engine.Close}, nil
}

const partners = `query($for: ID!, $text: String!, $fields: [ID!], $weights: [MatchWeight!], $first: Int!, $after: String) {
	findPartners(for: $for, text: $text, fields: $fields, weights: $weights, first: $first, after: $after, kinds: [UNIVERSITY, RESEARCH_INSTITUTE]) {
		pageInfo { hasNextPage endCursor } nodes { organization { id } likelihood { band from to } } } }`

// form is a way of asking.
type form struct {
	title   bool // by the title alone
	unnamed bool // without what of a candidate is named in the text
	weights []object
}

// pageSize is how many candidates are asked for at a time: most true partners stand among the first.
const pageSize = 100

// candidate is what the product shows of one.
type candidate struct {
	Organization struct{ ID string }
	Likelihood   *band
}

// variables are those of a question that is asked this way.
func (f form) variables(q question) object {
	fields := make([]string, len(q.about.classes))
	for i, class := range q.about.classes {
		fields[i] = fieldID(class)
	}
	variables := object{"for": "o" + q.asks.id, "text": q.about.title, "fields": fields, "weights": f.weights}
	if !f.title {
		variables["text"] = limited(q.about.title + "\n" + q.about.objective)
	}
	if f.unnamed {
		variables["weights"] = append([]object{{"factor": "MENTIONED", "weight": 0}}, f.weights...)
	}
	return variables
}

// rank asks the product and calls place with the candidates in their order, until it wants no more.
func (p *product) rank(ctx context.Context, q question, f form, place func(candidate) bool) error {
	variables := f.variables(q)
	variables["first"] = pageSize
	for {
		var data struct {
			FindPartners struct {
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
				Nodes []candidate
			}
		}
		if err := p.ask(ctx, partners, variables, &data); err != nil {
			return fmt.Errorf("partners for %s in %s: %w", q.asks.id, q.about.id, err)
		}
		for _, node := range data.FindPartners.Nodes {
			if !place(node) {
				return nil
			}
		}
		if !data.FindPartners.PageInfo.HasNextPage {
			return nil
		}
		variables["after"] = data.FindPartners.PageInfo.EndCursor
	}
}

func (p *product) ask(ctx context.Context, query string, variables map[string]any, into any) error {
	given, err := asJSON(variables)
	if err != nil {
		return err
	}
	ctx = graphql.StartOperationTrace(ctx)
	operation, refused := p.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: given})
	if refused != nil {
		return refused
	}
	next, ctx := p.executor.DispatchOperation(ctx, operation)
	response := next(ctx)
	if len(response.Errors) > 0 {
		return response.Errors
	}
	return json.Unmarshal(response.Data, into)
}

// asJSON makes variables what they are when they come by HTTP.
func asJSON(variables map[string]any) (map[string]any, error) {
	encoded, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var given map[string]any
	return given, decoder.Decode(&given)
}
