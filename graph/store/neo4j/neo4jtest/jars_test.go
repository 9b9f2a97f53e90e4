package neo4jtest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// lineSignal closes seen when a line that holds the text is written to it.
type lineSignal struct {
	text string
	once sync.Once
	seen chan struct{}
}

func signalOn(text string) *lineSignal { return &lineSignal{text: text, seen: make(chan struct{})} }

func (l *lineSignal) Write(p []byte) (int, error) {
	if strings.Contains(string(p), l.text) {
		l.once.Do(func() { close(l.seen) })
	}
	return len(p), nil
}

func TestJarsAreFetchedOnceByAllWhoAskTogether(t *testing.T) {
	waiting := signalOn("waiting for it")
	var fetches atomic.Int32
	cache := jars{root: t.TempDir(), progress: waiting}
	cache.download = func(_ context.Context, _, dir string) error {
		if fetches.Add(1) == 1 {
			<-waiting.seen // the first fetch lasts until the other asker waits for it
		} else {
			waiting.once.Do(func() { close(waiting.seen) })
		}
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, "neo4j.jar"), []byte("jar"), 0o644)
	}
	var askers sync.WaitGroup
	for range 2 {
		askers.Go(func() {
			dir, err := cache.open(t.Context())
			if err != nil {
				t.Errorf("open: %v", err)
			} else if _, err := os.Stat(filepath.Join(dir, "neo4j.jar")); err != nil {
				t.Errorf("open returned a folder that is not whole: %v", err)
			}
		})
	}
	askers.Wait()
	if n := fetches.Load(); n != 1 {
		t.Errorf("the jars were fetched %d times, want once", n)
	}
}

func TestAnInterruptedFetchIsDoneAgain(t *testing.T) {
	broken := errors.New("connection lost")
	cache := jars{root: t.TempDir(), progress: &bytes.Buffer{}}
	cache.download = func(_ context.Context, _, dir string) error {
		return errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "half.jar"), nil, 0o644), broken)
	}
	if _, err := cache.open(t.Context()); !errors.Is(err, broken) {
		t.Fatalf("open = %v, want the download's error", err)
	}
	if left, _ := filepath.Glob(filepath.Join(cache.root, "*", "*.jar")); len(left) > 0 {
		t.Errorf("the interrupted fetch left %v", left)
	}
	cache.download = func(_ context.Context, _, dir string) error { return os.Mkdir(dir, 0o755) }
	if dir, err := cache.open(t.Context()); err != nil || !exists(dir) {
		t.Errorf("second open = %q, %v, want the folder", dir, err)
	}
}

func TestTheFetchIsGivenOurPom(t *testing.T) {
	cache := jars{root: t.TempDir(), progress: &bytes.Buffer{}}
	var given []byte
	cache.download = func(_ context.Context, pom, dir string) (err error) {
		given, err = os.ReadFile(pom)
		return errors.Join(err, os.Mkdir(dir, 0o755))
	}
	if _, err := cache.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(given, []byte("<neo4j.version>"+Version+"</neo4j.version>")) {
		t.Errorf("the pom does not ask for Neo4j %s:\n%s", Version, given)
	}
}

func TestMissingProgramsAreNamedWithTheirRemedy(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("JAVA_HOME", "")
	if _, err := findJava(); err == nil || !strings.Contains(err.Error(), "install Java 17 or 21") {
		t.Errorf("findJava = %v, want what to install", err)
	}
	if err := downloadWithMaven(t.Context(), "pom.xml", t.TempDir()); err == nil || !strings.Contains(err.Error(), "install it") {
		t.Errorf("downloadWithMaven = %v, want what to install", err)
	}
	t.Setenv("JAVA_HOME", t.TempDir())
	if _, err := findJava(); err == nil || !strings.Contains(err.Error(), "JAVA_HOME is") {
		t.Errorf("findJava = %v, want a word about JAVA_HOME", err)
	}
}
