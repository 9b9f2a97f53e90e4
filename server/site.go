package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnergraph/graph"
	"partnergraph/server/graphqlhttp"
	"partnergraph/server/ui"
)

// site is everything that is served at one address.
type site struct {
	mux     *http.ServeMux
	open    bool // reached by others than this machine
	explain bool // to requests that ask for it
	logger  *slog.Logger
	opened  atomic.Pointer[opened]
	api     atomic.Pointer[http.Handler]
}

func newSite(logger *slog.Logger, open, explain bool) *site {
	s := &site{mux: http.NewServeMux(), open: open, explain: explain, logger: logger}
	playground := ui.Playground()
	s.mux.Handle("/playground", playground)
	s.mux.Handle("/playground/", playground)
	s.mux.HandleFunc("/graphql", s.graphql)
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") })
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.Handle("GET /{$}", http.RedirectHandler("/playground", http.StatusFound))
	return s
}

// ServeHTTP serves a request. On loopback it must be asked by a loopback name: a page whose own name was pointed at this machine after
// it was loaded would pass for the same origin.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.open && !loopback(hostname(r.Host)) {
		say(w, http.StatusMisdirectedRequest, "ask for localhost or 127.0.0.1")
		return
	}
	s.mux.ServeHTTP(w, r)
}

// hostname is the host of a Host header without its port and brackets.
func hostname(host string) string {
	return (&url.URL{Host: host}).Hostname()
}

// start lets requests through to what was opened.
func (s *site) start(o *opened) {
	extensions := []graphql.HandlerExtension{graph.Statements{}}
	if s.explain {
		extensions = append(extensions, graph.Explain{})
	}
	api := graphqlhttp.New(o.resolver.Executable(), graphqlhttp.Options{Present: graph.Present, Logger: s.logger, Extensions: extensions})
	s.opened.Store(o)
	s.api.Store(&api)
}

// close releases the store, once no request runs any more.
func (s *site) close() error {
	if o := s.opened.Load(); o != nil {
		o.warming.close()
		return o.store.Close()
	}
	return nil
}

func (s *site) graphql(w http.ResponseWriter, r *http.Request) {
	api := s.api.Load()
	if api == nil {
		w.Header().Set("Retry-After", "1")
		say(w, http.StatusServiceUnavailable, "starting")
		return
	}
	(*api).ServeHTTP(w, r)
}

// readyTime bounds how long a readiness check may wait for the database.
const readyTime = 2 * time.Second

// ready answers 200 when the seed is in and the store answers, with its constraints and indexes in force. Whether the network is there
// as well is said in words: what needs it waits for it.
func (s *site) ready(w http.ResponseWriter, r *http.Request) {
	o := s.opened.Load()
	if o == nil {
		say(w, http.StatusServiceUnavailable, "starting")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	if err := o.store.Ready(ctx); err != nil {
		s.logger.WarnContext(ctx, "store is not ready", "error", err)
		say(w, http.StatusServiceUnavailable, "store unavailable")
		return
	}
	word := "ready"
	switch {
	case o.warming.mode == "off":
		word = "ready without the network"
	case !o.warming.warm.Load():
		word = "ready, network still to be loaded"
	}
	say(w, http.StatusOK, word)
}

func say(w http.ResponseWriter, status int, word string) {
	header := w.Header()
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_, _ = w.Write([]byte(word + "\n"))
}
