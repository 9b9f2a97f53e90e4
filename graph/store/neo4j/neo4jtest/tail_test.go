package neo4jtest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestTailKeepsTheLastLinesAndPassesAllOn(t *testing.T) {
	var all bytes.Buffer
	output := newTail(&all)
	for i := range 100 {
		fmt.Fprintf(output, "line ")
		fmt.Fprintf(output, "%d\n", i)
	}
	fmt.Fprint(output, "unfinished")
	lines := strings.Split(output.String(), "\n")
	if want := tailLines + 1; len(lines) != want {
		t.Fatalf("%d lines are kept, want %d", len(lines), want)
	}
	if first := fmt.Sprint("line ", 100-tailLines); lines[0] != first || lines[tailLines] != "unfinished" {
		t.Errorf("the kept lines go from %q to %q, want from %q to the unfinished one", lines[0], lines[tailLines], first)
	}
	if !strings.HasPrefix(all.String(), "line 0\n") || !strings.HasSuffix(all.String(), "line 99\nunfinished") {
		t.Error("not everything was passed on")
	}
}

func TestTailLeavesStackFramesOut(t *testing.T) {
	output := newTail(nil)
	fmt.Fprint(output, "java.io.IOException: disk full\n\tat java.base/java.io.File.open(File.java:1)\n\t... 9 more\nCaused by: quota\n")
	if got, want := output.String(), "java.io.IOException: disk full\nCaused by: quota"; got != want {
		t.Errorf("kept %q, want %q", got, want)
	}
}
