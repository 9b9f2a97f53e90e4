package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// Snapshot implements store.Store. It holds one reading connection until the visitor is through, and what is written meanwhile stays
// in the write-ahead log.
func (s *Store) Snapshot(ctx context.Context, visitor store.Visitor) (store.Head, error) {
	var head store.Head
	var refusal error // the visitor's own error, which is returned as it is
	err := s.run(ctx, func(ctx context.Context) error {
		tx, err := s.reading.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := tx.QueryRowContext(ctx, "SELECT sequence, hash FROM head").Scan(&head.Sequence, &head.Hash); err != nil {
			return err
		}
		v := visit{s.model, visitor, tx, &refusal}
		if err := v.nodes(ctx); err != nil {
			return err
		}
		return v.relations(ctx)
	})
	switch {
	case refusal != nil:
		return store.Head{}, refusal
	case err != nil:
		return store.Head{}, fmt.Errorf("sqlite: snapshot: %w", err)
	}
	return head, nil
}

// visit shows what one read transaction sees to a visitor.
type visit struct {
	model   *schema.Model
	visitor store.Visitor
	tx      *sql.Tx
	refusal *error
}

// errRefused ends a visit whose visitor has had enough.
var errRefused = errors.New("the visitor refused")

func (v visit) nodes(ctx context.Context) error {
	return v.each(ctx, `SELECT id, type, version, createdAt, updatedAt, updatedBy, json(properties) FROM node ORDER BY id`,
		func(scan func(...any) error) error {
			var n store.NodeRecord
			var stored string
			if err := scan(&n.ID, &n.Type, &n.Version, &n.CreatedAt, &n.UpdatedAt, &n.UpdatedBy, &stored); err != nil {
				return err
			}
			node := v.model.Node(n.Type)
			if node == nil {
				return fmt.Errorf("%w: node %s is of the unknown type %s", store.ErrCorrupt, n.ID, n.Type)
			}
			var err error
			if n.Properties, err = inContractTerms(node.Fields, stored); err != nil {
				return fmt.Errorf("%w: node %s: %w", store.ErrCorrupt, n.ID, err)
			}
			*v.refusal = v.visitor.Node(n)
			return nil
		})
}

func (v visit) relations(ctx context.Context) error {
	return v.each(ctx, `SELECT type, source, target, json(properties) FROM relation ORDER BY type, source, target, value`,
		func(scan func(...any) error) error {
			var r store.RelationRecord
			var stored string
			if err := scan(&r.Type, &r.From, &r.To, &stored); err != nil {
				return err
			}
			relation := v.model.Relation(r.Type)
			if relation == nil {
				return fmt.Errorf("%w: unknown relation type %s", store.ErrCorrupt, r.Type)
			}
			var err error
			if r.Properties, err = inContractTerms(relation.Fields, stored); err != nil {
				return fmt.Errorf("%w: relation %s from %s to %s: %w", store.ErrCorrupt, r.Type, r.From, r.To, err)
			}
			*v.refusal = v.visitor.Relation(r)
			return nil
		})
}

func (v visit) each(ctx context.Context, text string, show func(scan func(...any) error) error) error {
	rows, err := v.tx.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := show(rows.Scan); err != nil {
			return err
		}
		if *v.refusal != nil {
			return errRefused
		}
	}
	return rows.Err()
}

// inContractTerms turns stored properties into those of an Operation: SDL names, and values string, int64, bool or []string. Order
// keys and what the contract no longer knows are left out.
func inContractTerms(fields []*schema.Field, stored string) (map[string]any, error) {
	d := decoder{text: stored}
	members, err := d.object()
	if err == nil && d.at < len(stored) {
		err = d.unexpected("the end")
	}
	if err != nil {
		return nil, err
	}
	out := make(map[string]any, len(members))
	for _, field := range fields {
		for _, m := range members {
			if field.Property == nil || m.name != field.Property.Name || m.value == nil {
				continue
			}
			given, err := inContractTerm(field.Property, m.value)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", field.Name, err)
			}
			out[field.Name] = given
		}
	}
	return out, nil
}

func inContractTerm(p *schema.Property, stored any) (any, error) {
	switch stored := stored.(type) {
	case string, bool:
		return stored, nil
	case int64:
		if p.Scalar == schema.Decimal {
			return value.FormatDecimal(stored, p.Scale), nil
		}
		return stored, nil
	case []any:
		list := make([]string, len(stored))
		for i, item := range stored {
			text, ok := item.(string)
			if !ok {
				return nil, fmt.Errorf("an element is %T", item)
			}
			list[i] = text
		}
		return list, nil
	default:
		return nil, fmt.Errorf("the stored value is %T", stored)
	}
}
