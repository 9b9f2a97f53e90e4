// Command run starts a local Neo4j Community server in the foreground, for trying and developing: `make neo4j`.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"partnergraph/graph/store/neo4j/neo4jtest"
)

// stopLimit is how long the server may take to write everything down before it is killed; it recovers from that, too.
const stopLimit = time.Minute

type flags struct {
	Dir      string `default:".cache/neo4j" placeholder:"DIR" help:"Folder of the data, kept between runs (${default})."`
	Bolt     int    `default:"7687" placeholder:"PORT" help:"Bolt port on 127.0.0.1 (${default}); 0 picks one."`
	HTTP     int    `name:"http" default:"7474" placeholder:"PORT" help:"Port of Neo4j Browser on 127.0.0.1 (${default}); 0 picks one."`
	Password string `env:"PARTNERGRAPH_NEO4J_PASSWORD" placeholder:"WORD" help:"Password of the user neo4j, 8 characters or more; without one authentication is off."`
	Heap     int    `default:"1024" placeholder:"MB" help:"Most heap that Java may take, in MB (${default})."`
	Verbose  bool   `short:"v" help:"Show Neo4j's own log."`
}

func main() {
	var f flags
	command := kong.Parse(&f, kong.Name("neo4j"), kong.Description(
		"Starts Neo4j Community "+neo4jtest.Version+" on this machine until Ctrl-C. The first start fetches it from Maven Central; "+
			"needs Java 17 or 21, and Maven for the first start."))
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	command.FatalIfErrorf(f.run(ctx, os.Stdout))
}

// run starts the server, says where it is, and stops it when ctx ends.
func (f flags) run(ctx context.Context, out io.Writer) error {
	options := neo4jtest.Options{
		Dir: f.Dir, BoltPort: f.Bolt, HTTPPort: f.HTTP, Password: f.Password, HeapMB: f.Heap, Optimize: true,
	}
	if f.Verbose {
		options.Log = out
	}
	fmt.Fprintf(out, "Starting Neo4j %s …\n", neo4jtest.Version)
	server, err := neo4jtest.Start(ctx, options)
	if ctx.Err() != nil && err != nil {
		return errors.New("interrupted before Neo4j was up")
	}
	if err != nil {
		return err
	}
	f.describe(out, server)
	if err := server.Wait(ctx); err != nil {
		return err
	}
	fmt.Fprintln(out, "Stopping Neo4j …")
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	return server.Stop(stopping)
}

// describe says where the server is and how to use and end it. The password is not repeated on the screen.
func (f flags) describe(out io.Writer, server *neo4jtest.Server) {
	browser, credentials := server.HTTP()+"/browser/", "PARTNERGRAPH_NEO4J_USER=neo4j PARTNERGRAPH_NEO4J_PASSWORD=… "
	if f.Password == "" {
		browser += "?preselectAuthMethod=NO_AUTH" // Browser then connects by itself instead of asking for a password
		credentials = ""
	}
	fmt.Fprintf(out, `
  Bolt          %s
  Browser       %s
  Data          %s
  Partnergraph  %smake run STORE=%s

Ctrl-C stops it.
`, server.URI(), browser, server.Home(), credentials, server.URI())
}
