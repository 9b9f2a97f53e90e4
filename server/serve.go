package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/google/uuid"

	"partnergraph/graph"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
	"partnergraph/seed"
)

// settings are what every command needs to know.
type settings struct {
	Store string `default:"sqlite:partnergraph.db" env:"PARTNERGRAPH_STORE" help:"Where the data is: sqlite:FILE, bolt://HOST[:PORT] (one Neo4j), neo4j://HOST (a cluster) or neo4j+s://HOST (encrypted)."`
}

// listening says where to listen, and what for.
type listening struct {
	Addr           string `default:"127.0.0.1:8080" env:"PARTNERGRAPH_ADDR" help:"Address to listen on. Port 0 picks a free one and prints it."`
	Explain        bool   `env:"PARTNERGRAPH_EXPLAIN" help:"Let requests ask how they were answered: plan, statement, rows, hits and times. Only on loopback."`
	InsecureNoAuth bool   `env:"PARTNERGRAPH_INSECURE_NO_AUTH" help:"Listen on other than loopback addresses although there is no sign-in: whoever reaches the port may write."`
}

// serveCommand is the server proper.
type serveCommand struct {
	listening
	seeding
	Network string `default:"on" enum:"on,lazy,off" env:"PARTNERGRAPH_NETWORK" help:"The graph in memory, for matching, search, paths, names and writing. on: loaded at the start, while the rest is served; lazy: when first needed; off: never, which saves its memory and refuses what needs it."`
}

// seeding says whether the 2020 data is brought in first.
type seeding struct {
	Seed string `default:"auto" enum:"auto,glossary,none" env:"PARTNERGRAPH_SEED" help:"auto: bring in the bureau's 2020 data, leaving alone what staff have changed; glossary: only its technology fields and terms; none: leave the store as it is."`
}

// apply brings in what was asked for.
func (s seeding) apply(ctx context.Context, engine store.Store, model *schema.Model) (seed.Report, error) {
	switch s.Seed {
	case "auto":
		return seed.Apply(ctx, engine, model)
	case "glossary":
		return seed.ApplyGlossary(ctx, engine, model)
	default:
		return seed.Report{}, nil
	}
}

// drainTime is how long running requests may take to finish after the signal to stop.
const drainTime = 10 * time.Second

// Run serves until the context ends.
func (c serveCommand) Run(ctx context.Context, s *settings) error {
	listener, err := c.listen(ctx)
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	site := newSite(logger, c.InsecureNoAuth, c.Explain)
	httpServer := &http.Server{
		Handler:           site,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- httpServer.Serve(listener) }()
	err = c.work(ctx, s, site, listener.Addr(), served)
	return errors.Join(err, drain(ctx, httpServer), site.close())
}

// work opens everything and then waits for the end.
func (c serveCommand) work(ctx context.Context, s *settings, site *site, addr net.Addr, served <-chan error) error {
	opened, err := c.open(ctx, s, site.logger)
	if err != nil {
		if errors.Is(err, ctx.Err()) { // asked to end while opening: that is no failure
			err = nil
		}
		return err
	}
	site.start(opened)
	announce(os.Stdout, addr.String(), s.Store, opened.report)
	select {
	case <-ctx.Done():
		return nil
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	}
}

func drain(ctx context.Context, server *http.Server) error {
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := server.Shutdown(limited); err != nil {
		return errors.Join(fmt.Errorf("wait for running requests: %w", err), server.Close())
	}
	return nil
}

// opened is a store with everything that stands on it.
type opened struct {
	store    store.Store
	warming  *warming
	resolver *graph.Resolver
	report   seed.Report
}

// open opens the store, brings in the seed and lets the network be loaded.
func (c serveCommand) open(ctx context.Context, s *settings, logger *slog.Logger) (result *opened, err error) {
	model, err := schema.Load()
	if err != nil {
		return nil, err
	}
	projection := network.New(model)
	engine, err := openStore(ctx, s.Store, model)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, engine.Close())
		}
	}()
	result = &opened{store: engine}
	if result.report, err = c.apply(ctx, engine, model); err != nil {
		return nil, err
	}
	result.warming = newWarming(c.Network, projection, engine, logger)
	engine.OnCommit(result.warming.follow)
	result.resolver = graph.New(graph.Config{
		Model: model, Store: engine, Network: projection, Await: result.warming.await, Cursors: plan.NewCursors(cursorKey(os.Getenv)), Logger: logger,
		Now: time.Now, NewID: func() string { return uuid.Must(uuid.NewV7()).String() },
	})
	return result, nil
}

// defaultCursorKey signs cursors where no key is set. It keeps honest clients from building cursors by hand; who wants it to keep out
// others sets a secret one.
const defaultCursorKey = "partnergraph"

func cursorKey(environment func(string) string) string {
	if key := environment("PARTNERGRAPH_CURSOR_KEY"); key != "" {
		return key
	}
	return defaultCursorKey
}
