package storetest

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Factory makes an engine's stores.
type Factory struct {
	Name string // as in Engines

	// Fresh prepares an empty database and returns what opens it. The suite closes what it opened before it opens again, and then
	// expects the same data. Failures end the test.
	Fresh func(t testing.TB, model *schema.Model) (open func() store.Store)

	// Damage removes a constraint or an index behind the store's back, so that it is no longer ready.
	Damage func(t testing.TB, s store.Store)
}

// Engines names the engines that the ledger expects.
func Engines() []string { return []string{"neo4j", "sqlite"} }

// Cases lists the names of all cases, in the order in which they run.
func Cases() []string {
	var names []string
	for _, group := range groups() {
		for _, c := range group.cases {
			names = append(names, group.name+": "+c.name)
		}
	}
	return names
}

// group is a list of cases about one thing.
type group struct {
	name  string
	reads bool // its cases only read, and share the library
	cases []scenario
}

type scenario struct {
	name string
	run  func(b *bench)
}

func groups() []group {
	return []group{
		{"write", false, writes},
		{"values", false, values},
		{"log", false, logs},
		{"snapshot", false, snapshots},
		{"lifecycle", false, lifecycles},
		{"concurrency", false, concurrencies},
		{"read", true, reads},
		{"filter", true, filters},
		{"relation", true, relations},
		{"order", true, orders},
		{"group", true, groupings},
		{"figures", false, figures},
		{"text", false, texts},
	}
}

// Run runs the suite. Each case is a subtest named after its group and itself.
func Run(t *testing.T, factory Factory) {
	model := Contract(t)
	passed := newRecorder(t, factory.Name)
	for _, group := range groups() {
		t.Run(group.name, func(t *testing.T) {
			var shared *bench
			if group.reads {
				shared = newBench(t, factory, model)
				for _, part := range library() {
					shared.write(part...)
				}
			}
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) {
					b := shared
					if b == nil {
						b = newBench(t, factory, model)
					} else {
						b = &bench{T: t, factory: factory, model: model, open: shared.open, store: shared.store}
					}
					c.run(b)
					passed.record(t, group.name+": "+c.name)
				})
			}
		})
	}
}

// bench is a case's test and its store.
type bench struct {
	*testing.T
	factory Factory
	model   *schema.Model
	open    func() store.Store
	store   store.Store
}

func newBench(t *testing.T, factory Factory, model *schema.Model) *bench {
	t.Helper()
	b := &bench{T: t, factory: factory, model: model, open: factory.Fresh(t, model)}
	b.store = b.open()
	t.Cleanup(b.close)
	return b
}

func (b *bench) close() {
	if err := b.store.Close(); err != nil {
		b.Errorf("close: %v", err)
	}
}

func (b *bench) reopen() {
	b.Helper()
	b.close()
	b.store = b.open()
}

// write commits the operations as one change set and ends the test when it is refused.
func (b *bench) write(operations ...store.Operation) store.Receipt {
	b.Helper()
	return b.send(set(operations...))
}

func (b *bench) send(s store.ChangeSet) store.Receipt {
	b.Helper()
	receipt, err := b.store.Write(b.Context(), s)
	if err != nil {
		b.Fatalf("write: %v", err)
	}
	return receipt
}

// refuse sends a change set that must fail with the sentinel.
func (b *bench) refuse(want error, s store.ChangeSet) {
	b.Helper()
	receipt, err := b.store.Write(b.Context(), s)
	b.wants(err, want)
	if receipt.Sequence != 0 {
		b.Errorf("a refusal has the receipt %+v", receipt)
	}
}

// changes returns the whole log.
func (b *bench) changes() []store.Change {
	b.Helper()
	changes, err := b.store.Changes(b.Context(), 0, 1_000_000)
	if err != nil {
		b.Fatalf("changes: %v", err)
	}
	return changes
}

func (b *bench) record(change store.Change) store.Record {
	b.Helper()
	var record store.Record
	if err := json.Unmarshal(change.Record, &record); err != nil {
		b.Fatalf("record %d: %v", change.Sequence, err)
	}
	return record
}

// content is a whole snapshot.
type content struct {
	head      store.Head
	nodes     []store.NodeRecord
	relations []store.RelationRecord
}

func (c *content) Node(node store.NodeRecord) error {
	c.nodes = append(c.nodes, node)
	return nil
}

func (c *content) Relation(relation store.RelationRecord) error {
	c.relations = append(c.relations, relation)
	return nil
}

func (b *bench) snapshot() content {
	b.Helper()
	var c content
	head, err := b.store.Snapshot(b.Context(), &c)
	if err != nil {
		b.Fatalf("snapshot: %v", err)
	}
	c.head = head
	return c
}

// ids lists the nodes of the snapshot, with blanks between.
func (c content) ids() string {
	ids := make([]string, len(c.nodes))
	for i, node := range c.nodes {
		ids[i] = node.ID
	}
	return strings.Join(ids, " ")
}

func (c content) node(id string) store.NodeRecord {
	for _, node := range c.nodes {
		if node.ID == id {
			return node
		}
	}
	return store.NodeRecord{}
}

func (b *bench) digest() string {
	b.Helper()
	digest, err := store.Digest(context.WithoutCancel(b.Context()), b.store)
	if err != nil {
		b.Fatalf("digest: %v", err)
	}
	return digest
}
