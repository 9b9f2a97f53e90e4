package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// rule is a constraint or an index on a label's properties.
type rule struct {
	label      string
	properties []string
	unique     bool
}

// key says what the rule does, however somebody may have named it in the database.
func (r rule) key() string {
	kind := "order"
	if r.unique {
		kind = "unique"
	}
	return kind + "_" + r.label + "_" + strings.Join(r.properties, "_")
}

func (r rule) create() string {
	list := make([]string, len(r.properties))
	for i, property := range r.properties {
		list[i] = "n." + quoted(property)
	}
	properties := strings.Join(list, ", ")
	if r.unique {
		return fmt.Sprintf("CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE (%s) IS UNIQUE", quoted(r.key()), quoted(r.label), properties)
	}
	return fmt.Sprintf("CREATE RANGE INDEX %s IF NOT EXISTS FOR (n:%s) ON (%s)", quoted(r.key()), quoted(r.label), properties)
}

// rulesOf lists the constraints and indexes that the contract asks for: ids and @unique values unique, an index of order key and id
// for every label that has the property, since the database uses only an index of the very label that a statement names.
func rulesOf(model *schema.Model) []rule {
	rules := []rule{
		{"Node", []string{"id"}, true},
		{"Change", []string{"sequence"}, true},
		{"ChangeLog", []string{"name"}, true},
		{"IdempotencyKey", []string{"actor", "mutation", "key"}, true},
	}
	for _, node := range model.Nodes() {
		for _, field := range node.Fields {
			if p := field.Property; p != nil && node.Name != "Node" { // which is listed nowhere, and found by id alone
				rules = append(rules, rulesOfProperty(node, p)...)
			}
		}
	}
	return rules
}

// idle are the indexes that former versions made and no statement uses. Every record of any type had an entry in each.
var idle = []rule{{"Node", []string{"createdAt", "id"}, false}, {"Node", []string{"updatedAt", "id"}, false}}

func rulesOfProperty(node *schema.Node, p *schema.Property) []rule {
	var rules []rule
	if p.Unique && !node.Abstract {
		rules = append(rules, rule{node.Name, []string{p.Name}, true})
	}
	switch {
	case !p.Index || p.List:
	case p.Scalar != schema.ID:
		rules = append(rules, rule{node.Name, []string{p.Key(), "id"}, false})
	default:
		rules = append(rules, rule{node.Name, []string{p.Name}, false})
	}
	return rules
}

// indexing is how long an index may take to be built over what is stored already.
const indexing = 5 * time.Minute

// prepare creates the constraints and indexes that are missing and the end of the log, and waits until all are in force. It drops what is
// idle.
func (s *Store) prepare(ctx context.Context) error {
	found, err := s.indexes(ctx)
	if err != nil {
		return err
	}
	if missing := s.missing(found); len(missing) > 0 {
		if err := s.create(ctx, missing); err != nil {
			return err
		}
	}
	for _, rule := range idle {
		if found[rule.key()] {
			if err := s.define(ctx, Statement{Cypher: "DROP INDEX " + quoted(rule.key()) + " IF EXISTS"}); err != nil {
				return fmt.Errorf("drop an idle index: %w", err)
			}
		}
	}
	end := "MERGE (log:ChangeLog {name: 'log'}) ON CREATE SET log.sequence = 0, log.hash = '', log.at = ''"
	if err := s.define(ctx, Statement{Cypher: end}); err != nil {
		return fmt.Errorf("create the log: %w", err)
	}
	return nil
}

func (s *Store) create(ctx context.Context, rules []rule) error {
	var statements []Statement
	for _, rule := range rules {
		statements = append(statements, Statement{Cypher: rule.create()})
	}
	if err := s.define(ctx, statements...); err != nil {
		return fmt.Errorf("create constraints and indexes: %w", err)
	}
	await := Statement{"CALL db.awaitIndexes($seconds)", map[string]any{"seconds": int64(indexing.Seconds())}}
	if err := s.define(ctx, await); err != nil {
		return fmt.Errorf("await indexes: %w", err)
	}
	return s.Ready(ctx)
}

const indexStatement = `SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint, state, type, entityType
WHERE state = 'ONLINE' AND type = 'RANGE' AND entityType = 'NODE'
RETURN labelsOrTypes[0], properties, owningConstraint IS NOT NULL`

// indexes returns the keys of the rules that are in force.
func (s *Store) indexes(ctx context.Context) (map[string]bool, error) {
	rows, err := s.read(ctx, "indexes", Statement{Cypher: indexStatement})
	if err != nil {
		return nil, fmt.Errorf("list indexes: %w", err)
	}
	inForce := make(map[string]bool, len(rows))
	for _, row := range rows {
		found := rule{label: text(row[0]), unique: row[2] == true}
		for _, property := range row[1].([]any) {
			found.properties = append(found.properties, text(property))
		}
		inForce[found.key()] = true
	}
	return inForce, nil
}

// missing returns the rules that are absent or not in force.
func (s *Store) missing(inForce map[string]bool) []rule {
	return slices.DeleteFunc(slices.Clone(s.rules), func(r rule) bool { return inForce[r.key()] })
}

// Ready implements store.Store.
func (s *Store) Ready(ctx context.Context) error {
	found, err := s.indexes(ctx)
	if err != nil {
		return fmt.Errorf("neo4j: ready: %w", err)
	}
	if missing := s.missing(found); len(missing) > 0 {
		return fmt.Errorf("neo4j: ready: %w: %s and %d more are not in force", store.ErrUnavailable, missing[0].key(), len(missing)-1)
	}
	return nil
}

// define runs statements that change the schema, in one transaction: together they take a third of the time. Several servers may
// start at once and get in each other's way, so it is tried again.
func (s *Store) define(ctx context.Context, statements ...Statement) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		for _, statement := range statements {
			result, err := tx.Run(ctx, statement.Cypher, statement.Params)
			if err != nil {
				return nil, err
			}
			if _, err := result.Consume(ctx); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return classify(err)
}
