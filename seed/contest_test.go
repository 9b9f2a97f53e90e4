package seed

import (
	"context"
	"errors"
	"strings"
	"testing"

	"partnergraph/graph/store"
)

// contested is a store in which staff always write between the seed's look and its change set.
type contested struct {
	store.Store
	interfere func(attempt int)
	attempt   int
}

func (c *contested) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	c.attempt++
	c.interfere(c.attempt)
	return c.Store.Write(ctx, set)
}

// slowToAnswer is a store whose first answers get lost: after it committed, or before it could.
type slowToAnswer struct {
	store.Store
	lost int
	err  error
}

func (s *slowToAnswer) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	s.lost--
	if s.lost >= 0 && errors.Is(s.err, store.ErrUnavailable) {
		return store.Receipt{}, s.err
	}
	receipt, err := s.Store.Write(ctx, set)
	if s.lost >= 0 && err == nil {
		return store.Receipt{}, s.err
	}
	return receipt, err
}

func TestApplyAsksAgainWhenNoAnswerComes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want Report
	}{
		{store.ErrUnavailable, Report{Created: records(t)}},
		{store.ErrOutcomeUnknown, Report{Known: true}},
	} {
		t.Run(c.err.Error(), func(t *testing.T) {
			county := onSQLite(t)
			report, err := apply(t.Context(), &slowToAnswer{county.store, 2, c.err}, county.model, county.embedded())
			if err != nil || report != c.want || county.changes() != 1 {
				t.Errorf("%+v, %v, %d changes", report, err, county.changes())
			}
			if _, err := apply(t.Context(), &slowToAnswer{county.store, 9, c.err}, county.model, county.embedded()); !errors.Is(err, c.err) {
				t.Errorf("never answered: %v", err)
			}
		})
	}
}

func TestApplyReturnsWhatItCannotHelp(t *testing.T) {
	c := onSQLite(t)
	if err := c.store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Apply(t.Context(), c.store, c.model); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a closed store: %v", err)
	}
	c = onSQLite(t)
	graph := c.embedded()
	graph.Nodes[0].Type = "Planet"
	if _, err := apply(t.Context(), c.store, c.model, graph); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("data outside the contract: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Apply(ctx, c.store, c.model); err == nil {
		t.Error("a call that was given up went through")
	}
}

func TestApplyLooksAgainWhenStaffWriteMeanwhile(t *testing.T) {
	base := ID("platform/XX新材料产业创新孵化基地")
	centre := ID("platform/高性能纤维研究中心（名称未载明，三之一）")
	for name, operation := range map[string]store.Operation{
		"another version":             {Verb: store.UpdateNode, Type: "Platform", ID: base, Properties: map[string]any{"name": "孵化基地"}},
		"what goes is gone already":   {Verb: store.Unrelate, Type: "SUPPORTED_BY", From: base, To: centre},
		"what comes is there already": {Verb: store.Relate, Type: "SUPPORTED_BY", From: base, To: base},
	} {
		t.Run(name, func(t *testing.T) {
			c := onSQLite(t)
			c.apply(c.embedded())
			next := c.summarised()
			for i, r := range next.Relations {
				if r.Type == "SUPPORTED_BY" && r.From == base && r.To == centre {
					next.Relations[i].To = base
				}
			}
			// The first attempt is the optimistic one; the second stands on a snapshot that this write outdates.
			between := &contested{Store: c.store, interfere: func(attempt int) {
				if attempt == 2 {
					c.write(operation)
				}
			}}
			report, err := apply(t.Context(), between, c.model, next)
			if want := (Report{Updated: enterprises, Left: 1}); err != nil || report != want {
				t.Errorf("%+v, %v, want %+v", report, err, want)
			}
			if between.attempt != 3 {
				t.Errorf("%d attempts", between.attempt)
			}
		})
	}
}

func TestApplyGivesUpWhenOthersNeverStop(t *testing.T) {
	c := onSQLite(t)
	c.apply(c.embedded())
	always := &contested{Store: c.store}
	always.interfere = func(attempt int) {
		if attempt > 1 {
			c.write(store.Operation{Verb: store.UpdateNode, Type: "Enterprise", ID: c.stillOurs()})
		}
	}
	_, err := apply(c.Context(), always, c.model, c.summarised())
	if !errors.Is(err, store.ErrConflict) || !strings.HasPrefix(err.Error(), "seed: ") {
		c.Errorf("error %v", err)
	}
}

// stillOurs is an enterprise that nobody but the seed has written.
func (c county) stillOurs() string {
	for id, node := range c.content().nodes {
		if node.Type == "Enterprise" && node.UpdatedBy == Actor {
			return id
		}
	}
	c.Fatal("no enterprise is left")
	return ""
}
