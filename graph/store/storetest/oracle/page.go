package oracle

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	defaultPage = 20
	maxPage     = 200
)

// list is what the arguments of a connection ask for.
type list struct {
	oracle        *Oracle
	target        *ast.Definition
	to            *way // nil at the root
	holds         condition
	order         ordering
	size          int
	backward      bool
	after, before position // nil: not given
}

// listOf reads the arguments of a connection.
func (o *Oracle) listOf(target *ast.Definition, to *way, in inputs) (*list, error) {
	l := &list{target: target, to: to, size: defaultPage, oracle: o, order: o.orderingOf(target, to, in["orderBy"])}
	var err error
	if l.holds, err = o.asked(target, to, in); err != nil {
		return nil, err
	}
	if l.after, err = l.position(in["after"]); err != nil {
		return nil, err
	}
	if l.before, err = l.position(in["before"]); err != nil {
		return nil, err
	}
	first, last := in["first"], in["last"]
	switch {
	case first != nil && last != nil:
		return nil, errInvalid
	case last != nil:
		l.size, l.backward = int(last.(int64)), true
	case first != nil:
		l.size = int(first.(int64))
	}
	if l.size < 0 || l.size > maxPage {
		return nil, errInvalid
	}
	return l, nil
}

// asked joins a list's conditions on its nodes and on the relations that lead to them.
func (o *Oracle) asked(target *ast.Definition, to *way, in inputs) (condition, error) {
	onNode, onEdge := condition(always), condition(always)
	var err error
	if where, given := in["where"].(inputs); given {
		if onNode, err = o.onNode(target, where); err != nil {
			return nil, err
		}
	}
	if where, given := in["edge"].(inputs); given {
		if onEdge, err = o.onEdge(to.edge, where); err != nil {
			return nil, err
		}
	}
	return func(l link) bool { return onNode(l) && onEdge(l) }, nil
}

func (l *list) position(cursor any) (position, error) {
	if cursor == nil {
		return nil, nil
	}
	return l.order.read(cursor.(string))
}

// page is one page of a list.
type page struct {
	order             ordering
	target            *ast.Definition
	listed            []link // on all pages
	items             []placed
	total             int
	hasNext, hasPrior bool
}

// placed is an item with its position in the list's order.
type placed struct {
	link
	at position
}

// page cuts a page out of everything that the list could hold.
func (l *list) page(everything []link) *page {
	p := &page{order: l.order, target: l.target}
	var within []placed
	for _, item := range everything {
		if !l.holds(item) {
			continue
		}
		p.total++
		p.listed = append(p.listed, item)
		at := l.oracle.position(l.order, item)
		if l.after != nil && l.order.compare(at, l.after) <= 0 || l.before != nil && l.order.compare(at, l.before) >= 0 {
			continue
		}
		within = append(within, placed{item, at})
	}
	slices.SortFunc(within, func(a, b placed) int { return l.order.compare(a.at, b.at) })
	size := min(l.size, len(within))
	if l.backward {
		p.items = within[len(within)-size:]
		p.hasPrior, p.hasNext = size < len(within), l.before != nil
	} else {
		p.items = within[:size]
		p.hasPrior, p.hasNext = l.after != nil, size < len(within)
	}
	return p
}

// cited orders a list of edge objects: by the property that tells the relations between two nodes apart, then by the far node's id.
func cited(to *way, links []link) []link {
	slices.SortFunc(links, func(a, b link) int {
		for _, field := range to.edge.Fields {
			if field.Directives.ForName("unique") == nil {
				continue
			}
			if c := strings.Compare(a.values[field.Name].(string), b.values[field.Name].(string)); c != 0 {
				return c
			}
		}
		return strings.Compare(a.node.ID(), b.node.ID())
	})
	return links
}
