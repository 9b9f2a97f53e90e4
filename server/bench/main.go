package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// settings of a run.
type settings struct {
	Harness       string   `placeholder:"DIR" help:"Folder of the harness for the part side; without it only the program itself is measured."`
	Cache         string   `default:".cache/bench" help:"Folder of data, databases and measurements (${default})."`
	Binary        string   `default:"bin/partnergraph" help:"The program (${default})."`
	Out           string   `default:"server/bench/RESULTS.md" help:"The table (${default})."`
	Parts         []string `help:"Parts to run: load, start, own, match, side; all by default. The table shows the last run of each."`
	Organizations int      `default:"100000" help:"Size of the made-up network for the parts load, start, own and match (${default})."`
	Size          string   `default:"M" help:"Size of the harness's network for the part side: S, 1,000 organizations, to try; or M, 100,000 (${default})."`
	Rounds        int      `default:"3" help:"Interleaved rounds of the part side (${default})."`
	Seconds       float64  `default:"2" help:"Time of each measurement of the part side (${default})."`
	Clients       string   `default:"1,16,64" help:"Clients at once of the part side (${default})."`
}

func main() {
	var s settings
	command := kong.Parse(&s, kong.Name("bench"), kong.Description("Measures the program and writes the table of its figures."))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	command.FatalIfErrorf(s.run(ctx))
}

// part measures something and returns rows of the table.
type part struct {
	name    string
	measure func(context.Context, *bench) ([]row, error)
}

func parts() []part {
	return []part{{"load", measureLoad}, {"start", measureStart}, {"own", measureOwn}, {"match", measureMatch}, {"side", measureSide}}
}

// bench is a run: absolute paths, and where the program's own Neo4j is.
type bench struct {
	settings
}

func (s settings) run(ctx context.Context) error {
	b := &bench{s}
	for _, path := range []*string{&b.Harness, &b.Cache, &b.Binary} {
		if *path == "" {
			continue
		}
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return err
		}
		*path = absolute
	}
	if err := os.MkdirAll(b.at("results"), 0o755); err != nil {
		return err
	}
	var failed []error
	for _, p := range parts() {
		if len(s.Parts) > 0 && !slices.Contains(s.Parts, p.name) || p.name == "side" && s.Harness == "" {
			continue
		}
		start := time.Now()
		fmt.Printf("── %s\n", p.name)
		rows, err := p.measure(ctx, b)
		if err == nil {
			err = b.keep(p.name, rows)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", p.name, err)) // the other parts are worth having
		}
		fmt.Printf("── %s took %s\n", p.name, time.Since(start).Round(time.Second))
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(append(failed, b.report())...)
}

// at is a path in the cache.
func (b *bench) at(names ...string) string {
	return filepath.Join(append([]string{b.Cache}, names...)...)
}

// done reports whether a step that is done once has been done, and marks it when make succeeds.
func (b *bench) done(mark string, make func() error) error {
	path := b.at(mark + ".done")
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	fmt.Printf("%s …\n", strings.ReplaceAll(mark, "-", " "))
	if err := make(); err != nil {
		return err
	}
	return os.WriteFile(path, nil, 0o644)
}
