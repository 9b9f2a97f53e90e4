package neo4jtest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
)

// Ports are picked below the range from which systems take the local ports of outgoing connections (32768 on Linux),
// so that no connection occupies a server's port between its end and its restart.
const lowestPort, highestPort = 20000, 32767

// freePort picks a port on which nobody listens now. Another process may take it before it is used.
func freePort() (int, error) {
	for range 100 {
		port := lowestPort + rand.IntN(highestPort-lowestPort+1)
		if portFree(port) == nil {
			return port, nil
		}
	}
	return 0, errors.New("no free port found on 127.0.0.1")
}

// portFree tells whether a server could listen on the port; its error says who might be in the way.
func portFree(port int) error {
	listener, err := net.Listen("tcp", address(port))
	if err != nil {
		return fmt.Errorf("port %d is not free, another server may run there; choose another port: %w", port, err)
	}
	return listener.Close()
}

func address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }
