package plan

import (
	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// paging is what the paging arguments of a connection ask for.
type paging struct {
	size          int
	backward      bool
	after, before string
}

func pagingOf(arguments Arguments) (paging, error) {
	p := paging{size: DefaultPage, after: arguments.Text("after"), before: arguments.Text("before")}
	first, last := arguments["first"], arguments["last"]
	if first != nil && last != nil {
		return p, invalid("last", "first 与 last 只能给一个", "give either first or last")
	}
	for name, given := range map[string]any{"first": first, "last": last} {
		size, ok := given.(int64)
		if !ok {
			continue
		}
		if size < 0 || size > MaxPage {
			return p, invalid(name, "应在 0 到 %d 之间", "must be from 0 to %d", MaxPage)
		}
		p.size, p.backward = int(size), name == "last"
	}
	return p, nil
}

// asked is what the arguments of a connection ask for.
type asked struct {
	where, seek Filter
	order       ordering
	paging      paging // without the cursors
	limit       Arg
	behind      bool // a cursor says that there is something before,
	ahead       bool // or after
}

// asked compiles the arguments of a list of nodes.
func (b *builder) asked(target *schema.Node, edge *schema.Edge, field *ast.Field, more ends) (a asked, err error) {
	arguments, err := b.arguments(field.Definition.Arguments, field.Arguments)
	if err != nil {
		return a, err
	}
	if a.where, err = b.connectionWhere(target, edge, arguments); err != nil {
		return a, err
	}
	if a.paging, err = pagingOf(arguments); err != nil {
		return a, err
	}
	if a.order, err = orderOf(target, edge, arguments["orderBy"]); err != nil {
		return a, err
	}
	if err := b.seek(&a); err != nil {
		return a, err
	}
	size := a.paging.size
	if a.paging.backward && more.before || !a.paging.backward && more.next {
		size++ // the extra one tells
	}
	a.limit = b.arg(int64(size))
	return a, nil
}

// ends are those of a page behind which a selection asks whether there is more.
type ends struct{ next, before bool }

func (b *builder) ends(under []selections) (more ends) {
	for _, member := range b.plain(under) {
		if member.field.Name != "pageInfo" {
			continue
		}
		for _, info := range b.plain(member.under) {
			more.next = more.next || info.field.Name == "hasNextPage"
			more.before = more.before || info.field.Name == "hasPreviousPage"
		}
	}
	return more
}

func (b *builder) connectionWhere(target *schema.Node, edge *schema.Edge, arguments Arguments) (Filter, error) {
	c := conditions{b.arg, &b.conditions}
	var parts And
	if input, ok := arguments["where"].(Arguments); ok {
		where, err := c.where("where", target, input)
		if err != nil {
			return nil, err
		}
		if where != nil {
			parts = append(parts, where)
		}
	}
	if input, ok := arguments["edge"].(Arguments); ok {
		where, err := c.edgeWhere("edge", edge, input)
		if err != nil {
			return nil, err
		}
		if where != nil {
			parts = append(parts, where)
		}
	}
	return parts.joined(), nil
}

// seek places the page between its cursors.
func (b *builder) seek(a *asked) error {
	var bounds And
	for _, side := range []struct {
		name, cursor string
		order        ordering
	}{{"after", a.paging.after, a.order}, {"before", a.paging.before, a.order.reversed()}} {
		if side.cursor == "" {
			continue
		}
		position, err := b.Cursors.Decode(a.order.scope, side.cursor)
		if err == nil {
			var bound Filter
			if bound, err = side.order.after(position, b.arg); err == nil {
				bounds = append(bounds, bound)
			}
		}
		if err != nil {
			return invalid(side.name, "不是此列表、此排序的游标", "not a cursor of this list in this order")
		}
	}
	a.behind, a.ahead = a.paging.after != "", a.paging.before != ""
	a.paging.after, a.paging.before = "", ""
	a.seek = bounds.joined()
	return nil
}
