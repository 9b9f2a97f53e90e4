package graph

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/network"
)

// unprepared is of how many facts of organizations something was still to be worked out, which it is by that.
func unprepared(r *Resolver) (kept int) {
	r.network.View(func(view *network.View) {
		graph := counting{matchView{view, r.model}, &kept}
		for _, organization := range graph.OfType("Organization") {
			match.Prepare(graph, organization)
		}
	})
	return kept
}

func TestOrganizationsArePreparedBeforeTheyAreAskedFor(t *testing.T) {
	r := resolverOf(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range cap(r.turns) { // others rank
		if err := r.turns.take(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.Prepare(gone) // ends, although its turn never comes
	for range cap(r.turns) {
		r.turns.give()
	}
	r.prepareUpTo(t.Context(), 1) // of more organizations than that
	if unprepared(r) == 0 {
		t.Error("organizations were prepared out of turn, or although there are too many")
	}
	r = resolverOf(t)
	r.Prepare(t.Context())
	if kept := unprepared(r); kept > 0 {
		t.Errorf("%d facts were not worked out beforehand", kept)
	}
	if len(r.turns) > 0 {
		t.Error("a turn was not given back")
	}
}

func TestAPanicWhilePreparingEndsNothingElse(t *testing.T) {
	var said strings.Builder
	r := resolverOf(t)
	r.network, r.logger = nil, slog.New(slog.NewTextHandler(&said, nil))
	r.Prepare(t.Context())
	if !strings.Contains(said.String(), "panic while preparing") {
		t.Errorf("nothing of it in the log: %q", said.String())
	}
}
