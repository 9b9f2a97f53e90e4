package sqlite

import (
	"fmt"

	"partnergraph/graph/store"
)

// write carries out a decision: effects in order, then the changes with their keys, then the head.
func (t *transaction) write(decision store.Decision, batch []store.ChangeSet) error {
	if len(decision.Changes) == 0 {
		return nil
	}
	for _, effect := range decision.Effects {
		if err := t.effect(effect); err != nil {
			return fmt.Errorf("%s %s: %w", effect.Verb, effect.Type, err)
		}
	}
	for i, outcome := range decision.Outcomes {
		if err := t.log(outcome, decision.Kept, batch[i].Digest); err != nil {
			return fmt.Errorf("change %d: %w", outcome.Change.Sequence, err)
		}
	}
	return t.exec("UPDATE head SET sequence = ?1, hash = ?2, at = ?3", decision.Head.Sequence, decision.Head.Hash, decision.At)
}

func (t *transaction) effect(e store.Effect) error {
	switch e.Verb {
	case store.CreateNode:
		return t.exec(`INSERT INTO node (id, type, version, createdAt, updatedAt, updatedBy, properties)
			VALUES (?1, ?2, ?3, ?4, ?4, ?5, jsonb(?6))`, e.ID, e.Type, e.Version, e.At, e.Actor, properties(e.Set, nil))
	case store.UpdateNode:
		return t.exec(`UPDATE node SET version = ?2, updatedAt = ?3, updatedBy = ?4, properties = jsonb_patch(properties, ?5)
			WHERE id = ?1`, e.ID, e.Version, e.At, e.Actor, properties(e.Set, e.Clear))
	case store.DeleteNode:
		return t.exec("DELETE FROM node WHERE id = ?1", e.ID)
	case store.Relate:
		return t.exec("INSERT INTO relation (source, type, target, value, properties) VALUES (?1, ?2, ?3, ?4, jsonb(?5))",
			e.Ref.From, e.Ref.Type, e.Ref.To, e.Ref.Value, properties(e.Set, nil))
	case store.Unrelate:
		return t.exec("DELETE FROM relation WHERE source = ?1 AND type = ?2 AND target = ?3 AND value = ?4",
			e.Ref.From, e.Ref.Type, e.Ref.To, e.Ref.Value)
	default:
		return fmt.Errorf("%w: unknown verb", store.ErrInvalid)
	}
}

// properties writes stored forms as a JSON object, which is also a merge patch: what is cleared stands there as null.
func properties(set map[string]any, clear []string) string {
	if len(set)+len(clear) == 0 {
		return "{}"
	}
	object := make(map[string]any, len(set)+len(clear))
	for name, value := range set {
		object[name] = value
	}
	for _, name := range clear {
		object[name] = nil
	}
	return marshal(object)
}

// log appends what was recorded of a change set, and keeps its idempotency key.
func (t *transaction) log(outcome store.Outcome, kept map[int64]store.KeyRef, digest string) error {
	change := outcome.Change
	if change.Sequence == 0 {
		return nil
	}
	if err := t.exec("INSERT INTO change (sequence, record, hash) VALUES (?1, ?2, ?3)",
		change.Sequence, string(change.Record), change.Hash); err != nil {
		return err
	}
	key, keyed := kept[change.Sequence]
	if !keyed {
		return nil
	}
	return t.exec("INSERT INTO idempotency (actor, mutation, key, digest, sequence, result) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		key.Actor, key.Mutation, key.Key, digest, change.Sequence, string(outcome.Receipt.Result))
}
