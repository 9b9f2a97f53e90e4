package scale

import (
	"encoding/json"
	"path/filepath"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

// engines are both stores with the same graph, and what an operation costs on each.
type engines struct {
	*testing.T
	compiler *plan.Compiler
	sqlite   store.Store
	path     string // of the SQLite file
	direct   driver.DriverWithContext
}

func open(t *testing.T) *engines {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	e := &engines{T: t, compiler: &plan.Compiler{Model: model, Cursors: plan.NewCursors("scale")}, path: filepath.Join(t.TempDir(), "graph.db")}
	if e.sqlite, err = sqlite.Open(t.Context(), e.path, model, sqlite.Options{}); err != nil {
		t.Fatal(err)
	}
	server := neo4jtest.Shared(t)
	neo4jtest.Reset(t.Context(), t, server)
	neo, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI()}, model)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []store.Store{e.sqlite, neo} {
		t.Cleanup(func() { _ = s.Close() })
		commit(t, s, nodes())
	}
	commit(t, e.sqlite, relations())
	if e.direct, err = driver.NewDriverWithContext(server.URI(), server.Auth()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.direct.Close(t.Context()) })
	e.relate(relations())
	e.run("CALL db.resampleOutdatedIndexes()", nil)
	return e
}

// compile plans the only root field of an operation.
func (e *engines) compile(operation string, variables map[string]any) *plan.Compiled {
	e.Helper()
	document, errs := gqlparser.LoadQueryWithRules(e.compiler.Model.AST, operation, rules.NewDefaultRules())
	if len(errs) > 0 {
		e.Fatal(errs)
	}
	field := document.Operations[0].SelectionSet[0].(*ast.Field)
	compiled, err := e.compiler.Compile(field, field.SelectionSet, variables)
	if err != nil {
		e.Fatal(err)
	}
	return compiled
}

// answer reads an operation from SQLite into out.
func (e *engines) answer(operation string, variables map[string]any, out any) {
	e.Helper()
	compiled := e.compile(operation, variables)
	row, err := e.sqlite.Read(e.Context(), &compiled.Query)
	if err != nil {
		e.Fatal(err)
	}
	data, err := compiled.Write(row, nil)
	if err != nil {
		e.Fatal(err)
	}
	if err := json.Unmarshal(data, out); err != nil {
		e.Fatal(err)
	}
}

// steps is what an operation costs on SQLite.
func (e *engines) steps(operation string, variables map[string]any) int64 {
	e.Helper()
	return steps(e.T, e.path, sqlite.Render(e.compiler.Model, &e.compile(operation, variables).Query))
}

// hits is what an operation costs on Neo4j, and memory the bytes that its transaction held at most.
func (e *engines) hits(operation string, variables map[string]any) (hits, memory int64) {
	e.Helper()
	statement := neo4j.Render(e.compiler.Model, &e.compile(operation, variables).Query)
	result, err := driver.ExecuteQuery(e.Context(), e.direct, "PROFILE "+statement.Cypher, statement.Params, driver.EagerResultTransformer)
	if err != nil {
		e.Fatalf("%v:\n%s", err, statement.Cypher)
	}
	profile := result.Summary.Profile()
	memory, _ = profile.Arguments()["GlobalMemory"].(int64)
	return added(profile), memory
}

// addHub makes an organization a party to 30,000 agreements: in SQLite to those that are there, in Neo4j to more, without the log that
// the store would write.
func (e *engines) addHub() {
	e.Helper()
	operations := []store.Operation{node("Enterprise", "hub", values{"name": "枢纽", "aliases": []string{}})}
	for i := range agreements {
		operations = append(operations, relate("PARTY_TO", "hub", agreement(i), values{"role": "DEMAND"}))
	}
	commit(e.T, e.sqlite, operations)
	for _, cypher := range []string{
		`CREATE (:Node:Organization:Enterprise {id: 'hub', name: '枢纽', nameKey: 'e69ea2', aliases: [], version: 1})`,
		`UNWIND range(1, 20000) AS i
CREATE (:Node:Agreement {id: 'b' + i, title: 'b' + i, titleKey: 'b' + i, kind: 'JOINT_RESEARCH', status: 'ACTIVE', version: 1})`,
		`MATCH (hub:Node {id: 'hub'}) MATCH (a:Agreement) CREATE (hub)-[:PARTY_TO {role: 'DEMAND'}]->(a)`,
	} {
		e.run(cypher, nil)
	}
}

// relate writes relations into Neo4j without their log.
func (e *engines) relate(operations []store.Operation) {
	e.Helper()
	rows := map[string][]any{}
	for _, o := range operations {
		rows[o.Type] = append(rows[o.Type], []any{o.From, o.To, o.Properties})
	}
	for kind, list := range rows {
		e.run("UNWIND $rows AS row MATCH (a:Node {id: row[0]}) MATCH (b:Node {id: row[1]}) CREATE (a)-[r:"+kind+"]->(b) SET r = row[2]",
			map[string]any{"rows": list})
	}
}

func (e *engines) run(cypher string, params map[string]any) {
	e.Helper()
	if _, err := driver.ExecuteQuery(e.Context(), e.direct, cypher, params, driver.EagerResultTransformer); err != nil {
		e.Fatal(err)
	}
}

func added(plan driver.ProfiledPlan) int64 {
	sum := plan.DbHits()
	for _, child := range plan.Children() {
		sum += added(child)
	}
	return sum
}
