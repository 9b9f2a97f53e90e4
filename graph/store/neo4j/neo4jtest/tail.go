package neo4jtest

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// tailLines is how many of a program's last lines an error shows.
const tailLines = 30

// tail keeps the last lines that a child process printed, without stack frames, and passes everything on. It is safe for concurrent use.
type tail struct {
	next io.Writer // may be nil

	mu      sync.Mutex
	lines   []string
	partial []byte // what came after the last line feed
}

func newTail(next io.Writer) *tail { return &tail{next: next} }

// Write never fails: a log that can't be written must not stop the child whose output it is.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.next != nil {
		_, _ = t.next.Write(p)
	}
	t.partial = append(t.partial, p...)
	for {
		line, rest, found := bytes.Cut(t.partial, []byte{'\n'})
		if !found {
			return len(p), nil
		}
		if !stackFrame(line) {
			t.lines = append(t.lines, string(line))
			t.lines = t.lines[max(0, len(t.lines)-tailLines):]
		}
		t.partial = rest
	}
}

// stackFrame recognises a line of a Java stack trace that only says where, e.g. "	at java.base/java.io.File.open". Kept,
// such lines would push out the ones that say what happened.
func stackFrame(line []byte) bool {
	line = bytes.TrimSpace(line)
	return bytes.HasPrefix(line, []byte("at ")) || bytes.HasPrefix(line, []byte("... "))
}

// String is the last lines, without a line feed at the end.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(strings.Join(append(t.lines[:len(t.lines):len(t.lines)], string(t.partial)), "\n"))
}
