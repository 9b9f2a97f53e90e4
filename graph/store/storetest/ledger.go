package storetest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// LedgerVariable names the environment variable with the path of the ledger, a file that grows by a line `engine case` for each case
// that passed. Unset: nothing is recorded.
const LedgerVariable = "PARTNERGRAPH_LEDGER"

// recorder records what passed on one engine. Test processes of several engines may write to the file at once.
type recorder struct{ engine, path string }

func newRecorder(t *testing.T, engine string) recorder {
	t.Helper()
	if !slices.Contains(Engines(), engine) {
		t.Fatalf("the ledger knows no engine %q, only %q", engine, Engines())
	}
	return recorder{engine, os.Getenv(LedgerVariable)}
}

// record notes that the case ran to its end without a failure. A line is one write, so lines of two processes never mix.
func (r recorder) record(t *testing.T, name string) {
	t.Helper()
	if r.path == "" || t.Failed() || t.Skipped() {
		return
	}
	file, err := os.OpenFile(r.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatalf("ledger: %v", err)
	}
	if _, err := fmt.Fprintf(file, "%s %s\n", r.engine, name); err != nil {
		t.Fatalf("ledger: %v", err)
	}
	if err := file.Close(); err != nil {
		t.Fatalf("ledger: %v", err)
	}
}

// Ledger says which cases ran on which engine.
type Ledger map[string]map[string]bool

// ReadLedger reads lines of `engine case`, in any order; a repeated line is harmless. Cases of names that the suite no longer has
// are kept and never asked for.
func ReadLedger(lines io.Reader) (Ledger, error) {
	ran := Ledger{}
	scanner := bufio.NewScanner(lines)
	for scanner.Scan() {
		engine, name, ok := strings.Cut(scanner.Text(), " ")
		if !ok {
			return nil, fmt.Errorf("line %q is not an engine and a case", scanner.Text())
		}
		if ran[engine] == nil {
			ran[engine] = map[string]bool{}
		}
		ran[engine][name] = true
	}
	return ran, scanner.Err()
}

// Print writes a table of all cases and engines. The error counts the cases that did not run.
func (l Ledger) Print(out io.Writer) error {
	cases, engines := Cases(), Engines()
	width := 0
	for _, name := range cases {
		width = max(width, utf8.RuneCountInString(name))
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%-*s  %s\n", width, "case", strings.Join(engines, "  "))
	missing := 0
	for _, name := range cases {
		line := fmt.Sprintf("%-*s", width, name)
		for _, engine := range engines {
			mark := "ran"
			if !l[engine][name] {
				mark = "MISSING"
				missing++
			}
			line += fmt.Sprintf("  %-*s", len(engine), mark)
		}
		table.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	fmt.Fprintf(&table, "%d cases on %d engines, %d missing\n", len(cases), len(engines), missing)
	if _, err := io.WriteString(out, table.String()); err != nil {
		return err
	}
	if missing > 0 {
		return fmt.Errorf("%d cases did not pass, or did not run", missing)
	}
	return nil
}
