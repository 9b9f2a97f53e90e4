//go:build !unix

package neo4jtest

import (
	"errors"
	"syscall"
)

func attributes() *syscall.SysProcAttr { return nil }

// terminate kills: there is no signal to ask with. Neo4j recovers at its next start.
func (p *process) terminate() error { return p.command.Process.Kill() }

func (p *process) kill() error   { return p.command.Process.Kill() }
func (p *process) pause() error  { return errors.ErrUnsupported }
func (p *process) resume() error { return errors.ErrUnsupported }
