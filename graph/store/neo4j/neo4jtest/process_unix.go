//go:build unix

package neo4jtest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// terminate asks for an orderly end. A paused child can't act on it, so it is woken.
func (p *process) terminate() error { return errors.Join(p.signal(syscall.SIGTERM), p.resume()) }

func (p *process) kill() error   { return p.signal(syscall.SIGKILL) }
func (p *process) resume() error { return p.signal(syscall.SIGCONT) }

// pause returns once every thread stands still: on a busy machine one may go on for a moment, and answer.
func (p *process) pause() error {
	if err := p.signal(syscall.SIGSTOP); err != nil {
		return err
	}
	deadline, tick := time.After(5*time.Second), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for p.moves() {
		select {
		case <-deadline:
			return errors.New("the server goes on although it was told to stop")
		case <-tick.C:
		}
	}
	return nil
}

// moves reports whether some thread is not stopped. Without a /proc, as on macOS, it cannot know and says no.
func (p *process) moves() bool {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", p.command.Process.Pid))
	if err != nil {
		return false
	}
	for _, thread := range threads {
		stat, err := os.ReadFile(thread) // "pid (name) state …"
		if _, state, found := strings.Cut(string(stat), ") "); err == nil && found && !strings.HasPrefix(state, "T") {
			return true
		}
	}
	return false
}

// signal reaches the child's whole process group. A child that has just ended is no error: its end is what exited tells.
func (p *process) signal(signal syscall.Signal) error {
	if !p.alive() {
		return nil // its number may be another process's by now
	}
	if err := syscall.Kill(-p.command.Process.Pid, signal); !errors.Is(err, syscall.ESRCH) {
		return err
	}
	return nil
}
