package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnergraph/graph"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
	"partnergraph/server/graphqlhttp"
)

// town is a store whose graph the server has read and whose database has gone away since: three thousand enterprises, of which one,
// "hub", is a party to all of thirty thousand agreements, with one other each.
type town struct{ store.Store }

const (
	townOrganizations = 3000
	townAgreements    = 30_000
)

func (town) Read(context.Context, *plan.Query) (plan.Row, error) { return nil, store.ErrUnavailable }

func (town) Snapshot(_ context.Context, v store.Visitor) (store.Head, error) {
	node := func(id, kind string, properties map[string]any) error {
		return v.Node(store.NodeRecord{ID: id, Type: kind, Properties: properties, Version: 1})
	}
	for i := range townAgreements {
		if err := node(fmt.Sprintf("a%05d", i), "Agreement", map[string]any{"title": "协议"}); err != nil {
			return store.Head{}, err
		}
	}
	if err := node("hub", "Enterprise", map[string]any{"name": "枢纽"}); err != nil {
		return store.Head{}, err
	}
	for i := range townOrganizations {
		if err := node(fmt.Sprintf("o%05d", i), "Enterprise", map[string]any{"name": fmt.Sprint("企业", i)}); err != nil {
			return store.Head{}, err
		}
	}
	for i := range townAgreements {
		for _, party := range []string{"hub", fmt.Sprintf("o%05d", i%townOrganizations)} {
			record := store.RelationRecord{Type: "PARTY_TO", From: party, To: fmt.Sprintf("a%05d", i), Properties: map[string]any{"role": "PARTNER"}}
			if err := v.Relation(record); err != nil {
				return store.Head{}, err
			}
		}
	}
	return store.Head{Sequence: 1}, nil
}

// newTown serves the town.
func newTown(t testing.TB) http.Handler {
	t.Helper()
	return serveTown(t, town{}, time.Minute)
}

// serveTown serves the town over another database, whose answers have so much time.
func serveTown(t testing.TB, database store.Store, timeout time.Duration) http.Handler {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	projection := network.New(model)
	if err := projection.Load(t.Context(), database); err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewTextHandler(io.Discard, nil))
	resolver := graph.New(graph.Config{Model: model, Store: database, Network: projection, Cursors: plan.NewCursors("key"), Logger: logger})
	return graphqlhttp.New(resolver.Executable(), graphqlhttp.Options{
		Present: graph.Present, Timeout: timeout, Logger: logger, Extensions: []graphql.HandlerExtension{graph.Statements{}},
	})
}
