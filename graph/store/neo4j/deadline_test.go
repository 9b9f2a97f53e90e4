package neo4j_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j/neo4jtest"
)

// runaway is a query that would run for hours: through the hub and back, each time six thousand times as many.
func runaway(t *testing.T) *plan.Query {
	q := &question{model: contract(t)}
	row := q.read("Node.id")
	for range 4 {
		parties := q.far("Agreement.parties", 100, q.order("Organization.name"), row...)
		agreements := q.far("Organization.agreements", 10_000, q.order("Agreement.title"), plan.Rows{Set: parties})
		row = []plan.Slot{plan.Rows{Set: agreements}}
	}
	return q.query(plan.Rows{Set: q.page("Organization", 1, q.order(), row...)})
}

// TestRunawaysLeaveThePoolAlone lets callers leave statements that run away, some at their deadline, some because their client has
// gone. Each is gone from the database's list soon after, and the connections that others use stay as they are: only that of a
// statement which had to be cut off is lost.
func TestRunawaysLeaveThePoolAlone(t *testing.T) {
	clear(t)
	populate(t)
	p := newProxy(t, neo4jtest.Shared(t).URI())
	s := openedAt(t, p.uri())
	const runaways, others = 3, 12
	together := func() { // each on a connection of its own, so that the pool has as many from the first time on
		release := p.hold(t, others)
		var readers sync.WaitGroup
		for range others {
			readers.Go(func() {
				if _, err := s.Read(t.Context(), counting(t, "Agreement")); err != nil {
					t.Errorf("a read beside: %v", err)
				}
			})
		}
		release()
		readers.Wait()
	}
	for name, c := range map[string]struct {
		limited func(context.Context) (context.Context, context.CancelFunc)
		want    error
	}{
		"at the deadline": {func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 500*time.Millisecond)
		}, store.ErrLimit},
		"when the client goes": {context.WithCancel, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			together()
			before := p.connections()
			var callers sync.WaitGroup
			ctx, leave := c.limited(t.Context())
			defer leave()
			for range runaways {
				callers.Go(func() {
					if _, err := s.Read(ctx, runaway(t)); !errors.Is(err, c.want) {
						t.Errorf("got %v, want %v", err, c.want)
					}
				})
			}
			if errors.Is(c.want, context.Canceled) {
				awaitTransactions(t, runaways)
				leave()
			}
			callers.Wait()
			left := time.Now()
			awaitTransactions(t, 0)
			t.Logf("gone after %v", time.Since(left))
			together()
			if dialled := p.connections() - before; dialled > runaways {
				t.Errorf("%d runaways led to %d new connections", runaways, dialled)
			}
		})
	}
}

// awaitTransactions waits until so many of our statements run in the database.
func awaitTransactions(t *testing.T, want int64) {
	t.Helper()
	ctx := context.Background()
	d, err := driver.NewDriverWithContext(neo4jtest.Shared(t).URI(), neo4jtest.Shared(t).Auth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	for deadline := time.Now().Add(20 * time.Second); ; {
		result, err := driver.ExecuteQuery(ctx, d,
			"SHOW TRANSACTIONS YIELD metaData WHERE metaData.partnergraph = 'test' RETURN count(*)", nil, driver.EagerResultTransformer)
		if err != nil {
			t.Fatal(err)
		}
		if result.Records[0].Values[0] == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%v statements run in the database, want %d", result.Records[0].Values[0], want)
		}
	}
}
