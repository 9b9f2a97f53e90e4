package plan

import (
	"slices"
	"strconv"
)

// page is what a connection is written from.
type page struct {
	rows         []Row // in the list's order, without the extra row if one was asked for
	next, before bool
	total        int64
	scope        string
	position     []int // the slots that a cursor holds
	around       Row   // of the node that the list belongs to
}

// item is one element of a page.
type item struct {
	row Row
	of  *page
}

// connection reads its rows and its count from two slots of the row around it; -1 where they were not asked for.
type connection struct {
	rows, count   int
	limit         int
	backward      bool // paged from the end: rows come in reverse
	behind, ahead bool // a cursor says that there is something before, or after
	scope         string
	position      []int
	members       object[*page]
}

func (c *connection) write(w *writer, row Row) bool {
	p := page{scope: c.scope, position: c.position, before: c.behind, next: c.ahead, around: row}
	if c.count >= 0 {
		p.total, _ = row[c.count].(int64)
	}
	if c.rows >= 0 {
		p.rows = asRows(row[c.rows])
		more := len(p.rows) > c.limit
		if more {
			p.rows = p.rows[:c.limit]
		}
		if c.backward {
			p.rows = slices.Clone(p.rows)
			slices.Reverse(p.rows)
			p.before = more
		} else {
			p.next = more
		}
	}
	return c.members.write(w, &p)
}

func (p *page) cursor(w *writer, row Row) bool {
	position := make([]any, len(p.position))
	for i, slot := range p.position {
		position[i] = row[slot]
	}
	return w.text(w.cursors.Encode(p.scope, position))
}

type (
	totalCount struct{}
	edges      struct{ each object[item] }
	nodes      struct{ each *nodeObject }
	pageInfo   struct{ members object[*page] }
	hasNext    struct{}
	hasBefore  struct{}
	endCursor  struct{ last bool }

	itemCursor struct{}
	itemNode   struct{ node *nodeObject }
	itemLeaf   struct{ leaf }
)

func (totalCount) write(w *writer, p *page) bool { return w.number(p.total) }
func (n nodes) write(w *writer, p *page) bool    { return list(w, p.rows, true, n.each) }
func (i pageInfo) write(w *writer, p *page) bool { return i.members.write(w, p) }
func (hasNext) write(w *writer, p *page) bool    { return w.flag(p.next) }
func (hasBefore) write(w *writer, p *page) bool  { return w.flag(p.before) }

func (e edges) write(w *writer, p *page) bool {
	items := make([]item, len(p.rows))
	for i, row := range p.rows {
		items[i] = item{row, p}
	}
	return list(w, items, true, e.each)
}

func (e endCursor) write(w *writer, p *page) bool {
	if len(p.rows) == 0 {
		return false
	}
	if e.last {
		return p.cursor(w, p.rows[len(p.rows)-1])
	}
	return p.cursor(w, p.rows[0])
}

func (itemCursor) write(w *writer, i item) bool { return i.of.cursor(w, i.row) }
func (n itemNode) write(w *writer, i item) bool { return n.node.write(w, i.row) }
func (l itemLeaf) write(w *writer, i item) bool { return l.leaf.write(w, i.row) }

func (w *writer) number(n int64) bool {
	w.buf = strconv.AppendInt(w.buf, n, 10)
	return true
}

func (w *writer) flag(b bool) bool {
	w.buf = strconv.AppendBool(w.buf, b)
	return true
}
