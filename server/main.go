package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"partnergraph/graph/message"
)

// cli is the command line; kong reads flags, their environment twins and the help from it.
type cli struct {
	settings
	Serve    serveCommand    `cmd:"" default:"withargs" help:"Serve GraphQL, the Playground and health checks; what happens without a command."`
	Load     loadCommand     `cmd:"" help:"Bring a directory of JSON lines into the store."`
	Generate generateCommand `cmd:"" help:"Make up a network of any size, into a directory or the store."`
	Match    matchCommand    `cmd:"" help:"Write every open need with its best partners into a workbook, for a matchmaking day."`
	Report   reportCommand   `cmd:"" help:"Write a year's report from what the store holds, as Markdown, Word or HTML."`
}

const description = `Partnergraph: a GraphQL knowledge base of enterprises, universities, institutes and incubators, and of the
agreements between them (企业、高校、科研院所、孵化器及其合作协议的知识库).

Without a command it serves: "serve --help" lists the flags for that. Secrets are read from the environment only:
  PARTNERGRAPH_NEO4J_USER, PARTNERGRAPH_NEO4J_PASSWORD   sign in to Neo4j; neither set: no authentication
  PARTNERGRAPH_CURSOR_KEY                                signs list cursors; give all servers of one site the same`

func main() {
	os.Exit(run(os.Args[1:], os.Environ()))
}

// run carries out a command line and returns the process's exit code: 0 when it ended as asked, 1 when it could not do its work, 2
// when the command line is wrong.
func run(args, environment []string) int {
	language := languageOf(environment)
	var c cli
	parser, err := kong.New(&c, kong.Description(description), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 120}), kong.Bind(&c.settings))
	if err != nil {
		panic("server: the command line's own description is valid: " + err.Error())
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(os.Stderr, "partnergraph: %v\n", err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	// After the first signal the default comes back, so that a second one ends the process at once.
	context.AfterFunc(ctx, stop)
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(); err != nil {
		fmt.Fprintf(os.Stderr, "partnergraph: %s\n", explain(err, language))
		return 1
	}
	return 0
}

// languageOf reads the language of a person at a terminal from the usual variables.
func languageOf(environment []string) message.Language {
	values := map[string]string{}
	for _, entry := range environment {
		for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
			if len(entry) > len(name) && entry[:len(name)+1] == name+"=" {
				values[name] = entry[len(name)+1:]
			}
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := values[name]; value != "" {
			if len(value) >= 2 && value[:2] == "zh" {
				return message.Chinese
			}
			return message.English
		}
	}
	return message.English
}
