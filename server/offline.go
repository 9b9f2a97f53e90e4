package main

import (
	"context"
	"errors"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// house is an open store with its network, for a command that works without the server.
type house struct {
	model   *schema.Model
	store   store.Store
	network *network.Network
}

// over opens the store, brings the seed in if that is asked for, reads the network, and closes the store when the work is done.
func (s seeding) over(ctx context.Context, address string, work func(house) error) error {
	model, err := schema.Load()
	if err != nil {
		return err
	}
	engine, err := openStore(ctx, address, model)
	if err != nil {
		return err
	}
	h := house{model, engine, network.New(model)}
	if _, err = s.apply(ctx, engine, model); err == nil {
		if err = h.network.Load(ctx, engine); err == nil {
			err = work(h)
		}
	}
	return errors.Join(err, engine.Close())
}

// languageNamed reads a --language flag.
func languageNamed(flag string) message.Language {
	if flag == "en" {
		return message.English
	}
	return message.Chinese
}
