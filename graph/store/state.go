package store

// state is the store as the change sets judged so far leave it, as far as the batch asks.
type state struct {
	keys      *table[KeyRef, Kept]
	nodes     *table[string, NodeFact]
	relations *table[RelationRef, bool]
	starts    *table[StartRef, int]
	unique    *table[UniqueRef, string]
	carried   *table[carrier, string] // unique turned around
	degrees   *table[string, int]
	deleting  bool // some change set deletes a node: degrees are kept account of
}

// carrier is a node's place for a unique value.
type carrier struct{ ID, Property string }

// newState is the state of the store before a batch that contains so many operations of each kind.
func newState(facts Facts, operations map[Verb]int) *state {
	carried := make(map[carrier]string, len(facts.Unique))
	for ref, id := range facts.Unique {
		carried[carrier{id, ref.Property}] = ref.Value
	}
	return &state{
		keys:      newTable(facts.Keys, 0),
		nodes:     newTable(facts.Nodes, operations[CreateNode]),
		relations: newTable(facts.Relations, operations[Relate]),
		starts:    newTable(facts.Starts, 0),
		unique:    newTable(facts.Unique, 0),
		carried:   newTable(carried, 0),
		degrees:   newTable(facts.Degrees, 0),
		deleting:  operations[DeleteNode] > 0,
	}
}

func (s *state) keep() {
	s.keys.keep()
	s.nodes.keep()
	s.relations.keep()
	s.starts.keep()
	s.unique.keep()
	s.carried.keep()
	s.degrees.keep()
}

func (s *state) takeBack() {
	s.keys.takeBack()
	s.nodes.takeBack()
	s.relations.takeBack()
	s.starts.takeBack()
	s.unique.takeBack()
	s.carried.takeBack()
	s.degrees.takeBack()
}

func (s *state) checkVersions(expected []Version) error {
	for _, e := range expected {
		if node, _ := s.nodes.get(e.ID); node.Version != e.Version {
			return &Refusal{Kind: ErrConflict, Operation: SetItself, Field: "expect", ID: e.ID, Reason: "another version is current"}
		}
	}
	return nil
}

func (s *state) apply(step *step) (Effect, *Refusal) {
	effect := Effect{Verb: step.Verb, Type: step.Type, ID: step.ID, Ref: step.ref, Set: step.set, Clear: step.clear, Written: step.written}
	var refusal *Refusal
	switch step.Verb {
	case CreateNode:
		effect.Clear = nil // there is nothing to clear yet
		effect.Version, refusal = s.create(step)
	case UpdateNode:
		effect.Version, refusal = s.update(step)
	case DeleteNode:
		refusal = s.delete(step)
	case Relate:
		effect.Clear = nil
		refusal = s.relate(step)
	case Unrelate:
		effect.Set = nil
		refusal = s.unrelate(step)
	}
	return effect, refusal
}

func (s *state) create(step *step) (int64, *Refusal) {
	if _, taken := s.nodes.get(step.ID); taken {
		return 0, &Refusal{Kind: ErrConflict, Field: "id", ID: step.ID, Reason: "taken"}
	}
	s.nodes.put(step.ID, NodeFact{Type: step.Type, Version: 1})
	return 1, s.takeUnique(step)
}

func (s *state) update(step *step) (int64, *Refusal) {
	node, refusal := s.existing(step)
	if refusal != nil {
		return 0, refusal
	}
	node.Version++
	s.nodes.put(step.ID, node)
	return node.Version, s.takeUnique(step)
}

func (s *state) delete(step *step) *Refusal {
	if _, refusal := s.existing(step); refusal != nil {
		return refusal
	}
	if degree, _ := s.degrees.get(step.ID); degree > 0 {
		return &Refusal{Kind: ErrConflict, Field: "id", ID: step.ID, Reason: "relations remain"}
	}
	s.nodes.remove(step.ID)
	return s.takeUnique(step)
}

// existing returns the node that the step names. One of another type is not the one that was meant.
func (s *state) existing(step *step) (NodeFact, *Refusal) {
	node, found := s.nodes.get(step.ID)
	if !found || node.Type != step.Type {
		return node, &Refusal{Kind: ErrNotFound, Field: "id", ID: step.ID, Reason: "no such node of this type"}
	}
	return node, nil
}

// takeUnique gives the node the unique values that the step sets and frees those it had in their place.
func (s *state) takeUnique(step *step) *Refusal {
	for _, u := range step.unique {
		if id, taken := s.unique.get(u.ref); taken && !u.empty && id != step.ID {
			return &Refusal{Kind: ErrConflict, Field: u.ref.Property, ID: step.ID, Reason: "another node carries this value"}
		}
		place := carrier{step.ID, u.ref.Property}
		if former, had := s.carried.get(place); had {
			s.unique.remove(UniqueRef{step.Type, u.ref.Property, former})
			s.carried.remove(place)
		}
		if !u.empty {
			s.unique.put(u.ref, step.ID)
			s.carried.put(place, u.ref.Value)
		}
	}
	return nil
}

func (s *state) relate(step *step) *Refusal {
	for _, end := range []struct {
		field, id string
		fits      func(string) bool
	}{
		{"from", step.From, step.relation.From.Is}, {"to", step.To, step.relation.To.Is},
	} {
		switch node, found := s.nodes.get(end.id); {
		case !found:
			return &Refusal{Kind: ErrNotFound, Field: end.field, ID: end.id, Reason: "no such node"}
		case !end.fits(node.Type):
			return &Refusal{Kind: ErrInvalid, Field: end.field, ID: end.id, Reason: "the relation does not join nodes of this type"}
		}
	}
	if exists, _ := s.relations.get(step.ref); exists {
		return &Refusal{Kind: ErrConflict, Field: "to", ID: step.To, Reason: "the relation exists"}
	}
	if count, _ := s.starts.get(StartRef{step.Type, step.From}); step.relation.One && count > 0 {
		return &Refusal{Kind: ErrConflict, Field: "from", ID: step.From, Reason: "has one such relation and may have only one"}
	}
	s.relations.put(step.ref, true)
	s.count(step, 1)
	return nil
}

func (s *state) unrelate(step *step) *Refusal {
	if exists, _ := s.relations.get(step.ref); !exists {
		return &Refusal{Kind: ErrNotFound, Field: "to", ID: step.To, Reason: "no such relation"}
	}
	s.relations.remove(step.ref)
	s.count(step, -1)
	return nil
}

// count keeps account of a relation that has come (1) or gone (-1), where anything depends on it. A loop counts once.
func (s *state) count(step *step, change int) {
	if step.relation.One {
		start := StartRef{step.Type, step.From}
		starts, _ := s.starts.get(start)
		s.starts.put(start, starts+change)
	}
	if !s.deleting {
		return
	}
	from, _ := s.degrees.get(step.From)
	s.degrees.put(step.From, from+change)
	if step.To != step.From {
		to, _ := s.degrees.get(step.To)
		s.degrees.put(step.To, to+change)
	}
}
