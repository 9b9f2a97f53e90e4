package graphqlhttp_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"go.uber.org/goleak"

	"partnergraph/server/graphqlhttp"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const schemaText = `
	enum Kind { SIGNED ACTIVE }
	scalar Decimal
	input Party { role: String! rank: Int }
	input Thing {
		title: String! kind: Kind amount: Decimal share: Float done: Boolean id: ID
		parties: [Party!] tags: [String!]
	}
	type Node { id: ID! name(text: String): String! node: Node }
	type Query {
		hello: String!
		node: Node
		echo(text: String, thing: Thing, things: [Thing!]): String
		count(n: Int!): Int
		fail(how: String): String
		takeInt(value: Int): String
		takeInts(value: [Int!]): String
		takeMaybeInts(value: [Int]): String
		takeFloat(value: Float): String
		takeString(value: String): String
		takeBoolean(value: Boolean): String
		takeID(value: ID): String
		takeKind(value: Kind): String
		takeGrid(value: [[Int!]!]): String
	}
	type Mutation { set(text: String!): String }
	type Subscription { tick: Int }
`

type resolver func(ctx context.Context, arguments map[string]any) (any, error)

// executable answers the root fields of a small schema, as generated code
// would: errors and panics of a field become null and an error.
type executable struct {
	schema    *ast.Schema
	resolvers map[string]resolver
}

func newExecutable() *executable {
	return &executable{
		schema: gqlparser.MustLoadSchema(&ast.Source{Input: schemaText}),
		resolvers: map[string]resolver{
			"hello": func(context.Context, map[string]any) (any, error) { return "你好", nil },
			"echo":  func(_ context.Context, arguments map[string]any) (any, error) { return arguments["text"], nil },
			"count": func(_ context.Context, arguments map[string]any) (any, error) { return arguments["n"], nil },
		},
	}
}

func (e *executable) Schema() *ast.Schema { return e.schema }

func (e *executable) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (e *executable) Exec(context.Context) graphql.ResponseHandler {
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		operation := graphql.GetOperationContext(ctx)
		data := map[string]any{}
		for _, field := range graphql.CollectFields(operation, operation.Operation.SelectionSet, nil) {
			ctx := graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: field})
			data[field.Alias] = e.resolve(ctx, field)
		}
		encoded, err := json.Marshal(data)
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: encoded}
	}
}

func (e *executable) resolve(ctx context.Context, field graphql.CollectedField) (value any) {
	operation := graphql.GetOperationContext(ctx)
	defer func() {
		if cause := recover(); cause != nil {
			graphql.AddError(ctx, operation.Recover(ctx, cause))
			value = nil
		}
	}()
	if field.Name == "__typename" {
		return "Query"
	}
	if field.Name == "__schema" && operation.DisableIntrospection {
		graphql.AddError(ctx, errors.New("introspection disabled"))
		return nil
	}
	resolve := e.resolvers[field.Name]
	if resolve == nil {
		return nil
	}
	value, err := resolve(ctx, field.ArgumentMap(operation.Variables))
	if err != nil {
		graphql.AddError(ctx, err)
		return nil
	}
	return value
}

// answer is what came back, decoded.
type answer struct {
	*httptest.ResponseRecorder
	Errors []struct {
		Message    string
		Path       []any
		Locations  []map[string]int
		Extensions map[string]any
	}
	Data       *json.RawMessage
	Extensions map[string]any
	hasData    bool
}

func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// do sends a request without a network and decodes its answer. Every answer
// must be JSON that says so, and carry the headers of all answers.
func do(t *testing.T, handler http.Handler, request *http.Request) answer {
	t.Helper()
	got := answer{ResponseRecorder: httptest.NewRecorder()}
	handler.ServeHTTP(got.ResponseRecorder, request)
	if err := json.Unmarshal(got.Body.Bytes(), &got); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, got.Body)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(got.Body.Bytes(), &members); err != nil {
		t.Fatal(err)
	}
	_, got.hasData = members["data"]
	header := got.Header()
	if !strings.HasSuffix(header.Get("Content-Type"), "json; charset=utf-8") {
		t.Errorf("Content-Type: %q", header.Get("Content-Type"))
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"} {
		if header.Get(name) != want {
			t.Errorf("%s: %q", name, header.Get(name))
		}
	}
	if header.Get("X-Request-Id") == "" {
		t.Error("no X-Request-Id")
	}
	for _, each := range got.Errors {
		if each.Extensions["code"] == nil || each.Message == "" {
			t.Errorf("an error without code or message: %+v", each)
		}
	}
	return got
}

// post makes a request as programs send it.
func post(body string) *http.Request {
	request := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json")
	return request
}

// query makes the body of a request for a document, with variables as JSON.
func query(document string, variables ...string) string {
	encoded, err := json.Marshal(document)
	if err != nil {
		panic(err)
	}
	if len(variables) == 0 {
		return `{"query":` + string(encoded) + `}`
	}
	return `{"query":` + string(encoded) + `,"variables":` + variables[0] + `}`
}

func newHandler(options graphqlhttp.Options) http.Handler {
	return graphqlhttp.New(newExecutable(), options)
}

var errSecret = errors.New("dial tcp 10.0.0.7: password=hunter2")
