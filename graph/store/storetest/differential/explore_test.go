package differential

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store/storetest/oracle"
)

// What search, paths, neighbourhoods and common partners show of a node: what the network keeps, or what only the store has.
var shown = []string{
	"__typename id",
	"__typename id createdAt ... on Organization { name aliases agreements(first: 2) { totalCount nodes { title } } }",
}

// exploration is one question to the network and what the oracle has to say of its answer.
type exploration struct {
	document  string
	variables map[string]any
	objection func(explored) string // "": none
}

// explored is an answer's data; an operation asks for one of them.
type explored struct {
	Search *struct {
		TotalCount int
		Nodes      []struct{ ID string }
	}
	Path *struct {
		Length *int
		CutBy  *string
		Nodes  []struct{ ID string }
	}
	Around *struct {
		Truncated bool
		Nodes     []struct{ ID string }
	}
}

// newExploration makes up a question.
func (b *bench) newExploration() exploration {
	w, node := b.world, " { "+pick(b.world.random, shown)+" }"
	id := func() string { return pick(w.random, w.graph.Nodes).ID() }
	switch w.IntN(4) {
	case 0:
		text, _ := pick(w.random, w.values[pick(w.random, []string{"name", "title", "aliases", "summary"})]).(string)
		made := &writer{random: w.random, values: w.random, world: w}
		return b.searching(made.sought(text, false), node)
	case 1:
		return b.going(id(), id(), node)
	case 2:
		return b.looking(id(), node)
	default:
		organizations := w.idsOf(w.model.Node("Organization"))
		of, and := pick(w.random, organizations), pick(w.random, organizations)
		document := `query($of: ID!, $and: ID!) { commonPartners(of: $of, and: $and) { totalCount truncated
			edges { cursor node { score organization` + node + ` withOf` + node + ` withAndCount } } } }`
		return exploration{document, map[string]any{"of": of, "and": and}, func(explored) string { return "" }}
	}
}

func (b *bench) searching(text, node string) exploration {
	document := `query($text: String!) { search: search(text: $text, first: 200) { totalCount nodes { id }
		edges { score cursor matches { field value start end } node` + node + ` } } }`
	return exploration{document, map[string]any{"text": text}, func(a explored) string {
		want, got := b.oracle.Found(text), []string{}
		for _, node := range a.Search.Nodes {
			got = append(got, node.ID)
		}
		slices.Sort(got)
		if a.Search.TotalCount != len(want) || len(want) <= 200 && !slices.Equal(got, want) {
			return fmt.Sprintf("%d found: %v, want %v", a.Search.TotalCount, got, want)
		}
		return ""
	}}
}

// via picks some relation types, or null for all but those that join what has nothing else in common.
func (b *bench) via() (kinds any, follows func(*oracle.Relation) bool) {
	if b.world.chance(50) {
		return nil, func(r *oracle.Relation) bool { return r.Type != "CITES" && r.Type != "POINTS_AT" }
	}
	var names []any
	for _, value := range some(b.world.random, b.world.model.AST.Types["RelationKind"].EnumValues, b.world.between(1, 12)) {
		names = append(names, value.Name)
	}
	return names, func(r *oracle.Relation) bool { return slices.Contains(names, any(r.Type)) }
}

func (b *bench) going(from, to, node string) exploration {
	depth := b.world.between(1, 12)
	kinds, follows := b.via()
	document := `query($from: ID!, $to: ID!, $depth: Int, $via: [RelationKind!]) {
		path: shortestPath(from: $from, to: $to, maxDepth: $depth, via: $via) { length cutBy nodes` + node + ` relations { type from { id } to { id } } } }`
	variables := map[string]any{"from": from, "to": to, "depth": json.Number(fmt.Sprint(depth)), "via": kinds}
	return exploration{document, variables, func(a explored) string {
		distance, reached := b.oracle.Distances(from, follows)[to]
		switch {
		case !reached && (a.Path == nil || a.Path.CutBy != nil):
			return ""
		case reached && a.Path != nil && distance > depth && a.Path.CutBy != nil:
			return ""
		case reached && a.Path != nil && distance <= depth && a.Path.Length != nil && *a.Path.Length == distance && len(a.Path.Nodes) == distance+1:
			return ""
		}
		return fmt.Sprintf("%+v, want a way of %d, if any: %t", a.Path, distance, reached)
	}}
}

