package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"partnergraph/graph/message"
	"partnergraph/graph/model"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// kept is what the log keeps of a mutation, to answer a repeated call.
type kept struct {
	ID       string    `json:"id"`
	Warnings []problem `json:"warnings,omitempty"`

	sequence int64 // of the change
}

// mutate carries out a mutation. work fills in the change with the network held still; subject names the payload's field that shows
// the new record. One transaction writes it all; what is refused writes nothing.
func (r *Resolver) mutate(ctx context.Context, subject string, work func(*change)) (model.Planned, error) {
	compiled, err := r.compile(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := r.found(ctx, &compiled.Query); err != nil { // before anything is written
		return nil, err
	}
	input, _ := compiled.Arguments["input"].(plan.Arguments)
	c := &change{model: r.model, input: input, id: r.newID()}
	if err := r.prepare(ctx, c, work); err != nil {
		return nil, err
	}
	result := kept{ID: c.id, Warnings: c.warnings}
	if len(c.refusals) == 0 {
		if result, err = r.commit(ctx, compiled.Query.Name, c); err != nil {
			return nil, err
		}
	}
	if len(c.refusals) > 0 {
		first, done, err := r.replayed(ctx, compiled.Query.Name, c)
		if err != nil {
			return nil, err
		}
		if done {
			c.refusals, result = nil, first
		}
	}
	payload := plan.Object{"userErrors": problems(ctx, c.refusals), "warnings": []plan.Object{}}
	if len(c.refusals) == 0 {
		payload[subject], payload["warnings"] = result.ID, problems(ctx, result.Warnings)
	}
	computed := plan.Object{compiled.RootName(): payload}
	row, err := r.shown(ctx, compiled, computed, result.sequence)
	if err != nil {
		return nil, err
	}
	return r.write(ctx, compiled, row, computed)
}

// shown reads what the payload shows of records: from the network, which has seen this server's own change before its caller is
// answered, or from the store. Nothing named: nil.
func (r *Resolver) shown(ctx context.Context, compiled *plan.Compiled, computed plan.Object, sequence int64) (row plan.Row, err error) {
	query, named := compiled.Bind(computed)
	if !named {
		return nil, nil
	}
	if answer := r.answer(query); answer != nil {
		r.network.View(func(view *network.View) {
			if view.Sequence() >= sequence {
				row = view.Reply(answer, query.Args)
			}
		})
	}
	if row == nil {
		if query, err = r.found(ctx, query); err != nil {
			return nil, err
		}
		if row, err = r.store.Read(ctx, query); err != nil {
			return nil, fmt.Errorf("read the payload of %s: %w", compiled.RootName(), err)
		}
	}
	return row, nil
}

// prepare judges the input. A record that the network does not know may have been written by another server just now, so the network
// catches up before a NOT_FOUND stands.
func (r *Resolver) prepare(ctx context.Context, c *change, work func(*change)) error {
	if err := r.await(ctx); err != nil {
		return err
	}
	judge := func() {
		c.operations, c.fields, c.refusals, c.warnings, c.expect = nil, nil, nil, nil, nil
		r.network.View(func(view *network.View) {
			c.view = view
			work(c)
			c.cite()
			c.view = nil
		})
	}
	judge()
	for _, refusal := range c.refusals {
		if refusal.Code == "NOT_FOUND" {
			if err := r.network.Sync(ctx, r.store); err != nil {
				return fmt.Errorf("follow the log: %w", err)
			}
			judge()
			break
		}
	}
	return nil
}

// commit writes the change. What the store refuses because of the input becomes a refusal of the change; its other errors come back.
func (r *Resolver) commit(ctx context.Context, mutation string, c *change) (kept, error) {
	result, err := json.Marshal(kept{ID: c.id, Warnings: c.warnings})
	if err != nil {
		return kept{}, fmt.Errorf("%s: %w", mutation, err)
	}
	digest, err := digestOf(c.input)
	if err != nil {
		return kept{}, fmt.Errorf("%s: %w", mutation, err)
	}
	receipt, err := r.store.Write(ctx, store.ChangeSet{
		Actor: actorOf(ctx), Mutation: mutation, Key: c.input.Text("idempotencyKey"), Digest: digest,
		Expect: c.expect, Operations: c.operations, Result: result,
	})
	if refused, ok := errors.AsType[*store.Refusal](err); ok && c.blame(refused) {
		return kept{}, nil
	} else if err != nil {
		return kept{}, fmt.Errorf("%s: %w", mutation, err)
	}
	var first kept
	if err := json.Unmarshal(receipt.Result, &first); err != nil {
		return kept{}, fmt.Errorf("%s: read the kept result: %w", mutation, err)
	}
	first.sequence = receipt.Sequence
	return first, nil
}

// blame turns the store's refusal into one of an input field. It reports whether the input was at fault.
func (c *change) blame(refused *store.Refusal) bool {
	switch {
	case refused.Field == "key" && errors.Is(refused, store.ErrConflict):
		c.refuse("CONFLICT", "idempotencyKey", "这个幂等键已用于另一份输入", "this key was used with another input")
		return true
	case refused.Field == "key":
		c.refuse("INVALID", "idempotencyKey", "不是有效的幂等键", "not a valid idempotency key")
		return true
	case refused.Field == "expect" && errors.Is(refused, store.ErrConflict):
		c.refuse("CONFLICT", "version", "记录已被他人修改，请重新读取", "the record changed meanwhile; read it again")
		return true
	case refused.Operation < 0 || refused.Operation >= len(c.fields):
		return false
	case errors.Is(refused, store.ErrConflict) && (refused.Verb == store.CreateNode || refused.Verb == store.UpdateNode) && refused.Field != "id":
		c.refuse("CONFLICT", refused.Field, "已有记录使用这个值", "another record has this value")
		return true
	case errors.Is(refused, store.ErrConflict) && refused.Verb == store.CreateNode && c.fields[refused.Operation] != "":
		c.refuse("CONFLICT", c.fields[refused.Operation], "已有这样一条记录", "there is such a record already")
		return true
	case errors.Is(refused, store.ErrNotFound):
		c.refuse("NOT_FOUND", c.fields[refused.Operation], "没有这个标识的记录", "no record has this id")
		return true
	case errors.Is(refused, store.ErrInvalid):
		field := c.fields[refused.Operation]
		if field == "" {
			field = refused.Field
		}
		c.refuse("INVALID", field, "取值无效", "not a valid value")
		return true
	default:
		return false
	}
}

// digestOf identifies an input without its key, whatever order its members came in.
func digestOf(input plan.Arguments) (string, error) {
	without := map[string]any{}
	for name, value := range input {
		if name != "idempotencyKey" && value != nil {
			without[name] = value
		}
	}
	encoded, err := json.Marshal(without)
	if err != nil {
		return "", err
	}
	canonical := jsontext.Value(encoded)
	if err := canonical.Canonicalize(); err != nil {
		return "", err
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

func problems(ctx context.Context, list []problem) []plan.Object {
	objects := make([]plan.Object, len(list))
	for i, p := range list {
		var field any
		if p.Field != "" {
			field = p.Field
		}
		evidence := p.Evidence
		if evidence == nil {
			evidence = []string{}
		}
		objects[i] = plan.Object{"code": p.Code, "field": field, "message": p.Text.In(message.From(ctx)), "evidence": evidence}
	}
	return objects
}

// actorOf says who asks. Until there is sign-in it is always the same one.
func actorOf(context.Context) string { return "anonymous" }
