package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"partnergraph/graph/message"
)

// fault is why the server cannot start, and what to do about it, for the person at the terminal.
type fault struct {
	text  message.Text
	cause error
}

// Error is the English text.
func (f *fault) Error() string { return f.text.EN }

// Unwrap gives the cause.
func (f *fault) Unwrap() error { return f.cause }

// explain words an error in one line.
func explain(err error, language message.Language) string {
	if f, ok := errors.AsType[*fault](err); ok {
		return f.text.In(language)
	}
	return err.Error()
}

// listen binds the address. Without sign-in only loopback addresses are allowed, unless told otherwise.
func (l listening) listen(ctx context.Context) (net.Listener, error) {
	host, _, err := net.SplitHostPort(l.Addr)
	if err != nil {
		text := message.Text{ZH: "--addr %q 应写作 主机:端口，如 127.0.0.1:8080", EN: "--addr %q must be HOST:PORT, such as 127.0.0.1:8080"}
		return nil, &fault{text.Fill(l.Addr), err}
	}
	if !l.InsecureNoAuth && !loopback(host) {
		text := message.Text{
			ZH: "拒绝监听 %s：尚无登录，任何能访问该端口的人都能写入；请用 127.0.0.1，或在确有其他防护时加 --insecure-no-auth",
			EN: "refusing to listen on %s: there is no sign-in, whoever reaches the port may write; use 127.0.0.1, or add --insecure-no-auth if the port is guarded otherwise",
		}
		return nil, &fault{text.Fill(l.Addr), nil}
	}
	if l.Explain && !loopback(host) {
		text := message.Text{
			ZH: "--explain 会显示数据库语句，只能用于本机地址；请去掉它，或监听 127.0.0.1",
			EN: "--explain shows the database's statements and is for loopback addresses only; leave it out, or listen on 127.0.0.1",
		}
		return nil, &fault{text, nil}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", l.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		text := message.Text{
			ZH: "%s 已被占用；请停止占用它的程序，或用 --addr 另选端口（端口 0 自动选择）",
			EN: "%s is in use; stop the program that uses it, or choose another port with --addr (port 0 picks a free one)",
		}
		return nil, &fault{text.Fill(l.Addr), err}
	case errors.Is(err, syscall.EACCES):
		text := message.Text{ZH: "没有权限监听 %s；请用 --addr 选 1024 以上的端口", EN: "no permission to listen on %s; choose a port above 1024 with --addr"}
		return nil, &fault{text.Fill(l.Addr), err}
	case err != nil:
		return nil, fmt.Errorf("listen on %s: %w", l.Addr, err)
	}
	return listener, nil
}

// loopback reports whether a host is reachable from this machine only. An empty host means every address.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
