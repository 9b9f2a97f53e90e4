package graphqlhttp

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Options says what a schema brings to its handler. The zero value is usable.
type Options struct {
	// Limits bounds requests; zero fields take their defaults.
	Limits Limits
	// Timeout ends the context of a request's resolvers; 10 s by default. The
	// time a body may take to arrive is the HTTP server's to limit.
	Timeout time.Duration
	// Present words the errors of resolvers and gives each its code, in
	// extensions.code, and the language of message.From. It need not log: an
	// error that it gives no code, or INTERNAL, or for which it gives nil, is
	// logged here with its cause and told as INTERNAL with the request's id.
	// Without it, errors that carry a code are told as they are.
	Present func(ctx context.Context, err error) *gqlerror.Error
	// Extensions run inside the guards, in this order. An extension that
	// refuses costly operations is a graphql.OperationContextMutator: it sees
	// validated documents and coerced variables. One that counts the
	// statements of a response is a graphql.ResponseInterceptor; it sees every
	// response, also those without an operation.
	Extensions []graphql.HandlerExtension
	// Logger is told of panics and INTERNAL errors; slog.Default by default.
	Logger *slog.Logger
	// NewID gives each request its id; UUIDv7 by default.
	NewID func() string
}

// New gives the handler that serves a schema at one path. It is safe for
// concurrent use. Introspection is on.
func New(es graphql.ExecutableSchema, options Options) http.Handler {
	limits := options.Limits.withDefaults()
	logger := cmp.Or(options.Logger, slog.Default())
	present := presenter{hook: options.Present, logger: logger}
	cache := newDocuments()

	server := handler.New(es)
	server.AddTransport(Transport{
		Limits:  limits,
		Timeout: cmp.Or(options.Timeout, 10*time.Second),
		NewID:   orUUID(options.NewID),
		Logger:  logger,
	})
	server.SetQueryCache(cache)
	// The guard counts tokens first and says so with LIMIT; this one holds
	// for a document that reaches the executor's parser by another way.
	server.SetParserTokenLimit(limits.Tokens)
	server.SetDisableSuggestion(true)
	server.SetValidationRulesFn(validationRules)
	server.SetErrorPresenter(present.present)
	server.SetRecoverFunc(present.recovered)
	server.Use(&guard{limits: limits, documents: cache})
	server.Use(extension.Introspection{})
	for _, each := range options.Extensions {
		server.Use(each)
	}
	return server
}

func orUUID(newID func() string) func() string {
	if newID != nil {
		return newID
	}
	return func() string { return uuid.Must(uuid.NewV7()).String() }
}
