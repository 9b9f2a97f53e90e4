package neo4j

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// This file carries effects out, those of one shape in one statement.

// group is what is done for each of its rows, in order.
type group struct {
	cypher string
	blind  bool // looks at nothing that is there, so that each row writes its record
	rows   []map[string]any
}

// alone is the group as a statement of its own, which counts what it has written.
func (g group) alone() string { return "UNWIND $rows AS row " + g.cypher + " RETURN count(*)" }

// grouping gathers effects of one shape, as long as none moves before another that it must follow. What an effect must follow is
// known by group: an effect may join the last group of its shape unless one that it must follow stands in a later group.
type grouping struct {
	model  *schema.Model
	groups []group
	latest map[string]int            // by statement: the last group that runs it
	nodes  map[string]int            // by id: the last group that writes the node
	lives  map[string]int            // by id: the last group that creates or deletes the node
	edges  map[string]int            // by id: the last group that writes a relation of the node
	refs   map[store.RelationRef]int // the last group that writes the relation
	unique map[string]int            // by type: the last group that may give or take a unique value
}

func groupsOf(model *schema.Model, effects []store.Effect) []group {
	g := &grouping{
		model:  model,
		latest: map[string]int{},
		nodes:  map[string]int{},
		lives:  map[string]int{},
		edges:  map[string]int{},
		refs:   map[store.RelationRef]int{},
		unique: map[string]int{},
	}
	for _, effect := range effects {
		if effect.Verb == store.Relate || effect.Verb == store.Unrelate {
			g.addRelation(effect)
		} else {
			g.addNode(effect)
		}
	}
	return g.groups
}

func (g *grouping) addNode(e store.Effect) {
	node := g.model.Node(e.Type)
	follows := []position{{g.nodes, e.ID}}
	if e.Verb != store.UpdateNode {
		follows = append(follows, position{g.edges, e.ID}, position{g.lives, e.ID})
	}
	if hasUnique(node) {
		follows = append(follows, position{g.unique, e.Type})
	}
	at := g.place(group{cypher: nodeStatement(node, e.Verb), blind: e.Verb == store.CreateNode}, nodeRow(node, e), floor(follows))
	for _, f := range follows {
		f.groups[f.id] = at
	}
}

// position is where the effects on something stand.
type position struct {
	groups map[string]int
	id     string
}

func floor(follows []position) int {
	least := -1
	for _, f := range follows {
		if at, written := f.groups[f.id]; written {
			least = max(least, at)
		}
	}
	return least
}

func (g *grouping) addRelation(e store.Effect) {
	least := floor([]position{{g.lives, e.Ref.From}, {g.lives, e.Ref.To}})
	if at, written := g.refs[e.Ref]; written {
		least = max(least, at)
	}
	relation := g.model.Relation(e.Type)
	at := g.place(group{cypher: relationStatement(g.model, relation, e.Verb)}, relationRow(relation, e), least)
	g.refs[e.Ref] = at
	g.edges[e.Ref.From] = max(g.edges[e.Ref.From], at)
	g.edges[e.Ref.To] = max(g.edges[e.Ref.To], at)
}

// place adds the row to the last group like this one, unless that stands before the least group.
func (g *grouping) place(like group, row map[string]any, least int) int {
	at, exists := g.latest[like.cypher]
	if !exists || at < least {
		at = len(g.groups)
		g.latest[like.cypher] = at
		g.groups = append(g.groups, like)
	}
	g.groups[at].rows = append(g.groups[at].rows, row)
	return at
}

func hasUnique(node *schema.Node) bool {
	for _, field := range node.Fields {
		if field.Property != nil && field.Property.Unique {
			return true
		}
	}
	return false
}

func nodeStatement(node *schema.Node, verb store.Verb) string {
	switch verb {
	case store.CreateNode:
		labels := make([]string, len(node.Labels))
		for i, label := range node.Labels {
			labels[i] = quoted(label)
		}
		return "CREATE (n:" + strings.Join(labels, ":") + ") SET n = row"
	case store.UpdateNode:
		return "MATCH (n:Node {id: row.id}) SET n += row.set"
	default:
		return "MATCH (n:Node {id: row.id}) DELETE n"
	}
}

func nodeRow(node *schema.Node, e store.Effect) map[string]any {
	if e.Verb == store.DeleteNode {
		return map[string]any{"id": e.ID}
	}
	set := properties(node.Fields, e)
	set["version"], set["updatedAt"], set["updatedBy"] = e.Version, e.At, e.Actor
	if e.Verb == store.CreateNode {
		set["id"], set["createdAt"] = e.ID, e.At
		return set
	}
	return map[string]any{"id": e.ID, "set": set}
}

