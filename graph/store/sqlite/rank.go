package sqlite

import (
	"slices"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// This file keeps the relations of a node in an order of their ends, where the contract names one: a relation holds a copy of the value,
// its rank, and an index has the relations of a source by it. A page of a long list in this order is read from the index as a page by
// id is. An insertion of a relation looks the value up, a change of the value at a node is carried to the relations that end there.

// orderPrefix begins the names of the indexes by rank.
const orderPrefix = "order:"

// orderOf is the far node's value that a relation holds as its rank. The relation has an order.
func orderOf(via *schema.Relation) plan.Operand { return plan.Operand{Property: via.Order, Key: true} }

// rankedBy is the name under which nodes keep what relations of the type hold as their rank.
func rankedBy(relation *schema.RelationType) string {
	return storedName(plan.Operand{Property: relation.Order, Key: true})
}

// rank is the value of the node whose id the expression gives.
func rank(relation *schema.RelationType, id string) string {
	of := place{node: "node", id: "node.id"}.operand(plan.Operand{Property: relation.Order, Key: true})
	return "(SELECT " + of + " FROM node WHERE id = " + id + ")"
}

// ranked lists the relation types that have an order.
func ranked(model *schema.Model) []*schema.RelationType {
	return slices.DeleteFunc(model.Relations(), func(relation *schema.RelationType) bool { return relation.Order == nil })
}

func addRanks(wanted map[string]string, model *schema.Model) {
	for _, relation := range ranked(model) {
		name := orderName(relation)
		wanted[name] = "CREATE INDEX " + identifier(name) + " ON relation (source, type, rank, target, value) WHERE type = " + literal(relation.Type)
	}
}

func orderName(relation *schema.RelationType) string {
	return orderPrefix + relation.Type + "." + rankedBy(relation)
}

// ranking fills in the ranks that an index to be made has to hold: index name → statement. While it was missing nobody kept them.
func ranking(model *schema.Model) map[string]string {
	filling := map[string]string{}
	for _, relation := range ranked(model) {
		filling[orderName(relation)] = "UPDATE relation SET rank = " + rank(relation, "relation.target") + " WHERE type = " + literal(relation.Type)
	}
	return filling
}

// relating inserts so many relations with their ranks. What fails ends the transaction, as for nodes.
func relating(ranked []*schema.RelationType, count int) string {
	var ranks strings.Builder
	for _, relation := range ranked {
		ranks.WriteString(" WHEN " + literal(relation.Type) + " THEN " + rank(relation, "column3"))
	}
	by := "NULL"
	if ranks.Len() > 0 {
		by = "CASE column2" + ranks.String() + " END"
	}
	return "INSERT OR FAIL INTO relation (source, type, target, value, properties, rank) SELECT column1, column2, column3, column4, jsonb(column5), " +
		by + " FROM (VALUES " + times("(?, ?, ?, ?, ?)", count) + ")"
}

// rerank carries what has changed at a node to the relations that end there.
func (t *transaction) rerank(ranked []*schema.RelationType, e *store.Effect) error {
	for _, relation := range ranked {
		name := rankedBy(relation)
		if _, set := e.Set[name]; !relation.To.Is(e.Type) || !set && !slices.Contains(e.Clear, name) {
			continue
		}
		stmt, err := t.statement("UPDATE relation SET rank = " + rank(relation, "?1") + " WHERE target = ?1 AND type = " + literal(relation.Type))
		if err != nil {
			return err
		}
		if _, err := stmt.ExecContext(t.within, e.ID); err != nil {
			return err
		}
	}
	return nil
}
