package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"go.uber.org/goleak"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// childVariable makes the test binary a process of its own that works on the file which it names; taskVariable says at what.
const (
	childVariable = "PARTNERGRAPH_TEST_CHILD"
	taskVariable  = "PARTNERGRAPH_TEST_TASK"
)

func TestMain(m *testing.M) {
	path := os.Getenv(childVariable)
	if path == "" {
		goleak.VerifyTestMain(m)
		return
	}
	if err := work(path, os.Getenv(taskVariable)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// work opens the file and says so. A holder then waits to be killed; a writer writes without end and names what is acknowledged, and so does
// a loader, whose change sets are large.
func work(path, task string) error {
	model, err := schema.Load()
	if err != nil {
		return err
	}
	s, err := Open(context.Background(), path, model, Options{})
	if err != nil {
		return err
	}
	fmt.Println("open")
	if task == "hold" {
		_, err := bufio.NewReader(os.Stdin).ReadString('\n')
		return err
	}
	head, err := s.Snapshot(context.Background(), nobody{})
	if err != nil {
		return err
	}
	for n := head.Sequence + 1; ; n++ {
		var operations []store.Operation
		for i := range pairs(task) {
			id := fmt.Sprintf("%d-%d", n, i)
			operations = append(operations, enterprise("e"+id, "企业"), agreement("a"+id, "合作"), party("e"+id, "a"+id))
		}
		receipt, err := s.Write(context.Background(), store.ChangeSet{Actor: "child", Mutation: "write", Operations: operations})
		if err != nil {
			return err
		}
		fmt.Println(receipt.Sequence)
	}
}

// pairs is how many enterprises with an agreement stand in a change set of the child.
func pairs(task string) int {
	if task == "load" {
		return bulk/3 + 1 // each is three operations
	}
	return 1
}

// nobody looks at a snapshot and keeps nothing.
type nobody struct{}

func (nobody) Node(store.NodeRecord) error         { return nil }
func (nobody) Relation(store.RelationRecord) error { return nil }

// child is a process that works on a store.
type child struct {
	*exec.Cmd
	lines *bufio.Scanner
}

// started starts a child and waits until it has opened the store.
func started(t *testing.T, path, task string) child {
	t.Helper()
	c := child{Cmd: exec.Command(os.Args[0])}
	c.Env = append(os.Environ(), childVariable+"="+path, taskVariable+"="+task)
	c.Stderr = os.Stderr
	if _, err := c.StdinPipe(); err != nil { // kept open until it is killed
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	c.lines = bufio.NewScanner(out)
	if got := c.line(); got != "open" {
		t.Fatalf("the child says %q", got)
	}
	return c
}

// line is what the child says next; "" when it has ended.
func (c child) line() string {
	c.lines.Scan()
	return c.lines.Text()
}

// kill ends the child as kill -9 does, and returns the lines that it had still said.
func (c child) kill(t *testing.T) (rest []string) {
	t.Helper()
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for c.lines.Scan() {
		rest = append(rest, c.lines.Text())
	}
	_ = c.Wait() // it was killed, which is reported as a failure
	return rest
}
