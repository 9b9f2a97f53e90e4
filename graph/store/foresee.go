package store

import "partnergraph/schema"

// Foresee returns what Decide would most likely be told about a batch that only adds: nothing of what the sets create is there, no key was
// used before, and whatever else they relate is there and of a type that fits. It reports whether the batch depends on nothing beyond that:
// not on versions, on what is changed, nor on relations between records from before.
//
// A decision on such facts is the right one where no outcome is an error and the engine finds, under the log's lock, all of it to be so:
// the head, the absence of ids, unique values and keys, and the ends of the relations, each of the type that its relation asks for.
func Foresee(model *schema.Model, batch []ChangeSet) (Facts, bool) {
	nodes, made := map[string]NodeFact{}, map[string]bool{}
	for _, set := range batch {
		steps, err := set.check(model)
		if err != nil || len(set.Expect) > 0 {
			return Facts{}, false
		}
		for i := range steps {
			if !foreseen(&steps[i], nodes, made) {
				return Facts{}, false
			}
		}
	}
	return Facts{Nodes: nodes}, true
}

// foreseen adds what the step needs to what is supposed of nodes from before.
func foreseen(s *step, nodes map[string]NodeFact, made map[string]bool) bool {
	switch s.Verb {
	case CreateNode:
		_, supposed := nodes[s.ID]
		made[s.ID] = true
		return !supposed
	case Relate:
		if !made[s.From] && (!made[s.To] || s.relation.One) {
			return false
		}
		return (made[s.From] || suppose(nodes, s.From, s.relation.From)) && (made[s.To] || suppose(nodes, s.To, s.relation.To))
	default:
		return false
	}
}

// suppose takes the node to be one of the wanted type. Where it was taken for another before, nothing is supposed.
func suppose(nodes map[string]NodeFact, id string, want *schema.Node) bool {
	if before, supposed := nodes[id]; supposed {
		return want.Is(before.Type)
	}
	for _, node := range want.Types {
		if !node.Abstract {
			nodes[id] = NodeFact{Type: node.Name}
			return true
		}
	}
	return false
}
