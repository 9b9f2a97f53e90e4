package graph

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
	"partnergraph/seed"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

var discarded = slog.New(slog.NewTextHandler(io.Discard, nil))

// onEachEngine is for what leans on an engine.
func onEachEngine(t *testing.T, test func(t *testing.T, r *Resolver)) {
	t.Run("sqlite", func(t *testing.T) { test(t, resolverOf(t)) })
	t.Run("neo4j", func(t *testing.T) {
		server, model := neo4jtest.Shared(t), contractOf(t)
		neo4jtest.Reset(t.Context(), t, server)
		engine, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI(), Logger: discarded}, model)
		if err != nil {
			t.Fatal(err)
		}
		test(t, resolverOver(t, model, engine))
	})
}

func contractOf(t *testing.T) *schema.Model {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// resolverOf is a resolver over SQLite with the 2020 data.
func resolverOf(t *testing.T) *Resolver {
	t.Helper()
	model := contractOf(t)
	engine, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), model, sqlite.Options{Logger: discarded})
	if err != nil {
		t.Fatal(err)
	}
	return resolverOver(t, model, engine)
}

// resolverOver brings the 2020 data into a store that is empty.
func resolverOver(t *testing.T, model *schema.Model, engine store.Store) *Resolver {
	t.Helper()
	t.Cleanup(func() { _ = engine.Close() })
	if _, err := seed.Apply(t.Context(), engine, model); err != nil {
		t.Fatal(err)
	}
	projection := network.New(model)
	if err := projection.Load(t.Context(), engine); err != nil {
		t.Fatal(err)
	}
	return New(Config{Model: model, Store: engine, Network: projection, Cursors: plan.NewCursors("key"), Logger: discarded})
}

// rootOf parses an operation of one root field.
func rootOf(t *testing.T, r *Resolver, operation string) *ast.Field {
	t.Helper()
	document, err := parser.ParseQuery(&ast.Source{Input: operation})
	if err != nil {
		t.Fatal(err)
	}
	if errs := validator.ValidateWithRules(r.model.AST, document, nil); len(errs) > 0 {
		t.Fatal(errs)
	}
	return document.Operations[0].SelectionSet[0].(*ast.Field)
}

// What the network answers must be what the store would have: the same bytes, over records of every kind and shape.
func TestTheNetworkAnswersAsTheStoreDoes(t *testing.T) {
	r := resolverOf(t)
	for _, c := range []struct {
		selection string
		projected bool
	}{
		{`id __typename name kind aliases summary registeredOn`, true},
		{`place { name level partOf { name partOf { name } } }`, true},
		{`fields { totalCount nodes { code level parent { name } } edges { basis reason } }`, true},
		{`fields(first: 1) { nodes { id } pageInfo { hasNextPage } }`, true},
		{`agreements { totalCount edges { role node { title kind status signedOn amount parties { totalCount edges { role node { name } } } } } }`, true},
		{`... on University { units { nodes { name partOf { name } } } } ... on AcademicUnit { partOf { id __typename } }`, true},
		{`platforms { nodes { state establishedOn organizations { edges { role } } } } needs { nodes { title state statedOn } }`, true},
		{`version`, false},
		{`name createdAt`, false},
		{`place { name updatedAt }`, false},
		{`partners { totalCount }`, false},
		{`citations { locator document { title } }`, true},
		{`agreements(orderBy: [{field: TITLE}]) { nodes { id } }`, true},
		{`agreements(last: 2, orderBy: [{field: SIGNED_ON, direction: DESC}, {field: EDGE_ROLE}]) { edges { cursor node { id signedOn } } }`, true},
		{`agreements(where: {kind: {in: [LICENSING, JOINT_PLATFORM]}, parties: {some: {node: {kind: {eq: UNIVERSITY}}}}}) { totalCount nodes { title } }`, true},
		{`agreements(first: 1, orderBy: [{field: PARTIES_COUNT, direction: DESC}]) { edges { cursor } pageInfo { hasNextPage } }`, true},
		{`agreements(where: {title: {contains: "合作"}}) { totalCount }`, false},
	} {
		field := rootOf(t, r, `{ neighborhood(of: "`+seed.ID("university/湖南文理学院")+`", depth: 2) { nodes { ... on Organization { `+c.selection+` } } } }`)
		compiled, err := r.compiler.Compile(field, field.SelectionSet, nil)
		if err != nil {
			t.Fatal(c.selection, err)
		}
		ids := []string{"nobody"}
		for _, kind := range r.model.Node("Organization").Types {
			r.network.View(func(view *network.View) {
				for id := range view.OfType(kind) {
					ids = append(ids, id)
				}
			})
		}
		computed := plan.Object{compiled.RootName(): plan.Object{"nodes": ids[1:]}}
		query, named := compiled.Bind(computed)
		answer := r.answer(query)
		if !named || (answer != nil) != c.projected {
			t.Errorf("%s: named %v, answered by the network %v", c.selection, named, answer != nil)
			continue
		}
		if !c.projected {
			continue
		}
		row, err := r.store.Read(t.Context(), query)
		if err != nil {
			t.Fatal(c.selection, err)
		}
		want, err := compiled.Write(row, computed)
		if err != nil || len(want) < 300 {
			t.Fatalf("%s: %d bytes, %v", c.selection, len(want), err)
		}
		r.network.View(func(view *network.View) { row = view.Reply(answer, query.Args) })
		if got, err := compiled.Write(row, computed); err != nil || string(got) != string(want) {
			t.Errorf("%s: %v\nnetwork %s\nstore   %s", c.selection, err, got, want)
		}
	}
}

