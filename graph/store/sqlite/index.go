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

// indexPrefix begins the names of the indexes that come from the contract.
const indexPrefix = "property:"

// indexes lists the indexes that must be in force: name → statement. Relations are found from both ends; a list at the root is
// ordered by any @index property and the id, and found by it; @unique is in force for each concrete type.
//
// There is none on the type alone: without statistics SQLite takes it for the best there is and sorts what it finds.
func indexes(model *schema.Model) map[string]string {
	wanted := map[string]string{
		"relation_back": "CREATE INDEX relation_back ON relation (target, type, source, value)",
	}
	addRanks(wanted, model)
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
	// The condition on the type may be checked again; the index answers that as well.
	where, rest := " WHERE "+ofTypes("type", node.Types), ", type"
	if coversAll(model, node) {
		where, rest = "", ""
	}
	for _, field := range node.Fields {
		p := field.Property
		if p == nil || p.List || !p.Index && !p.Unique {
			continue
		}
		columns := indexed(p) + ", id" + rest
		if p.Name == "id" {
			columns = "id" + rest
		}
		name := indexName(node, p)
		wanted[name] = "CREATE INDEX " + identifier(name) + " ON node (" + columns + ")" + where
	}
}

func addUnique(wanted map[string]string, node *schema.Node) {
	for _, field := range node.Fields {
		if p := field.Property; p != nil && p.Unique {
			name := indexName(node, p) + ":unique"
			wanted[name] = "CREATE UNIQUE INDEX " + identifier(name) + " ON node (" + indexed(p) + ") WHERE " + ofTypes("type", node.Types)
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

// index creates the indexes that are missing or differ and drops those that the contract no longer asks for, all or none. Indexes
// that somebody added by hand under other names stay. What an index needs before it is created stands in filling, under its name.
func index(ctx context.Context, conn *sql.Conn, wanted, filling map[string]string) error {
	present, err := presentIndexes(ctx, conn)
	if err != nil {
		return err
	}
	script := indexing(wanted, filling, present)
	if script == "" {
		return nil
	}
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE;\n"+script+"COMMIT"); err != nil {
		_ = rollback(conn) // the store will not be opened
		return fmt.Errorf("indexes: %w", classify(err))
	}
	return nil
}

// indexing writes what leads from the present indexes to those that are wanted; nothing when they agree.
func indexing(wanted, filling, present map[string]string) string {
	var script strings.Builder
	for _, name := range slices.Sorted(maps.Keys(present)) {
		statement, named := wanted[name]
		if statement != present[name] && (named || strings.HasPrefix(name, indexPrefix) || strings.HasPrefix(name, orderPrefix)) {
			script.WriteString("DROP INDEX " + identifier(name) + ";\n")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if wanted[name] != present[name] {
			if first, needed := filling[name]; needed {
				script.WriteString(first + ";\n")
			}
			script.WriteString(wanted[name] + ";\n")
		}
	}
	return script.String()
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// presentIndexes lists the indexes of the file but for those that SQLite makes of its own accord: name → statement.
func presentIndexes(ctx context.Context, from querier) (map[string]string, error) {
	rows, err := from.QueryContext(ctx, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
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
