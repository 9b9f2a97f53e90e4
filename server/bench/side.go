package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// measureSide asks all servers the same, interleaved in rounds.
func measureSide(ctx context.Context, b *bench) (_ []row, err error) {
	h, err := b.prepared(ctx)
	if err != nil {
		return nil, err
	}
	if err := h.fill(ctx); err != nil {
		return nil, err
	}
	var started []func()
	defer func() {
		for i := len(started) - 1; i >= 0; i-- {
			started[i]()
		}
	}()
	stop, raw, err := h.start(ctx, "neo4j", b.side("-neo4j-raw"), rawBolt, rawHTTP)
	if err != nil {
		return nil, err
	}
	started = append(started, stop)
	// The agreements that m1 registers stay in copies, so that the answers of the next run can be compared again.
	if err := script(ctx, "", nil, "bash", "-c", `rm -rf "$1" && cp -a "$0" "$1" && cp -a "$2" "$3"`,
		h.home(), h.scratch()+"-run", b.side(".db"), b.side("-run.db")); err != nil {
		return nil, err
	}
	stop, own, err := h.database(ctx, h.scratch()+"-run")
	if err != nil {
		return nil, err
	}
	started = append(started, stop)
	servers, stopServers, err := h.servers(ctx, raw, own)
	started = append(started, stopServers)
	if err != nil {
		return nil, err
	}
	return h.compare(ctx, raw, servers)
}

// fill loads the records into all databases, once.
func (h *harness) fill(ctx context.Context) error {
	b := h.b
	return errors.Join(
		b.done("load-side-sqlite-"+b.Size, func() error {
			if err := script(ctx, "", nil, "rm", "-f", b.side(".db"), b.side(".db-wal"), b.side(".db-shm")); err != nil {
				return err
			}
			_, err := b.load(ctx, b.side(""), "sqlite:"+b.side(".db"))
			return err
		}),
		b.done("load-side-own-neo4j-"+b.Size, func() error {
			if err := os.RemoveAll(h.home()); err != nil {
				return err
			}
			stop, uri, err := h.database(ctx, h.home())
			if err != nil {
				return err
			}
			defer stop()
			_, err = b.load(ctx, b.side(""), uri)
			return err
		}),
		b.done("load-side-raw-neo4j-"+b.Size, func() error {
			if err := os.RemoveAll(b.side("-neo4j-raw")); err != nil {
				return err
			}
			stop, uri, err := h.start(ctx, "neo4j", b.side("-neo4j-raw"), rawBolt, rawHTTP)
			if err != nil {
				return err
			}
			defer stop()
			return script(ctx, h.dir, nil, "bin/gen", "-size", b.Size, "-seed", "42", "-params", b.at("params"), "-bolt", uri)
		}),
	)
}

// server is an entry of the load client's configuration.
type server struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	URL     string `json:"url"`
	Queries string `json:"queries"`
	Pidfile string `json:"pidfile"`
	NeoPid  string `json:"neoPid"`
}

const warmWrites = "15" // seconds of each server

const (
	rawPort, peerPort, ownPort, embeddedPort = 24001, 24000, 24002, 24003
)

var errNotYet = errors.New("the network is not there yet")

