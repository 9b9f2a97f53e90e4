package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const thing = `"Stored."
directive @node on OBJECT
"A thing."
type Thing @node {
  "Its id."
  id: ID!
}
"Reading."
type Query {
  "One thing."
  thing: Thing
}
`

func put(t *testing.T, directory, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(directory, filepath.Dir(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(directory, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, directory, name string) string {
	t.Helper()
	read, err := os.ReadFile(filepath.Join(directory, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(read)
}

// TestRunTwice proves that the generated schema is not read as part of the contract, and that a file of roots whose noun is gone goes
// with it.
func TestRunTwice(t *testing.T) {
	directory := t.TempDir()
	put(t, directory, "thing.graphqls", thing)
	put(t, directory, "roots/gone.graphqls", "type Gone { a: Int }")
	if err := run(directory); err != nil {
		t.Fatal(err)
	}
	full, roots := content(t, directory, fullName), content(t, directory, "roots/thing.graphqls")
	if !strings.Contains(full, "type Thing @node {") || !strings.Contains(roots, "thing: Planned") {
		t.Errorf("full:\n%s\nroots:\n%s", full, roots)
	}
	if _, err := os.Stat(filepath.Join(directory, "roots/gone.graphqls")); !os.IsNotExist(err) {
		t.Errorf("roots/gone.graphqls is still there: %v", err)
	}
	if err := run(directory); err != nil {
		t.Fatal(err)
	}
	if again := content(t, directory, fullName); again != full {
		t.Errorf("the second run wrote\n%s\nafter\n%s", again, full)
	}
}

// TestFaultyContract proves that a fault leaves what was generated before as it is.
func TestFaultyContract(t *testing.T) {
	directory := t.TempDir()
	put(t, directory, "thing.graphqls", "type Thing @node { id: Int }")
	put(t, directory, fullName, "before")
	put(t, directory, "roots/thing.graphqls", "before")
	err := run(directory)
	if err == nil || !strings.Contains(err.Error(), "thing.graphqls:1:6: @node type Thing has no field id: ID!") {
		t.Errorf("got %v", err)
	}
	for _, name := range []string{fullName, "roots/thing.graphqls"} {
		if got := content(t, directory, name); got != "before" {
			t.Errorf("%s was written: %s", name, got)
		}
	}
}

func TestEmptyDirectory(t *testing.T) {
	if err := run(t.TempDir()); err == nil || !strings.Contains(err.Error(), "no .graphqls file") {
		t.Errorf("got %v", err)
	}
}
