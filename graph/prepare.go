package graph

import (
	"context"
	"slices"

	"partnergraph/graph/match"
	"partnergraph/graph/network"
)

// preparedAtOnce is how many organizations take a turn together, some 0.3 ms, for which a question may have to wait.
const preparedAtOnce = 32

// Prepare works out beforehand what partner matching asks of each organization, so that the first questions are hardly dearer than the others.
// It takes the turns that those who rank leave, and ends early when the context does. Of a network with more organizations than are remembered
// it prepares none: the few that a question meets would hardly be among them. Where a record makes it panic, it says so in the log and ends: a
// question about that record will say what is wrong, and nobody else is to suffer from it.
func (r *Resolver) Prepare(ctx context.Context) {
	defer func() {
		if cause := recover(); cause != nil {
			r.logger.Error("panic while preparing organizations for matching", "cause", cause)
		}
	}()
	r.prepareUpTo(ctx, network.MaxRemembered)
}

func (r *Resolver) prepareUpTo(ctx context.Context, most int) {
	var ids []string // for numbers may mean others once the network is built anew
	r.network.View(func(view *network.View) {
		if organization := r.model.Node("Organization"); view.Count(organization) <= most {
			ids = slices.Collect(view.OfType(organization))
		}
	})
	for few := range slices.Chunk(ids, preparedAtOnce) {
		if err := r.turns.takeSpare(ctx); err != nil {
			return // nobody is left to prepare for
		}
		r.prepareEach(few)
	}
}

// prepareEach gives the turn back that was taken for it.
func (r *Resolver) prepareEach(organizations []string) {
	defer r.turns.give()
	r.network.View(func(view *network.View) {
		graph := matchView{view, r.model}
		for _, id := range organizations {
			if organization, found := graph.Lookup(id); found {
				match.Prepare(graph, organization)
			}
		}
	})
}
