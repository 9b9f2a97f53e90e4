package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// carriedOut runs a command of the program to its end and returns what it says.
func carriedOut(t *testing.T, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=en")
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	return out.String(), errs.String(), err
}

const counts = `{ organizations { totalCount } agreements { totalCount } needs { totalCount } }`

// TestLoad makes a network up, brings it in twice, and serves it: the same on both engines.
func TestLoad(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "network")
	if _, stderr, err := carriedOut(t, "generate", "--organizations", "60", "--seed", "3", "--out", directory); err != nil {
		t.Fatalf("generate: %v: %s", err, stderr)
	}
	var answers []string
	eachEngine(t, func(t *testing.T, store string) {
		for _, want := range []string{" 0 known from before", " 0 lines written"} {
			if stdout, stderr, err := carriedOut(t, "load", directory, "--store", store); err != nil || !strings.Contains(stdout, want) {
				t.Fatalf("load: %v: %s%s, want %q", err, stdout, stderr, want)
			}
		}
		p := start(t, "--store", store, "--seed", "none")
		answers = append(answers, string(p.mustAsk(t, counts, nil, nil).Data))
		p.stop(t)
	})
	for _, got := range answers {
		if got != answers[0] || !strings.HasPrefix(got, `{"organizations":{"totalCount":60},"agreements":{"totalCount":120},`) {
			t.Errorf("served %s", got)
		}
	}
}

// TestGenerateIntoTheStore needs no directory.
func TestGenerateIntoTheStore(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	stdout, stderr, err := carriedOut(t, "generate", "--organizations", "20", "--store", store)
	if err != nil || !strings.Contains(stdout, " 0 left out, into "+store) {
		t.Errorf("%v: %s%s", err, stdout, stderr)
	}
}

// TestLoadFails names the bad line, writes the rest and exits with a failure; once the line is mended in its place the rest follows.
func TestLoadFails(t *testing.T) {
	directory := t.TempDir()
	lay := func(name, text string) {
		if err := os.WriteFile(filepath.Join(directory, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lay("Document.jsonl", `{"id":"d","title":"x"}`)
	lay("Enterprise.jsonl", `{"id":"e","name":"甲"}`+"\n"+`{"id":"f"}`)
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	stdout, stderr, err := carriedOut(t, "load", directory, "--store", store)
	if err == nil || !strings.Contains(stderr, "Enterprise.jsonl:2: name: a value is needed") || !strings.Contains(stderr, "run the same command again") ||
		!strings.Contains(stdout, "1 lines written") {
		t.Errorf("%v: %s%s", err, stdout, stderr)
	}
	lay("Enterprise.jsonl", `{"id":"e","name":"甲"}`+"\n"+`{"id":"f","name":"乙"}`)
	if stdout, stderr, err = carriedOut(t, "load", directory, "--store", store); err != nil || !strings.Contains(stdout, "2 lines written, 1 known from before") {
		t.Errorf("%v: %s%s", err, stdout, stderr)
	}
	if _, stderr, err = carriedOut(t, "load", filepath.Join(directory, "absent"), "--store", store); err == nil || !strings.Contains(stderr, "absent") {
		t.Errorf("an absent directory: %v: %s", err, stderr)
	}
}
