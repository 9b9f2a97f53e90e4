package neo4jtest

import "syscall"

// attributes puts the child into its own process group and has the kernel kill it when the parent ends, however it ends.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
