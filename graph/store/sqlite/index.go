package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// indexPrefix begins the names of the indexes that come from the contract; those of the migrations have other names.
const indexPrefix = "property:"

// indexes lists the indexes that the contract asks for: name → statement. A list at the root is ordered by any @index property and
// the id, and found by it; @unique is in force for each concrete type.
func indexes(model *schema.Model) map[string]string {
	wanted := map[string]string{}
	for _, node := range model.Nodes() {
		if isListed(model, node) {
			addOrders(wanted, model, node)
		}
		if !node.Abstract {
			addUnique(wanted, node)
		}
	}
	return wanted
}

// isListed reports whether the contract has a list of the type at its root.
func isListed(model *schema.Model, node *schema.Node) bool {
	if model.AST.Query == nil {
		return false
	}
	for _, field := range model.AST.Query.Fields {
		if field.Type.Name() == node.Name+"Connection" {
			return true
		}
	}
	return false
}

func addOrders(wanted map[string]string, model *schema.Model, node *schema.Node) {
	where, rest := " WHERE type "+ofTypes(node.Types), ""
	switch {
	case coversAll(model, node):
		where = ""
	case len(node.Types) > 1:
		rest = ", type" // the condition on several types is checked again: the index then answers that as well
	}
	for _, field := range node.Fields {
		p := field.Property
		switch {
		case p == nil || p.List || !p.Index && !p.Unique:
		case p.Name != "id":
			name := indexName(node, p)
			wanted[name] = "CREATE INDEX " + identifier(name) + " ON node (" + indexed(p) + ", id" + rest + ")" + where
		case len(node.Types) > 1 && where != "":
			name := indexName(node, p)
			wanted[name] = "CREATE INDEX " + identifier(name) + " ON node (id" + rest + ")" + where
		}
	}
}

func addUnique(wanted map[string]string, node *schema.Node) {
	for _, field := range node.Fields {
		if p := field.Property; p != nil && p.Unique {
			name := indexName(node, p) + ":unique"
			wanted[name] = "CREATE UNIQUE INDEX " + identifier(name) + " ON node (" + indexed(p) + ") WHERE type " + ofTypes(node.Types)
		}
	}
}

func indexName(node *schema.Node, p *schema.Property) string {
	return indexPrefix + node.Name + "." + p.Name
}

// indexed is the expression that is ordered by, without an alias; in a statement it must read the same.
func indexed(p *schema.Property) string {
	of := place{node: "node", id: "node.id"}.operand(plan.Operand{Property: p, Key: true})
	return strings.ReplaceAll(of, "node.", "")
}

func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// index creates the indexes that the contract asks for and drops those that it no longer does, all or none.
func index(ctx context.Context, conn *sql.Conn, model *schema.Model) error {
	wanted := indexes(model)
	present, err := presentIndexes(ctx, conn)
	if err != nil {
		return err
	}
	if maps.Equal(wanted, present) {
		return nil
	}
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return classify(err)
	}
	if err := replaceIndexes(ctx, conn, wanted, present); err != nil {
		rollback(conn)
		return classify(err)
	}
	return nil
}

func replaceIndexes(ctx context.Context, conn *sql.Conn, wanted, present map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(present)) {
		if wanted[name] != present[name] {
			if _, err := conn.ExecContext(ctx, "DROP INDEX "+identifier(name)); err != nil {
				return fmt.Errorf("drop index %s: %w", name, err)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if wanted[name] != present[name] {
			if _, err := conn.ExecContext(ctx, wanted[name]); err != nil {
				return fmt.Errorf("create index %s: %w", name, err)
			}
		}
	}
	_, err := conn.ExecContext(ctx, "COMMIT")
	return err
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func presentIndexes(ctx context.Context, from querier) (map[string]string, error) {
	rows, err := from.QueryContext(ctx, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND substr(name, 1, length(?1)) = ?1", indexPrefix)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	present := map[string]string{}
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			return nil, classify(err)
		}
		present[name] = statement
	}
	return present, classify(rows.Err())
}
