package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"partnergraph/graph/model"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// revise carries out a mutation whose judgement rests on how things stand, such as the state that a need is in. The network catches up
// with the log first, and the record that the input's id names must still be as it was judged when the change is written: whoever came
// in between makes it a CONFLICT, never a step that nobody could have taken.
func (r *Resolver) revise(ctx context.Context, subject string, work func(*change)) (model.Planned, error) {
	compiled, err := r.compile(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.await(ctx); err != nil {
		return nil, err
	}
	input, _ := compiled.Arguments["input"].(plan.Arguments)
	version, sequence, err := r.standing(ctx, input.Text("id"))
	if err != nil {
		return nil, err
	}
	if r.network.Sequence() < sequence {
		if err := r.network.Sync(ctx, r.store); err != nil {
			return nil, fmt.Errorf("follow the log: %w", err)
		}
	}
	return r.mutate(ctx, subject, func(c *change) {
		c.standing = version
		work(c)
	})
}

// standing reads the version of a record, 0 when there is none, and where the log ends, in one statement.
func (r *Resolver) standing(ctx context.Context, id string) (version, sequence int64, err error) {
	node := r.model.Node("Node")
	property := func(name string) plan.Operand { return plan.Operand{Property: node.Field(name).Property} }
	row, err := r.store.Read(ctx, &plan.Query{
		Name: "standing",
		Slots: []plan.Slot{plan.Sequence{}, plan.One{Set: &plan.Set{
			Type: node, Where: plan.Compare{Of: property("id"), Op: plan.Eq, Arg: 0}, Limit: plan.NoLimit,
			Row: []plan.Slot{plan.Property{Of: property("version")}},
		}}},
		Args: []any{id},
	})
	if err != nil {
		return 0, 0, fmt.Errorf("read how a record stands: %w", err)
	}
	sequence, _ = row[0].(int64)
	switch found := row[1].(type) {
	case plan.Row:
		version, _ = found[0].(int64)
	case []any:
		version, _ = found[0].(int64)
	}
	return version, sequence, nil
}

// replayed finds the result of an earlier call with the same key and input. What stood in nobody's way then may be refused now: a need
// that was matched cannot be matched again, but whoever repeats the call that matched it is told that it is done. The store judges keys
// before anything else, so a change that expects a record which does not exist is answered only from the key.
func (r *Resolver) replayed(ctx context.Context, mutation string, c *change) (kept, bool, error) {
	key := c.input.Text("idempotencyKey")
	if key == "" {
		return kept{}, false, nil
	}
	digest, err := digestOf(c.input)
	if err != nil {
		return kept{}, false, fmt.Errorf("%s: %w", mutation, err)
	}
	receipt, err := r.store.Write(ctx, store.ChangeSet{
		Actor: actorOf(ctx), Mutation: mutation, Key: key, Digest: digest, Expect: []store.Version{{ID: r.newID(), Version: 1}},
	})
	if _, refused := errors.AsType[*store.Refusal](err); refused {
		return kept{}, false, nil
	} else if err != nil {
		return kept{}, false, fmt.Errorf("%s: %w", mutation, err)
	}
	first := kept{sequence: receipt.Sequence}
	if err := json.Unmarshal(receipt.Result, &first); err != nil {
		return kept{}, false, fmt.Errorf("%s: read the kept result: %w", mutation, err)
	}
	return first, true, nil
}
