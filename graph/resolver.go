package graph

import (
	"context"
	"log/slog"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnergraph/graph/generated"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Config is what a Resolver works with.
type Config struct {
	Model   *schema.Model
	Store   store.Store
	Network *network.Network // kept fresh by whoever opened the store

	// Await returns once the network has been loaded; nil: it has been. An error answers the field that needed the network.
	Await func(context.Context) error

	Cursors plan.Cursors
	Now     func() time.Time
	NewID   func() string // ids of new records; unique, 1–64 characters
	Logger  *slog.Logger
}

// Resolver answers root fields.
type Resolver struct {
	model    *schema.Model
	store    store.Store
	network  *network.Network
	await    func(context.Context) error
	head     *headCheck
	turns    turns // of ranking
	compiler *plan.Compiler
	plans    *plan.Plans
	now      func() time.Time
	newID    func() string
	logger   *slog.Logger
}

// MaxCost is the most that one root field may cost, in rows that are read and answered; see plan.Limits.
const MaxCost = 100_000

// New returns a Resolver. It holds no state of its own and closes nothing.
func New(config Config) *Resolver {
	r := &Resolver{
		model: config.Model, store: explaining{store.Counting{Store: config.Store}}, network: config.Network,
		await: config.Await, head: &headCheck{store: config.Store}, turns: newTurns(),
		now: config.Now, newID: config.NewID, logger: config.Logger,
	}
	if r.await == nil {
		r.await = func(context.Context) error { return nil }
	}
	r.compiler = &plan.Compiler{
		Model: config.Model, Cursors: config.Cursors,
		Limits: plan.Limits{Cost: MaxCost, Degrees: config.Network},
	}
	r.plans = plan.NewPlans(r.compiler)
	return r
}

// Executable returns the executor of the whole contract: gqlgen dispatches the root fields, the plan answers them.
func (r *Resolver) Executable() graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Schema: r.model.AST, Resolvers: r})
}

// Statements is the handler extension that reports, on every response, how many statements were sent to the store for it.
type Statements struct{}

var _ interface {
	graphql.HandlerExtension
	graphql.ResponseInterceptor
} = Statements{}

// ExtensionName names the extension.
func (Statements) ExtensionName() string { return "Statements" }

// Validate accepts every schema.
func (Statements) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse counts while the operation runs and adds the count to the response's extensions.
func (Statements) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	ctx, counter := store.Counted(ctx)
	response := next(ctx)
	if response == nil {
		return nil
	}
	if response.Extensions == nil {
		response.Extensions = map[string]any{}
	}
	response.Extensions["statements"] = counter.Statements()
	return response
}
