package network

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// state is the graph as of one sequence number. Nodes have numbers, which mean nothing outside and are used again; whatever leaves
// the state is ordered by ids.
type state struct {
	*contract
	sequence int64
	nodes    []node
	kinds    []uint8 // by number: the layout; close together, for it is often looked up where nothing else of the node is
	hints    []hint  // by number
	ordered  uint32  // the numbers below are in the order of the ids: all of a snapshot, and what came with ever greater ids since
	free     []uint32
	ids      directory
	ofType   []members // by layout

	archive    archive
	adjacency  adjacency
	joints     joints
	carried    carried
	index      index
	history    history
	statements statements
	memory     memory
	degrees    []plan.Spread // by direction

	scratch []byte // in which records are encoded
}

// node says where the parts of a node stand. It has no pointers, as little as possible has: the garbage collector looks at each.
type node struct {
	record shelfmark // 0 when the number is free
	edges  span
}

func newState(c *contract) *state {
	return &state{
		contract: c, ids: newDirectory(), ofType: make([]members, len(c.layouts)),
		archive: newArchive(), carried: newCarried(), index: newIndex(), history: newHistory(len(c.layouts)),
		statements: newStatements(c), degrees: make([]plan.Spread, c.directions()),
	}
}

func (s *state) record(number uint32) string { return s.archive.at(s.nodes[number].record) }

func (s *state) id(number uint32) string { return idOf(s.record(number)) }

// compareIDs orders nodes by their ids, and looks at these only where their numbers do not tell.
func (s *state) compareIDs(a, b uint32) int {
	if a < s.ordered && b < s.ordered {
		return cmp.Compare(a, b)
	}
	return strings.Compare(s.id(a), s.id(b))
}

// apply carries out one operation. The log holds only what a store carried out, so one that does not fit what is here means that
// the two differ: ErrCorrupt.
func (s *state) apply(op store.Operation) error {
	switch op.Verb {
	case store.CreateNode:
		return s.create(op.Type, op.ID, op.Properties)
	case store.UpdateNode:
		return s.update(op)
	case store.DeleteNode:
		return s.remove(op)
	case store.Relate:
		return s.relate(op)
	case store.Unrelate:
		return s.unrelate(op)
	}
	return fmt.Errorf("unknown verb: %w", store.ErrCorrupt)
}

func (s *state) create(typeName, id string, properties map[string]any) error {
	number, err := s.enter(typeName, id, properties, s.keep)
	if err != nil {
		return err
	}
	if int(number) == len(s.hints) {
		s.hints = append(s.hints, hint{})
	}
	s.index.add(number, s.foldTexts(number))
	s.admit(number)
	s.memory.grow(len(s.nodes))
	s.unsettle(number)
	s.touch(number)
	return nil
}

// enter encodes a new node, keeps its record and gives it a number. It does not yet list it among those of its type, nor its texts.
func (s *state) enter(typeName, id string, properties map[string]any, keep func([]byte) shelfmark) (uint32, error) {
	layout, known := s.layoutOf[typeName]
	if !known {
		return 0, fmt.Errorf("type unknown to the contract: %w", store.ErrCorrupt)
	}
	if _, taken := s.number(id); taken {
		return 0, fmt.Errorf("the id is taken: %w", store.ErrCorrupt)
	}
	record, err := s.layouts[layout].encode(s.scratch[:0], id, properties)
	s.scratch = record
	if err != nil {
		return 0, err
	}
	number := s.newNumber()
	s.nodes[number], s.kinds[number] = node{record: keep(record)}, layout
	switch {
	case number < s.ordered: // it was another node's
		s.ordered = number
	case number == s.ordered && (number == 0 || s.nodes[number-1].record != 0 && s.id(number-1) < id):
		s.ordered++
	}
	table, hash := s.ids.of(id)
	table.add(hash, number)
	return number, nil
}

// keep keeps a record that is written after the snapshot.
func (s *state) keep(record []byte) shelfmark { return s.archive.keep(bytes.Clone(record)) }

func (s *state) newNumber() uint32 {
	if last := len(s.free) - 1; last >= 0 {
		number := s.free[last]
		s.free = s.free[:last]
		return number
	}
	s.nodes, s.kinds = append(s.nodes, node{}), append(s.kinds, 0)
	return uint32(len(s.nodes) - 1)
}

// lookup finds the node of an operation and checks its type.
func (s *state) lookup(op store.Operation) (uint32, error) {
	number, found := s.number(op.ID)
	switch {
	case !found:
		return 0, fmt.Errorf("no such node: %w", store.ErrCorrupt)
	case s.layout(number).node.Name != op.Type:
		return 0, fmt.Errorf("the node is of another type: %w", store.ErrCorrupt)
	}
	return number, nil
}

func (s *state) update(op store.Operation) error {
	number, err := s.lookup(op)
	if err != nil {
		return err
	}
	layout := s.layout(number)
	properties := layout.properties(s.record(number))
	for name, value := range op.Properties {
		properties[name] = value
	}
	record, err := layout.encode(nil, op.ID, properties)
	if err != nil {
		return err
	}
	before, n := s.foldTexts(number), &s.nodes[number]
	s.archive.drop(n.record)
	n.record = s.archive.keep(record)
	s.index.change(number, before, s.foldTexts(number))
	s.statements.renew(s, number)
	s.unsettle(number)
	s.touch(number)
	return nil
}

func (s *state) remove(op store.Operation) error {
	number, err := s.lookup(op)
	if err != nil {
		return err
	}
	if len(s.edges(number)) > 0 {
		return fmt.Errorf("relations remain: %w", store.ErrCorrupt)
	}
	s.dismiss(number)
	s.forget(number)
	s.unsettle(number)
	s.index.remove(number, s.foldTexts(number))
	table, hash := s.ids.of(op.ID)
	table.remove(hash, number)
	s.archive.drop(s.nodes[number].record)
	s.adjacency.drop(s.nodes[number].edges)
	s.nodes[number], s.hints[number] = node{}, hint{}
	s.free = append(s.free, number)
	return nil
}

// ends finds the relation type and both nodes of an operation.
func (s *state) ends(typeName, fromID, toID string) (kind uint8, from, to uint32, err error) {
	kind, known := s.linkOf[typeName]
	if !known {
		return 0, 0, 0, fmt.Errorf("relation type unknown to the contract: %w", store.ErrCorrupt)
	}
	from, hasFrom := s.number(fromID)
	to, hasTo := s.number(toID)
	if !hasFrom || !hasTo {
		return 0, 0, 0, fmt.Errorf("an end does not exist: %w", store.ErrCorrupt)
	}
	return kind, from, to, nil
}

// carry keeps the properties of a relation.
func (s *state) carry(kind uint8, properties map[string]any) (uint32, error) {
	record, err := s.links[kind].layout.encode(s.scratch[:0], "", properties)
	s.scratch = record
	if err != nil {
		return 0, err
	}
	number, ok := s.carried.take(record)
	if !ok {
		return 0, fmt.Errorf("more than %d different sets of relation properties: %w", maxCarried, store.ErrLimit)
	}
	return number, nil
}

func (s *state) relate(op store.Operation) error {
	kind, from, to, err := s.ends(op.Type, op.From, op.To)
	if err != nil {
		return err
	}
	if _, exists := s.findEdge(kind, from, to, op.Properties); exists {
		return fmt.Errorf("the relation exists: %w", store.ErrCorrupt)
	}
	properties, err := s.carry(kind, op.Properties)
	if err != nil {
		return err
	}
	s.unsettleEnds(kind, from, to)
	s.addEdge(from, newEdge(towards(kind, false), to, properties))
	s.addEdge(to, newEdge(towards(kind, true), from, properties))
	s.touchParty(kind, from, to)
	return nil
}

func (s *state) unrelate(op store.Operation) error {
	kind, from, to, err := s.ends(op.Type, op.From, op.To)
	if err != nil {
		return err
	}
	found, exists := s.findEdge(kind, from, to, op.Properties)
	if !exists {
		return fmt.Errorf("no such relation: %w", store.ErrCorrupt)
	}
	s.unsettleEnds(kind, from, to)
	s.removeEdge(from, found)
	s.removeEdge(to, newEdge(towards(kind, true), from, found.properties()))
	s.carried.drop(found.properties())
	s.touchParty(kind, from, to)
	return nil
}

// findEdge finds a relation, as its start keeps it, by its ends and by the property that tells it from parallel ones.
func (s *state) findEdge(kind uint8, from, to uint32, properties map[string]any) (edge, bool) {
	value := ""
	if link := s.links[kind]; link.telling != none {
		value, _ = properties[link.layout.fields[link.telling].Name].(string)
	}
	for _, e := range s.between(from, to, towards(kind, false)) {
		if s.telling(e) == value {
			return e, true
		}
	}
	return edge{}, false
}

// between returns the edges of a direction that lead from one node to another.
func (s *state) between(from, to uint32, d direction) []edge {
	edges, id := along(s.edges(from), d), s.id(to)
	at, _ := slices.BinarySearchFunc(edges, id, func(e edge, id string) int { return strings.Compare(s.id(e.far), id) })
	end := at
	for end < len(edges) && edges[end].far == to {
		end++
	}
	return edges[at:end]
}
