package network

import (
	"context"
	"fmt"
	"slices"

	"partnergraph/graph/store"
)

// loaded builds a state from a snapshot.
func loaded(ctx context.Context, c *contract, s store.Store) (*state, error) {
	l := newLoader(c)
	head, err := s.Snapshot(ctx, l)
	l.indexer.close()
	if err != nil {
		return nil, err
	}
	l.sequence = head.Sequence
	l.archive.close()
	l.hints = l.indexer.hints
	l.fit()
	l.join()
	l.learn()
	l.markAll()
	l.memory.grow(len(l.nodes))
	return l.state, nil
}

// loader gathers a snapshot: nodes at once, relations until their number is known, so that they lie close together.
type loader struct {
	*state
	indexer   *indexer
	relations [][]relation // in parts, none of which is moved to become longer
}

func newLoader(c *contract) *loader {
	s := newState(c)
	return &loader{state: s, indexer: newIndexer(&s.index)}
}

// relation is a relation of the snapshot by the numbers of its parts.
type relation struct {
	from, to uint32
	rest     uint32 // of the edge at its start
}

const relationsInPart = 1 << 16

// Node takes a node. They come by id, so each is the last of its type.
func (l *loader) Node(record store.NodeRecord) error {
	number, err := l.enter(record.Type, record.ID, record.Properties, l.archive.shelve)
	if err != nil {
		return fmt.Errorf("node %s %q: %w", record.Type, record.ID, err)
	}
	layout := l.kinds[number]
	l.indexer.take(l.layouts[layout], l.record(number))
	l.ofType[layout].settled = append(l.ofType[layout].settled, number)
	return nil
}

// Relation takes a relation.
func (l *loader) Relation(record store.RelationRecord) error {
	kind, from, to, err := l.ends(record.Type, record.From, record.To)
	if err != nil {
		return fmt.Errorf("relation %s %q–%q: %w", record.Type, record.From, record.To, err)
	}
	properties, err := l.carry(kind, record.Properties)
	if err != nil {
		return fmt.Errorf("relation %s %q–%q: %w", record.Type, record.From, record.To, err)
	}
	last := len(l.relations) - 1
	switch {
	case last < 0:
		l.relations, last = [][]relation{nil}, 0
	case len(l.relations[last]) >= relationsInPart:
		l.relations, last = append(l.relations, make([]relation, 0, relationsInPart)), last+1
	}
	l.relations[last] = append(l.relations[last], relation{from, to, newEdge(towards(kind, false), to, properties).rest})
	return nil
}

// fit gives back the room that lists were given to grow.
func (l *loader) fit() {
	l.nodes, l.kinds, l.hints = fitted(l.nodes), fitted(l.kinds), fitted(l.hints)
	for i := range l.ofType {
		l.ofType[i].settled = fitted(l.ofType[i].settled)
	}
}

// fitted is a list without room, or as it is when there is not much.
func fitted[E any](list []E) []E {
	if cap(list)-len(list) <= len(list)/64 {
		return list
	}
	return append(make([]E, 0, len(list)), list...)
}

// join gives every node its edges, side by side in one piece of memory.
func (l *loader) join() {
	all := 0
	for _, part := range l.relations {
		for _, r := range part {
			l.nodes[r.from].edges.count++
			l.nodes[r.to].edges.count++
		}
		all += 2 * len(part)
	}
	from := uint32(0)
	for number := range l.nodes {
		edges := &l.nodes[number].edges
		edges.from, from = from, from+edges.count
		edges.count = 0
	}
	l.adjacency.all = make([]edge, all)
	for i, part := range l.relations {
		for _, r := range part {
			l.put(r.from, edge{r.to, r.rest})
			out := edge{r.from, r.rest}
			l.put(r.to, newEdge(out.direction().turned(), r.from, out.properties()))
		}
		l.relations[i] = nil
	}
	for number := range l.nodes {
		l.sortEdges(l.edges(uint32(number)))
	}
}

// put makes an edge the next of a node.
func (l *loader) put(node uint32, e edge) {
	edges := &l.nodes[node].edges
	l.adjacency.all[edges.from+edges.count] = e
	edges.count++
	l.note(node, e.direction())
}

func (l *loader) sortEdges(edges []edge) {
	slices.SortFunc(edges, l.compareEdges)
	for rest := edges; len(rest) > 0; {
		same := along(rest, rest[0].direction())
		l.degrees[rest[0].direction()].Move(0, len(same))
		rest = rest[len(same):]
	}
}
