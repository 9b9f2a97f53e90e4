package neo4j

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Store is a graph in Neo4j. It implements store.Store and store.Engine.
type Store struct {
	model     *schema.Model
	driver    neo4j.DriverWithContext
	database  string
	now       func() time.Time
	bookmarks neo4j.BookmarkManager // nil for a single server, which shows every committed write to every later read
	writer    *store.Writer
	rules     []rule
	moment    moment
	known     *end      // the log's end as the last commit left it, nil when that is not sure; belongs to who commits
	answered  time.Time // when the last commit was answered; belongs to who commits
	steady    time.Duration
	calls     string // what the ids of this store's calls begin with
	called    atomic.Uint64

	open    context.Context // ends when the store is closed and what still runs must end
	end     context.CancelFunc
	mu      sync.Mutex // guards closed, and working against a Wait before an Add
	closed  bool
	working sync.WaitGroup
}

var (
	_ store.Store  = (*Store)(nil)
	_ store.Engine = (*Store)(nil)
)

// begin reports whether an operation may start, and if so keeps Close waiting for it.
func (s *Store) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.working.Add(1)
	}
	return !s.closed
}

// Read implements store.Store.
func (s *Store) Read(ctx context.Context, query *plan.Query) (plan.Row, error) {
	read := s.readWhole
	if slices.Equal(query.Slots, []plan.Slot{plan.Sequence{}}) {
		read = s.read // one value is never torn
	}
	rows, err := read(ctx, query.Name, Render(s.model, query))
	if err != nil {
		return nil, fmt.Errorf("neo4j: read %s: %w", query.Name, err)
	}
	values, ok := only(rows)
	if !ok {
		return nil, fmt.Errorf("neo4j: read %s: %w: the statement returns one row of one list", query.Name, store.ErrCorrupt)
	}
	return decodeRow(nil, query.Slots, values), nil
}

// Write implements store.Store.
func (s *Store) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	return s.writer.Write(ctx, store.Checked(s.model, set))
}

// Writer returns the writer that all writes of this store pass, so that others can observe them.
func (s *Store) Writer() *store.Writer { return s.writer }

// Changes implements store.Store.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]store.Change, error) {
	after = max(after, 0)
	rows, err := s.read(ctx, "changes", Statement{
		`MATCH (change:Change) WHERE change.sequence > $after
RETURN change.sequence, change.record, change.hash ORDER BY change.sequence LIMIT $limit`,
		map[string]any{"after": after, "limit": int64(max(limit, 0))},
	})
	if err != nil {
		return nil, fmt.Errorf("neo4j: changes after %d: %w", after, err)
	}
	changes := make([]store.Change, 0, len(rows))
	for i, row := range rows {
		change := store.Change{Sequence: number(row[0]), Record: []byte(text(row[1])), Hash: text(row[2])}
		if change.Sequence != after+int64(i)+1 {
			break // the rest belongs to a transaction that is being committed just now and will be whole at the next call
		}
		changes = append(changes, change)
	}
	return changes, nil
}

// Close implements store.Store.
func (s *Store) Close() error {
	s.writer.Close()
	s.mu.Lock()
	before := s.closed
	s.closed = true
	s.mu.Unlock()
	s.end()
	s.working.Wait()
	if before {
		return nil
	}
	if err := s.driver.Close(context.Background()); err != nil {
		return fmt.Errorf("neo4j: close: %w", err)
	}
	return nil
}

// only returns the list that a rendered statement returns.
func only(rows [][]any) ([]any, bool) {
	if len(rows) != 1 || len(rows[0]) != 1 {
		return nil, false
	}
	values, ok := rows[0][0].([]any)
	return values, ok
}

// text and number read values that our own statements return; what is absent reads as zero.
func text(value any) string {
	s, _ := value.(string)
	return s
}

func number(value any) int64 {
	n, _ := value.(int64)
	return n
}

// OnCommit registers an observer of this store's own commits; see store.Writer.
func (s *Store) OnCommit(observer func([]store.Change)) { s.writer.OnCommit(observer) }
