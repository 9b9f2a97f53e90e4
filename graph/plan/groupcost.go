package plan

import "math"

// grouping adds what it takes to look at all nodes of a set and at the values of their keys, and the groups that are answered.
func (c *costing) grouping(g *Grouping, at crowd) {
	found, looked := c.found(g.Set, at, math.Inf(1))
	looks := 1 + c.judging(g.Set.Where, g.Set.Via != nil)
	for _, key := range g.Keys {
		looks += c.spreading(key, g.Set.Via != nil)
	}
	groups := at.nodes
	if len(g.Keys) > 0 {
		groups = min(found.nodes, at.nodes*c.page(g.Limit))
	}
	c.add(lookCost*max(found.nodes, looked)*looks+groups*(1+valueCost*float64(len(g.Keys)+len(g.Figures))), g.Set.Path)
}

// spreading is how many nodes are looked at for the values of a key over its relations.
func (c *costing) spreading(key GroupKey, reached bool) float64 {
	looks, ways := 0.0, 1.0
	for _, hop := range key.Hops {
		ways *= c.usual(hop, reached)
		looks, reached = looks+ways, true
	}
	return looks
}
