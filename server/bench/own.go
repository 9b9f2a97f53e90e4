package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"
)

// network makes up the network of the parts that need no harness.
func (b *bench) network(ctx context.Context) (string, error) {
	name := fmt.Sprintf("network-%d", b.Organizations)
	return b.at(name), b.done(name, func() error {
		return script(ctx, "", nil, b.Binary, "generate", "--organizations", strconv.Itoa(b.Organizations), "--out", b.at(name))
	})
}

// embedded is an SQLite file that holds the network.
func (b *bench) embedded(ctx context.Context) (string, error) {
	directory, err := b.network(ctx)
	if err != nil {
		return "", err
	}
	file := directory + ".db"
	return "sqlite:" + file, b.done(fmt.Sprintf("network-%d-embedded", b.Organizations), func() error {
		for _, old := range []string{file, file + "-wal", file + "-shm"} {
			if err := os.Remove(old); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
		_, err := b.load(ctx, directory, "sqlite:"+file)
		return err
	})
}

// loaded is how fast a load was: in wall time, and in processor time of the program alone.
type loaded struct {
	lines, perSecond, perCPUSecond float64
}

var linesWritten = regexp.MustCompile(`(\d+) lines written, .*\((\d+) lines/s\)`)

func (b *bench) load(ctx context.Context, directory, store string) (loaded, error) {
	cmd := exec.CommandContext(ctx, b.Binary, "load", directory, "--store", store)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return loaded{}, fmt.Errorf("load %s: %w", directory, err)
	}
	fmt.Print(string(out))
	found := linesWritten.FindSubmatch(out)
	if found == nil {
		return loaded{}, fmt.Errorf("load %s said %q", directory, out)
	}
	lines, _ := strconv.ParseFloat(string(found[1]), 64)
	speed, _ := strconv.ParseFloat(string(found[2]), 64)
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return loaded{lines, speed, lines / used.Seconds()}, nil
}

// measureLoad loads a tenth of the network into a new file, and where there is a harness into the program's own Neo4j: see side.go.
func measureLoad(ctx context.Context, b *bench) ([]row, error) {
	tenth := *b
	tenth.Organizations = max(b.Organizations/10, 20)
	directory, err := tenth.network(ctx)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp(b.Cache, "load-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	embedded, err := b.load(ctx, directory, "sqlite:"+scratch+"/graph.db")
	if err != nil {
		return nil, err
	}
	rows := []row{loadRow("SQLite", embedded, 40_000)}
	if b.Harness == "" {
		return rows, nil
	}
	h, err := b.prepared(ctx)
	if err != nil {
		return nil, err
	}
	stop, uri, err := h.database(ctx, h.scratch())
	if err != nil {
		return nil, err
	}
	defer stop()
	there, err := b.load(ctx, directory, uri)
	if err != nil {
		return nil, err
	}
	return append(rows, loadRow("Neo4j", there, 10_000)), nil
}

func loadRow(into string, l loaded, goal float64) row {
	return row{
		What: fmt.Sprintf("load into %s, %.0f lines", into, l.lines), Goal: fmt.Sprintf("≥ %.0f lines/s", goal),
		Measured: fmt.Sprintf("%.0f lines/s; %.0f a second of the program's processor time", l.perSecond, l.perCPUSecond), Met: l.perSecond >= goal,
	}
}

const (
	startPort = 24010
	firstPage = `{ organizations(first: 1, orderBy: [{field: NAME}]) { nodes { id name } } }`
)

// measureStart starts the program on a file that is there, and looks at its memory.
func measureStart(ctx context.Context, b *bench) ([]row, error) {
	store, err := b.embedded(ctx)
	if err != nil {
		return nil, err
	}
	var times []float64
	for range 5 {
		p, took, err := b.serve(ctx, "start", store, startPort, firstPage)
		if err != nil {
			return nil, err
		}
		times = append(times, float64(took.Milliseconds()))
		p.stop()
	}
	p, _, err := b.serve(ctx, "memory", store, startPort, firstPage, "--network", "off")
	if err != nil {
		return nil, err
	}
	defer p.stop()
	idle, _ := p.resident()
	busy, err := underLoad(ctx, p)
	if err != nil {
		return nil, err
	}
	first := median(times)
	return []row{
		{fmt.Sprintf("first answer after start, SQLite, %d organizations", b.Organizations), "< 300 ms", fmt.Sprintf("%.0f ms", first), first < 300},
		{"resident memory without the projection, idle", "< 60 MB", fmt.Sprintf("%.0f MB", idle), idle < 60},
		{"resident memory without the projection, q2 by 64 clients", "< 200 MB", fmt.Sprintf("%.0f MB", busy), busy < 200},
	}, nil
}

// underLoad asks q2 by 64 clients for some seconds and returns the most memory that the program had.
func underLoad(ctx context.Context, p *process) (float64, error) {
	ids, err := someOrganizations(ctx, p, 200)
	if err != nil {
		return 0, err
	}
	operation := queries("q2")
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	var all sync.WaitGroup
	failed := make(chan error, 64)
	for client := range 64 {
		all.Go(func() {
			for i := client; ctx.Err() == nil; i++ {
				if err := p.ask(ctx, operation, map[string]any{"id": ids[i%len(ids)]}, nil); err != nil && ctx.Err() == nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	select {
	case err := <-failed:
		return 0, err
	default:
	}
	_, most := p.resident()
	return most, nil
}

func someOrganizations(ctx context.Context, p *process, count int) ([]string, error) {
	var data struct {
		Organizations struct{ Nodes []struct{ ID string } }
	}
	err := p.ask(ctx, fmt.Sprintf(`{ organizations(first: %d, orderBy: [{field: NAME}]) { nodes { id } } }`, count), nil, &data)
	ids := make([]string, len(data.Organizations.Nodes))
	for i, node := range data.Organizations.Nodes {
		ids[i] = node.ID
	}
	return ids, err
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
