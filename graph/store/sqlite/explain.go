package sqlite

import (
	"context"
	"strings"

	"partnergraph/graph/store"
)

// trace tells what a statement is and, when asked, by which steps SQLite carries it out. SQLite does not count what it reads.
func (s *Store) trace(ctx context.Context, trace *store.Trace, statement Statement) error {
	told := store.Told{Statement: statement.SQL}
	if trace.Profile {
		rows, err := s.reading.db.QueryContext(ctx, "EXPLAIN QUERY PLAN "+statement.SQL, statement.Args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		depths := map[int64]int{}
		for rows.Next() {
			var id, parent, unused int64
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				return err
			}
			if _, nested := depths[parent]; nested {
				depths[id] = depths[parent] + 1
			} else {
				depths[id] = 0
			}
			told.Steps = append(told.Steps, strings.Repeat("  ", depths[id])+detail)
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	trace.Tell(told)
	return nil
}