// A computed answer sees what another server wrote just before, though nobody has told the network of it.
func TestTheNetworkCatchesUpBeforeItAnswers(t *testing.T) {
	r := resolverOf(t)
	id := seed.ID("university/湖南文理学院")
	if _, err := r.store.Write(t.Context(), store.ChangeSet{Actor: "other", Mutation: "test", Operations: []store.Operation{
		{Verb: store.UpdateNode, Type: "University", ID: id, Properties: map[string]any{"name": "改名大学"}},
	}}); err != nil {
		t.Fatal(err)
	}
	field := rootOf(t, r, `{ organization(name: "改名大学") { name } }`)
	compiled, err := r.compiler.Compile(field, field.SelectionSet, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, counter := store.Counted(t.Context())
	written, err := r.project(ctx, compiled, r.answer(&compiled.Query), r.look, named)
	if err != nil || string(written) != `{"name":"改名大学"}` || counter.Statements() != 2 { // the check, and the log
		t.Errorf("%s after %d statements: %v", written, counter.Statements(), err)
	}
}

// gated answers reads one at a time, when told to.
type gated struct {
	store.Store
	begun, release chan struct{}
	mu             sync.Mutex
	reads          int64
}

func (g *gated) Read(context.Context, *plan.Query) (plan.Row, error) {
	g.mu.Lock()
	g.reads++
	n := g.reads
	g.mu.Unlock()
	g.begun <- struct{}{}
	<-g.release
	return plan.Row{n}, nil
}

// Those who come while a check is under way share the next one, and are never answered by the one that began before they came.
func TestHeadChecksAreSharedByThoseWhoCameBefore(t *testing.T) {
	g := &gated{begun: make(chan struct{}), release: make(chan struct{})}
	h := &headCheck{store: g}
	answers := make(chan int64)
	ask := func(ctx context.Context) {
		n, err := h.sequence(ctx)
		if err != nil {
			n = -1
		}
		answers <- n
	}
	gathered := func(callers int) bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.next != nil && h.next.callers == callers
	}
	go ask(t.Context())
	<-g.begun
	gone, leave := context.WithCancel(t.Context())
	for range 8 {
		go ask(t.Context())
	}
	go ask(gone)
	for !gathered(9) {
		runtime.Gosched()
	}
	leave()
	if n := <-answers; n != -1 {
		t.Fatalf("who left was answered %d", n)
	}
	g.release <- struct{}{}
	if n := <-answers; n != 1 {
		t.Errorf("the first was answered by check %d", n)
	}
	<-g.begun
	g.release <- struct{}{}
	for range 8 {
		if n := <-answers; n != 2 {
			t.Errorf("answered by check %d, want the one that began next", n)
		}
	}
}

// An error of the check is everybody's who waited for it, and not the next one's.
func TestAFailedHeadCheckIsTriedAnew(t *testing.T) {
	failing := &failingOnce{}
	h := &headCheck{store: failing}
	if _, err := h.sequence(t.Context()); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if n, err := h.sequence(t.Context()); n != 7 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
}

// A store that knows where its log ends is not asked, but for when it does not.
func TestAHeadThatIsKnownIsNotReadAgain(t *testing.T) {
	known := &knowing{sequence: 12}
	h := &headCheck{store: known}
	ctx, counter := store.Counted(t.Context())
	if n, err := h.sequence(ctx); n != 12 || err != nil || counter.Statements() != 1 {
		t.Errorf("got %d, %v; %d statements", n, err, counter.Statements())
	}
	known.sequence, known.tried = 0, true
	if n, err := h.sequence(t.Context()); n != 7 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
}

// knowing knows its end, unless that is 0.
type knowing struct {
	failingOnce
	sequence int64
}

func (k *knowing) Latest() (int64, bool) { return k.sequence, k.sequence != 0 }

type failingOnce struct {
	store.Store
	tried bool
}

func (f *failingOnce) Read(context.Context, *plan.Query) (plan.Row, error) {
	if !f.tried {
		f.tried = true
		return nil, store.ErrUnavailable
	}
	return plan.Row{int64(7)}, nil
}

// What takes time to work out is left alone where nobody asks for it, under whatever name.
func TestOnlyWhatIsAskedForIsWorkedOut(t *testing.T) {
	r := resolverOf(t)
	for selection, want := range map[string]bool{
		`nodes { score }`:                                false,
		`nodes { score why: reasons { factor } }`:        true,
		`edges { node { ... { reasons { text } } } }`:    true,
		`nodes { cautions { kind } hints { text } }`:     false,
		`nodes { organization { name } } notice`:         false,
		`edges { node { reasons { evidence { id } } } }`: true,
	} {
		field := rootOf(t, r, `{ findPartners(text: "塑料") { `+selection+` } }`)
		compiled, err := r.compiler.Compile(field, field.SelectionSet, nil)
		if err != nil || compiled.Asks("reasons") != want {
			t.Errorf("%s: asks for reasons %v, want %v (%v)", selection, !want, want, err)
			continue
		}
		ctx := context.WithValue(t.Context(), compiledKey{}, compiled)
		r.network.View(func(view *network.View) {
			page, err := r.findPartners(ctx, view, compiled.Arguments)
			if err != nil {
				t.Fatal(err)
			}
			for _, edge := range page.(plan.Object)["edges"].([]plan.Object) {
				if _, worked := edge["node"].(plan.Object)["reasons"]; worked != want {
					t.Errorf("%s: reasons were worked out: %v", selection, worked)
				}
			}
		})
	}
}
