package differential

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/sqlite"
	"partnergraph/graph/store/storetest/oracle"
	"partnergraph/schema"
)

// amount says how many graphs are tested, how many shapes of operations each is asked, how many operations are made of one shape, how
// many walks each takes through lists, and how many questions its network is asked.
type amount struct{ graphs, shapes, alike, walks, explorations int }

// operations is how many are asked of all graphs together.
func (n amount) operations() int { return n.graphs * n.shapes * n.alike }

// TestEnginesAgree asks both engines and the oracle the same random operations on the same random graphs. Neo4j takes a third of a
// second to plan a new shape and three milliseconds to answer one that it knows, so the full count has more operations of each.
func TestEnginesAgree(t *testing.T) {
	server := neo4jtest.Shared(t)
	neo4jtest.Reset(t.Context(), t, server)
	run(t, 0, amount{3, 45, 3, 6, 30}, amount{10, 84, 12, 20, 100}, func(b *bench) {
		b.openSQLite()
		b.openNeo4j(server)
	})
}

// TestOneEngineAgrees asks many more of the engine that answers faster: what the compiler does wrong shows on any.
func TestOneEngineAgrees(t *testing.T) {
	run(t, 1000, amount{20, 84, 3, 20, 30}, amount{100, 334, 3, 50, 100}, (*bench).openSQLite)
}

// run tests the graphs after a seed, or the one that the environment names.
func run(t *testing.T, after uint64, usual, full amount, open func(*bench)) {
	n := usual
	if os.Getenv("PARTNERGRAPH_PROVE") != "" {
		n = full
	}
	seeds := make([]uint64, n.graphs)
	for i := range seeds {
		seeds[i] = after + uint64(i+1)
	}
	if text := os.Getenv("PARTNERGRAPH_SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("PARTNERGRAPH_SEED: %v", err)
		}
		seeds, n.graphs = []uint64{seed}, 1
	}
	var all tally
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("graph %d", seed), func(t *testing.T) {
			b := newBench(t, seed, open)
			for range n.shapes {
				for _, o := range b.nextOperations(n.alike) {
					b.check(o)
				}
			}
			b.settle(n.shapes * n.alike)
			b.explore(n.explorations)
			all.add(b.tally)
			for range n.walks {
				b.walk(b.newWalk())
			}
			t.Log(b.tally)
		})
	}
	t.Logf("of %d graphs: %s", n.graphs, all)
	if !t.Failed() && all.operations != n.operations() {
		t.Errorf("%d operations agree, want %d", all.operations, n.operations())
	}
	if !t.Failed() && all.found < n.operations()/100 {
		t.Errorf("the network found %d lists", all.found)
	}
	if !t.Failed() && all.kept < n.operations()/10 {
		t.Errorf("the network answered %d root fields", all.kept)
	}
}

// tally counts operations on which all agree.
type tally struct{ operations, roots, refused, answered, found, kept, explorations int }

func (n *tally) add(other tally) {
	n.operations, n.roots = n.operations+other.operations, n.roots+other.roots
	n.refused, n.answered, n.found = n.refused+other.refused, n.answered+other.answered, n.found+other.found
	n.kept, n.explorations = n.kept+other.kept, n.explorations+other.explorations
}

// String says what was counted.
func (n tally) String() string {
	return fmt.Sprintf("%d operations with %d root fields, %d of them refused; %d operations answered with rows; %d lists found by the network, "+
		"%d root fields answered by it; %d searches, paths and neighbourhoods",
		n.operations, n.roots, n.refused, n.answered, n.found, n.kept, n.explorations)
}

// bench is a graph in both engines and in the oracle.
type bench struct {
	*testing.T
	seed    uint64
	world   *world
	now     time.Time
	oracle  *oracle.Oracle
	engines []*engine
	cursors *cursors
	tally   tally
}

// newBench makes a random graph and writes it to what open opens.
func newBench(t *testing.T, seed uint64, open func(*bench)) *bench {
	t.Helper()
	model := contract(t)
	w := newWorld(model, seed, 6)
	b := &bench{T: t, seed: seed, world: w, oracle: oracle.New(model.AST, w.graph), cursors: newCursors()}
	open(b)
	for _, set := range w.sets {
		b.now = set.at
		for _, e := range b.engines {
			if _, err := e.store.Write(t.Context(), store.ChangeSet{Actor: "differential", Mutation: "write", Operations: set.operations}); err != nil {
				t.Fatalf("%s: %v", e.name, err)
			}
		}
	}
	return b
}

func (b *bench) openSQLite() {
	b.Helper()
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "graph.db"), b.world.model, sqlite.Options{Now: b.clock})
	if err != nil {
		b.Fatal(err)
	}
	b.add("sqlite", s, func(model *schema.Model, q *plan.Query) string { return sqlite.Render(model, q).SQL })
}

