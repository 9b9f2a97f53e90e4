package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// notes say what bounds the figures that do not meet their goals.
//
//go:embed NOTES.md
var notes string

// row is a figure of the table.
type row struct {
	What, Goal, Measured string
	Met                  bool
}

// standing says whether the goal is met; nothing where there is none.
func (r row) standing() string {
	switch {
	case r.Goal == "":
		return ""
	case r.Met:
		return "met"
	}
	return "**not met**"
}

// kept is what a part measured.
type kept struct {
	At      string
	Machine string
	Rows    []row
	Detail  string `json:",omitempty"` // a table of its own
}

func (b *bench) keep(part string, rows []row) error {
	k := kept{At: time.Now().UTC().Format("2006-01-02 15:04"), Machine: machine(), Rows: rows}
	if text, err := os.ReadFile(b.at("results", part+".md")); err == nil {
		k.Detail = string(text)
	}
	encoded, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(b.at("results", part+".json"), encoded, 0o644)
}

// report writes the table of all parts that were ever run, and shows it.
func (b *bench) report() error {
	var text strings.Builder
	text.WriteString("# Benchmarks\n\nWritten by `make bench HARNESS=DIR`; see doc.go here for what runs. Figures of one machine: ratios carry over, times do not.\n\n")
	text.WriteString("| what | goal | measured | |\n|---|---|---|---|\n")
	var details, runs strings.Builder
	for _, p := range parts() {
		var k kept
		encoded, err := os.ReadFile(b.at("results", p.name+".json"))
		if err != nil || json.Unmarshal(encoded, &k) != nil {
			continue
		}
		for _, r := range k.Rows {
			fmt.Fprintf(&text, "| %s | %s | %s | %s |\n", r.What, r.Goal, r.Measured, r.standing())
		}
		fmt.Fprintf(&runs, "- %s: %s UTC, %s\n", p.name, k.At, k.Machine)
		details.WriteString(k.Detail)
	}
	fmt.Fprintf(&text, "\nMeasured:\n%s%s%s", runs.String(), details.String(), notes)
	if err := os.WriteFile(b.Out, []byte(text.String()), 0o644); err != nil {
		return err
	}
	fmt.Print("\n", text.String())
	return nil
}

// machine describes what it ran on.
func machine() string {
	model, memory := "unknown processor", ""
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		var kilobytes int64
		if _, err := fmt.Sscanf(string(text), "MemTotal: %d", &kilobytes); err == nil {
			memory = fmt.Sprintf(", %d GB memory", kilobytes>>20)
		}
	}
	load := ""
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = ", load before " + strings.Fields(string(text))[0]
	}
	return fmt.Sprintf("%s, %d cores%s, %s, %s%s", model, runtime.NumCPU(), memory, runtime.GOOS+"/"+runtime.GOARCH, runtime.Version(), load)
}
