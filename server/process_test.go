package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"partnergraph/graph/store/neo4j/neo4jtest"
)

// binary is the server as users run it, built once.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "partnergraph")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "partnergraph")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the server: %v\n%s", err, out)
		os.Exit(1)
	}
	code := neo4jtest.Main(m)
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// process is a running server.
type process struct {
	cmd    *exec.Cmd
	base   string // http://127.0.0.1:PORT
	mu     sync.Mutex
	stderr bytes.Buffer
	exited chan error
}

// Write keeps what the process says on stderr.
func (p *process) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stderr.Write(b)
}

func (p *process) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stderr.String()
}

// launch starts a server on a free port and does not wait for it.
func launch(t testing.TB, environment []string, args ...string) (*process, io.Reader) {
	t.Helper()
	p := &process{exited: make(chan error, 1)}
	p.cmd = exec.Command(binary, append([]string{"--addr", "127.0.0.1:0"}, args...)...)
	p.cmd.Env = append(append(os.Environ(), "LC_ALL=en"), environment...)
	p.cmd.Stderr = p
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	return p, out
}

// start starts a server and waits until it says that it serves.
func start(t testing.TB, args ...string) *process {
	t.Helper()
	p, out := launch(t, nil, args...)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, found := strings.Cut(lines.Text(), "GraphQL     "); found {
			p.base = strings.TrimSuffix(address, "/graphql")
			go func() {
				_, _ = io.Copy(io.Discard, out)
				p.exited <- p.cmd.Wait()
			}()
			return p
		}
	}
	t.Fatalf("the server ended: %v\n%s", p.cmd.Wait(), p.said())
	return nil
}

// stop ends the server as an operator does, and wants it to end well.
func (p *process) stop(t testing.TB) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-p.exited:
		if err != nil {
			t.Fatalf("after SIGTERM: %v\n%s", err, p.said())
		}
	case <-time.After(15 * time.Second):
		t.Fatalf("the server did not end\n%s", p.said())
	}
}

// kill ends the server at once, as a power cut does.
func (p *process) kill(t testing.TB) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.exited
}

// answer is a response of the API.
type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
	Extensions struct {
		Statements int `json:"statements"`
	} `json:"extensions"`
}

// ask sends an operation. A failure of HTTP itself is returned.
func (p *process) ask(query string, variables map[string]any) (answer, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return answer{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	var a answer
	return a, json.NewDecoder(response.Body).Decode(&a)
}

// mustAsk sends an operation that has to be answered without errors, and decodes its data.
func (p *process) mustAsk(t testing.TB, query string, variables map[string]any, data any) answer {
	t.Helper()
	a, err := p.ask(query, variables)
	if err != nil {
		t.Fatalf("%v\n%s", err, p.said())
	}
	if len(a.Errors) > 0 {
		t.Fatalf("%s: %v", query, a.Errors)
	}
	if data != nil {
		if err := json.Unmarshal(a.Data, data); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// status is the status code of a GET.
func (p *process) status(t testing.TB, path string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode
}

// eachEngine runs a test on a fresh store of each engine. open gives the --store argument.
func eachEngine(t *testing.T, test func(t *testing.T, store string)) {
	t.Run("sqlite", func(t *testing.T) {
		test(t, "sqlite:"+filepath.Join(t.TempDir(), "partnergraph.db"))
	})
	t.Run("neo4j", func(t *testing.T) {
		server := neo4jtest.Shared(t)
		neo4jtest.Reset(t.Context(), t, server)
		test(t, server.URI())
	})
}
