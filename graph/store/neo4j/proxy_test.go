package neo4j_test

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/neo4j/neo4jtest"
)

// proxy stands between the driver and a real server, to lose connections at a chosen moment.
type proxy struct {
	listener net.Listener
	target   string
	mu       sync.Mutex
	links    []net.Conn
	losing   []byte // the connection is lost with the next message that contains it; nil: none is
	arrives  bool   // that message reaches the server all the same, only the answer does not come back
	dialled  int
	said     int               // how often the client has said something
	speaking map[net.Conn]bool // the connections on which the client has said something since they were last forgotten
	asked    chan struct{}     // receives a token when the client says something, unless one waits there already
	holding  sync.Mutex        // held while no answer may pass
}

// commit is Bolt's COMMIT message: a chunk of two bytes, a structure without fields, the end of the message.
var commit = []byte{0, 2, 0xB0, 0x12, 0, 0}

func newProxy(t *testing.T, uri string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := proxyAt(listener, strings.TrimPrefix(uri, "bolt://"))
	go p.serve()
	t.Cleanup(func() {
		listener.Close()
		p.cut()
	})
	return p
}

// openBehindProxy opens the shared server, emptied, through a proxy. The store is closed at the test's end.
func openBehindProxy(t *testing.T) (*proxy, *neo4j.Store) {
	t.Helper()
	clear(t)
	p := newProxy(t, neo4jtest.Shared(t).URI())
	return p, openedAt(t, p.uri())
}

func proxyAt(listener net.Listener, target string) *proxy {
	return &proxy{listener: listener, target: target, asked: make(chan struct{}, 1), speaking: map[net.Conn]bool{}}
}

func (p *proxy) uri() string { return "bolt://" + p.listener.Addr().String() }

func (p *proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil {
			client.Close()
			continue
		}
		p.mu.Lock()
		p.links = append(p.links, client, server)
		p.dialled++
		p.mu.Unlock()
		go p.forward(client, server)
		go p.back(client, server)
	}
}

// forward passes on what the client says. When an answer is to be lost, the way back is closed before the server hears the message.
func (p *proxy) forward(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		if lost, arrives := p.loses(buffer[:n]); lost {
			client.Close()
			if !arrives {
				return
			}
			server.Write(buffer[:n])
			io.Copy(io.Discard, server) // until the server has answered and closes, having seen our end
			return
		}
		p.mu.Lock()
		p.said++
		p.speaking[client] = true
		p.mu.Unlock()
		if _, err := server.Write(buffer[:n]); err != nil {
			return
		}
		select {
		case p.asked <- struct{}{}:
		default:
		}
	}
}

// back passes on what the server says.
func (p *proxy) back(client, server net.Conn) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := server.Read(buffer)
		p.holding.Lock()
		client.Write(buffer[:n])
		p.holding.Unlock()
		if err != nil {
			client.Close()
			return
		}
	}
}

// loses reports whether the message is the one that is to be lost, and whether it reaches the server.
func (p *proxy) loses(message []byte) (lost, arrives bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.losing == nil || !bytes.Contains(message, p.losing) {
		return false, false
	}
	p.losing = nil
	return true, p.arrives
}

// lose loses the connection with the next message that contains some bytes, before or after the server hears it.
func (p *proxy) lose(message []byte, arrives bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.losing, p.arrives = message, arrives
}

func (p *proxy) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dialled
}

// roundTrips is how often the client has said something so far, after which it waited for an answer.
func (p *proxy) roundTrips() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said
}

// hold lets no answer pass until the client has asked something on so many connections.
func (p *proxy) hold(t *testing.T, connections int) (release func()) {
	p.holding.Lock()
	p.mu.Lock()
	p.speaking = map[net.Conn]bool{}
	p.mu.Unlock()
	return func() {
		defer p.holding.Unlock()
		for {
			p.mu.Lock()
			asked := len(p.speaking)
			p.mu.Unlock()
			if asked >= connections {
				return
			}
			select {
			case <-p.asked:
			case <-time.After(20 * time.Second):
				t.Errorf("%d connections were asked something, want %d", asked, connections)
				return
			}
		}
	}
}

// cut ends all connections.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, link := range p.links {
		link.Close()
	}
	p.links = nil
}
