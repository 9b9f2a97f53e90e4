package network

import (
	"context"
	"fmt"
	"slices"

	"partnergraph/graph/store"
)

// loaded builds a state from a snapshot.
func loaded(ctx context.Context, c *contract, s store.Store) (*state, error) {
	l := &loader{state: newState(c)}
	head, err := s.Snapshot(ctx, l)
	if err != nil {
		return nil, err
	}
	l.sequence = head.Sequence
	l.join()
	l.index.compact()
	l.learn()
	l.memory.grow(len(l.nodes))
	return l.state, nil
}

// loader gathers a snapshot: nodes at once, relations until their number is known, so that they lie close together.
type loader struct {
	*state
	relations []relation
}

// relation is a relation of the snapshot by the numbers of its parts.
type relation struct {
	from, to, properties uint32
	kind                 uint8
}

// Node takes a node. They come by id, so each is the last of its type.
func (l *loader) Node(record store.NodeRecord) error {
	number, err := l.place(record.Type, record.ID, record.Properties)
	if err != nil {
		return fmt.Errorf("node %s %q: %w", record.Type, record.ID, err)
	}
	layout := l.kinds[number]
	l.ofType[layout] = append(l.ofType[layout], number)
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
	l.relations = append(l.relations, relation{from, to, properties, kind})
	return nil
}

// join gives every node its edges, all cut from one piece of memory.
func (l *loader) join() {
	counts := make([]int, len(l.nodes))
	for _, r := range l.relations {
		counts[r.from]++
		counts[r.to]++
	}
	all := make([]edge, 2*len(l.relations))
	for number, count := range counts {
		l.nodes[number].edges, all = all[:0:count], all[count:]
	}
	for _, r := range l.relations {
		from, to := &l.nodes[r.from], &l.nodes[r.to]
		from.edges = append(from.edges, newEdge(towards(r.kind, false), r.to, r.properties))
		to.edges = append(to.edges, newEdge(towards(r.kind, true), r.from, r.properties))
	}
	for number := range l.nodes {
		l.sortEdges(l.nodes[number].edges)
	}
}

func (l *loader) sortEdges(edges []edge) {
	slices.SortFunc(edges, l.compareEdges)
	for rest := edges; len(rest) > 0; {
		same := along(rest, rest[0].direction())
		l.degrees[rest[0].direction()].Move(0, len(same))
		rest = rest[len(same):]
	}
}
