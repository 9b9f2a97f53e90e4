package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
	_ "modernc.org/sqlite"

	"partnergraph/graph"
	"partnergraph/graph/load"
	"partnergraph/graph/load/synthetic"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
	"partnergraph/server/graphqlhttp"
)

// reading is a made-up network in an SQLite file, with everything that a request passes on its way.
type reading struct {
	model    *schema.Model
	store    *sqlite.Store
	compiler *plan.Compiler
	handler  http.Handler
	raw      *sql.DB
	usual    string // an organization with a few agreements
	hub      string // the one with the most
	place    string
	field    string
}

func newReading(b *testing.B) *reading {
	b.Helper()
	dir := b.TempDir()
	records := filepath.Join(dir, "records")
	r := &reading{}
	var err error
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	r.model, err = schema.Load()
	must(err)
	must(os.Mkdir(records, 0o755))
	must(synthetic.Write(records, synthetic.Options{Organizations: 2000, Seed: 1}))
	file := filepath.Join(dir, "graph.db")
	r.store, err = sqlite.Open(b.Context(), file, r.model, sqlite.Options{})
	must(err)
	b.Cleanup(func() { _ = r.store.Close() })
	_, err = load.Into(b.Context(), r.store, r.model, os.DirFS(records), load.Options{})
	must(err)
	projection := network.New(r.model)
	must(projection.Load(b.Context(), r.store))
	logger := slog.New(slog.NewTextHandler(io.Discard, nil))
	cursors := plan.NewCursors("key")
	resolver := graph.New(graph.Config{Model: r.model, Store: r.store, Network: projection, Cursors: cursors, Logger: logger})
	r.compiler = &plan.Compiler{Model: r.model, Cursors: cursors, Limits: plan.Limits{Cost: graph.MaxCost, Degrees: projection}}
	r.handler = graphqlhttp.New(resolver.Executable(), graphqlhttp.Options{
		Present: graph.Present, Logger: logger, Extensions: []graphql.HandlerExtension{graph.Statements{}},
	})
	r.raw, err = sql.Open("sqlite", "file:"+file+"?mode=ro")
	must(err)
	b.Cleanup(func() { _ = r.raw.Close() })
	signed := `SELECT source FROM relation WHERE type = 'PARTY_TO' GROUP BY source `
	must(r.raw.QueryRow(signed + `ORDER BY count(*) DESC, source LIMIT 1`).Scan(&r.hub))
	must(r.raw.QueryRow(signed + `HAVING count(*) = 5 ORDER BY source LIMIT 1`).Scan(&r.usual))
	must(r.raw.QueryRow(`SELECT p.target, f.target FROM relation p JOIN relation f ON f.source = p.source JOIN node n ON n.id = p.source
		WHERE p.type = 'LOCATED_IN' AND f.type = 'WORKS_IN' AND n.type = 'Enterprise' GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1`).Scan(&r.place, &r.field))
	return r
}

// The operations of the comparison with other servers.
const (
	askOne     = `query($id: ID!) { organization(id: $id) { id name kind place { name } registeredOn } }`
	askProfile = `query($id: ID!) { organization(id: $id) { id name kind place { name } registeredOn fields { nodes { id name } }
		agreements(first: 10, orderBy: [{field: SIGNED_ON, direction: DESC}]) { nodes { id title status signedOn parties { nodes { id name kind } } } } } }`
	askList = `query($place: ID!, $field: ID!) { enterprises(first: 50, orderBy: [{field: NAME}],
		where: {place: {is: {id: {eq: $place}}}, fields: {some: {node: {id: {eq: $field}}}}}) { nodes { id name place { name } fields { nodes { id name } } agreements { totalCount } } } }`
)

