package neo4jtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// classes returns the archive of the server's loaded classes for this Java and these jars, recording it when no process
// has done so; it takes a third off the processor time of every later start. Without one a server starts all the same,
// so a Java that can't record any is reported, not refused; only the end of ctx is an error.
func (j jars) classes(ctx context.Context, java, library string) (string, error) {
	archive, err := archiveOf(ctx, java, library)
	if err != nil {
		return "", err
	}
	if exists(archive) {
		return archive, nil
	}
	unlock, err := j.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	if exists(archive) {
		return archive, nil
	}
	stop := j.report("recording Neo4j's classes (once) into " + archive)
	defer stop()
	if err := record(ctx, java, library, archive); err != nil {
		fmt.Fprintf(j.progress, "neo4jtest: going on without an archive of classes, each start takes longer: %v\n", err)
		return "", context.Cause(ctx)
	}
	return archive, nil
}

// archiveOf names the archive after what it depends on: the folder of jars and the build of Java.
func archiveOf(ctx context.Context, java, library string) (string, error) {
	version, err := exec.CommandContext(ctx, java, "-version").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("ask %s for its version: %w\n%s", java, err, version)
	}
	digest := sha256.Sum256(append(version, java...))
	return library + "-" + hex.EncodeToString(digest[:4]) + ".jsa", nil
}

// record runs a server once over typical statements and has Java write down, at its end, the classes that it loaded.
func record(ctx context.Context, java, library, archive string) error {
	s, err := newServer(Options{}, java, library)
	if err != nil {
		return err
	}
	partial := filepath.Join(s.home, "classes.jsa")
	s.flags = []string{"-XX:ArchiveClassesAtExit=" + partial, "-Xlog:disable", "-Xlog:all=error"}
	if err := s.startOnPorts(ctx); err != nil {
		return errors.Join(err, s.removeHome())
	}
	for _, statement := range []string{
		"CREATE CONSTRAINT FOR (n:Warm) REQUIRE n.id IS UNIQUE",
		"UNWIND range(1, 3) AS i MERGE (n:Warm {id: i}) SET n.name = 'n' + i MERGE (n)-[:NEXT {at: i}]->(:Warm {id: 10 + i})",
		"MATCH (n:Warm) WHERE n.id < 3 RETURN n { .id, next: [(n)-[r]->(m) | m { .id, at: r.at }] } ORDER BY n.name LIMIT 2",
	} {
		err = errors.Join(err, s.query(ctx, s.Auth(), "neo4j", statement, nil))
	}
	err = errors.Join(err, s.reset(ctx), s.process.stop(ctx))
	if err == nil {
		err = moveFile(partial, archive)
	}
	return errors.Join(err, s.process.destroy(nil), s.removeHome())
}

// moveFile renames within the target's folder at the end, so that the target exists only when it is whole; the two
// folders may lie on different file systems.
func moveFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	partial := to + ".partial"
	if err := os.WriteFile(partial, content, 0o644); err != nil {
		return err
	}
	return os.Rename(partial, to)
}
