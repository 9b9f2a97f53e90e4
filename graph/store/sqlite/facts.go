package sqlite

import (
	"fmt"
	"strconv"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// facts reads what the decision on a batch rests on: a statement a kind, whatever the size of the batch. Each row carries the
// index of what was asked.
func (t *transaction) facts(model *schema.Model, wanted store.Wanted) (store.Facts, error) {
	f := store.Facts{
		Keys:      make(map[store.KeyRef]store.Kept),
		Nodes:     make(map[string]store.NodeFact, len(wanted.Nodes)),
		Relations: make(map[store.RelationRef]bool),
		Starts:    make(map[store.StartRef]int, len(wanted.Starts)),
		Unique:    make(map[store.UniqueRef]string),
		Degrees:   make(map[string]int, len(wanted.Degrees)),
	}
	for _, read := range []func(*store.Facts, store.Wanted) error{
		t.head, t.keys, t.nodes, t.relations, t.starts, t.degrees,
		func(f *store.Facts, wanted store.Wanted) error { return t.unique(model, f, wanted) },
	} {
		if err := read(&f, wanted); err != nil {
			return f, fmt.Errorf("facts: %w", err)
		}
	}
	return f, nil
}

func (t *transaction) head(f *store.Facts, _ store.Wanted) error {
	return t.each(func(scan func(...any) error) error {
		return scan(&f.Head.Sequence, &f.Head.Hash, &f.At)
	}, "SELECT sequence, hash, at FROM head")
}

func (t *transaction) keys(f *store.Facts, wanted store.Wanted) error {
	if len(wanted.Keys) == 0 {
		return nil
	}
	asked := make([][3]string, len(wanted.Keys))
	for i, ref := range wanted.Keys {
		asked[i] = [3]string{ref.Actor, ref.Mutation, ref.Key}
	}
	return t.each(func(scan func(...any) error) error {
		var i int
		var kept store.Kept
		if err := scan(&i, &kept.Digest, &kept.Sequence, &kept.Result); err != nil {
			return err
		}
		f.Keys[wanted.Keys[i]] = kept
		return nil
	}, `SELECT asked.key, i.digest, i.sequence, i.result FROM json_each(?1) AS asked CROSS JOIN idempotency AS i
		ON i.actor = asked.value ->> 0 AND i.mutation = asked.value ->> 1 AND i.key = asked.value ->> 2`, marshal(asked))
}

func (t *transaction) nodes(f *store.Facts, wanted store.Wanted) error {
	if len(wanted.Nodes) == 0 {
		return nil
	}
	return t.each(func(scan func(...any) error) error {
		var id string
		var fact store.NodeFact
		if err := scan(&id, &fact.Type, &fact.Version); err != nil {
			return err
		}
		f.Nodes[id] = fact
		return nil
	}, "SELECT n.id, n.type, n.version FROM json_each(?1) AS asked CROSS JOIN node AS n ON n.id = asked.value", marshal(wanted.Nodes))
}

func (t *transaction) relations(f *store.Facts, wanted store.Wanted) error {
	if len(wanted.Relations) == 0 {
		return nil
	}
	asked := make([][4]string, len(wanted.Relations))
	for i, ref := range wanted.Relations {
		asked[i] = [4]string{ref.From, ref.Type, ref.To, ref.Value}
	}
	return t.each(func(scan func(...any) error) error {
		var i int
		if err := scan(&i); err != nil {
			return err
		}
		f.Relations[wanted.Relations[i]] = true
		return nil
	}, `SELECT asked.key FROM json_each(?1) AS asked CROSS JOIN relation AS r ON r.source = asked.value ->> 0
		AND r.type = asked.value ->> 1 AND r.target = asked.value ->> 2 AND r.value = asked.value ->> 3`, marshal(asked))
}

func (t *transaction) starts(f *store.Facts, wanted store.Wanted) error {
	if len(wanted.Starts) == 0 {
		return nil
	}
	asked := make([][2]string, len(wanted.Starts))
	for i, ref := range wanted.Starts {
		asked[i] = [2]string{ref.From, ref.Type}
	}
	return t.each(func(scan func(...any) error) error {
		var i, count int
		if err := scan(&i, &count); err != nil {
			return err
		}
		f.Starts[wanted.Starts[i]] = count
		return nil
	}, `SELECT asked.key, (SELECT count(*) FROM relation WHERE source = asked.value ->> 0 AND type = asked.value ->> 1)
		FROM json_each(?1) AS asked`, marshal(asked))
}

func (t *transaction) degrees(f *store.Facts, wanted store.Wanted) error {
	if len(wanted.Degrees) == 0 {
		return nil
	}
	return t.each(func(scan func(...any) error) error {
		var id string
		var count int
		if err := scan(&id, &count); err != nil {
			return err
		}
		f.Degrees[id] = count
		return nil
	}, `SELECT asked.value, (SELECT count(*) FROM relation WHERE source = asked.value)
			+ (SELECT count(*) FROM relation WHERE target = asked.value AND source <> asked.value)
		FROM json_each(?1) AS asked`, marshal(wanted.Degrees))
}

// unique asks for one value at a time: the text names the type and the property, without which SQLite would not take the index.
func (t *transaction) unique(model *schema.Model, f *store.Facts, wanted store.Wanted) error {
	for _, ref := range wanted.Unique {
		node := model.Node(ref.Type)
		p := node.Field(ref.Property).Property
		value, err := storedValue(p, ref.Value)
		if err != nil {
			return fmt.Errorf("%w: unique %s.%s: %w", store.ErrInvalid, ref.Type, ref.Property, err)
		}
		err = t.each(func(scan func(...any) error) error {
			var id string
			if err := scan(&id); err != nil {
				return err
			}
			f.Unique[ref] = id
			return nil
		}, "SELECT id FROM node WHERE "+ofTypes("type", node.Types)+" AND "+indexed(p)+" = ?1", value)
		if err != nil {
			return err
		}
	}
	return nil
}

// storedValue turns the text of a unique value back into its stored form.
func storedValue(p *schema.Property, text string) (any, error) {
	switch p.Scalar {
	case schema.Int, schema.Decimal:
		return strconv.ParseInt(text, 10, 64)
	case schema.Boolean:
		return strconv.ParseBool(text)
	default:
		return text, nil
	}
}
