package pipeline

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"golang.org/x/tools/txtar"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
	"partnergraph/seed"
)

var update = flag.Bool("update", false, "write the golden files again")

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// TestPipeline holds every case to its golden file.
func TestPipeline(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	server := neo4jtest.Shared(t)
	neo4jtest.Reset(t.Context(), t, server)
	neo, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI()}, model)
	if err != nil {
		t.Fatal(err)
	}
	defer neo.Close()
	lite, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "pipeline.db"), model, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lite.Close()
	for _, s := range []store.Store{neo, lite} {
		if _, err := seed.Apply(t.Context(), s, model); err != nil {
			t.Fatal(err)
		}
	}
	projection := network.New(model)
	if err := projection.Load(t.Context(), lite); err != nil {
		t.Fatal(err)
	}
	explain := explainer(t, server)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			golden, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			operation := string(golden.Files[0].Data)
			compiled := compile(t, model, operation)
			query := resolved(t, projection, compiled)
			cypher := neo4j.Render(model, query)
			explain(t, cypher)
			answer := answered(t, neo, compiled, query)
			if other := answered(t, lite, compiled, query); !bytes.Equal(answer, other) {
				t.Errorf("the engines differ\nneo4j:  %s\nsqlite: %s", answer, other)
			}
			got := &txtar.Archive{Comment: golden.Comment, Files: []txtar.File{
				{Name: "operation.graphql", Data: []byte(operation)},
				{Name: "plan", Data: []byte(compiled.Query.String())},
				{Name: "cypher", Data: []byte(cypher.Cypher + "\n")},
				{Name: "sql", Data: []byte(sqlite.Render(model, query).SQL + "\n")},
				{Name: "result.json", Data: answer},
			}}
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if difference := cmp.Diff(string(txtar.Format(golden)), string(txtar.Format(got))); difference != "" {
				t.Errorf("-golden +now\n%s", difference)
			}
		})
	}
}

// compile plans the only root field of an operation.
func compile(t *testing.T, model *schema.Model, operation string) *plan.Compiled {
	t.Helper()
	document, errs := gqlparser.LoadQueryWithRules(model.AST, operation, rules.NewDefaultRules())
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	field := document.Operations[0].SelectionSet[0].(*ast.Field)
	compiler := &plan.Compiler{Model: model, Cursors: plan.NewCursors("golden")}
	compiled, err := compiler.Compile(field, field.SelectionSet, nil)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// resolved puts in what searches find.
func resolved(t *testing.T, projection *network.Network, compiled *plan.Compiled) *plan.Query {
	t.Helper()
	var query *plan.Query
	var err error
	projection.View(func(view *network.View) {
		query, err = compiled.Query.Resolved(func(s plan.Search) []string { return view.Holding(s.Text, []*schema.Node{s.In}, s.Field) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return query
}

// answered is the field's answer, indented.
func answered(t *testing.T, s store.Store, compiled *plan.Compiled, query *plan.Query) []byte {
	t.Helper()
	row, err := s.Read(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	written, err := compiled.Write(row, nil)
	if err != nil {
		t.Fatal(err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, written, "", "  "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	return indented.Bytes()
}

// explainer lets the database plan a statement without running it.
func explainer(t *testing.T, server *neo4jtest.Server) func(*testing.T, neo4j.Statement) {
	t.Helper()
	connection, err := driver.NewDriverWithContext(server.URI(), driver.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close(t.Context()) })
	return func(t *testing.T, statement neo4j.Statement) {
		t.Helper()
		result, err := driver.ExecuteQuery(t.Context(), connection, "EXPLAIN "+statement.Cypher, statement.Params, driver.EagerResultTransformer)
		if err != nil {
			t.Fatalf("%v\n%s", err, statement.Cypher)
		}
		if result.Summary.Plan() == nil {
			t.Errorf("no plan for\n%s", statement.Cypher)
		}
	}
}
