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

// Limits bounds what one root field may read.
type Limits struct {
	// Rows is the most rows that a plan may read in the worst case; 0: no bound.
	Rows float64
	// Degree returns the largest number of nodes that the relation leads to from any node; nil: unknown.
	Degree func(*schema.Relation) (int, bool)
}

// degree is how many nodes a relation leads to at most, no more than bound.
func (l Limits) degree(rel *schema.Relation, bound int) float64 {
	if l.Degree == nil || rel == nil {
		return float64(bound)
	}
	if most, known := l.Degree(rel); known && most < bound {
		return math.Max(float64(most), 1)
	}
	return float64(bound)
}

// cost counts the rows that a plan may read, and remembers where most of them are.
type cost struct {
	rows    float64
	dearest string
	most    float64
}

func (c *cost) add(rows float64, path string) {
	c.rows += rows
	if rows > c.most {
		c.most, c.dearest = rows, path
	}
}

func (b *builder) checkCost() error {
	if b.Limits.Rows == 0 || b.cost.rows <= b.Limits.Rows {
		return nil
	}
	return limit(b.cost.dearest, "可能读取 %.0f 行，上限 %.0f 行；请减小 first 或嵌套层数",
		"may read %.0f rows, and %.0f is the limit; ask for smaller pages or fewer levels", b.cost.rows, b.Limits.Rows)
}
