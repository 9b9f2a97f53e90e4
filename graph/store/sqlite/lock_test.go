package sqlite

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/store"
)

func TestASecondProcessIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	first := started(t, path, "hold")
	began := time.Now()
	_, err := Open(t.Context(), path, contract(t), Options{})
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %s to be refused", took)
	}
	if !errors.Is(err, ErrLocked) || !errors.Is(err, store.ErrUnavailable) {
		t.Fatalf("got %v, want ErrLocked", err)
	}
	for _, part := range []string{path, "process " + strconv.Itoa(first.Process.Pid)} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not name %q", err, part)
		}
	}
	first.kill(t)
	opened(t, path) // a lock does not outlive its process
}

// Two stores of one process are refused like two processes, whatever the file is called.
func TestASymbolicLinkHasTheLockOfItsFile(t *testing.T) {
	directory := t.TempDir()
	path, link := filepath.Join(directory, "graph.db"), filepath.Join(directory, "link.db")
	symlink(t, "graph.db", link)
	s := opened(t, link) // makes the file that the link names
	if _, err := Open(t.Context(), path, s.model, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
}
