package plan

import "partnergraph/schema"

// connection compiles a list of nodes: all of a type at the root, or those that a relation leads to.
func (b *builder) connection(r *row, target *schema.Node, rel *schema.Relation, e *entry, at scope) (*connection, error) {
	var edge *schema.Edge
	if rel != nil {
		edge = rel.Edge
	}
	more := b.ends(e.under)
	a, err := asks(b, e.field, func(b *builder) (asked, error) { return b.asked(target, edge, e.field, more) })
	if err != nil {
		return nil, err
	}
	list := &connection{
		rows: -1, count: -1, limit: a.paging.size, backward: a.paging.backward, behind: a.behind, ahead: a.ahead, scope: a.order.scope,
	}
	set := &Set{Type: target, Via: rel, Where: a.where, Order: a.order.keys, Seek: a.seek, Limit: a.limit, Path: at.within(e.alias).path}
	if a.paging.backward {
		set.Order = a.order.reversed().keys
	}
	page := &pageBuilder{builder: b, target: target, edge: edge, via: rel, list: list, order: a.order, around: r, where: a.where}
	page.at = at.within(e.alias)
	if rel != nil {
		page.at = page.at.inside()
	}
	if err := page.fill(e.under); err != nil {
		return nil, err
	}
	if page.wantsRows {
		set.Row = page.row.slots
		list.rows = r.add(Rows{set})
	}
	if page.wantsCount {
		list.count = r.add(Count{&Set{Type: target, Via: rel, Where: a.where, Limit: NoLimit, Path: page.at.path}})
	}
	return list, nil
}

// pageBuilder compiles what a connection's selection asks for.
type pageBuilder struct {
	*builder
	target     *schema.Node
	edge       *schema.Edge
	via        *schema.Relation
	list       *connection
	order      ordering
	row        row
	at         scope
	wantsRows  bool
	wantsCount bool

	around *row // of the node that the list belongs to
	where  Filter
}

func (p *pageBuilder) fill(under []selections) error {
	for _, e := range p.plain(under) {
		value, err := p.member(e)
		if err != nil {
			return err
		}
		p.list.members = append(p.list.members, newMember(e, value))
	}
	return nil
}

func (p *pageBuilder) member(e *entry) (writes[*page], error) {
	switch e.field.Name {
	case "totalCount":
		p.wantsCount = true
		return totalCount{}, nil
	case "nodes":
		p.wantsRows = true
		node, err := p.object(e)
		return nodes{node}, err
	case "edges":
		p.wantsRows = true
		each, err := p.edges(e)
		return edges{each}, err
	case "pageInfo":
		p.wantsRows = true
		return p.info(e), nil
	case "aggregate":
		return p.aggregate(e), nil
	case "groupBy":
		return p.groups(e)
	default:
		return constant[*page](e.field.ObjectDefinition.Name), nil
	}
}

// object compiles the node of an element; several selections of it share the element's row.
func (p *pageBuilder) object(e *entry) (*nodeObject, error) {
	object := &nodeObject{typeSlot: -1}
	return object, p.builder.fill(object, &p.row, p.target, e.under, p.at)
}

func (p *pageBuilder) edges(e *entry) (object[item], error) {
	var each object[item]
	for _, e := range p.plain(e.under) {
		var value writes[item]
		switch name := e.field.Name; name {
		case "cursor":
			p.positions()
			value = itemCursor{}
		case "node":
			node, err := p.object(e)
			if err != nil {
				return nil, err
			}
			value = itemNode{node}
		case "__typename":
			value = constant[item](e.field.ObjectDefinition.Name)
		case "citations":
			cited, err := p.citations(e)
			if err != nil {
				return nil, err
			}
			value = cited
		default:
			property := p.edge.Field(name).Property
			value = itemLeaf{leaf{p.row.add(Property{Operand{Property: property, OnEdge: true}}), property}}
		}
		each = append(each, newMember(e, value))
	}
	return each, nil
}

func (p *pageBuilder) info(e *entry) pageInfo {
	var info pageInfo
	for _, e := range p.plain(e.under) {
		var value writes[*page]
		switch e.field.Name {
		case "hasNextPage":
			value = hasNext{}
		case "hasPreviousPage":
			value = hasBefore{}
		case "startCursor":
			p.positions()
			value = endCursor{}
		case "endCursor":
			p.positions()
			value = endCursor{last: true}
		default:
			value = constant[*page](e.field.ObjectDefinition.Name)
		}
		info.members = append(info.members, newMember(e, value))
	}
	return info
}

// positions reads the values that a cursor of this list holds.
func (p *pageBuilder) positions() {
	if p.list.position != nil {
		return
	}
	for _, slot := range p.order.slots() {
		p.list.position = append(p.list.position, p.row.add(slot))
	}
}
