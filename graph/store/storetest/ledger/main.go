// Command ledger says which cases of the conformance suite ran on which engine, and fails when one is missing.
//
//	PARTNERGRAPH_LEDGER=/tmp/ledger go test ./graph/store/... && PARTNERGRAPH_LEDGER=/tmp/ledger go run ./graph/store/storetest/ledger
package main

import (
	"fmt"
	"io"
	"os"

	"partnergraph/graph/store/storetest"
)

func main() {
	if err := report(os.Stdout, os.Getenv(storetest.LedgerVariable)); err != nil {
		fmt.Fprintln(os.Stderr, "ledger:", err)
		os.Exit(1)
	}
}

// report prints the table of the ledger at path. The error names what is missing.
func report(out io.Writer, path string) error {
	if path == "" {
		return fmt.Errorf("%s names no file", storetest.LedgerVariable)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	ran, err := storetest.ReadLedger(file)
	if err != nil {
		return err
	}
	return ran.Print(out)
}
