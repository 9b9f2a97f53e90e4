package neo4jtest

import (
	"fmt"
	"os"
	"testing"
)

// parentVariable turns this test program into a parent that launches a child and waits to be killed. It holds the path
// of a named pipe, which the child keeps open as long as it lives.
const parentVariable = "NEO4JTEST_PARENT"

func TestMain(m *testing.M) {
	if pipe := os.Getenv(parentVariable); pipe != "" {
		actAsParent(pipe)
	}
	os.Exit(Main(m))
}

func actAsParent(pipe string) {
	if _, err := launch("/bin/sh", []string{"-c", `exec sleep 600 3>"$0"`, pipe}, "/", nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	select {}
}
