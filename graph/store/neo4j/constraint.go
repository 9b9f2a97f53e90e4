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

// rule is a constraint or an index. Its name says all that it does, so one that has the name is the one that is meant.
type rule struct {
	name   string
	create string
}

// rulesOf lists the constraints and indexes that the contract asks for: ids and @unique values unique, an index of order key and id
// for every label that has the property, since the database uses only an index of the very label that a statement names.
func rulesOf(model *schema.Model) []rule {
	rules := []rule{
		unique("Node", "id"),
		unique("Change", "sequence"),
		unique("ChangeLog", "name"),
		unique("IdempotencyKey", "actor", "mutation", "key"),
	}
	for _, node := range model.Nodes() {
		for _, field := range node.Fields {
			if p := field.Property; p != nil {
				rules = append(rules, rulesOfProperty(node, p)...)
			}
		}
	}
	return rules
}

func rulesOfProperty(node *schema.Node, p *schema.Property) []rule {
	var rules []rule
	if p.Unique {
		rules = append(rules, unique(node.Name, p.Name))
	}
	switch {
	case !p.Index || p.List:
	case p.Scalar != schema.ID:
		rules = append(rules, index(node.Name, p.Key(), "id"))
	case node.Name != "Node": // there the constraint has an index of its own
		rules = append(rules, index(node.Name, p.Name))
	}
	return rules
}

func unique(label string, properties ...string) rule {
	name := "unique_" + label + "_" + strings.Join(properties, "_")
	return rule{name, fmt.Sprintf("CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE (%s) IS UNIQUE",
		quoted(name), quoted(label), propertyList(properties))}
}

func index(label string, properties ...string) rule {
	name := "order_" + label + "_" + strings.Join(properties, "_")
	return rule{name, fmt.Sprintf("CREATE RANGE INDEX %s IF NOT EXISTS FOR (n:%s) ON (%s)",
		quoted(name), quoted(label), propertyList(properties))}
}

func propertyList(properties []string) string {
	list := make([]string, len(properties))
	for i, property := range properties {
		list[i] = "n." + quoted(property)
	}
	return strings.Join(list, ", ")
}

// prepare creates the constraints and indexes that are missing and the end of the log, and waits until all are in force.
func (s *Store) prepare(ctx context.Context) error {
	missing, err := s.missing(ctx)
	if err != nil {
		return err
	}
	if err := s.create(ctx, missing); err != nil {
		return err
	}
	if err := s.define(ctx, `CALL db.awaitIndexes($seconds)`, map[string]any{"seconds": int64(indexing.Seconds())}); err != nil {
		return err
	}
	return s.define(ctx, `MERGE (log:ChangeLog {name: 'log'}) ON CREATE SET log.sequence = 0, log.hash = '', log.at = ''`, nil)
}

// indexing is how long an index may take to be built over what is stored already.
const indexing = 5 * time.Minute

func (s *Store) create(ctx context.Context, missing []string) error {
	for _, rule := range s.rules {
		if !slices.Contains(missing, rule.name) {
			continue
		}
		if err := s.define(ctx, rule.create, nil); err != nil {
			return fmt.Errorf("create %s: %w", rule.name, err)
		}
	}
	return nil
}

// missing returns the names of the rules that are absent or not in force.
func (s *Store) missing(ctx context.Context) ([]string, error) {
	rows, err := s.read(ctx, "constraints", Statement{Cypher: `SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name`})
	if err != nil {
		return nil, fmt.Errorf("list indexes: %w", err)
	}
	online := make(map[string]bool, len(rows))
	for _, row := range rows {
		online[text(row[0])] = true
	}
	var missing []string
	for _, rule := range s.rules {
		if !online[rule.name] {
			missing = append(missing, rule.name)
		}
	}
	return missing, nil
}

// Ready implements store.Store.
func (s *Store) Ready(ctx context.Context) error {
	missing, err := s.missing(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("neo4j: ready: %w", err)
	case len(missing) > 0:
		return fmt.Errorf("neo4j: ready: %w: not in force: %s", store.ErrUnavailable, strings.Join(missing, ", "))
	}
	return nil
}

// define runs a statement that changes the schema. Several servers may start at once and get in each other's way.
func (s *Store) define(ctx context.Context, cypher string, params map[string]any) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		result, err := tx.Run(ctx, cypher, params)
		if err != nil {
			return nil, err
		}
		return result.Consume(ctx)
	})
	return classify(err)
}