// rawProfile is what one writes by hand for askProfile.
const rawProfile = `SELECT json_object('id', o.id, 'name', o.properties ->> 'name', 'kind', o.type, 'registeredOn', o.properties ->> 'registeredOn',
	'place', (SELECT json_object('name', p.properties ->> 'name') FROM relation r JOIN node p ON p.id = r.target WHERE r.source = o.id AND r.type = 'LOCATED_IN'),
	'fields', json((SELECT json_group_array(json_object('id', f.id, 'name', f.properties ->> 'name')) FROM relation r JOIN node f ON f.id = r.target
		WHERE r.source = o.id AND r.type = 'WORKS_IN')),
	'agreements', json((SELECT json_group_array(json_object('id', a.id, 'title', a.properties ->> 'title', 'status', a.properties ->> 'status', 'signedOn', a.signedOn,
		'parties', json((SELECT json_group_array(json_object('id', q.id, 'name', q.properties ->> 'name', 'kind', q.type)) FROM relation s JOIN node q ON q.id = s.source
			WHERE s.target = a.id AND s.type = 'PARTY_TO'))))
		FROM (SELECT a.id, a.properties, a.properties ->> 'signedOn' AS signedOn FROM relation r JOIN node a ON a.id = r.target
			WHERE r.source = o.id AND r.type = 'PARTY_TO' ORDER BY a.properties ->> 'signedOnKey' DESC, a.id LIMIT 10) a)))
	FROM node o WHERE o.id = ?1`

// BenchmarkRequest is a whole request, from the bytes that came to those that are sent.
func BenchmarkRequest(b *testing.B) {
	r := newReading(b)
	for _, c := range []struct{ name, document, variables string }{
		{"q1", askOne, `{"id":"` + r.usual + `"}`},
		{"q2", askProfile, `{"id":"` + r.usual + `"}`},
		{"q2hub", askProfile, `{"id":"` + r.hub + `"}`},
		{"q3", askList, `{"place":"` + r.place + `","field":"` + r.field + `"}`},
	} {
		text, err := json.Marshal(c.document)
		if err != nil {
			b.Fatal(err)
		}
		body := `{"query":` + string(text) + `,"variables":` + c.variables + `}`
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				request := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
				request.Header.Set("Content-Type", "application/json")
				recorder := httptest.NewRecorder()
				r.handler.ServeHTTP(recorder, request)
				if bytes.Contains(recorder.Body.Bytes(), []byte(`"errors"`)) {
					b.Fatal(recorder.Body)
				}
				size = recorder.Body.Len()
			}
			b.ReportMetric(float64(size), "B/answer")
		})
	}
	for name, id := range map[string]string{"q2 by hand": r.usual, "q2hub by hand": r.hub} {
		statement, err := r.raw.Prepare(rawProfile)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var text []byte
				if err := statement.QueryRow(id).Scan(&text); err != nil {
					b.Fatal(err)
				}
				if _, err := json.Marshal(map[string]any{"data": map[string]any{"organization": json.RawMessage(text)}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStages is what q2 takes stage by stage, within the handler.
func BenchmarkStages(b *testing.B) {
	r := newReading(b)
	variables := map[string]any{"id": r.usual}
	tree, errs := gqlparser.LoadQueryWithRules(r.model.AST, askProfile, rules.NewDefaultRules())
	if errs != nil {
		b.Fatal(errs)
	}
	operation := tree.Operations[0]
	field := operation.SelectionSet[0].(*ast.Field)
	plans := plan.NewPlans(r.compiler)
	compile := func() *plan.Compiled {
		compiled, err := plans.Compile(operation, field, field.SelectionSet, variables)
		if err != nil {
			b.Fatal(err)
		}
		return compiled
	}
	computed := plan.Object{"organization": r.usual}
	compiled := compile()
	query := &compiled.Query
	if compiled.Computed() {
		query, _ = compiled.Bind(computed)
	}
	row, err := r.store.Read(b.Context(), query)
	if err != nil {
		b.Fatal(err)
	}
	for _, stage := range []struct {
		name string
		run  func()
	}{
		{"parse and validate", func() { _, _ = gqlparser.LoadQueryWithRules(r.model.AST, askProfile, rules.NewDefaultRules()) }},
		{"compile afresh", func() { _, _ = r.compiler.Compile(field, field.SelectionSet, variables) }},
		{"compile and render, kept", func() { sqlite.Render(r.model, &compile().Query) }},
		{"bind and check", func() {
			if compiled.Computed() {
				bound, _ := compiled.Bind(computed)
				_ = compiled.Check(bound)
			}
		}},
		{"read", func() { _, _ = r.store.Read(b.Context(), query) }},
		{"write", func() { _, _ = compiled.Write(row, computed) }},
	} {
		b.Run(strings.ReplaceAll(stage.name, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stage.run()
			}
		})
	}
}
