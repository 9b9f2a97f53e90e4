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

func TestASecondStoreIsRefusedInOneProcess(t *testing.T) {
	s := opened(t)
	path := strings.TrimSuffix(s.lock.file.Path(), ".lock")
	if _, err := Open(t.Context(), path, s.model, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
}

func TestASymbolicLinkHasTheLockOfItsFile(t *testing.T) {
	s := opened(t)
	path := strings.TrimSuffix(s.lock.file.Path(), ".lock")
	link := filepath.Join(t.TempDir(), "link.db")
	symlink(t, path, link)
	if _, err := Open(t.Context(), link, s.model, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
}
