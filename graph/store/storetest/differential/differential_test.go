package differential

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/sqlite"
	"partnergraph/graph/store/storetest/oracle"
	"partnergraph/schema"
)

// How many graphs, and how many operations on each.
const (
	graphs, operations           = 4, 100
	graphsToProve, perGraphProof = 40, 250
)

// seeds lists the graphs that are to be tested and how many operations each is asked.
func seeds(t testing.TB) ([]uint64, int) {
	if text := os.Getenv("PARTNERGRAPH_SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("PARTNERGRAPH_SEED: %v", err)
		}
		return []uint64{seed}, perGraphProof
	}
	number, each := graphs, operations
	if os.Getenv("PARTNERGRAPH_PROVE") != "" {
		number, each = graphsToProve, perGraphProof
	}
	list := make([]uint64, number)
	for i := range list {
		list[i] = uint64(i + 1)
	}
	return list, each
}

// TestEnginesAgree asks both engines and the oracle the same random operations on the same random graphs.
func TestEnginesAgree(t *testing.T) {
	list, each := seeds(t)
	for _, seed := range list {
		t.Run(fmt.Sprintf("graph %d", seed), func(t *testing.T) {
			b := newBench(t, seed)
			for range each {
				b.check(b.nextOperation())
			}
			t.Logf("%d operations: %d root fields refused, %d with rows", b.asked, b.refused, b.answered)
		})
	}
}

// bench is a graph in both engines and in the oracle.
type bench struct {
	*testing.T
	world   *world
	oracle  *oracle.Oracle
	engines []*engine
	cursors *cursors

	asked, refused, answered int
}

func newBench(t *testing.T, seed uint64) *bench {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(model, seed, 6)
	b := &bench{T: t, world: w, oracle: oracle.New(model.AST, w.graph), cursors: newCursors()}
	now := time.Time{}
	clock := func() time.Time { return now }
	b.open("sqlite", openSQLite(t, model, clock), func(model *schema.Model, q *plan.Query) string { return sqlite.Render(model, q).SQL })
	if os.Getenv("ONLY_SQLITE") == "" {
		b.open("neo4j", openNeo4j(t, model, clock), func(model *schema.Model, q *plan.Query) string { return neo4j.Render(model, q).Cypher })
	}
	for _, set := range w.sets {
		now = set.at
		for _, e := range b.engines {
			if _, err := e.store.Write(t.Context(), store.ChangeSet{Actor: "differential", Mutation: "write", Operations: set.operations}); err != nil {
				t.Fatalf("%s: %v", e.name, err)
			}
		}
	}
	return b
}

func (b *bench) open(name string, s store.Store, render func(*schema.Model, *plan.Query) string) {
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Errorf("close %s: %v", name, err)
		}
	})
	compiler := &plan.Compiler{Model: b.world.model, Cursors: plan.NewCursors("differential")}
	b.engines = append(b.engines, &engine{name, s, compiler, render})
}

func openSQLite(t *testing.T, model *schema.Model, clock func() time.Time) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), model, sqlite.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func openNeo4j(t *testing.T, model *schema.Model, clock func() time.Time) store.Store {
	t.Helper()
	server := neo4jtest.Shared(t)
	neo4jtest.Reset(t.Context(), t, server)
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI(), Now: clock}, model)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// nextOperation makes operations up until the validator takes one.
func (b *bench) nextOperation() operation {
	for range 100 {
		o := b.world.newOperation(b.cursors.byOrder)
		if _, err := o.parse(b.world.model.AST); err == nil {
			return o
		}
	}
	b.Fatal("the validator refuses what is made up")
	return operation{}
}

// check asks everybody the operation, and on a failure makes it smaller and prints it.
func (b *bench) check(o operation) {
	b.Helper()
	b.asked++
	failure := b.failure(o)
	if failure == "" {
		return
	}
	b.Log(failure)
	kind, _, _ := strings.Cut(failure, ":")
	o = o.shrunk(b.world.model.AST, func(smaller operation) bool {
		found, _, _ := strings.Cut(b.failure(smaller), ":")
		return found == kind
	})
	b.Errorf("%s\n\n%s\nvariables %s\n\n%s", b.failure(o), o.document, compact(o.variables), b.explained(o))
	if b.failedTooOften() {
		b.FailNow()
	}
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
	b.refused += len(want.Refused)
	if strings.Contains(compact(want.Data), "[{") {
		b.answered++
	}
}

func (b *bench) failedTooOften() bool { return true }

// ordered reports whether the members of the response must come in the oracle's order. Without fragments on some of the types there
// is but one order; with them an engine may write a field where it is first met on any type.
func ordered(document *ast.QueryDocument) bool {
	return len(document.Fragments) == 0 && !strings.Contains(document.Operations[0].Position.Src.Input, "... on")
}