// servers starts all of them.
func (h *harness) servers(ctx context.Context, raw, own string) (list []server, stop func(), err error) {
	b := h.b
	var stops []func()
	stop = func() {
		for _, each := range stops {
			each()
		}
	}
	foreign := func(name string, environment []string, args ...string) (string, error) {
		log, err := os.Create(b.at("run", name+".log"))
		if err != nil {
			return "", err
		}
		defer log.Close()
		cmd := exec.CommandContext(ctx, args[0], args[1:]...)
		cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = h.dir, append(os.Environ(), environment...), log, log
		if err := cmd.Start(); err != nil {
			return "", err
		}
		stops = append(stops, func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
		pidfile := b.at("run", name+".pid")
		return pidfile, os.WriteFile(pidfile, []byte(strconv.Itoa(cmd.Process.Pid)), 0o644)
	}
	if err := errors.Join(os.MkdirAll(b.at("run"), 0o755), b.layQueries()); err != nil {
		return nil, stop, err
	}
	rawPid, err := foreign("raw", nil, "bin/raw", "-listen", fmt.Sprintf("127.0.0.1:%d", rawPort), "-bolt", raw)
	if err != nil {
		return nil, stop, err
	}
	peerPid, err := foreign("peer", []string{"NODE_ENV=production", "BOLT_URL=" + raw, fmt.Sprintf("PORT=%d", peerPort)}, "node", "gqlserver/server.mjs")
	if err != nil {
		return nil, stop, err
	}
	list = []server{
		{"raw", "raw", fmt.Sprintf("http://127.0.0.1:%d", rawPort), "queries/raw", rawPid, ""},
		{"peer", "graphql", fmt.Sprintf("http://127.0.0.1:%d/", peerPort), "queries/neo4j-graphql", peerPid, ""},
		{"peer-best", "graphql", fmt.Sprintf("http://127.0.0.1:%d/", peerPort), "queries/neo4j-graphql-variants", peerPid, ""},
	}
	for _, ours := range []struct {
		name, store, pid string
		port             int
	}{{"own", own, filepath.Join(h.dir, "neo4j-own", "neo4j.pid"), ownPort}, {"embedded", "sqlite:" + b.side("-run.db"), "none", embeddedPort}} {
		p, _, err := b.serve(ctx, ours.name, ours.store, ours.port, firstPage)
		if err != nil {
			return nil, stop, err
		}
		stops = append(stops, p.stop)
		for err := errNotYet; err != nil; { // the network is loaded behind the start, and what needs it waits some seconds for it
			if err = p.ask(ctx, `{ search(text: "warm", first: 1) { edges { score } } }`, nil, nil); ctx.Err() != nil {
				return nil, stop, ctx.Err()
			}
		}
		list = append(list, server{ours.name, "graphql", p.url, b.at("queries"), p.pidfile, ours.pid})
	}
	return list, stop, awaitAll(ctx, list)
}

// awaitAll waits until all servers listen.
func awaitAll(ctx context.Context, list []server) error {
	for _, s := range list {
		for start := time.Now(); ; time.Sleep(50 * time.Millisecond) {
			if err := exec.CommandContext(ctx, "curl", "-s", "-o", "/dev/null", s.URL).Run(); err == nil {
				break
			} else if time.Since(start) > time.Minute || ctx.Err() != nil {
				return fmt.Errorf("%s does not listen: %w", s.Name, err)
			}
		}
	}
	return nil
}

// layQueries writes our operations to where the load client reads them.
func (b *bench) layQueries() error {
	if err := os.MkdirAll(b.at("queries"), 0o755); err != nil {
		return err
	}
	for _, name := range operations {
		if err := os.WriteFile(b.at("queries", name+".graphql"), []byte(queries(name)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var operations = []string{"q1", "q2", "q2hub", "q3", "q4", "m1"}

// compare first compares the answers, then measures. The answers to q4 differ by intent, since findPartners has a ranking of its own, and
// those to m1 in the new id.
func (h *harness) compare(ctx context.Context, raw string, servers []server) ([]row, error) {
	b := h.b
	encoded, err := json.Marshal(servers)
	if err != nil {
		return nil, err
	}
	config, results := b.at("servers.json"), b.at("results", "side.jsonl")
	if err := os.WriteFile(config, encoded, 0o644); err != nil {
		return nil, err
	}
	client := func(ops string, also ...string) error {
		return script(ctx, h.dir, nil, "bin/load", append([]string{
			"-config", config, "-params", b.at("params", b.Size), "-bolt", raw, "-neopid", "neo4j/neo4j.pid", "-ops", ops,
		}, also...)...)
	}
	if err := client("q1,q2,q2hub,q3", "-mode", "verify"); err != nil {
		return nil, fmt.Errorf("the servers do not answer alike: %w", err)
	}
	if err := os.Remove(results); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	// A database writes several times faster once its own code is compiled, which takes some ten thousand writes. Raw's gets there by the reads
	// of three servers; ours is asked next to nothing, since the network answers. So all write first, and none of it is measured.
	if err := client("m1", "-rounds", "0", "-warm", warmWrites); err != nil {
		return nil, err
	}
	if err := client(strings.Join(operations, ","), "-rounds", strconv.Itoa(b.Rounds), "-seconds", fmt.Sprint(b.Seconds), "-conc", b.Clients,
		"-warm", "2", "-out", results); err != nil {
		return nil, err
	}
	measured, err := readMeasurements(results)
	if err != nil {
		return nil, err
	}
	return measured.rows(), os.WriteFile(b.at("results", "side.md"), []byte(measured.table()), 0o644)
}

func readMeasurements(path string) (measurements, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	all := measurements{}
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		var m measurement
		if err := json.Unmarshal(scanner.Bytes(), &m); err != nil {
			return nil, err
		}
		key := asked{m.Op, m.Server, m.Conc}
		all[key] = append(all[key], m)
	}
	return all, scanner.Err()
}
