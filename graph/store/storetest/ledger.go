package storetest

import (
	"fmt"
	"os"
	"slices"
	"testing"
)

// LedgerVariable names the environment variable with the path of the ledger, a file that grows by a line `engine case` for each case
// that passed. Unset: nothing is recorded.
const LedgerVariable = "PARTNERGRAPH_LEDGER"

// ledger records what ran on one engine. Test processes of several engines may write to the file at once.
type ledger struct{ engine, path string }

func openLedger(t *testing.T, engine string) ledger {
	t.Helper()
	if !slices.Contains(Engines(), engine) {
		t.Fatalf("the ledger knows no engine %q, only %q", engine, Engines())
	}
	return ledger{engine, os.Getenv(LedgerVariable)}
}

// record notes that the case ran to its end without a failure.
func (l ledger) record(t *testing.T, name string) {
	t.Helper()
	if l.path == "" || t.Failed() || t.Skipped() {
		return
	}
	file, err := os.OpenFile(l.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatalf("ledger: %v", err)
	}
	if _, err := fmt.Fprintf(file, "%s %s\n", l.engine, name); err != nil {
		t.Fatalf("ledger: %v", err)
	}
	if err := file.Close(); err != nil {
		t.Fatalf("ledger: %v", err)
	}
}