func (b *bench) looking(of, node string) exploration {
	depth, first := b.world.between(1, 4), b.world.between(1, 200)
	kinds, usual := b.via()
	follows := func(r *oracle.Relation) bool {
		return usual(r) || kinds == nil && (r.Type == "CITES" && r.To == of || r.Type == "POINTS_AT" && r.From == of)
	}
	document := `query($of: ID!, $depth: Int, $first: Int, $via: [RelationKind!]) {
		around: neighborhood(of: $of, depth: $depth, first: $first, via: $via) { truncated nodes` + node + ` relations { type from { id } to { id } } } }`
	variables := map[string]any{"of": of, "depth": json.Number(fmt.Sprint(depth)), "first": json.Number(fmt.Sprint(first)), "via": kinds}
	return exploration{document, variables, func(a explored) string {
		distances := b.oracle.Distances(of, follows)
		near := 0
		for _, distance := range distances {
			if distance <= depth {
				near++
			}
		}
		if a.Around.Truncated != (near > first) || len(a.Around.Nodes) != min(near, first) {
			return fmt.Sprintf("%d nodes, truncated %t, want %d of %d", len(a.Around.Nodes), a.Around.Truncated, min(near, first), near)
		}
		last := 0
		for _, node := range a.Around.Nodes {
			distance, reached := distances[node.ID]
			if !reached || distance > depth || distance < last {
				return fmt.Sprintf("%s is not as near as %d", node.ID, depth)
			}
			last = distance
		}
		return ""
	}}
}

// explore asks both engines' resolvers, each over its own network, and compares their answers with each other and with the oracle.
func (b *bench) explore(n int) {
	b.Helper()
	var asks []func(exploration) (*graphql.Response, error)
	for _, e := range b.engines {
		asks = append(asks, e.resolving(b))
	}
	for range n {
		x := b.newExploration()
		var first *graphql.Response
		for i, ask := range asks {
			response, err := ask(x)
			if err != nil {
				b.Fatalf("%s: %v\n%s\n%s", b.engines[i].name, err, x.document, compact(x.variables))
			}
			if i == 0 {
				first = response
			} else if string(response.Data) != string(first.Data) || compact(response.Errors) != compact(first.Errors) {
				b.Fatalf("%s and %s differ:\n%s %v\n%s %v\n%s\n%s", b.engines[0].name, b.engines[i].name, first.Data, first.Errors,
					response.Data, response.Errors, x.document, compact(x.variables))
			}
		}
		b.tally.explorations++
		if len(first.Errors) > 0 {
			continue
		}
		var a explored
		if err := json.Unmarshal(first.Data, &a); err != nil {
			b.Fatal(err)
		}
		if objection := x.objection(a); objection != "" {
			b.Fatalf("the oracle objects: %s\n%s\n%s", objection, x.document, compact(x.variables))
		}
	}
}

// resolving answers explorations as the server does, with one statement each, or none where it refuses.
func (e *engine) resolving(b *bench) func(exploration) (*graphql.Response, error) {
	b.Helper()
	projection := network.New(e.compiler.Model)
	if err := projection.Load(b.Context(), e.store); err != nil {
		b.Fatal(err)
	}
	resolver := graph.New(graph.Config{
		Model: e.compiler.Model, Store: e.store, Network: projection, Cursors: plan.NewCursors("differential"),
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	server := executor.New(resolver.Executable())
	server.Use(graph.Statements{})
	server.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if shown := graph.Present(ctx, err); shown != nil {
			return shown
		}
		return gqlerror.WrapPath(nil, err)
	})
	return func(x exploration) (*graphql.Response, error) {
		ctx := graphql.StartOperationTrace(b.Context())
		request, refused := server.CreateOperationContext(ctx, &graphql.RawParams{Query: x.document, Variables: copied(x.variables).(map[string]any)})
		if refused != nil {
			return nil, refused
		}
		next, ctx := server.DispatchOperation(ctx, request)
		response := next(ctx)
		statements := response.Extensions["statements"]
		if statements != int64(1) && (len(response.Errors) == 0 || statements != int64(0)) {
			return nil, fmt.Errorf("%v statements: %w", statements, response.Errors)
		}
		if strings.Contains(response.Errors.Error(), "INTERNAL") {
			return nil, response.Errors
		}
		return response, nil
	}
}
