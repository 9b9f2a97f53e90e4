package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"partnergraph/graph/load/synthetic"
)

// generateCommand makes up a network for trying and for benchmarks.
type generateCommand struct {
	Organizations int    `default:"1000" help:"How many organizations; each comes with two agreements and more."`
	Seed          uint64 `default:"1" help:"Number that the network is made up from: the same one gives the same network."`
	Out           string `type:"path" help:"Directory to write the files to, for the load command. Without it they go into --store."`
}

// Run writes the network's files, or loads it.
func (c generateCommand) Run(ctx context.Context, s *settings) (err error) {
	directory := c.Out
	if directory == "" {
		if directory, err = os.MkdirTemp("", "partnergraph-network-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(directory)) }()
	} else if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}
	if err := synthetic.Write(directory, synthetic.Options{Organizations: c.Organizations, Seed: c.Seed}); err != nil {
		return err
	}
	if c.Out == "" {
		return s.load(ctx, directory)
	}
	fmt.Printf("%s: %d organizations; bring them in with: %s load %s\n", directory, c.Organizations, filepath.Base(os.Args[0]), directory)
	return nil
}
