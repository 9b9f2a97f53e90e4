package neo4jtest

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestChildDiesWithItsParent(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "alive")
	must(t, syscall.Mkfifo(pipe, 0o600))
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"="+pipe)
	must(t, parent.Start())

	reader, err := os.Open(pipe) // returns once the child has opened its end
	must(t, err)
	defer reader.Close()
	must(t, parent.Process.Kill())
	_ = parent.Wait()

	died := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, reader) // ends when the child does
		died <- err
	}()
	select {
	case err := <-died:
		must(t, err)
	case <-time.After(20 * time.Second):
		t.Error("the child outlives its killed parent")
	}
}
