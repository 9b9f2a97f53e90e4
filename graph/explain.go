package graph

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// Explain is the handler extension that tells, of requests that ask for it, how each root field was planned and read:
// `extensions.explain` of the response, for `extensions: {"explain": true}` of the request or the header `X-Explain: true`. The value
// "profile" also asks the database what it did. It shows statements and plans of the database: use it only where nobody but the
// operator can ask.
type Explain struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.ResponseInterceptor
} = Explain{}

// ExtensionName names the extension.
func (Explain) ExtensionName() string { return "Explain" }

// Validate accepts every schema.
func (Explain) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse explains the response when its request asks for it.
func (Explain) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	asked, profile := asksToExplain(graphql.GetOperationContext(ctx))
	if !asked {
		return next(ctx)
	}
	e := &explanation{profile: profile, fields: map[string]*explained{}}
	response := next(context.WithValue(ctx, explanationKey{}, e))
	if response == nil {
		return nil
	}
	if response.Extensions == nil {
		response.Extensions = map[string]any{}
	}
	response.Extensions["explain"] = e.told()
	return response
}

func asksToExplain(request *graphql.OperationContext) (asked, profile bool) {
	value := request.Extensions["explain"]
	if header := request.Headers.Get("X-Explain"); value == nil && header != "" {
		value = strings.EqualFold(header, "true")
		if strings.EqualFold(header, "profile") {
			value = "profile"
		}
	}
	return value == true || value == "profile", value == "profile"
}

// explanation gathers what is told of the root fields of an operation, which may be answered side by side.
type explanation struct {
	profile bool

	mu     sync.Mutex
	fields map[string]*explained // by response name
}

// explained is a root field as `extensions.explain` shows it. Times are in microseconds.
type explained struct {
	Field     string   `json:"field"`
	Plan      string   `json:"plan"`
	Statement string   `json:"statement,omitempty"`
	Memory    bool     `json:"memory,omitempty"` // answered from the network, and no statement read its records
	Rows      int      `json:"rows"`
	Hits      int64    `json:"hits,omitempty"`
	Steps     []string `json:"steps,omitempty"`
	Times     struct {
		Plan  int64 `json:"plan"`
		Read  int64 `json:"read"`
		Write int64 `json:"write"`
	} `json:"times"`
}

type explanationKey struct{}

// explain notes something of the root field that the context stands in, when the request asks for it. What a field does again, such as
// a read that came too early, replaces what was noted before.
func explain(ctx context.Context, note func(*explained)) {
	e, _ := ctx.Value(explanationKey{}).(*explanation)
	field := graphql.GetFieldContext(ctx)
	if e == nil || field == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	x := e.fields[field.Field.Alias]
	if x == nil {
		x = &explained{Field: field.Field.Alias}
		e.fields[x.Field] = x
	}
	note(x)
}

func (e *explanation) told() []*explained {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]*explained, 0, len(e.fields))
	for _, x := range e.fields {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *explained) int { return strings.Compare(a.Field, b.Field) })
	return list
}

// explainMemory notes what the network answered, and how long that took.
func explainMemory(ctx context.Context, query *plan.Query, row plan.Row, start time.Time) {
	explain(ctx, func(x *explained) {
		x.Plan, x.Memory = query.String(), true
		x.Rows, x.Times.Read = query.CountRows(row), time.Since(start).Microseconds()
	})
}

// explaining is a store whose reads are explained to those who ask.
type explaining struct{ store.Store }

// Read reads, and notes the statement, its rows and its time.
func (s explaining) Read(ctx context.Context, query *plan.Query) (plan.Row, error) {
	e, _ := ctx.Value(explanationKey{}).(*explanation)
	if e == nil {
		return s.Store.Read(ctx, query)
	}
	trace := &store.Trace{Profile: e.profile}
	start := time.Now()
	row, err := s.Store.Read(store.Traced(ctx, trace), query)
	explain(ctx, func(x *explained) {
		told := trace.Told()
		x.Plan, x.Statement, x.Memory, x.Hits, x.Steps = query.String(), told.Statement, false, told.Hits, told.Steps
		x.Rows, x.Times.Read = query.CountRows(row), time.Since(start).Microseconds()
	})
	return row, err
}
