package sqlite

import "partnergraph/graph/plan"

// This file writes the page of a set whose order its own values give, so that an index can answer it. A later page is divided into
// ranges of the index:
//
//	SELECT * FROM (SELECT c1.id AS id, c1.seq AS seq FROM node AS c1 WHERE … = ?1 AND c1.id > ?2 ORDER BY …, c1.id LIMIT ?3)
//	UNION ALL SELECT * FROM (SELECT … WHERE … > ?1 ORDER BY …, c1.id LIMIT ?3)
//	UNION ALL SELECT * FROM (SELECT … WHERE … IS NULL ORDER BY c1.id LIMIT ?3) LIMIT ?3
//
// None is begun while those before it fill the page. A first page is one select: it reads the index from its beginning.

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
		if i > 0 {
			r.text(" UNION ALL ")
		}
		r.text("SELECT * FROM (")
		r.segment(segment, c, edge, limit)
		r.text(")")
	}
	r.text(" LIMIT ", limit)
}

func (r *renderer) segment(s plan.Segment, c candidates, edge bool, limit string) {
	r.text("SELECT ")
	c.columns(r, edge)
	r.found(c, s.Fixed, s.Where, s.Seek)
	order := s.Order
	if _, level := s.Fixed.(plan.Compare); level {
		order = order[1:] // all have one value; SQLite does not see that of an expression and would sort
	}
	r.order(order, c.at)
	r.text(" LIMIT ", limit)
}
