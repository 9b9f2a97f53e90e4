package plan

import (
	"math"

	"partnergraph/schema"
)

// MaxPage is the most items a page may have, and DefaultPage how many it has when nothing is said.
const (
	MaxPage     = 200
	DefaultPage = 20
)

// Limits bounds what one root field may cost. The unit is a row that is read and answered.
type Limits struct {
	Cost    float64 // 0: no bound
	Degrees Degrees // of the graph as it is; nil: nothing is known
}

// What things cost beside a row. They are the ratios of what the engines take, measured on 100,000 organizations and rounded: a
// hub's list of 30,000 that is sorted for one page weighs as much as 1,500 rows.
const (
	lookCost  = 0.05 // a candidate that is looked at: counted, sorted, or judged by a condition
	valueCost = 0.05 // a value of a row
	judgeCost = 0.2  // looks that one comparison takes beyond finding the candidate

	searchCost = 0.01 // a node of the type that a search looks into, in memory; most are told by the index alone
)

// Nothing is known of the graph before it was read into memory. Pages are then taken to be full, which they seldom are, so that
// the bound may be wider; and types and relations that no page bounds are taken to be as large as they are in a usual province.
const (
	benefit       = 10 // times the bound, where degrees are not known
	assumedNodes  = 10_000
	assumedDegree = 10
)

// costing works out what a query costs: the rows that it reads and the candidates that it looks at on the way. Where the start is
// known, the degrees are those of the very nodes; further in they are those of the nodes that relations lead to, hubs most of all.
type costing struct {
	Limits
	args    []any
	unbound bool // a single node whose id is not known yet is left out; see Compiled.Check
	guessed bool
	total   float64
	dearest string
	most    float64
}

// crowd are the nodes of which a row is read.
type crowd struct {
	nodes    float64
	ids      []string // which they are; nil: not known
	distinct bool     // none is met twice
}

// costOf is the cost of a query's slots.
func (l Limits) costOf(query *Query, unbound bool) costing {
	c := costing{Limits: l, args: query.Args, unbound: unbound}
	c.slots(query.Slots, crowd{nodes: 1, distinct: true})
	for _, arg := range query.Args {
		if search, is := arg.(Search); is {
			c.add(searchCost*c.count(search.In), search.Path)
		}
	}
	return c
}

// check refuses a query that costs too much, and names the part that costs the most.
func (l Limits) check(query *Query, unbound bool) error {
	if l.Cost == 0 {
		return nil
	}
	c, bound := l.costOf(query, unbound), l.Cost
	if c.guessed {
		bound *= benefit
	}
	if c.total <= bound {
		return nil
	}
	refusal := limit(c.dearest, "费用估计为 %.0f，上限 %.0f（此处最贵）；请减小 first、减少嵌套层数，或收窄条件",
		"the operation is estimated to cost %.0f, and %.0f is the limit; this is its dearest part: ask for smaller pages, fewer levels or a narrower filter",
		math.Ceil(c.total), bound)
	refusal.Extensions = map[string]any{"cost": math.Ceil(c.total), "limit": bound, "dearest": c.dearest}
	return refusal
}

func (c *costing) add(cost float64, path string) {
	c.total += cost
	if cost > c.most {
		c.most, c.dearest = cost, path
	}
}

func (c *costing) slots(slots []Slot, at crowd) {
	for _, slot := range slots {
		c.slot(slot, at)
	}
}

// slot is the one place that knows what each kind of slot costs. Values are counted with the row that they stand in.
func (c *costing) slot(slot Slot, at crowd) {
	switch s := slot.(type) {
	case Rows:
		c.set(s.Set, at, c.page(s.Set.Limit))
	case One:
		c.set(s.Set, at, 1)
	case Count:
		_, looked := c.found(s.Set, at, math.Inf(1))
		c.add(lookCost*looked*(1+c.judging(s.Set.Where, false)), s.Set.Path)
	case Groups:
		c.grouping(s.Grouping, at)
	}
}

func (c *costing) page(limit Arg) float64 {
	if limit == NoLimit {
		return math.Inf(1)
	}
	size, _ := c.args[limit].(int64)
	return float64(size)
}

// set adds a page of a set and what is read of it.
func (c *costing) set(s *Set, at crowd, page float64) {
	if c.unbound && c.pending(s) {
		return
	}
	found, looked := c.found(s, at, page)
	looked *= 1 + c.judging(s.Where, s.Via != nil) + c.comparing(s.Order, s.Via != nil)
	c.add(found.nodes*(1+valueCost*float64(len(s.Row)))+lookCost*looked, s.Path)
	c.slots(s.Row, found)
}

// pending reports whether a set is the one node that a computed answer will name.
func (c *costing) pending(s *Set) bool {
	ids, named := c.named(s.Where)
	return named && ids == nil && s.Most == 1
}

