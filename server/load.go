package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"partnergraph/graph/load"
	"partnergraph/graph/message"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// loadCommand brings a directory of JSON lines into the store.
type loadCommand struct {
	Directory string `arg:"" type:"existingdir" help:"Directory with one file a node type, such as Enterprise.jsonl, and one a relation, such as Agreement.parties.jsonl."`
}

// Run loads the directory and says what was done; it fails when a line was left out.
func (c loadCommand) Run(ctx context.Context, s *settings) error {
	return s.load(ctx, c.Directory)
}

// growth is how far a load lets memory fill up before it is swept, in percent of what is in use. What a set is made of is garbage soon
// after, all of it at once, so that sweeping early finds little. The variable GOGC has precedence.
const growth = 200

func (s *settings) load(ctx context.Context, directory string) error {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(growth))
	}
	model, err := schema.Load()
	if err != nil {
		return err
	}
	engine, err := openStore(ctx, s.Store, model)
	if err != nil {
		return err
	}
	return errors.Join(fill(ctx, engine, model, directory, s.Store), engine.Close())
}

func fill(ctx context.Context, engine store.Store, model *schema.Model, directory, address string) error {
	start := time.Now()
	shown := showProgress(os.Stderr)
	report, err := load.Into(ctx, engine, model, os.DirFS(directory), load.Options{Progress: shown.at})
	shown.end()
	lines := report.Written + report.Known
	if err != nil {
		return interrupted(directory, lines, err)
	}
	took := time.Since(start)
	fmt.Printf("%s: %d lines written, %d known from before, %d left out, into %s in %s (%.0f lines/s)\n", directory, report.Written, report.Known,
		report.Left, address, took.Round(time.Millisecond), float64(lines)/took.Seconds())
	return leftOut(report)
}

// interrupted says that the load can be taken up again.
func interrupted(directory string, lines int64, err error) error {
	text := message.Text{
		ZH: "导入 %s 中断，已写入 %d 行；排除原因后重新运行同一命令即可继续，已写入的不会重复（%v）",
		EN: "loading %s ended early with %d lines in the store; run the same command again when the cause is mended: nothing is written twice (%v)",
	}
	return &fault{text.Fill(directory, lines, err), err}
}

// leftOut is the failure of a load that left lines out; nil when there are none.
func leftOut(report load.Report) error {
	if len(report.Faults) == 0 {
		return nil
	}
	said := make([]string, len(report.Faults))
	for i, err := range report.Faults {
		said[i] = err.Error()
	}
	text := message.Text{
		ZH: "%[2]d 行未写入，因为同组中有 %[1]d 处错误；请就地改正下列各行后重新运行同一命令，已写入的不会重复：\n%[3]s",
		EN: "%[2]d lines were left out for %[1]d faults among them; mend these lines in their places and run the same command again, nothing is written twice:\n%[3]s",
	}
	return &fault{text.Fill(len(report.Faults)+report.More, report.Left, strings.Join(said, "\n")), nil}
}
