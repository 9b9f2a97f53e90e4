package graphqlhttp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
	"partnergraph/server/graphqlhttp"
)

// failing gives a handler whose field "fail" does what is asked, and its log.
func failing(fail resolver, options graphqlhttp.Options) (http.Handler, *bytes.Buffer) {
	log := &bytes.Buffer{}
	options.Logger = slog.New(slog.NewTextHandler(log, nil))
	options.NewID = func() string { return "request-7" }
	es := newExecutable()
	es.resolvers["fail"] = fail
	return graphqlhttp.New(es, options), log
}

func TestPanicsAndUnknownErrorsAreInternal(t *testing.T) {
	internal := func(context.Context, error) *gqlerror.Error {
		return &gqlerror.Error{Message: "hunter2", Extensions: map[string]any{"code": "INTERNAL"}}
	}
	for _, c := range []struct {
		name string
		fail resolver
		hook func(context.Context, error) *gqlerror.Error
	}{
		{"panic", func(context.Context, map[string]any) (any, error) { panic(errSecret) }, nil},
		{"panic, with a hook", func(context.Context, map[string]any) (any, error) { panic(errSecret) }, internal},
		{"error", func(context.Context, map[string]any) (any, error) { return nil, errSecret }, nil},
		{"hook gives INTERNAL", func(context.Context, map[string]any) (any, error) { return nil, errSecret }, internal},
		{"hook gives nothing", func(context.Context, map[string]any) (any, error) { return nil, errSecret },
			func(context.Context, error) *gqlerror.Error { return nil }},
		{"hook gives no code", func(context.Context, map[string]any) (any, error) { return nil, errSecret },
			func(_ context.Context, err error) *gqlerror.Error { return gqlerror.Wrap(err) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			handler, log := failing(c.fail, graphqlhttp.Options{Present: c.hook})
			got := do(t, handler, post(query("{ hello fail }")))
			if got.Code != 200 || !got.hasData || len(got.Errors) != 1 || got.code() != "INTERNAL" {
				t.Fatalf("%d %s", got.Code, got.Body)
			}
			if id := got.Errors[0].Extensions["requestId"]; id != "request-7" || got.Header().Get("X-Request-Id") != id {
				t.Errorf("requestId: %v", id)
			}
			if fmt.Sprint(got.Errors[0].Path) != "[fail]" {
				t.Errorf("path: %v", got.Errors[0].Path)
			}
			for _, private := range []string{"hunter2", "goroutine", ".go"} {
				if strings.Contains(got.Body.String(), private) {
					t.Errorf("the answer tells %q: %s", private, got.Body)
				}
			}
			if lines := strings.Count(log.String(), "hunter2"); lines != 1 || !strings.Contains(log.String(), "requestId=request-7") {
				t.Errorf("logged %d times: %s", lines, log)
			}
			if strings.HasPrefix(c.name, "panic") != strings.Contains(log.String(), "goroutine") {
				t.Errorf("a panic is logged with its stack, nothing else: %s", log)
			}
		})
	}
}

// outside is an extension that panics where no resolver runs.
type outside struct{}

func (outside) ExtensionName() string                   { return "Outside" }
func (outside) Validate(graphql.ExecutableSchema) error { return nil }
func (outside) InterceptOperation(context.Context, graphql.OperationHandler) graphql.ResponseHandler {
	panic(errSecret)
}

func TestPanicOutsideOfResolvers(t *testing.T) {
	handler, log := failing(nil, graphqlhttp.Options{Extensions: []graphql.HandlerExtension{outside{}}})
	for _, accept := range []string{"application/json", "application/graphql-response+json"} {
		log.Reset()
		request := post(query("{ hello }"))
		request.Header.Set("Accept", accept)
		got := do(t, handler, request)
		if got.Code != 500 || got.code() != "INTERNAL" || strings.Contains(got.Body.String(), "hunter2") {
			t.Errorf("%d %s", got.Code, got.Body)
		}
		if strings.Count(log.String(), "hunter2") != 1 || !strings.Contains(log.String(), "goroutine") {
			t.Errorf("log: %s", log)
		}
	}
}

func TestTheHookWordsErrorsOfResolvers(t *testing.T) {
	unknown := errors.New("no such organization")
	handler, log := failing(
		func(context.Context, map[string]any) (any, error) { return nil, fmt.Errorf("read: %w", unknown) },
		graphqlhttp.Options{Present: func(ctx context.Context, err error) *gqlerror.Error {
			if !errors.Is(err, unknown) {
				return nil
			}
			text := message.Text{ZH: "没有这个组织", EN: "no such organization"}
			return &gqlerror.Error{Message: text.In(message.From(ctx)), Path: graphql.GetPath(ctx), Extensions: map[string]any{"code": "NOT_FOUND"}}
		}},
	)
	got := do(t, handler, post(query("{ fail }")))
	if got.code() != "NOT_FOUND" || got.Errors[0].Message != "没有这个组织" || log.Len() != 0 {
		t.Errorf("%s, log %s", got.Body, log)
	}
	request := post(query("{ fail }"))
	request.Header.Set("Accept-Language", "en-GB")
	if got := do(t, handler, request); got.Errors[0].Message != "no such organization" {
		t.Errorf("%s", got.Body)
	}
}

