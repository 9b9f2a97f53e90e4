package sqlite

import "partnergraph/graph/plan"

// This file writes the page of a set whose order its own values give, so that an index can answer it. An order by an optional value
// is divided into those with a value and those without, since a condition on where the page starts would else let both in, and SQLite
// could seek to neither:
//
//	SELECT * FROM (SELECT c1.id AS id, c1.seq AS seq FROM node AS c1 WHERE … IS NOT NULL AND … >= ?1 AND … ORDER BY …, c1.id LIMIT ?3)
//	UNION ALL SELECT * FROM (SELECT … WHERE … IS NULL ORDER BY c1.id LIMIT ?3) LIMIT ?3
//
// The second is not begun while the first fills the page. A first page is one select: it reads the index from its beginning.

func (r *renderer) segments(set *plan.Set, c candidates, edge bool, limit string) {
	segments := []plan.Segment{{Where: set.Where, Order: set.Order}}
	if set.Seek != nil {
		segments = plan.Segments(set)
	}
	if len(segments) == 1 {
		r.segment(segments[0], c, edge, limit)
		return
	}
	for i, segment := range segments {
		r.text([]string{"SELECT * FROM (", " UNION ALL SELECT * FROM ("}[i])
		r.segment(segment, c, edge, limit)
		r.text(")")
	}
	r.text(" LIMIT ", limit)
}

func (r *renderer) segment(s plan.Segment, c candidates, edge bool, limit string) {
	r.text("SELECT ")
	c.columns(r, edge)
	var divided plan.Filter
	switch {
	case s.Of.Property == nil:
	case s.Absent:
		divided = plan.Null{Of: s.Of}
	default:
		divided = plan.Not{Filter: plan.Null{Of: s.Of}}
	}
	r.found(c, divided, s.Where, s.Seek)
	r.order(s.Order, c.at)
	r.text(" LIMIT ", limit)
}