func relationStatement(model *schema.Model, relation *schema.RelationType, verb store.Verb) string {
	if verb == store.Relate {
		// Without the hints a database that held few nodes when it planned this scans the index for each row, and goes on to: a
		// thousand relations among 10,000 nodes were not written in 5 s.
		return "MATCH (a:Node {id: row.from}), (b:Node {id: row.to}) USING INDEX SEEK a:Node(id) USING INDEX SEEK b:Node(id) WHERE a:" +
			quoted(relation.From.Name) + " AND b:" + quoted(relation.To.Name) + " CREATE (a)-[r:" + quoted(relation.Type) + "]->(b) SET r = row.set"
	}
	return "MATCH " + relationPattern(model, relation.Type, "row", "row.from", "row.to", "row.value") + " DELETE r"
}

func relationRow(relation *schema.RelationType, e store.Effect) map[string]any {
	row := map[string]any{"from": e.Ref.From, "to": e.Ref.To}
	if e.Verb == store.Unrelate {
		row["value"] = e.Ref.Value
		return row
	}
	row["set"] = properties(relation.Fields, e)
	return row
}

// properties is what the effect sets, with the order keys of strings; what it clears is null, which removes it.
func properties(fields []*schema.Field, e store.Effect) map[string]any {
	set := make(map[string]any, len(e.Set)+len(e.Clear)+8)
	maps.Copy(set, e.Set)
	for _, name := range e.Clear {
		set[name] = nil
	}
	for _, field := range fields {
		p := field.Property
		if p == nil || !p.Index || p.List || p.Scalar != schema.String {
			continue
		}
		switch value, named := set[p.Name]; {
		case named && value == nil:
			set[p.Key()] = nil
		case named:
			set[p.Key()] = orderKey(value.(string))
		}
	}
	return set
}

// portion is how many rows go into one statement, so that none takes long.
const portion = 1000

// closing is how many groups may travel with the log in the statement that ends a transaction. Each sequence of shapes is a text that the
// database plans anew: what one mutation does makes few of them, a large set would make one of its own.
const closing = 3

// carryOut runs the groups in order, but for those at the end that can travel with the log, which it returns. Decide has judged all
// effects, so each must find what it writes.
func (t *transaction) carryOut(ctx context.Context, groups []group) (rest []group, err error) {
	if closes(groups) {
		return groups, nil
	}
	for _, group := range groups {
		for start := 0; start < len(group.rows); start += portion {
			rows := group.rows[start:min(start+portion, len(group.rows))]
			result, err := t.run(ctx, group.alone(), map[string]any{"rows": rows})
			if err != nil {
				return nil, fmt.Errorf("effects: %w", err)
			}
			if len(result) != 1 {
				return nil, fmt.Errorf("effects: %w: no answer", store.ErrCorrupt)
			}
			if err := wrote(result[0][0], len(rows)); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

// closes reports whether all groups can travel with the log.
func closes(groups []group) bool { return len(groups) <= closing && rowsOf(groups) <= portion }

func rowsOf(groups []group) int {
	sum := 0
	for _, group := range groups {
		sum += len(group.rows)
	}
	return sum
}

// wrote holds the number of records that a statement has written to that of its rows.
func wrote(count any, rows int) error {
	if number(count) != int64(rows) {
		return fmt.Errorf("effects: %w: %d rows wrote something else than %d records", store.ErrCorrupt, rows, rows)
	}
	return nil
}

// together is one statement that finds the log, lets the changes join it and carries the groups out; their rows join the entries. Each group
// begins when the one before has ended. The statement divides by zero, which takes it back, unless each row has written one record. All
// rows are in one parameter, of which the database knows nothing but that it is a map: of lists it would know how long they are, and plan a
// batch of two and one of twenty each on its own.
func together(find string, groups []group, entries map[string]any) Statement {
	var text strings.Builder
	text.WriteString(find)
	text.WriteString(appendLog)
	complete := []string{"true"}
	for i, group := range groups {
		rows := fmt.Sprintf("rows%d", i)
		if group.blind {
			fmt.Fprintf(&text, "FOREACH (row IN $batch.%s | %s)\n", rows, group.cypher)
		} else {
			fmt.Fprintf(&text, "WITH * CALL () { UNWIND $batch.%s AS row %s RETURN count(*) AS wrote%d }\n", rows, group.cypher, i)
			complete = append(complete, fmt.Sprintf("wrote%d = size($batch.%s)", i, rows))
		}
		entries[rows] = group.rows
	}
	return Statement{text.String() + "RETURN 1 / toInteger(" + strings.Join(complete, " AND ") + ")", map[string]any{"batch": entries}}
}

// miswrote reports whether a statement of together was taken back because some row has not written one record.
func miswrote(err error) bool {
	var answer *neo4j.Neo4jError
	return errors.As(err, &answer) && answer.Code == "Neo.ClientError.Statement.ArithmeticError"
}
