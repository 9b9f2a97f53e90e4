package neo4jtest

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"time"
)

// process is one life of the child: from its start until it has been reaped.
type process struct {
	command *exec.Cmd
	output  *tail
	exited  chan struct{} // closed once the child has been reaped
	failure error         // how it ended; to be read after exited is closed
}

// launch starts the program in a process group of its own, so that a Ctrl-C meant for the parent leaves the child to be
// stopped in order, and lets it die with the parent where the system can do that (Linux).
func launch(program string, arguments []string, dir string, log io.Writer) (*process, error) {
	p := &process{command: exec.Command(program, arguments...), output: newTail(log), exited: make(chan struct{})}
	p.command.Dir = dir
	p.command.Stdout, p.command.Stderr = p.output, p.output
	p.command.SysProcAttr = attributes()
	p.command.WaitDelay = 5 * time.Second
	started := make(chan error, 1)
	go p.run(started)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	return p, nil
}

// run starts the child and reaps it on one system thread, which it holds all the while: Linux sends the parent-death
// signal when the thread that started the child ends, and Go ends threads as it likes.
func (p *process) run(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.command.Start()
	started <- err
	if err != nil {
		return
	}
	p.failure = p.command.Wait()
	close(p.exited)
}

func (p *process) alive() bool {
	select {
	case <-p.exited:
		return false
	default:
		return true
	}
}

// stop asks the child to end and waits for it; when ctx ends first, the child is killed and the error says so.
func (p *process) stop(ctx context.Context) error {
	if !p.alive() {
		return nil
	}
	if err := p.terminate(); err != nil {
		return fmt.Errorf("ask process %d to end: %w", p.command.Process.Pid, err)
	}
	select {
	case <-p.exited:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("process %d was killed since it did not end in time: %w", p.command.Process.Pid, p.destroy(context.Cause(ctx)))
	}
}

// destroy kills the child, waits until it has been reaped and returns cause, or why it could not be killed.
func (p *process) destroy(cause error) error {
	if !p.alive() {
		return cause
	}
	if err := p.kill(); err != nil && p.alive() {
		return fmt.Errorf("kill process %d: %w", p.command.Process.Pid, err)
	}
	<-p.exited
	return cause
}

// death describes an end that nobody asked for, with the child's last words.
func (p *process) death() error {
	<-p.exited
	return fmt.Errorf("the server ended by itself (%v); its last lines:\n%s", p.command.ProcessState, p.output)
}
