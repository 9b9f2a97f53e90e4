package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Reset empties the server's database: nodes, relations, constraints and indexes, but for the two token lookup indexes
// that every new database has. What can't be undone, and matters to no statement, stays: the numbers of labels, types
// and property keys. A transaction that a test left open with locks makes Reset wait until ctx ends.
func Reset(ctx context.Context, t testing.TB, server *Server) {
	t.Helper()
	if err := server.reset(ctx); err != nil {
		t.Fatalf("empty the Neo4j database at %s: %v", server.URI(), err)
	}
}

func (s *Server) reset(ctx context.Context) (err error) {
	driver, err := neo4j.NewDriverWithContext(s.URI(), s.Auth())
	if err != nil {
		return fmt.Errorf("open a driver: %w", err)
	}
	defer func() { err = errors.Join(err, driver.Close(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()

	// Batches keep the deletion of a large graph within the heap.
	if _, err := column(ctx, session, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"); err != nil {
		return fmt.Errorf("delete all nodes: %w", err)
	}
	// Constraints go first and take the indexes that they own along.
	if err := dropAll(ctx, session, "CONSTRAINT", "SHOW CONSTRAINTS YIELD name"); err != nil {
		return err
	}
	return dropAll(ctx, session, "INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
}

// dropAll drops what the statement lists by name.
func dropAll(ctx context.Context, session neo4j.SessionWithContext, kind, list string) error {
	names, err := column(ctx, session, list)
	if err != nil {
		return fmt.Errorf("list each %s: %w", strings.ToLower(kind), err)
	}
	for _, name := range names {
		quoted := "`" + strings.ReplaceAll(name.(string), "`", "``") + "`"
		if _, err := column(ctx, session, "DROP "+kind+" "+quoted); err != nil {
			return fmt.Errorf("drop %s %s: %w", strings.ToLower(kind), quoted, err)
		}
	}
	return nil
}

// column runs a statement in a transaction of its own and returns the first value of each row.
func column(ctx context.Context, session neo4j.SessionWithContext, statement string) ([]any, error) {
	result, err := session.Run(ctx, statement, nil)
	if err != nil {
		return nil, err
	}
	records, err := result.Collect(ctx)
	if err != nil {
		return nil, err
	}
	values := make([]any, len(records))
	for i, record := range records {
		values[i] = record.Values[0]
	}
	return values, nil
}
