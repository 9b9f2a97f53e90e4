//go:build unix

package neo4jtest

import (
	"errors"
	"syscall"
)

// terminate asks for an orderly end. A paused child can't act on it, so it is woken.
func (p *process) terminate() error { return errors.Join(p.signal(syscall.SIGTERM), p.resume()) }

func (p *process) kill() error   { return p.signal(syscall.SIGKILL) }
func (p *process) pause() error  { return p.signal(syscall.SIGSTOP) }
func (p *process) resume() error { return p.signal(syscall.SIGCONT) }

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
