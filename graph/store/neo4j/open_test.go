package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
)

// openedAt opens the database at an address. The store is closed at the test's end.
func openedAt(t *testing.T, uri string) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: uri}, contract(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestOpenWithoutDatabase(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close() // from now on nobody answers there
	start := time.Now()
	_, err = neo4j.Open(t.Context(), neo4j.Options{URI: "bolt://" + address}, contract(t))
	if !errors.Is(err, store.ErrUnavailable) || errors.Is(err, neo4j.ErrAuthentication) {
		t.Errorf("got %v, want ErrUnavailable", err)
	}
	if took := time.Since(start); took < 4*time.Second || took > 8*time.Second {
		t.Errorf("gave up after %v, but a database may need five seconds to start", took)
	}
}

func TestOpenWaitsForStart(t *testing.T) {
	server := neo4jtest.Shared(t)
	p := newProxy(t, server.URI())
	address := p.listener.Addr().String()
	p.listener.Close()
	time.AfterFunc(time.Second, func() { // the database comes up while Open is trying
		if listener, err := net.Listen("tcp", address); err == nil {
			again := proxyAt(listener, p.target)
			t.Cleanup(func() {
				listener.Close()
				again.cut()
			})
			go again.serve()
		}
	})
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: "bolt://" + address}, contract(t))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestOpenMalformedAddress(t *testing.T) {
	for _, uri := range []string{"://", "http://localhost", "localhost:7687", "", "bolt://a b"} {
		if _, err := neo4j.Open(t.Context(), neo4j.Options{URI: uri}, contract(t)); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%q: got %v, want ErrInvalid", uri, err)
		}
	}
}

func TestOpenWithWrongPassword(t *testing.T) {
	server, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Password: "the right one", HTTPPort: neo4jtest.NoHTTP})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop(context.Background())
	start := time.Now()
	_, err = neo4j.Open(t.Context(), neo4j.Options{URI: server.URI(), User: "neo4j", Password: "a wrong one"}, contract(t))
	if !errors.Is(err, neo4j.ErrAuthentication) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v, want ErrAuthentication", err)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("a refused password was tried for %v", took)
	}
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI(), User: "neo4j", Password: "the right one"}, contract(t))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// TestOpenRouted opens the same database by the scheme of clusters, where bookmarks carry a write to the reads after it.
func TestOpenRouted(t *testing.T) {
	clear(t)
	uri := strings.Replace(neo4jtest.Shared(t).URI(), "bolt://", "neo4j://", 1)
	s, err := neo4j.Open(t.Context(), neo4j.Options{URI: uri, Database: "neo4j"}, contract(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 5 {
		write(t, s, fmt.Sprint("n", i))
		if got := count(t, s, "Need"); got != int64(i+1) {
			t.Errorf("%d needs after %d writes", got, i+1)
		}
	}
}
