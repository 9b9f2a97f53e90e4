package plan

import (
	"math/bits"

	"partnergraph/schema"
)

// Degrees knows how many nodes the relations of the graph lead to. What it says may be a moment old; it is asked on every
// compilation and must not wait. Safe for concurrent use.
type Degrees interface {
	// Degree returns how many relations lead from the node with the id; for a shared relation how many ways there are over the
	// nodes that are shared. An id that nobody has: 0. False: not known.
	Degree(id string, along *schema.Relation) (int, bool)
	// Spread returns how the degrees are distributed over all nodes. False: not known.
	Spread(along *schema.Relation) (Spread, bool)
	// Nodes returns how many nodes there are of a type, or of an interface's types. False: not known.
	Nodes(of *schema.Node) (int, bool)
}

// Spread is a distribution of degrees: how many nodes lead to how many others. Nodes that lead to none are not in it.
type Spread struct {
	Nodes [32]int64 // Nodes[i] of them lead to at least 1<<i others, and to fewer than 1<<(i+1)
	Most  int       // the largest degree there is, or was
}

// Move notes that the degree of one node has changed.
func (s *Spread) Move(before, after int) {
	if before > 0 {
		s.Nodes[bucket(before)]--
	}
	if after > 0 {
		s.Nodes[bucket(after)]++
	}
	s.Most = max(s.Most, after)
}

func bucket(degree int) int { return min(bits.Len(uint(degree))-1, len(Spread{}.Nodes)-1) }

// degree is the largest that nodes of a bucket may have.
func (s *Spread) degree(bucket int) float64 { return float64(min(2<<bucket-1, s.Most)) }

// mean is the degree of a node that was picked by chance among those that lead anywhere, where no more than bound are read.
func (s *Spread) mean(bound float64) float64 {
	nodes, sum := 0.0, 0.0
	for i, n := range s.Nodes {
		nodes += float64(n)
		sum += float64(n) * min(s.degree(i), bound)
	}
	return ratio(sum, nodes)
}

// reached is the degree of a node that was come to along a relation. That leads to nodes the more often the more relations they
// have, so hubs weigh as much as they have neighbours.
func (s *Spread) reached(bound float64) float64 {
	ends, sum := 0.0, 0.0
	for i, n := range s.Nodes {
		ends += float64(n) * s.degree(i)
		sum += float64(n) * s.degree(i) * min(s.degree(i), bound)
	}
	return ratio(sum, ends)
}

// top is the sum of the degrees of so many nodes, those with the largest.
func (s *Spread) top(nodes, bound float64) float64 {
	sum := 0.0
	for i := len(s.Nodes) - 1; i >= 0 && nodes > 0; i-- {
		taken := min(float64(s.Nodes[i]), nodes)
		sum += taken * min(s.degree(i), bound)
		nodes -= taken
	}
	return sum
}

// Joined is the distribution over two steps: this one, then the one that each of the nodes reached leads on with.
func (s Spread) Joined(next Spread) Spread {
	joined := Spread{Most: s.Most * next.Most}
	shift := bucket(max(int(next.reached(float64(next.Most))+0.5), 1))
	for i, n := range s.Nodes {
		joined.Nodes[min(i+shift, len(joined.Nodes)-1)] += n
	}
	return joined
}

// Beside is the distribution of nodes that lead on in two ways, as if a node that has many in one had many in the other.
func (s Spread) Beside(other Spread) Spread {
	sum := Spread{Most: s.Most + other.Most}
	for i := range s.Nodes {
		sum.Nodes[i] = s.Nodes[i] + other.Nodes[i]
	}
	return sum
}

func ratio(sum, of float64) float64 {
	if of == 0 {
		return 0
	}
	return sum / of
}
