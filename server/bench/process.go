package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server that this run has started.
type process struct {
	cmd     *exec.Cmd
	url     string
	pidfile string
}

// serve starts the program and waits for its first answer to the operation, which took so long. It logs beside its pid file.
func (b *bench) serve(ctx context.Context, name, store string, port int, operation string, also ...string) (*process, time.Duration, error) {
	dir := b.at("run")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, 0, err
	}
	log, err := os.Create(filepath.Join(dir, name+".log"))
	if err != nil {
		return nil, 0, err
	}
	defer log.Close()
	address := fmt.Sprintf("127.0.0.1:%d", port)
	p := &process{url: "http://" + address + "/graphql", pidfile: filepath.Join(dir, name+".pid")}
	p.cmd = exec.CommandContext(ctx, b.Binary, append([]string{"serve", "--addr", address, "--store", store, "--seed", "none"}, also...)...)
	p.cmd.Cancel = func() error { return p.cmd.Process.Signal(syscall.SIGTERM) }
	p.cmd.Stdout, p.cmd.Stderr = log, log
	start := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, 0, err
	}
	if err := os.WriteFile(p.pidfile, []byte(strconv.Itoa(p.cmd.Process.Pid)), 0o644); err != nil {
		p.stop()
		return nil, 0, err
	}
	for {
		err := p.ask(ctx, operation, nil, nil)
		if err == nil {
			return p, time.Since(start), nil
		}
		if time.Since(start) > 2*time.Minute || ctx.Err() != nil {
			p.stop()
			return nil, 0, fmt.Errorf("%s does not answer, see %s: %w", name, log.Name(), err)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func (p *process) stop() {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return // it has ended by itself
	}
	_ = p.cmd.Wait() // what it says at its end is in its log
}

// ask answers an operation into data; nil: thrown away.
func (p *process) ask(ctx context.Context, operation string, variables map[string]any, data any) error {
	body, err := json.Marshal(map[string]any{"query": operation, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	var answer struct {
		Data   json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(text, &answer); err != nil || len(answer.Errors) > 0 {
		return fmt.Errorf("status %d: %.300s", response.StatusCode, text)
	}
	if data == nil {
		return nil
	}
	return json.Unmarshal(answer.Data, data)
}

// resident is the memory of a process in MB, now and at most.
func (p *process) resident() (now, most float64) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kilobytes, _ := strconv.ParseFloat(fields[1], 64)
		switch fields[0] {
		case "VmRSS:":
			now = kilobytes / 1024
		case "VmHWM:":
			most = kilobytes / 1024
		}
	}
	return now, most
}

// script runs a command in a folder, with its output on ours.
func script(ctx context.Context, dir string, environment []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), environment...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return nil
}
