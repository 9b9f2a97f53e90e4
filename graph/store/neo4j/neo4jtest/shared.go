package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// GivenVariable names the environment variable with the Bolt address of a server that [Shared] uses instead of starting
// one. It may hold a user and a password: bolt://user:password@host:port.
const GivenVariable = "PARTNERGRAPH_TEST_NEO4J"

// stopLimit is how long a server may take to end before it is killed.
const stopLimit = 30 * time.Second

// lease is one test process's server: started at first use, ended once.
type lease struct {
	mu      sync.Mutex
	open    bool // between the begin and the end of Main
	options Options
	server  *Server
	err     error // of the first use; every later use fails with it, too
}

// processLease is the package's only state: testing hands nothing from TestMain to the tests, so what they share is global.
var processLease lease

// Main runs a package's tests and then ends the server that they shared, if any used it. It returns the exit code:
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
func Main(m *testing.M) int { return MainWith(m, Options{}) }

// MainWith is as Main with a server of these options, which one that the environment names does not heed. It never serves HTTP.
func MainWith(m *testing.M, options Options) int {
	options.HTTPPort = NoHTTP
	processLease.options = options
	return processLease.during(m.Run)
}

// Shared returns this test process's server, starting it at the first call. The test fails when it can't be had: no
// test is skipped for want of Neo4j. The data are whatever the last test left; call [Reset].
func Shared(t testing.TB) *Server {
	t.Helper()
	server, err := processLease.take(context.Background()) // outlives the test that happens to come first
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// during opens the lease, runs the tests and closes it. A server that can't be ended in order fails the tests.
func (l *lease) during(run func() int) int {
	l.mu.Lock()
	l.open = true
	l.mu.Unlock()
	code := run()
	if err := l.end(); err != nil {
		fmt.Fprintf(os.Stderr, "neo4jtest: %v\n", err)
		return max(code, 1)
	}
	return code
}

func (l *lease) take(ctx context.Context) (*Server, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.open {
		return nil, errors.New("nobody would stop the shared Neo4j: give this package a TestMain that calls neo4jtest.Main")
	}
	if l.server == nil && l.err == nil {
		l.server, l.err = begin(ctx, l.options)
	}
	return l.server, l.err
}

func begin(ctx context.Context, options Options) (*Server, error) {
	uri := os.Getenv(GivenVariable)
	if uri == "" {
		return Start(ctx, options)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("find the user's cache folder: %w", err)
	}
	return useGiven(ctx, uri, filepath.Join(cache, "partnergraph", "neo4jtest"), os.Stderr)
}

func (l *lease) end() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = false
	if l.server == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	return l.server.Stop(ctx)
}