// found tells which nodes a page holds, and how many candidates are looked at to find them.
func (c *costing) found(s *Set, at crowd, page float64) (found crowd, looked float64) {
	if s.Via != nil {
		return c.led(s, at, page)
	}
	if ids, named := c.named(s.Where); named {
		if ids == nil {
			return crowd{nodes: float64(s.Most), distinct: true}, 0
		}
		return crowd{float64(len(ids)), ids, true}, 0
	}
	all := c.count(s.Type)
	found = crowd{nodes: min(page, all), distinct: true}
	if HasFar(s.Order) || s.Where != nil && !Anchored(s.Where) {
		return found, all
	}
	return found, 0 // an index gives them in order
}

// led follows a relation.
func (c *costing) led(s *Set, at crowd, page float64) (found crowd, looked float64) {
	if s.Via.One {
		return crowd{nodes: at.nodes}, 0
	}
	if s.Via.Cites != nil {
		return crowd{nodes: at.nodes * citedBound}, at.nodes * citedBound
	}
	found.nodes = c.degrees(s.Via, at, page)
	if s.Via.Shared != nil && !math.IsInf(page, 1) {
		found.nodes = min(found.nodes, at.nodes*c.count(s.Via.Target)) // many ways lead to one node
	}
	return found, c.degrees(s.Via, at, math.Inf(1))
}

// degrees adds up to how many nodes a relation leads from a crowd, no more than page from each.
func (c *costing) degrees(via *schema.Relation, from crowd, page float64) float64 {
	if from.nodes == 0 || page == 0 {
		return 0
	}
	if sum, known := c.real(via, from.ids, page); known {
		return sum
	}
	spread, known := c.spread(via)
	switch {
	case !known && math.IsInf(page, 1):
		return from.nodes * assumedDegree
	case !known:
		return from.nodes * page
	case from.distinct:
		return spread.top(from.nodes, page)
	default:
		return from.nodes * spread.reached(page)
	}
}

// real adds up the degrees of nodes that are known.
func (c *costing) real(via *schema.Relation, ids []string, page float64) (sum float64, known bool) {
	if ids == nil || c.Degrees == nil {
		return 0, false
	}
	for _, id := range ids {
		degree, known := c.Degrees.Degree(id, via)
		if !known {
			return 0, false
		}
		sum += min(float64(degree), page)
	}
	return sum, true
}

func (c *costing) spread(via *schema.Relation) (Spread, bool) {
	if c.Degrees != nil {
		if spread, known := c.Degrees.Spread(via); known {
			return spread, true
		}
	}
	c.guessed = true
	return Spread{}, false
}

func (c *costing) count(t *schema.Node) float64 {
	if c.Degrees != nil {
		if n, known := c.Degrees.Nodes(t); known {
			return float64(n)
		}
	}
	c.guessed = true
	return assumedNodes
}

// judging is how many looks it takes to tell whether a candidate fulfils a condition. All candidates of a type have the usual
// degree; those that a relation has led to have that of nodes which many lead to.
func (c *costing) judging(filter Filter, reached bool) float64 {
	switch f := filter.(type) {
	case And:
		return c.judgingAll(f, reached)
	case Or:
		return c.judgingAll(f, reached)
	case Not:
		return c.judging(f.Filter, reached)
	case Related:
		if f.Quantifier == Some && Anchored(f.Where) {
			return 1 // found from its other end
		}
		return c.usual(f.Via, reached) * (1 + c.judging(f.Where, true))
	case Counted:
		return c.usual(f.Via, reached) * (1 + c.judging(f.Where, true))
	case nil:
		return 0
	default:
		return judgeCost
	}
}

// comparing is how many looks it takes to find a candidate's place in an order, beyond its own values.
func (c *costing) comparing(order []Key, reached bool) float64 {
	looks := 0.0
	for _, key := range order {
		if key.Of.Via != nil {
			looks += c.usual(key.Of.Via, reached)
		}
	}
	return looks
}

func (c *costing) judgingAll(parts []Filter, reached bool) float64 {
	sum := 0.0
	for _, part := range parts {
		sum += c.judging(part, reached)
	}
	return sum
}

func (c *costing) usual(via *schema.Relation, reached bool) float64 {
	if via.One {
		return 1
	}
	spread, known := c.spread(via)
	switch {
	case !known:
		return assumedDegree
	case reached:
		return spread.reached(math.Inf(1))
	default:
		return spread.mean(math.Inf(1))
	}
}

// named gives the ids that a condition holds the nodes to; nil when they are not known yet.
func (c *costing) named(filter Filter) (ids []string, named bool) {
	switch f := filter.(type) {
	case And:
		for _, part := range f {
			if ids, named := c.named(part); named {
				return ids, true
			}
		}
	case Compare:
		if f.Of.OnEdge || f.Of.Property.Name != "id" {
			return nil, false
		}
		switch f.Op {
		case Eq:
			id, _ := c.args[f.Arg].(string)
			return []string{id}, true
		case In:
			ids, named := c.args[f.Arg].([]string) // else a Search, which finds any number
			return ids, named
		}
	}
	return nil, false
}