func TestWithoutAHookCodedErrorsAreToldAsTheyAre(t *testing.T) {
	handler, log := failing(func(context.Context, map[string]any) (any, error) {
		return nil, &gqlerror.Error{Message: "taken", Extensions: map[string]any{"code": "CONFLICT"}}
	}, graphqlhttp.Options{})
	if got := do(t, handler, post(query("{ fail }"))); got.code() != "CONFLICT" || got.Errors[0].Message != "taken" || log.Len() != 0 {
		t.Errorf("%s, log %s", got.Body, log)
	}
}

func TestTheDeadlineEndsARequest(t *testing.T) {
	handler, log := failing(func(ctx context.Context, _ map[string]any) (any, error) {
		<-ctx.Done()
		return nil, fmt.Errorf("read: %w", ctx.Err())
	}, graphqlhttp.Options{Timeout: time.Millisecond})
	got := do(t, handler, post(query("{ fail }")))
	if got.Code != 200 || got.code() != "TIMEOUT" || !got.hasData || log.Len() != 0 {
		t.Errorf("%d %s, log %s", got.Code, got.Body, log)
	}
}

// waiting is an extension that holds an operation until its context ends.
type waiting struct{}

func (waiting) ExtensionName() string                   { return "Waiting" }
func (waiting) Validate(graphql.ExecutableSchema) error { return nil }
func (waiting) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	handler := next(ctx)
	<-ctx.Done()
	return handler
}

// The executor gives no response at all when the deadline passes before it
// begins.
func TestTheDeadlinePassesBeforeExecution(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{Timeout: time.Millisecond, Extensions: []graphql.HandlerExtension{waiting{}}})
	got := do(t, handler, post(query("{ hello }")))
	if got.Code != 200 || got.code() != "TIMEOUT" || !strings.Contains(got.Body.String(), `"data":null`) {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}

func TestAClientThatLeavesIsNotLogged(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	handler, log := failing(func(ctx context.Context, _ map[string]any) (any, error) {
		leave()
		<-ctx.Done()
		return nil, ctx.Err()
	}, graphqlhttp.Options{})
	if got := do(t, handler, post(query("{ fail }")).WithContext(ctx)); got.code() != "CANCELLED" || log.Len() != 0 {
		t.Errorf("%s, log %s", got.Body, log)
	}
}

// statements stands for the extension that counts a response's statements.
type statements struct{}

func (statements) ExtensionName() string                   { return "Statements" }
func (statements) Validate(graphql.ExecutableSchema) error { return nil }
func (statements) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	graphql.GetOperationContext(ctx) // panics where there is none
	graphql.RegisterExtension(ctx, "statements", 1)
	return next(ctx)
}

// Every response carries what extensions register, refused ones too.
func TestEveryResponseCarriesExtensions(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{Extensions: []graphql.HandlerExtension{statements{}}})
	for _, body := range []string{query("{ hello }"), query("{ unknown }"), query("{"), query("subscription { tick }"), "[]", ""} {
		if got := do(t, handler, post(body)); got.Extensions["statements"] != 1.0 {
			t.Errorf("%s: %s", body, got.Body)
		}
	}
}

// Beside data more errors are told than about a refused request, but not
// without end.
func TestErrorsBesideDataAreCounted(t *testing.T) {
	var added int
	handler, _ := failing(func(ctx context.Context, _ map[string]any) (any, error) {
		for range added {
			graphql.AddError(ctx, &gqlerror.Error{Message: strings.Repeat("长", 1000), Extensions: map[string]any{"code": "INVALID"}})
		}
		return "x", nil
	}, graphqlhttp.Options{})
	for added = range 100 {
		if got := do(t, handler, post(query("{ fail }"))); len(got.Errors) != added {
			t.Fatalf("%d errors for %d", len(got.Errors), added)
		}
	}
	added = 5000
	got := do(t, handler, post(query("{ fail }")))
	last := got.Errors[len(got.Errors)-1]
	if len(got.Errors) > 101 || got.Body.Len() > 70_000 || !strings.Contains(last.Message, fmt.Sprint(5001-len(got.Errors))) || last.Extensions["code"] != "LIMIT" {
		t.Errorf("%d errors in %d bytes, the last %+v", len(got.Errors), got.Body.Len(), last)
	}
}

// Without options each request has an id of its own.
func TestRequestIDsDiffer(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	first := do(t, handler, post(query("{ hello }"))).Header().Get("X-Request-Id")
	second := do(t, handler, post(query("{ hello }"))).Header().Get("X-Request-Id")
	if first == second || len(first) != 36 {
		t.Errorf("%q %q", first, second)
	}
}
