package graph

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
)

func TestTurnsGoInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		places, order := make(turns, 1), []int{}
		if err := places.take(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i := range 5 {
			go func() {
				if places.take(t.Context()) == nil {
					order = append(order, i)
					places.give()
				}
			}()
			synctest.Wait()
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := places.take(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("who no longer waits got %v", err)
		}
		if len(order) > 0 {
			t.Errorf("%v went while another worked", order)
		}
		places.give()
		synctest.Wait()
		if !slices.Equal(order, []int{0, 1, 2, 3, 4}) {
			t.Errorf("went in the order %v", order)
		}
	})
}

// Whoever ranks waits for a turn, nobody else does.
func TestRankingTakesTurns(t *testing.T) {
	r := resolverOf(t)
	exec := executor.New(r.Executable())
	exec.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
		ctx, cancel := context.WithCancel(ctx)
		cancel() // so that nobody waits
		return next(ctx)
	})
	ask := func(operation string) *graphql.Response {
		ctx := graphql.StartOperationTrace(t.Context())
		operating, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: operation})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		answer, ctx := exec.DispatchOperation(ctx, operating)
		return answer(ctx)
	}
	for range cap(r.turns) {
		r.turns <- struct{}{}
	}
	for _, c := range []struct {
		operation string
		waits     bool
	}{
		{`{ findPartners(text: "塑料") { totalCount } }`, true},
		{`{ findPartners(text: "塑料") { nodes { organization { version } } } }`, true}, // read from the store
		{`{ explainMatch(text: "塑料", organization: "nobody") { rank } }`, true},
		{`{ search(text: "塑料") { totalCount } }`, false},
	} {
		if waited := errors.Is(ask(c.operation).Errors, context.Canceled); waited != c.waits {
			t.Errorf("%s waits: %t", c.operation, waited)
		}
	}
}
