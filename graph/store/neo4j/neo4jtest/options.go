package neo4jtest

import "io"

// NoHTTP as [Options.HTTPPort] starts no HTTP server, and so no Browser; that saves about 2 s of processor time.
const NoHTTP = -1

// Options say how a server is started. The zero value is a new, empty server without authentication on free ports.
type Options struct {
	// Dir is the server's home, kept when it stops. Empty: a new folder, removed by Stop.
	Dir string
	// BoltPort and HTTPPort on 127.0.0.1; 0 picks a free one. HTTPPort may be NoHTTP.
	BoltPort, HTTPPort int
	// Password of the user neo4j, at least 8 characters. Empty: authentication is off.
	// A Dir that already has a password must be given the same.
	Password string
	// HeapMB is the most heap that Java may take, in MB; 0 means 512. Half as much again caches pages.
	HeapMB int
	// Optimize lets Java compile hot code in full: for servers that run longer than a test, since it doubles the
	// processor time of the first minute.
	Optimize bool
	// PlanOnce has the server plan a statement once, whatever the sizes of the lists and texts that are sent with it. By default it
	// plans again for each order of magnitude of each of them, which is most of the processor time of a test with random values.
	PlanOnce bool
	// Log receives the server's log and the progress of a first fetch. Nil: the log is kept for errors only, and
	// progress goes to standard error.
	Log io.Writer
}