// openNeo4j empties the server but for its constraints and indexes, which take seconds to make, and opens it.
func (b *bench) openNeo4j(server *neo4jtest.Server) {
	b.Helper()
	direct, err := driver.NewDriverWithContext(server.URI(), server.Auth())
	if err != nil {
		b.Fatal(err)
	}
	_, err = driver.ExecuteQuery(b.Context(), direct, "MATCH (n) DETACH DELETE n", nil, driver.EagerResultTransformer)
	if err := errors.Join(err, direct.Close(b.Context())); err != nil {
		b.Fatal(err)
	}
	s, err := neo4j.Open(b.Context(), neo4j.Options{URI: server.URI(), Now: b.clock}, b.world.model)
	if err != nil {
		b.Fatal(err)
	}
	b.add("neo4j", s, func(model *schema.Model, q *plan.Query) string { return neo4j.Render(model, q).Cypher })
}

// clock is the time of the change set that is being written.
func (b *bench) clock() time.Time { return b.now }

func (b *bench) add(name string, s store.Store, render func(*schema.Model, *plan.Query) string) {
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Errorf("close %s: %v", name, err)
		}
	})
	compiler := &plan.Compiler{Model: b.world.model, Cursors: plan.NewCursors("differential")}
	b.engines = append(b.engines, &engine{name: name, store: s, compiler: compiler, render: render})
}

// nextOperations makes operations up until the validator takes so many, all of one shape.
func (b *bench) nextOperations(alike int) []operation {
	for range 100 {
		var alikes []operation
		seed := b.world.Uint64()
		for range alike {
			o := b.world.newOperation(newRandom(seed), b.world.random, b.cursors.byOrder)
			if _, err := o.parse(b.world.model.AST); err == nil {
				alikes = append(alikes, o)
			}
		}
		if len(alikes) == alike {
			return alikes
		}
	}
	b.Fatal("the validator refuses what is made up")
	return nil
}

// check asks everybody the operation, and on a failure makes it smaller and prints it.
func (b *bench) check(o operation) {
	b.Helper()
	failure := b.failure(o)
	if failure == "" {
		return
	}
	kind, _, _ := strings.Cut(failure, ":")
	o = o.shrunk(b.world.model.AST, func(smaller operation) bool {
		found, _, _ := strings.Cut(b.failure(smaller), ":")
		return found == kind
	})
	b.Fatalf("PARTNERGRAPH_SEED=%d: %s\nand made smaller: %s\n\n%s\nvariables %s\n\n%s",
		b.seed, failure, b.failure(o), o.document, compact(o.variables), b.explained(o))
}

// explained prints what each engine was asked and answered.
func (b *bench) explained(o operation) string {
	var out strings.Builder
	theirs := b.cursors.translated(o)
	for _, e := range b.engines {
		a, err := e.ask(b.Context(), theirs)
		fmt.Fprintf(&out, "%s answers %s %v %v\n%s\n", e.name, a.data, a.refused, err, e.explain(theirs))
	}
	return out.String()
}

// failure says what is wrong with the answers to an operation, or nothing. It begins with the sort of failure and a colon.
func (b *bench) failure(o operation) string {
	document, err := o.parse(b.world.model.AST)
	if err != nil {
		return "invalid: " + err.Error()
	}
	theirs := b.cursors.translated(o)
	var answers []answer
	for _, e := range b.engines {
		a, err := e.ask(b.Context(), theirs)
		if err != nil {
			return fmt.Sprintf("%s fails: %v", e.name, err)
		}
		answers = append(answers, a)
	}
	first := answers[0]
	for i, a := range answers[1:] {
		if string(a.data) != string(first.data) {
			return fmt.Sprintf("%s and %s differ:\n%s\n%s", b.engines[0].name, b.engines[i+1].name, first.data, a.data)
		}
	}
	want := b.oracle.Answer(document.Operations[0], o.variables)
	if d := cmp.Diff(want.Refused, first.refused); d != "" {
		return "refusals differ from the oracle's (-oracle +engines): " + d
	}
	if d := b.cursors.difference("data", want.Data, decoded(b, first.data), ordered(document)); d != "" {
		return "the oracle differs: " + d
	}
	b.count(want)
	return ""
}

func (b *bench) count(want oracle.Answer) {
	b.tally.operations++
	b.tally.refused += len(want.Refused)
	for _, member := range want.Data {
		if member.Value != "Query" { // __typename, which takes nobody's time
			b.tally.roots++
		}
	}
	if strings.Contains(compact(want.Data), "[{") {
		b.tally.answered++
	}
}

// settle looks whether each engine took one statement for each root field of so many operations that was not refused.
func (b *bench) settle(operations int) {
	b.Helper()
	for _, e := range b.engines {
		if want := b.tally.roots - b.tally.refused; b.tally.operations != operations || e.statements != want {
			b.Errorf("%s took %d statements for the %d root fields of %d operations, want %d operations", e.name, e.statements, want, b.tally.operations, operations)
		}
		b.tally.found += e.found
		b.tally.kept += e.kept
	}
}

// ordered reports whether the members of the response must come in the oracle's order. Without fragments on some of the types there
// is but one order; with them an engine may write a field where it is first met on any type.
func ordered(document *ast.QueryDocument) bool {
	return len(document.Fragments) == 0 && !strings.Contains(document.Operations[0].Position.Src.Input, "... on")
}
