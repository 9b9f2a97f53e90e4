package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// snapshot is the whole graph of one moment.
type snapshot struct {
	head      store.Head
	nodes     []store.NodeRecord
	relations []store.RelationRecord
}

// Snapshot implements store.Store. A transaction of Neo4j sees what others commit meanwhile, so the graph is read under the log's
// lock: writes wait for as long as the database takes to send it, but not for the visitor, who gets it from memory.
func (s *Store) Snapshot(ctx context.Context, visitor store.Visitor) (store.Head, error) {
	snap, err := detached(ctx, s, s.load)
	if err != nil {
		return store.Head{}, fmt.Errorf("neo4j: snapshot: %w", err)
	}
	for _, node := range snap.nodes {
		if err := ctx.Err(); err != nil {
			return store.Head{}, fmt.Errorf("neo4j: snapshot: %w", classify(err))
		}
		if err := visitor.Node(node); err != nil {
			return store.Head{}, err
		}
	}
	for _, relation := range snap.relations {
		if err := ctx.Err(); err != nil {
			return store.Head{}, fmt.Errorf("neo4j: snapshot: %w", classify(err))
		}
		if err := visitor.Relation(relation); err != nil {
			return store.Head{}, err
		}
	}
	return snap.head, nil
}

func (s *Store) load(ctx context.Context) (*snapshot, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	tx, err := s.beginTransaction(ctx, session, "snapshot")
	if err != nil {
		return nil, classify(err)
	}
	defer tx.close()
	snap := &snapshot{}
	if err := tx.load(ctx, snap); err != nil {
		return nil, classify(err)
	}
	return snap, nil
}

func (t *transaction) load(ctx context.Context, snap *snapshot) error {
	if err := t.lock(ctx); err != nil {
		return err
	}
	facts, err := t.plainFacts(ctx, store.Wanted{})
	if err != nil {
		return err
	}
	snap.head = facts.Head
	if err := t.stream(ctx, "MATCH (n:Node) RETURN labels(n), properties(n) ORDER BY n.id", func(row []any) error {
		node, err := t.nodeRecord(row)
		snap.nodes = append(snap.nodes, node)
		return err
	}); err != nil {
		return err
	}
	for _, relation := range t.model.Relations() {
		if err := t.loadRelations(ctx, relation, snap); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) stream(ctx context.Context, cypher string, visit func([]any) error) error {
	result, err := t.tx.Run(ctx, cypher, nil)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if err := visit(result.Record().Values); err != nil {
			return err
		}
	}
	return result.Err()
}

func (t *transaction) loadRelations(ctx context.Context, relation *schema.RelationType, snap *snapshot) error {
	first := len(snap.relations)
	cypher := "MATCH (a:Node)-[r:" + quoted(relation.Type) + "]->(b:Node) RETURN a.id, b.id, properties(r)"
	if err := t.stream(ctx, cypher, func(row []any) error {
		snap.relations = append(snap.relations, store.RelationRecord{
			Type: relation.Type, From: text(row[0]), To: text(row[1]), Properties: contractProperties(relation.Fields, row[2].(map[string]any)),
		})
		return nil
	}); err != nil {
		return err
	}
	telling := store.Discriminator(relation)
	slices.SortFunc(snap.relations[first:], func(a, b store.RelationRecord) int {
		order := cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
		if order == 0 && telling != nil {
			return cmp.Compare(text(a.Properties[telling.Name]), text(b.Properties[telling.Name]))
		}
		return order
	})
	return nil
}

func (t *transaction) nodeRecord(row []any) (store.NodeRecord, error) {
	stored := row[1].(map[string]any)
	record := store.NodeRecord{
		ID:        text(stored["id"]),
		Type:      concrete(t.model, row[0]),
		Version:   number(stored["version"]),
		CreatedAt: text(stored["createdAt"]),
		UpdatedAt: text(stored["updatedAt"]),
		UpdatedBy: text(stored["updatedBy"]),
	}
	node := t.model.Node(record.Type)
	if node == nil {
		return record, fmt.Errorf("node %q: %w: none of its labels is a type of the contract", record.ID, store.ErrCorrupt)
	}
	record.Properties = contractProperties(node.Fields, stored)
	return record, nil
}

// contractProperties turns stored values into the contract's own terms, without what the store itself keeps.
func contractProperties(fields []*schema.Field, stored map[string]any) map[string]any {
	properties := make(map[string]any, len(stored))
	for _, field := range fields {
		if field.Property == nil {
			continue
		}
		given, found := stored[field.Property.Name]
		if !found {
			continue
		}
		switch field.Name {
		case "id", "version", "createdAt", "updatedAt":
			continue
		}
		properties[field.Name] = contractForm(field.Property, given)
	}
	return properties
}

func contractForm(p *schema.Property, stored any) any {
	if list, isList := stored.([]any); isList {
		texts := make([]string, len(list))
		for i, item := range list {
			texts[i] = text(item)
		}
		return texts
	}
	if units, isNumber := stored.(int64); isNumber && p.Scalar == schema.Decimal {
		return value.FormatDecimal(units, p.Scale)
	}
	return stored
}
