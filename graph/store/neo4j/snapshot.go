package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// Snapshot implements store.Store. A transaction of Neo4j sees what others commit meanwhile, so the graph is read under the log's
// lock: writes wait for as long as the database takes to send it, but not for the visitor. What that has not taken yet waits in memory.
func (s *Store) Snapshot(ctx context.Context, visitor store.Visitor) (store.Head, error) {
	sent := newBacklog()
	defer sent.leave()
	type answer struct {
		head store.Head
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		head, err := detached(ctx, s, func(ctx context.Context) (store.Head, error) { return s.load(ctx, sent) })
		answered <- answer{head, err}
	}()
	for {
		select {
		case <-sent.news:
			if err := sent.visit(ctx, visitor); err != nil {
				return store.Head{}, err
			}
		case a := <-answered:
			if a.err != nil {
				return store.Head{}, fmt.Errorf("neo4j: snapshot: %w", a.err)
			}
			return a.head, sent.visit(ctx, visitor)
		}
	}
}

// part is some of the nodes or relations of a snapshot, in its order.
type part struct {
	nodes     []store.NodeRecord
	relations []store.RelationRecord
}

// nodesInPart bounds what waits for a visitor that is as fast as the database. The relations of a type are one part, for they are put
// in order here.
const nodesInPart = 1024

// backlog is what the database has sent of a snapshot and the visitor has not taken yet, however much that is.
type backlog struct {
	news chan struct{} // has one in it when there is more

	mu    sync.Mutex
	parts []part
	left  bool // nobody takes any more
}

func newBacklog() *backlog { return &backlog{news: make(chan struct{}, 1)} }

// errLeft ends a load whose visitor has had enough.
var errLeft = errors.New("the visitor has left")

func (b *backlog) put(p part) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left {
		return errLeft
	}
	b.parts = append(b.parts, p)
	select {
	case b.news <- struct{}{}:
	default:
	}
	return nil
}

func (b *backlog) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left, b.parts = true, nil
}

func (b *backlog) take() []part {
	b.mu.Lock()
	defer b.mu.Unlock()
	taken := b.parts
	b.parts = nil
	return taken
}

// visit shows the visitor what has come since it was called last.
func (b *backlog) visit(ctx context.Context, visitor store.Visitor) error {
	taken := b.take()
	for i := range taken {
		for _, node := range taken[i].nodes {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("neo4j: snapshot: %w", classify(err))
			}
			if err := visitor.Node(node); err != nil {
				return err
			}
		}
		for _, relation := range taken[i].relations {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("neo4j: snapshot: %w", classify(err))
			}
			if err := visitor.Relation(relation); err != nil {
				return err
			}
		}
		taken[i] = part{} // seen, so that its memory is free while the rest is looked at
	}
	return nil
}

func (s *Store) load(ctx context.Context, sent *backlog) (store.Head, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	tx, err := s.beginTransaction(ctx, session, "snapshot")
	if err != nil {
		return store.Head{}, classify(err)
	}
	defer tx.close()
	head, err := tx.load(ctx, sent)
	return head, classify(err)
}

func (t *transaction) load(ctx context.Context, sent *backlog) (store.Head, error) {
	if err := t.lock(ctx); err != nil {
		return store.Head{}, err
	}
	facts, err := t.plainFacts(ctx, store.Wanted{})
	if err != nil {
		return store.Head{}, err
	}
	if err := t.loadNodes(ctx, sent); err != nil {
		return store.Head{}, err
	}
	for _, relation := range t.model.Relations() {
		if err := t.loadRelations(ctx, relation, sent); err != nil {
			return store.Head{}, err
		}
	}
	return facts.Head, nil
}

// nodesByID reads the nodes in the order of the index, so that the database keeps none of them. It only does where every node is said to
// have an id; otherwise it would sort them all first, in 140 bytes of its heap each.
const nodesByID = "MATCH (n:Node) WHERE n.id IS NOT NULL RETURN labels(n), properties(n) ORDER BY n.id"

func (t *transaction) loadNodes(ctx context.Context, sent *backlog) error {
	var nodes []store.NodeRecord
	if err := t.stream(ctx, nodesByID, func(row []any) error {
		node, err := t.nodeRecord(row)
		if err != nil {
			return err
		}
		if nodes = append(nodes, node); len(nodes) < nodesInPart {
			return nil
		}
		full := nodes
		nodes = make([]store.NodeRecord, 0, nodesInPart)
		return sent.put(part{nodes: full})
	}); err != nil {
		return err
	}
	return sent.put(part{nodes: nodes})
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

func (t *transaction) loadRelations(ctx context.Context, relation *schema.RelationType, sent *backlog) error {
	var relations []store.RelationRecord
	cypher := "MATCH (a:Node)-[r:" + quoted(relation.Type) + "]->(b:Node) RETURN a.id, b.id, properties(r)"
	if err := t.stream(ctx, cypher, func(row []any) error {
		relations = append(relations, store.RelationRecord{
			Type: relation.Type, From: text(row[0]), To: text(row[1]), Properties: contractProperties(relation.Fields, row[2].(map[string]any)),
		})
		return nil
	}); err != nil {
		return err
	}
	telling := store.Discriminator(relation)
	slices.SortFunc(relations, func(a, b store.RelationRecord) int {
		order := cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
		if order == 0 && telling != nil {
			return cmp.Compare(text(a.Properties[telling.Name]), text(b.Properties[telling.Name]))
		}
		return order
	})
	return sent.put(part{relations: relations})
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
