package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// silent is the town with a database that answers nothing before its caller leaves.
type silent struct {
	town
	left chan error // why each caller left
}

func (s silent) Read(ctx context.Context, _ *plan.Query) (plan.Row, error) {
	<-ctx.Done()
	s.left <- ctx.Err()
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, fmt.Errorf("%w: %w", store.ErrLimit, ctx.Err())
	}
	return nil, ctx.Err()
}

// TestDeadlineReachesTheStore tells the client of a request that took too long so, and ends what the store does for it.
func TestDeadlineReachesTheStore(t *testing.T) {
	database := silent{left: make(chan error, 1)}
	got := tell(t, serveTown(t, database, 50*time.Millisecond), `{"query":"{ organizations { totalCount } }"}`)
	if len(got.codes) != 1 || got.codes[0] != "TIMEOUT" || got.statements != 1 {
		t.Errorf("codes %v after %d statements, want TIMEOUT after one", got.codes, got.statements)
	}
	if why := <-database.left; !errors.Is(why, context.DeadlineExceeded) {
		t.Errorf("the store's caller left with %v", why)
	}
}

// TestLeavingReachesTheStore ends what the store does for a client that has hung up.
func TestLeavingReachesTheStore(t *testing.T) {
	database := silent{left: make(chan error, 1)}
	server := httptest.NewServer(serveTown(t, database, time.Minute))
	defer server.Close()
	ctx, hangUp := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer hangUp()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, strings.NewReader(`{"query":"{ organizations { totalCount } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if response, err := http.DefaultClient.Do(request); err == nil {
		response.Body.Close()
		t.Error("answered")
	}
	if why := <-database.left; !errors.Is(why, context.Canceled) {
		t.Errorf("the store's caller left with %v", why)
	}
}
