package store

import (
	"cmp"
	"slices"

	"partnergraph/schema"
)

// Want lists what Decide must know to judge the batch. A change set that does not fit the contract asks for no more than its key,
// so everything asked for is text that any engine takes.
func Want(model *schema.Model, batch []ChangeSet) Wanted { return want(model, batch, false) }

// WantBefore is Want without what the insertions themselves find out: that the nodes and relations which the batch makes are not there.
// A decision on such facts is the right one where no outcome is an error and every insertion finds its place free.
func WantBefore(model *schema.Model, batch []ChangeSet) Wanted { return want(model, batch, true) }

func want(model *schema.Model, batch []ChangeSet, before bool) Wanted {
	a := asker{before: before}
	for _, set := range batch {
		a.addSet(model, set)
	}
	w := a.Wanted
	w.Keys = distinct(w.Keys, func(a, b KeyRef) int {
		return cmp.Or(cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Mutation, b.Mutation), cmp.Compare(a.Key, b.Key))
	})
	w.Nodes = distinct(w.Nodes, cmp.Compare[string])
	w.Relations = distinct(w.Relations, func(a, b RelationRef) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Value, b.Value))
	})
	w.Starts = distinct(w.Starts, func(a, b StartRef) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.From, b.From))
	})
	w.Unique = distinct(w.Unique, func(a, b UniqueRef) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Property, b.Property), cmp.Compare(a.Value, b.Value))
	})
	w.Degrees = distinct(w.Degrees, cmp.Compare[string])
	return w
}

// asker gathers what is wanted.
type asker struct {
	Wanted
	before bool // as WantBefore says
}

func distinct[T comparable](list []T, order func(a, b T) int) []T {
	slices.SortFunc(list, order)
	return slices.Compact(list)
}

func (w *asker) addSet(model *schema.Model, set ChangeSet) {
	if checkScope(set) != nil {
		return
	}
	if set.Key != "" {
		w.Keys = append(w.Keys, KeyRef{set.Actor, set.Mutation, set.Key})
	}
	steps, err := set.check(model)
	if err != nil || checkExpected(set.Expect) != nil {
		return
	}
	for _, expected := range set.Expect {
		w.Nodes = append(w.Nodes, expected.ID)
	}
	made := map[string]bool{}
	for i := range steps {
		w.addStep(&steps[i], made)
		if steps[i].Verb == CreateNode {
			made[steps[i].ID] = true
		}
	}
}

// addStep asks what the step depends on. Of the relations of a node that the set itself made before, nothing needs to be asked: where the
// node exists, and might have some, the set is refused; where it does not, it has none.
func (w *asker) addStep(s *step, made map[string]bool) {
	switch s.Verb {
	case Relate:
		for _, end := range [...]string{s.From, s.To} {
			if !w.before || !made[end] {
				w.Nodes = append(w.Nodes, end)
			}
		}
		if !w.before && !made[s.From] && !made[s.To] {
			w.Relations = append(w.Relations, s.ref)
		}
		if s.relation.One && !made[s.From] {
			w.Starts = append(w.Starts, StartRef{s.Type, s.From})
		}
	case Unrelate:
		w.Relations = append(w.Relations, s.ref)
	case DeleteNode:
		w.Nodes = append(w.Nodes, s.ID)
		w.Degrees = append(w.Degrees, s.ID)
	case UpdateNode:
		w.Nodes = append(w.Nodes, s.ID)
	case CreateNode:
		if !w.before {
			w.Nodes = append(w.Nodes, s.ID)
		}
	}
	for _, u := range s.unique {
		if !u.empty {
			w.Unique = append(w.Unique, u.ref)
		}
	}
}
