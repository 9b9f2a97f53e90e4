package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// portAttempts is how often a start is tried with newly picked ports when another process was quicker to take them.
const portAttempts = 3

// ErrNotOurs is returned by the methods that signal the server's process when [Shared] was given a server by address.
var ErrNotOurs = errors.New("the server was started by somebody else")

// Server is a Neo4j Community server. Its methods may be called by several goroutines at once.
type Server struct {
	options            Options
	java, library      string   // the Java program; the folder of jars
	flags              []string // Java's flags beside the usual ones
	home               string
	temporary          bool // home is removed by Stop
	boltPort, httpPort int
	given              *given // not nil: somebody else's server, of which we know the address only

	mu      sync.Mutex // held while the process is started or ended
	process *process
}

// Start starts a server and returns when it answers a query over Bolt (and, unless NoHTTP, over HTTP). The first start
// on a machine fetches the jars, which takes about a minute. The server lives until Stop or Kill, not only as long as
// ctx; on Linux it also ends when this process does. When the server ends instead of answering, the error shows its
// last lines.
func Start(ctx context.Context, options Options) (*Server, error) {
	progress := io.Writer(os.Stderr)
	if options.Log != nil {
		progress = options.Log
	}
	java, err := findJava()
	if err != nil {
		return nil, err
	}
	cache, err := cachedJars(progress)
	if err != nil {
		return nil, err
	}
	library, err := cache.open(ctx)
	if err != nil {
		return nil, err
	}
	classes, err := cache.classes(ctx, java, library)
	if err != nil {
		return nil, err
	}
	s, err := newServer(options, java, library)
	if err != nil {
		return nil, err
	}
	if classes != "" {
		s.flags = []string{"-XX:SharedArchiveFile=" + classes}
	}
	if err := s.startOnPorts(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("start Neo4j in %s: %w", s.home, err), s.removeHome())
	}
	return s, nil
}

// newServer makes the server's home, with nothing running in it yet.
func newServer(options Options, java, library string) (*Server, error) {
	if options.HeapMB == 0 {
		options.HeapMB = 512
	}
	s := &Server{options: options, java: java, library: library}
	var err error
	if options.Dir == "" {
		s.temporary = true
		s.home, err = os.MkdirTemp("", "neo4jtest-")
	} else if s.home, err = filepath.Abs(options.Dir); err == nil {
		err = os.MkdirAll(s.home, 0o755)
	}
	if err != nil {
		return nil, fmt.Errorf("make Neo4j's home: %w", err)
	}
	return s, nil
}

// startOnPorts settles the ports and starts the process. A picked port that another process took in the meantime is
// replaced by another; a port that was asked for is not.
func (s *Server) startOnPorts(ctx context.Context) error {
	var failure error
	for range portAttempts {
		if err := s.choosePorts(); err != nil {
			return err
		}
		if failure = s.start(ctx); failure == nil {
			return nil
		}
		if portFree(s.boltPort) == nil && (s.httpPort == NoHTTP || portFree(s.httpPort) == nil) {
			return failure
		}
	}
	return failure
}

// choosePorts checks the ports that were asked for and picks the others.
func (s *Server) choosePorts() (err error) {
	if s.boltPort, err = choosePort(s.options.BoltPort); err != nil {
		return err
	}
	if s.options.HTTPPort == NoHTTP {
		s.httpPort = NoHTTP
		return nil
	}
	s.httpPort, err = choosePort(s.options.HTTPPort)
	return err
}

func choosePort(wanted int) (int, error) {
	if wanted == 0 {
		return freePort()
	}
	return wanted, portFree(wanted)
}

// start runs the process on the chosen ports and waits until it answers; one that does not is killed.
func (s *Server) start(ctx context.Context) error {
	if err := s.configure(); err != nil {
		return err
	}
	process, err := launch(s.java, s.arguments(), s.home, s.options.Log)
	if err != nil {
		return err
	}
	if err := s.awaitReady(ctx, process); err != nil {
		return process.destroy(err)
	}
	s.process = process
	return nil
}

// Stop ends the server in order and removes its home when that was temporary. It returns nil when the server had ended
// already. When ctx ends first, the server is killed and the error says so. A server that somebody else started goes on;
// Stop only ends this process's turn at it.
func (s *Server) Stop(ctx context.Context) error {
	if s.given != nil {
		return s.given.turn.Unlock()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(s.process.stop(ctx), s.removeHome())
}

// Kill ends the server as a crash would (SIGKILL) and returns when it has ended. Its home stays, for Restart.
func (s *Server) Kill() error {
	if s.given != nil {
		return ErrNotOurs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.process.destroy(nil)
}

// Restart stops the server in order, unless it has ended, and starts it with the same data on the same ports.
func (s *Server) Restart(ctx context.Context) error {
	if s.given != nil {
		return ErrNotOurs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.process.stop(ctx); err != nil {
		return fmt.Errorf("restart Neo4j: %w", err)
	}
	if err := s.start(ctx); err != nil {
		return fmt.Errorf("restart Neo4j in %s: %w", s.home, err)
	}
	return nil
}

// Pause freezes the server (SIGSTOP): its connections stay open and nothing answers, until Resume.
func (s *Server) Pause() error { return s.signal((*process).pause) }

// Resume wakes a paused server.
func (s *Server) Resume() error { return s.signal((*process).resume) }

func (s *Server) signal(send func(*process) error) error {
	if s.given != nil {
		return ErrNotOurs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.process.alive() {
		return os.ErrProcessDone
	}
	return send(s.process)
}

// Wait returns when ctx ends, with nil, or when the server ends, with an error that shows its last lines.
func (s *Server) Wait(ctx context.Context) error {
	if s.given != nil {
		return ErrNotOurs
	}
	s.mu.Lock()
	process := s.process
	s.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil
	case <-process.exited:
		return process.death()
	}
}

// removeHome removes a temporary home, for good.
func (s *Server) removeHome() error {
	if !s.temporary {
		return nil
	}
	return os.RemoveAll(s.home)
}

// URI is where drivers connect: bolt://127.0.0.1:PORT.
func (s *Server) URI() string {
	if s.given != nil {
		return s.given.uri
	}
	return "bolt://" + address(s.boltPort)
}

// HTTP is the address of the HTTP server, http://127.0.0.1:PORT, under which /browser/ is Neo4j Browser; empty when
// there is none.
func (s *Server) HTTP() string {
	if s.given != nil || s.httpPort == NoHTTP {
		return ""
	}
	return "http://" + address(s.httpPort)
}

// Home is the server's folder with its data and configuration; empty for a server that somebody else started.
func (s *Server) Home() string { return s.home }
