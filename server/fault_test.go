package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/store/neo4j/neo4jtest"
)

// refused starts a server that must not start, and returns what it says. It must say one line and exit with a failure.
func refused(t *testing.T, environment []string, args ...string) string {
	t.Helper()
	p, out := launch(t, environment, args...)
	_, _ = io.Copy(io.Discard, out)
	err := p.cmd.Wait()
	if _, failed := errors.AsType[*exec.ExitError](err); !failed {
		t.Fatalf("exit: %v, want a failure", err)
	}
	said := strings.TrimSpace(p.said())
	if strings.Contains(said, "\n") {
		t.Errorf("more than one line:\n%s", said)
	}
	return said
}

// TestRefusals wants one clear line for everything that keeps the server from starting.
func TestRefusals(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	locked := "sqlite:" + filepath.Join(t.TempDir(), "partnergraph.db")
	holder := start(t, "--store", locked)
	secured, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Password: "correct-horse"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = secured.Stop(t.Context()) }()
	fresh := "sqlite:" + filepath.Join(t.TempDir(), "fresh.db")
	for name, c := range map[string]struct {
		environment, args []string
		say               string
	}{
		"port taken":     {nil, []string{"--addr", taken.Addr().String(), "--store", fresh}, "is in use"},
		"store locked":   {nil, []string{"--store", locked}, "in use by another process"},
		"no directory":   {nil, []string{"--store", "sqlite:" + filepath.Join(t.TempDir(), "absent", "x.db")}, "cannot write"},
		"open address":   {nil, []string{"--addr", "0.0.0.0:0", "--store", fresh}, "--insecure-no-auth"},
		"every address":  {nil, []string{"--addr", ":0", "--store", fresh}, "--insecure-no-auth"},
		"unknown store":  {nil, []string{"--store", "postgres://x"}, "must be sqlite:FILE"},
		"no neo4j":       {nil, []string{"--store", "bolt://127.0.0.1:1"}, "did not answer within 5 seconds"},
		"no password":    {nil, []string{"--store", secured.URI()}, "refuses the sign-in"},
		"wrong password": {[]string{"PARTNERGRAPH_NEO4J_USER=neo4j", "PARTNERGRAPH_NEO4J_PASSWORD=wrong"}, []string{"--store", secured.URI()}, "refuses the sign-in"},
	} {
		t.Run(name, func(t *testing.T) {
			if said := refused(t, c.environment, c.args...); !strings.Contains(said, c.say) {
				t.Errorf("said %q, want %q", said, c.say)
			}
		})
	}
	holder.stop(t)
}

// TestSignIn uses the user and password of the environment.
func TestSignIn(t *testing.T) {
	secured, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Password: "correct-horse"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = secured.Stop(t.Context()) }()
	t.Setenv("PARTNERGRAPH_NEO4J_USER", "neo4j")
	t.Setenv("PARTNERGRAPH_NEO4J_PASSWORD", "correct-horse")
	p := start(t, "--store", secured.URI())
	if got := p.status(t, "/readyz"); got != http.StatusOK {
		t.Errorf("/readyz is %d", got)
	}
	p.stop(t)
}

// TestNeo4jLost takes Neo4j away from a running server and gives it back: the server stays alive, says that it is not ready, answers
// with an error, and recovers by itself.
func TestNeo4jLost(t *testing.T) {
	neo, err := neo4jtest.Start(t.Context(), neo4jtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = neo.Stop(t.Context()) }()
	p := start(t, "--store", neo.URI())
	if got := p.status(t, "/readyz"); got != http.StatusOK {
		t.Fatalf("/readyz is %d before", got)
	}
	if err := neo.Kill(); err != nil {
		t.Fatal(err)
	}
	if got := p.status(t, "/readyz"); got != http.StatusServiceUnavailable {
		t.Errorf("/readyz is %d without Neo4j", got)
	}
	if got := p.status(t, "/healthz"); got != http.StatusOK {
		t.Errorf("/healthz is %d without Neo4j", got)
	}
	a, err := p.ask(`{ organizations { totalCount } }`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "UNAVAILABLE" {
		t.Errorf("without Neo4j: %+v", a.Errors)
	}
	if err := neo.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, 10*time.Second, func() bool { return p.status(t, "/readyz") == http.StatusOK })
	p.mustAsk(t, `{ organizations { totalCount } }`, nil, nil)
	p.stop(t)
}

// until waits for a condition that others bring about.
func until(t *testing.T, patience time.Duration, holds func() bool) {
	t.Helper()
	deadline, tick := time.After(patience), time.NewTicker(100*time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-deadline:
			t.Fatalf("not within %v", patience)
		case <-tick.C:
		}
	}
}

// TestForeignHost refuses a request that was sent here under a foreign name.
func TestForeignHost(t *testing.T) {
	p := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "partnergraph.db"))
	for host, want := range map[string]int{"evil.example": http.StatusMisdirectedRequest, "localhost:8080": http.StatusOK, "[::1]": http.StatusOK} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.base+"/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("Host %s: %d, want %d", host, response.StatusCode, want)
		}
	}
	p.stop(t)
}

// TestRestart finds its data again, and the seed writes nothing the second time.
func TestRestart(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		const query = `{ organizations(first: 200) { totalCount nodes { id name version } } }`
		p := start(t, "--store", store)
		before := p.mustAsk(t, query, nil, nil)
		p.stop(t)
		p = start(t, "--store", store)
		if after := p.mustAsk(t, query, nil, nil); string(after.Data) != string(before.Data) {
			t.Errorf("before %s\nafter  %s", before.Data, after.Data)
		}
		p.stop(t)
	})
}

// TestNoSeed leaves a store empty that is told to.
func TestNoSeed(t *testing.T) {
	p := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "partnergraph.db"), "--seed", "none")
	var data struct{ Organizations struct{ TotalCount int } }
	p.mustAsk(t, `{ organizations { totalCount } }`, nil, &data)
	if data.Organizations.TotalCount != 0 {
		t.Errorf("%d organizations in an unseeded store", data.Organizations.TotalCount)
	}
	p.stop(t)
}
