package neo4jtest

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Version is the Neo4j release that the jars hold; pom.xml names the same one.
const Version = "5.26.28"

// lockPoll is how often a process that waits for a file lock asks again.
const lockPoll = 100 * time.Millisecond

//go:embed pom.xml
var pom []byte

// jars is the cache of the server's jars. Its folder outlives the process and is shared by all processes of the user.
type jars struct {
	root     string                                           // absolute; made when missing
	download func(ctx context.Context, pom, dir string) error // fills dir with the jars that the file pom names
	progress io.Writer                                        // told, in lines for a person, why it takes long
}

// cachedJars is the cache that real servers start from.
func cachedJars(progress io.Writer) (jars, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return jars{}, fmt.Errorf("find the user's cache folder for Neo4j's jars: %w", err)
	}
	root := filepath.Join(cache, "partnergraph", "neo4j-"+Version)
	return jars{root: root, download: downloadWithMaven, progress: progress}, nil
}

// dir is where the jars of this pom lie. The name holds the pom's digest: a changed pom gets a folder of its own, so
// that the jars under a running server never change.
func (j jars) dir() string {
	digest := sha256.Sum256(pom)
	return filepath.Join(j.root, "lib-"+hex.EncodeToString(digest[:4]))
}

// open returns the folder of jars, fetching them when no process has done so yet. Of several processes that ask at
// once one fetches and the others wait for it. An interrupted fetch leaves nothing that a later call takes for whole.
func (j jars) open(ctx context.Context) (string, error) {
	dir := j.dir()
	if exists(dir) {
		return dir, nil
	}
	unlock, err := j.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	if exists(dir) {
		return dir, nil
	}
	return dir, j.fetch(ctx, dir)
}

// lock excludes all other processes, and other goroutines, from changing the cache until unlock is called.
func (j jars) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(j.root, 0o755); err != nil {
		return nil, fmt.Errorf("make the cache folder for Neo4j's jars: %w", err)
	}
	lock := flock.New(filepath.Join(j.root, "lock"))
	if err := lockOrWait(ctx, lock, j.progress, "another process prepares Neo4j; waiting for it"); err != nil {
		return nil, fmt.Errorf("lock the cache of Neo4j's jars: %w", err)
	}
	return func() { _ = lock.Unlock() }, nil
}

// lockOrWait takes the lock, saying why on progress when it can't be had at once.
func lockOrWait(ctx context.Context, lock *flock.Flock, progress io.Writer, why string) error {
	if taken, err := lock.TryLock(); taken || err != nil {
		return err
	}
	fmt.Fprintln(progress, "neo4jtest: "+why)
	_, err := lock.TryLockContext(ctx, lockPoll)
	return err
}

// fetch downloads into a folder beside dir and renames it, so that dir exists only when it is whole.
func (j jars) fetch(ctx context.Context, dir string) error {
	partial, err := os.MkdirTemp(j.root, "partial-")
	if err != nil {
		return fmt.Errorf("make a folder for Neo4j's jars: %w", err)
	}
	defer os.RemoveAll(partial)

	pomFile := filepath.Join(partial, "pom.xml")
	if err := os.WriteFile(pomFile, pom, 0o644); err != nil {
		return fmt.Errorf("write the pom of Neo4j's jars: %w", err)
	}
	lib := filepath.Join(partial, "lib")
	stop := j.report("fetching Neo4j " + Version + " (130 MB, once) into " + dir)
	defer stop()
	if err := j.download(ctx, pomFile, lib); err != nil {
		return fmt.Errorf("fetch Neo4j's jars from Maven Central: %w", err)
	}
	if err := os.Rename(lib, dir); err != nil {
		return fmt.Errorf("keep Neo4j's jars: %w", err)
	}
	return nil
}

// report says on progress what is going on, and again every few seconds until stop is called.
func (j jars) report(what string) (stop func()) {
	fmt.Fprintln(j.progress, "neo4jtest: "+what)
	began, tick, done, ended := time.Now(), time.NewTicker(10*time.Second), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				fmt.Fprintf(j.progress, "neo4jtest: still %s, %.0f s\n", what, time.Since(began).Seconds())
			}
		}
	}()
	return func() { close(done); <-ended }
}

// downloadWithMaven copies the jars that the pom names, with all that they depend on, into dir.
func downloadWithMaven(ctx context.Context, pom, dir string) error {
	maven, err := exec.LookPath("mvn")
	if err != nil {
		return errors.New("mvn (Maven) is not on PATH; install it, e.g. `apt-get install maven` or `brew install maven`")
	}
	command := exec.CommandContext(ctx, maven, "-q", "-B", "-f", pom,
		"dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory="+dir)
	output := newTail(nil)
	command.Stdout, command.Stderr = output, output
	command.WaitDelay = 5 * time.Second // a JVM that survives the script must not hold its output open for ever
	if err := command.Run(); err != nil {
		return fmt.Errorf("run mvn: %w\n%s", err, output)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
