package sqlite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// write carries out a decision: effects in order, then the changes with their keys, then the head.
func (t *transaction) write(ranked []*schema.RelationType, decision store.Decision, batch []store.ChangeSet) error {
	if len(decision.Changes) == 0 {
		return nil
	}
	for rest := ordered(decision.Effects); len(rest) > 0; {
		count := alike(rest)
		if err := t.effects(ranked, rest[:count]); err != nil {
			return fmt.Errorf("%s %s: %w", rest[0].Verb, rest[0].Type, err)
		}
		rest = rest[count:]
	}
	for i, outcome := range decision.Outcomes {
		if err := t.log(outcome, decision.Kept, batch[i].Digest); err != nil {
			return fmt.Errorf("change %d: %w", outcome.Change.Sequence, err)
		}
	}
	return t.exec("UPDATE head SET sequence = ?1, hash = ?2, at = ?3", decision.Head.Sequence, decision.Head.Hash, decision.At)
}

// ordered puts what is added one after another in the order in which it is inserted best: all records first, so that those of many small
// sets share statements, then the relations in the order of their table, in which each page of it is gone to once. A relation whose ends are
// there when its turn comes has them all the more when all records have been made. Nothing goes past what changes or takes away.
func ordered(effects []store.Effect) []*store.Effect {
	list := make([]*store.Effect, 0, len(effects))
	var relations []*store.Effect
	relate := func() {
		slices.SortFunc(relations, func(a, b *store.Effect) int {
			return cmp.Or(strings.Compare(a.Ref.From, b.Ref.From), strings.Compare(a.Ref.Type, b.Ref.Type),
				strings.Compare(a.Ref.To, b.Ref.To), strings.Compare(a.Ref.Value, b.Ref.Value))
		})
		list, relations = append(list, relations...), relations[:0]
	}
	for i := range effects {
		switch e := &effects[i]; e.Verb {
		case store.CreateNode:
			list = append(list, e)
		case store.Relate:
			relations = append(relations, e)
		default:
			relate()
			list = append(list, e)
		}
	}
	relate()
	return list
}

// alike is how many of the effects one statement can carry out: a number of insertions that follow each other, else one. Each
// insertion of its own opens every index of its table, which takes longer than to insert into those that concern it. The numbers are
// few, so that there are few texts to keep prepared.
func alike(effects []*store.Effect) int {
	verb := effects[0].Verb
	if verb != store.CreateNode && verb != store.Relate {
		return 1
	}
	same := 1
	for same < min(len(effects), sizes[0]) && effects[same].Verb == verb {
		same++
	}
	for _, size := range sizes {
		if same >= size {
			return size
		}
	}
	return 1
}

// sizes are how many insertions a statement may have, but for one.
var sizes = [...]int{1024, 64, 8, 2}

// effects carries out effects that are alike.
func (t *transaction) effects(ranked []*schema.RelationType, list []*store.Effect) error {
	switch e := list[0]; e.Verb {
	case store.CreateNode:
		args := make([]any, 0, 7*len(list))
		for _, e := range list {
			args = append(args, e.ID, e.Type, e.Version, e.At, e.At, e.Actor, e.Properties())
		}
		return t.touch(len(list), creating(len(list)), args...)
	case store.Relate:
		args := make([]any, 0, 5*len(list))
		for _, e := range list {
			args = append(args, e.Ref.From, e.Ref.Type, e.Ref.To, e.Ref.Value, e.Properties())
		}
		return t.touch(len(list), relating(ranked, len(list)), args...)
	case store.UpdateNode:
		if err := t.exec(`UPDATE node SET version = ?2, updatedAt = ?3, updatedBy = ?4, properties = jsonb_patch(properties, ?5)
			WHERE id = ?1`, e.ID, e.Version, e.At, e.Actor, properties(e.Set, e.Clear)); err != nil {
			return err
		}
		return t.rerank(ranked, e)
	case store.DeleteNode:
		return t.exec("DELETE FROM node WHERE id = ?1", e.ID)
	case store.Unrelate:
		return t.exec("DELETE FROM relation WHERE source = ?1 AND type = ?2 AND target = ?3 AND value = ?4",
			e.Ref.From, e.Ref.Type, e.Ref.To, e.Ref.Value)
	default:
		return fmt.Errorf("%w: unknown verb", store.ErrInvalid)
	}
}

// creating inserts so many nodes. What fails ends the transaction: SQLite need not keep pages to undo the statement alone.
func creating(count int) string {
	return "INSERT OR FAIL INTO node (id, type, version, createdAt, updatedAt, updatedBy, properties) VALUES " +
		times("(?, ?, ?, ?, ?, ?, jsonb(?))", count)
}

// times is a row of placeholders that many times.
func times(row string, count int) string {
	return strings.Repeat(row+", ", count-1) + row
}

// properties writes stored forms as a JSON object, which is also a merge patch: what is cleared stands there as null.
func properties(set map[string]any, clear []string) string {
	if len(clear) == 0 {
		return store.Properties(set)
	}
	object := make(map[string]any, len(set)+len(clear))
	for name, value := range set {
		object[name] = value
	}
	for _, name := range clear {
		object[name] = nil
	}
	return store.Properties(object)
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
