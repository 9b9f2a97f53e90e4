package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// harness is the copy of the caller's harness that runs are made with.
type harness struct {
	b   *bench
	dir string
}

// The ports of the harness's own Neo4j, and of the program's.
const (
	rawBolt, rawHTTP = 27687, 27474
	ownBolt, ownHTTP = 27688, 27475
)

// prepared copies the harness, builds it, and lets its generator write the records that all servers answer from.
func (b *bench) prepared(ctx context.Context) (*harness, error) {
	h := &harness{b, b.at("harness")}
	return h, errors.Join(
		b.done("copy-harness", func() error { return script(ctx, "", nil, "cp", "-a", "--no-preserve=mode", b.Harness+"/.", h.dir) }),
		b.done("build-harness", func() error {
			if err := h.tellDatabasesApart(); err != nil {
				return err
			}
			// The program's Neo4j is started by the same script with the same settings, from a folder of its own.
			if err := errors.Join(
				script(ctx, h.dir, nil, "chmod", "+x", "neo4j/start.sh", "neo4j/stop.sh"),
				script(ctx, h.dir, nil, "cp", "-a", "neo4j", "neo4j-own"),
				script(ctx, h.dir, nil, "go", "build", "-o", "bin/", "./..."),
				script(ctx, filepath.Join(h.dir, "gqlserver"), nil, "npm", "install", "--no-audit", "--no-fund", "--silent"),
				script(ctx, h.dir, nil, "mvn", "-q", "-B", "-f", "neo4j/pom.xml", "dependency:copy-dependencies", "-DoutputDirectory="+h.dir+"/neo4j/lib"),
			); err != nil {
				return err
			}
			return os.Symlink(h.dir+"/neo4j/lib", h.dir+"/neo4j-own/lib")
		}),
		b.done("generate-records-"+b.Size, func() error {
			return script(ctx, h.dir, nil, "bin/gen", "-size", b.Size, "-seed", "42", "-noload", "-params", b.at("params"), "-jsonl", b.at("records-"+b.Size))
		}),
		b.done("convert-records-"+b.Size, func() error { return convert(b.at("records-"+b.Size), b.side("")) }),
	)
}

// tellDatabasesApart lets the load client count the processor time of each server's own database, since ours is not the harness's, and
// compare what stands under "data" alone.
func (h *harness) tellDatabasesApart() error {
	path := filepath.Join(h.dir, "load", "main.go")
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	changed := string(text)
	for _, change := range [][2]string{
		{"Cleanup                                             string", "Cleanup                                             string\n\tNeoPid string"},
		{"conc, *seconds, round, *neoPid)", "conc, *seconds, round, s.database(*neoPid))"},
		// What a server says beside its data, such as how many statements it sent, is no part of the answer.
		{"walk(v, \"\", 0, &leaves, ids)", "if m, ok := v.(map[string]any); ok {\n\t\t\t\tv = m[\"data\"]\n\t\t\t}\n\t\t\twalk(v, \"\", 0, &leaves, ids)"},
		{"func report(", "func (s *Server) database(shared string) string {\n\tif s.NeoPid != \"\" {\n\t\treturn s.NeoPid\n\t}\n\treturn shared\n}\n\nfunc report("},
	} {
		if strings.Count(changed, change[0]) != 1 {
			return fmt.Errorf("%s is not as it was: %q stands there %d times", path, change[0], strings.Count(changed, change[0]))
		}
		changed = strings.Replace(changed, change[0], change[1], 1)
	}
	return os.WriteFile(path, []byte(changed), 0o644)
}

// side is a path of the harness's records, or of a database that holds them.
func (b *bench) side(what string) string { return b.at("side-" + b.Size + what) }

// home is where a database of the program lies: one that is loaded once and kept, and copies that are written to and thrown away.
func (h *harness) home() string { return h.b.side("-neo4j") }

func (h *harness) scratch() string { return h.b.at("neo4j-scratch") }

// database starts the program's Neo4j on a folder, which is emptied first when it is the scratch one.
func (h *harness) database(ctx context.Context, home string) (stop func(), uri string, err error) {
	if home == h.scratch() {
		if err := os.RemoveAll(home); err != nil {
			return nil, "", err
		}
	}
	return h.start(ctx, "neo4j-own", home, ownBolt, ownHTTP)
}

func (h *harness) start(ctx context.Context, folder, home string, bolt, http int) (stop func(), uri string, err error) {
	environment := []string{fmt.Sprintf("BOLT_PORT=%d", bolt), fmt.Sprintf("HTTP_PORT=%d", http), "DATA_DIR=" + home}
	stop = func() {
		if err := exec.CommandContext(context.WithoutCancel(ctx), filepath.Join(h.dir, folder, "stop.sh")).Run(); err != nil {
			fmt.Println("stop Neo4j:", err)
		}
	}
	stop() // one that an interrupted run has left
	if err := script(ctx, h.dir, environment, "./"+folder+"/start.sh"); err != nil {
		return nil, "", err
	}
	return stop, fmt.Sprintf("bolt://127.0.0.1:%d", bolt), nil
}
