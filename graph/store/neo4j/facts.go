package neo4j

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// This file reads what Decide must know: one statement for what has one form, and one more for each type named otherwise.

// transaction runs the statements of one explicit transaction.
type transaction struct {
	model    *schema.Model
	tx       neo4j.ExplicitTransaction
	patience time.Duration // for each statement
}

// run gives each statement its time, rather than the transaction: a large one may take long, but a database that does not answer is
// found out soon.
func (t *transaction) run(ctx context.Context, cypher string, params map[string]any) ([][]any, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	result, err := t.tx.Run(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// lock takes the log for this transaction. Setting a property to the value that it has writes nothing and locks the node all the
// same, whereas removing one that is not there would not (measured on 5.26.28). The log is read by the next statement only, since
// this one may have looked at the node before it held the lock.
func (t *transaction) lock(ctx context.Context) error {
	rows, err := t.run(ctx, `MATCH (log:ChangeLog {name: 'log'}) SET log.name = 'log' RETURN log.name`, nil)
	if err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	if len(rows) != 1 {
		return fmt.Errorf("lock: %w: the end of the log is missing", store.ErrCorrupt)
	}
	return nil
}

const factsStatement = `MATCH (log:ChangeLog {name: 'log'})
RETURN log.sequence, log.hash, log.at,
COLLECT { UNWIND $keys AS ref MATCH (key:IdempotencyKey {actor: ref[0], mutation: ref[1], key: ref[2]})
  RETURN [key.actor, key.mutation, key.key, key.digest, key.sequence, key.result] },
COLLECT { UNWIND $nodes AS id MATCH (n:Node {id: id}) RETURN [id, labels(n), n.version] },
COLLECT { UNWIND $degrees AS id MATCH (n:Node {id: id}) RETURN [id, COUNT { (n)--() }] }`

func (t *transaction) facts(ctx context.Context, wanted store.Wanted) (store.Facts, error) {
	facts, err := t.plainFacts(ctx, wanted)
	if err != nil {
		return facts, fmt.Errorf("facts: %w", err)
	}
	for name, refs := range grouped(wanted.Relations, func(ref store.RelationRef) string { return ref.Type }) {
		if err := t.relations(ctx, name, refs, facts.Relations); err != nil {
			return facts, fmt.Errorf("facts of %s: %w", name, err)
		}
	}
	for name, refs := range grouped(wanted.Starts, func(ref store.StartRef) string { return ref.Type }) {
		if err := t.starts(ctx, name, refs, facts.Starts); err != nil {
			return facts, fmt.Errorf("facts of %s: %w", name, err)
		}
	}
	type place struct{ kind, field string }
	for at, refs := range grouped(wanted.Unique, func(ref store.UniqueRef) place { return place{ref.Type, ref.Property} }) {
		if err := t.unique(ctx, at.kind, at.field, refs, facts.Unique); err != nil {
			return facts, fmt.Errorf("facts of %s.%s: %w", at.kind, at.field, err)
		}
	}
	return facts, nil
}

func (t *transaction) plainFacts(ctx context.Context, wanted store.Wanted) (store.Facts, error) {
	facts := store.Facts{
		Keys:      map[store.KeyRef]store.Kept{},
		Nodes:     map[string]store.NodeFact{},
		Relations: map[store.RelationRef]bool{},
		Starts:    map[store.StartRef]int{},
		Unique:    map[store.UniqueRef]string{},
		Degrees:   map[string]int{},
	}
	keys := make([][]string, len(wanted.Keys))
	for i, key := range wanted.Keys {
		keys[i] = []string{key.Actor, key.Mutation, key.Key}
	}
	rows, err := t.run(ctx, factsStatement, map[string]any{
		"keys": keys, "nodes": present(wanted.Nodes), "degrees": present(wanted.Degrees),
	})
	if err != nil || len(rows) != 1 {
		return facts, err
	}
	row := rows[0]
	facts.Head, facts.At = store.Head{Sequence: number(row[0]), Hash: text(row[1])}, text(row[2])
	for _, item := range row[3].([]any) {
		key := item.([]any)
		facts.Keys[store.KeyRef{Actor: text(key[0]), Mutation: text(key[1]), Key: text(key[2])}] =
			store.Kept{Digest: text(key[3]), Sequence: number(key[4]), Result: []byte(text(key[5]))}
	}
	for _, item := range row[4].([]any) {
		node := item.([]any)
		facts.Nodes[text(node[0])] = store.NodeFact{Type: concrete(t.model, node[1]), Version: number(node[2])}
	}
	for _, item := range row[5].([]any) {
		degree := item.([]any)
		facts.Degrees[text(degree[0])] = int(number(degree[1]))
	}
	return facts, nil
}

func (t *transaction) relations(ctx context.Context, name string, refs []store.RelationRef, found map[store.RelationRef]bool) error {
	pairs := make([][]string, len(refs))
	for i, ref := range refs {
		pairs[i] = []string{ref.From, ref.To, ref.Value}
	}
	rows, err := t.run(ctx, presentStatement(t.model, name),
		map[string]any{"refs": pairs})
	for _, row := range rows {
		ref := row[0].([]any)
		found[store.RelationRef{Type: name, From: text(ref[0]), To: text(ref[1]), Value: text(ref[2])}] = true
	}
	return err
}

// presentStatement names those of some relations that are there.
func presentStatement(model *schema.Model, name string) string {
	return "UNWIND $refs AS ref MATCH " + relationPattern(model, name, "ref", "ref[0]", "ref[1]", "ref[2]") + " RETURN ref"
}

// relationPattern finds one relation r between two nodes; the value tells it from others where its type has such a property. It looks
// among the relations of whichever node has fewer, which both nodes' degrees tell at once: left to choose, the planner starts at one of
// them whatever they are, and 10,000 relations to a hub took minutes.
func relationPattern(model *schema.Model, name, row, from, to, value string) string {
	properties := ""
	if telling := store.Discriminator(model.Relation(name)); telling != nil {
		properties = " {" + quoted(telling.Property.Name) + ": " + value + "}"
	}
	kind := quoted(name)
	return "(a:Node {id: " + from + "}) MATCH (b:Node {id: " + to + "}) WITH " + row + ", a, b, COUNT { (a)-[:" + kind + "]->() } <= COUNT { ()-[:" +
		kind + "]->(b) } AS near CALL (" + row + ", a, b, near) { UNWIND CASE WHEN near THEN [0] ELSE [] END AS once MATCH (a)-[r:" + kind + properties +
		"]->(far) WHERE far = b RETURN r UNION ALL UNWIND CASE WHEN near THEN [] ELSE [0] END AS once MATCH (far)-[r:" + kind + properties +
		"]->(b) WHERE far = a RETURN r }"
}

func (t *transaction) starts(ctx context.Context, name string, refs []store.StartRef, counts map[store.StartRef]int) error {
	ids := make([]string, len(refs))
	for i, ref := range refs {
		ids[i] = ref.From
	}
	rows, err := t.run(ctx, "UNWIND $ids AS id MATCH (n:Node {id: id}) RETURN id, COUNT { (n)-[:"+quoted(name)+"]->() }",
		map[string]any{"ids": ids})
	for _, row := range rows {
		counts[store.StartRef{Type: name, From: text(row[0])}] = int(number(row[1]))
	}
	return err
}

func (t *transaction) unique(ctx context.Context, kind, field string, refs []store.UniqueRef, carriers map[store.UniqueRef]string) error {
	property := t.model.Node(kind).Field(field).Property
	values := make([]any, len(refs))
	for i, ref := range refs {
		values[i] = storedForm(property, ref.Value)
	}
	rows, err := t.run(ctx, "UNWIND $values AS value MATCH (n:"+quoted(kind)+" {"+quoted(property.Name)+": value}) RETURN value, n.id",
		map[string]any{"values": values})
	for _, row := range rows {
		carriers[store.UniqueRef{Type: kind, Property: field, Value: fmt.Sprint(row[0])}] = text(row[1])
	}
	return err
}

// storedForm turns a unique value, which Wanted names as text, back into what is stored.
func storedForm(p *schema.Property, value string) any {
	switch p.Scalar {
	case schema.Int, schema.Decimal:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return n
		}
	case schema.Boolean:
		return value == "true"
	}
	return value
}

// concrete is the name of the type among a node's labels, or "" when none is one.
func concrete(model *schema.Model, labels any) string {
	list, _ := labels.([]any)
	for _, label := range list {
		if node := model.Node(text(label)); node != nil && !node.Abstract {
			return node.Name
		}
	}
	return ""
}

// present turns no list into an empty one, which Cypher can unwind to nothing.
func present(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func grouped[K comparable, T any](list []T, key func(T) K) map[K][]T {
	groups := map[K][]T{}
	for _, item := range list {
		groups[key(item)] = append(groups[key(item)], item)
	}
	return groups
}
