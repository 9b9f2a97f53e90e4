//go:build unix && !linux

package neo4jtest

import "syscall"

// attributes puts the child into its own process group. Outside Linux no kernel ends it with a parent that crashed.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
