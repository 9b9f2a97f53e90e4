package neo4jtest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// start starts a server for this test alone.
func start(t *testing.T, options Options) *Server {
	t.Helper()
	server, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return server
}

// ask runs one statement and returns the first value of each row.
func ask(t *testing.T, server *Server, statement string) []any {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(server.URI(), server.Auth())
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	session := driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(t.Context())
	values, err := column(t.Context(), session, statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return values
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// countNodes fails the test unless the database holds that many nodes.
func countNodes(t *testing.T, server *Server, want int64) {
	t.Helper()
	if got := ask(t, server, "MATCH (n) RETURN count(n)")[0]; got != want {
		t.Errorf("the database holds %v nodes, want %d", got, want)
	}
}

// One server goes through a life with a restart, a crash and a pause: each start costs seconds.
func TestServerLivesThroughRestartCrashAndPause(t *testing.T) {
	server := start(t, Options{HTTPPort: NoHTTP})
	uri := server.URI()
	if got := ask(t, server, "CALL dbms.components() YIELD name, versions RETURN name + ' ' + versions[0]")[0]; got != "Neo4j Kernel "+Version {
		t.Errorf("the server is %v, want Neo4j %s", got, Version)
	}

	ask(t, server, "CREATE (:Kept)")
	must(t, server.Restart(t.Context()))
	countNodes(t, server, 1)

	ask(t, server, "CREATE (:Kept)")
	must(t, server.Kill())
	if connection, err := net.Dial("tcp", strings.TrimPrefix(uri, "bolt://")); err == nil {
		connection.Close()
		t.Error("the killed server still listens")
	}
	if err := server.Pause(); !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("Pause of a killed server = %v, want os.ErrProcessDone", err)
	}
	must(t, server.Restart(t.Context()))
	countNodes(t, server, 2)
	if server.URI() != uri {
		t.Errorf("after restarts the server is at %s, want %s still", server.URI(), uri)
	}

	must(t, server.Pause())
	short, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if err := server.query(short, server.Auth(), "neo4j", "RETURN 1", nil); err == nil {
		t.Error("a paused server answered")
	}
	must(t, server.Resume())
	countNodes(t, server, 2)

	must(t, server.Pause()) // a paused server can be stopped, too
	must(t, server.Stop(t.Context()))
	if exists(server.Home()) {
		t.Errorf("Stop left %s", server.Home())
	}
}

func TestPasswordIsAskedForAndKept(t *testing.T) {
	const password = "right password"
	options := Options{Dir: t.TempDir(), Password: password}
	server := start(t, options)
	if got := ask(t, server, "RETURN 1")[0]; got != int64(1) {
		t.Errorf("with the right password RETURN 1 = %v", got)
	}
	for name, auth := range map[string]neo4j.AuthToken{
		"a wrong password":     neo4j.BasicAuth("neo4j", "wrong password", ""),
		"the initial password": neo4j.BasicAuth(initialUser, initialPassword, ""),
		"no password":          neo4j.NoAuth(),
	} {
		if err := server.query(t.Context(), auth, "neo4j", "RETURN 1", nil); !unauthorized(err) {
			t.Errorf("with %s the query ends with %v, want %s", name, err, codeUnauthorized)
		}
	}
	response, err := http.Get(server.HTTP() + "/browser/")
	must(t, err)
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("Neo4j Browser answers %s", response.Status)
	}

	must(t, server.Stop(t.Context()))
	if !exists(server.Home()) {
		t.Fatal("Stop removed a folder that is not temporary")
	}
	options.Password = "another password"
	if other, err := Start(t.Context(), options); err == nil {
		_ = other.Stop(t.Context())
		t.Error("the folder's server started with another password")
	} else if !errors.Is(err, errPassword) {
		t.Errorf("start with another password = %v, want a word about the password", err)
	}
}

func TestEarlyDeathShowsTheLastLines(t *testing.T) {
	server, err := Start(t.Context(), Options{HeapMB: 4}) // too little for any Neo4j
	if err == nil {
		_ = server.Stop(t.Context())
		t.Fatal("a server started with 4 MB")
	}
	if text := err.Error(); !strings.Contains(text, "ended by itself") || !strings.Contains(text, "OutOfMemoryError") {
		t.Errorf("the error does not show why the server ended: %v", err)
	}
}

func TestTakenPortIsRefusedAtOnce(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	for name, options := range map[string]Options{"Bolt": {BoltPort: port}, "HTTP": {HTTPPort: port}} {
		server, err := Start(t.Context(), options)
		if err == nil {
			_ = server.Stop(t.Context())
			t.Fatalf("a server started on a taken %s port", name)
		}
		if !strings.Contains(err.Error(), "choose another port") {
			t.Errorf("taken %s port: %v, want what to do", name, err)
		}
	}
}
