package sqlite

import (
	"slices"
	"strconv"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// This file writes sets: where their nodes are found, in which order, and how many of them.
//
// A set is written as two selects. The inner one finds the page and reads no more than conditions and order need; the outer one
// reads the rows of what is in the page:
//
//	(SELECT json_group_array(json_array(k1.id, n1.properties -> 'title'))
//	 FROM (SELECT l1.target AS id FROM relation AS l1 WHERE l1.source = k0.id AND l1.type = 'PARTY_TO'
//	       ORDER BY l1.target LIMIT ?1) AS k1
//	 CROSS JOIN node AS n1 ON n1.id = k1.id)
//
// CROSS JOIN keeps the page outside, so that rows come in its order.

// rows writes a set as a JSON array of rows.
func (r *renderer) rows(set *plan.Set, from place) {
	open, after := "(SELECT json_group_array(", ")"
	if slices.ContainsFunc(set.Row, isSet) {
		open, after = "(SELECT '[' || ifnull(group_concat(", "), '') || ']'"
	}
	r.text(open)
	limit := "-1" // keeps the order: without any limit SQLite may drop it from a sub-select
	if set.Limit != plan.NoLimit {
		limit = param(set.Limit)
	}
	r.page(set, from, after, limit)
}

// one writes the only element of a set, or NULL.
func (r *renderer) one(set *plan.Set, from place) {
	r.text("ifnull((SELECT ")
	r.page(set, from, "", "1")
	r.text(", 'null')")
}

// page writes the row, what closes it, and the two selects behind it.
func (r *renderer) page(set *plan.Set, from place, after, limit string) {
	r.names++
	number := strconv.Itoa(r.names)
	needs := needsOfRow(set)
	kept := "k" + number
	at := place{id: kept + ".id", node: "n" + number, kind: set.Type}
	if isStored(set.Via) {
		at.edge = "r" + number
	}
	r.row(set.Row, at)
	r.text(after, " FROM (")
	c := r.candidates(set.Via, set.Type, set.Where, from, number, needsOfSet(set))
	if plan.HasFar(set.Order) {
		r.foundByFar(set, c, needs.edge)
		r.text(" LIMIT ", limit)
	} else {
		r.segments(set, c, needs.edge, limit)
	}
	r.text(") AS ", kept)
	if needs.node {
		key := "id"
		if c.joined {
			key = "seq"
		}
		r.text(" CROSS JOIN node AS ", at.node, " ON ", at.node, ".", key, " = ", kept, ".", key)
	}
	if needs.edge {
		near, far := ends(set.Via)
		r.text(" CROSS JOIN relation AS ", at.edge, " ON ", at.edge, ".", near, " = ", from.id, " AND ", at.edge, ".type = ",
			literal(set.Via.Type), " AND ", at.edge, ".", far, " = ", kept, ".id AND ", at.edge, ".value = ", kept, ".value")
	}
	r.text(")")
}

// count writes the size of a set, without its page.
func (r *renderer) count(set *plan.Set, from place) {
	r.names++
	c := r.candidates(set.Via, set.Type, set.Where, from, strconv.Itoa(r.names), needsOfFilters(set.Via, set.Where))
	r.text("(SELECT count(*)")
	r.found(c, set.Where)
	r.text(")")
}

// candidates is where the nodes of a set are found, before its conditions.
type candidates struct {
	at         place
	source     string   // after FROM
	predicates []string // that hold of all nodes of the set
	joined     bool     // the node's row is there
}

// candidates finds the nodes of a type: all, or those that a relation leads to. The node's row is joined only when it is needed,
// since a relation holds the ids of both its ends.
func (r *renderer) candidates(via *schema.Relation, kind *schema.Node, where plan.Filter, from place, number string, need needs) candidates {
	c := candidates{at: place{node: "c" + number, kind: kind}}
	typed := !r.covers(via, kind)
	if via == nil {
		c.at.id, c.source, c.joined = c.at.node+".id", "node AS "+c.at.node, true
	} else {
		c.follow(via, from, number)
		if c.joined = need.node || typed; c.joined {
			c.source += " CROSS JOIN node AS " + c.at.node + " ON " + c.at.node + ".id = " + c.at.id
		}
	}
	if typed {
		column := c.at.node + ".type"
		if via != nil || names(where) {
			column = "+" + column // keeps the indexes of the type away from nodes that are found by their ids
		}
		c.predicates = append(c.predicates, ofTypes(column, kind.Types))
	}
	return c
}

// follow finds nodes along a relation.
func (c *candidates) follow(via *schema.Relation, from place, number string) {
	if from.id == "" {
		panic("sqlite: a relation is followed from a node")
	}
	if via.Cites != nil {
		c.source, c.at.id = citing(via, from, number), "d"+number+".id"
		return
	}
	if isShared(via) {
		c.source, c.at.id = sharing(via, from, number), "s"+number+".id"
		return
	}
	near, far := ends(via)
	c.at.edge = "l" + number
	c.at.id = c.at.edge + "." + far
	if via.Order != nil {
		c.at.keys = map[plan.Operand]string{orderOf(via): c.at.edge + ".rank"}
	}
	c.source = "relation AS " + c.at.edge
	c.predicates = append(c.predicates, c.at.edge+"."+near+" = "+from.id, c.at.edge+".type = "+literal(via.Type))
}

// sharing is a table of the nodes that share a node with the one they are followed from: each once, and never itself.
func sharing(via *schema.Relation, from place, number string) string {
	types := make([]string, len(via.Shared))
	for i, name := range via.Shared {
		types[i] = literal(name)
	}
	in, there, back := " IN ("+strings.Join(types, ", ")+")", "t"+number, "b"+number
	return "(SELECT DISTINCT " + back + ".source AS id FROM relation AS " + there + " CROSS JOIN relation AS " + back +
		" ON " + back + ".target = " + there + ".target AND " + back + ".type" + in + " AND " + back + ".source <> " + from.id +
		" WHERE " + there + ".source = " + from.id + " AND " + there + ".type" + in + ") AS s" + number
}

// ends names the relation's columns of the node it is followed from and of the far one.
func ends(via *schema.Relation) (near, far string) {
	if via.In {
		return "target", "source"
	}
	return "source", "target"
}

// isStored reports whether nodes are found along a relation that is a row of its own.
func isStored(via *schema.Relation) bool { return via != nil && via.Type != "" }

// isShared reports whether nodes are found by the nodes that they share with the one they are followed from.
func isShared(via *schema.Relation) bool { return via.Shared != nil }

// citing is a table of the ids that the relation at the place cites.
func citing(via *schema.Relation, from place, number string) string {
	return "(SELECT value AS id FROM " + from.elements(plan.Operand{Property: via.Cites, OnEdge: true}) + ") AS d" + number
}

// columns writes what the outer select must know of a candidate to read its rows.
func (c candidates) columns(r *renderer, edge bool) {
	r.text(c.at.id, " AS id")
	if c.joined {
		r.text(", ", c.at.node, ".seq AS seq")
	}
	if edge {
		r.text(", ", c.at.edge, ".value AS value")
	}
}

// covers reports whether every node that can be found is of the kind anyhow, so that nobody needs to look.
func (r *renderer) covers(via *schema.Relation, kind *schema.Node) bool {
	if via == nil {
		return coversAll(r.model, kind)
	}
	if via.Cites != nil {
		return false // only the node itself tells that it is still there
	}
	names := via.Shared
	if !isShared(via) {
		names = []string{via.Type}
	}
	for _, name := range names {
		relation := r.model.Relation(name)
		end := relation.To
		if via.In || isShared(via) {
			end = relation.From
		}
		for _, t := range end.Types {
			if !kind.Is(t.Name) {
				return false
			}
		}
	}
	return true
}

// coversAll reports whether the kind stands for every type that is stored.
func coversAll(model *schema.Model, kind *schema.Node) bool {
	for _, node := range model.Nodes() {
		if !node.Abstract && !kind.Is(node.Name) {
			return false
		}
	}
	return true
}

// ofTypes is the condition on a type column. Its text is also that of the partial indexes, which SQLite only takes when the two
// agree. Of a longer list SQLite would make a table before it looks into it, at each insertion and for each index: see doc.go.
func ofTypes(column string, types []*schema.Node) string {
	if len(types) == 1 {
		return column + " = " + literal(types[0].Name)
	}
	var pairs []string
	for pair := range slices.Chunk(types, 2) {
		names := make([]string, len(pair))
		for i, t := range pair {
			names[i] = literal(t.Name)
		}
		pairs = append(pairs, column+" IN ("+strings.Join(names, ", ")+")")
	}
	if len(pairs) == 1 {
		return pairs[0]
	}
	return "(" + strings.Join(pairs, " OR ") + ")"
}

// order writes an order. SQLite takes NULL as the smallest value; where it is to stand at the other end this is said.
func (r *renderer) order(keys []plan.Key, at place) {
	for i, key := range keys {
		if i == 0 {
			r.text(" ORDER BY ")
		} else {
			r.text(", ")
		}
		r.text(at.operand(key.Of))
		if key.Descending {
			r.text(" DESC")
		}
		switch {
		case key.Present || key.Of.Required() || key.NullsFirst != key.Descending:
		case key.NullsFirst:
			r.text(" NULLS FIRST")
		default:
			r.text(" NULLS LAST")
		}
	}
}
