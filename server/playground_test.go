package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// npm runs a script of the UI's project against a fresh server.
func npm(t *testing.T, script string) {
	t.Helper()
	p := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "partnergraph.db"))
	shots := os.Getenv("PARTNERGRAPH_SCREENSHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	cmd := exec.CommandContext(t.Context(), "npm", "run", "--silent", script)
	cmd.Dir = "ui"
	cmd.Env = append(os.Environ(), "BASE_URL="+p.base, "SCREENSHOT="+filepath.Join(shots, "playground.png"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("npm run %s: %v\n%s\n%s\n(make playground browser installs what this needs)", script, err, out, p.said())
	}
	p.stop(t)
}

// TestPlayground uses the Playground in a real browser: it is served by this program alone, and its tabs run as they are.
func TestPlayground(t *testing.T) { npm(t, "test") }

// TestAudits holds the API to every MUST and SHOULD of GraphQL over HTTP.
func TestAudits(t *testing.T) { npm(t, "audits") }
