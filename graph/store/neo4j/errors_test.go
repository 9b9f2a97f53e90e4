package neo4j

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

func TestClassify(t *testing.T) {
	sentinels := []error{
		store.ErrNotFound, store.ErrConflict, store.ErrInvalid, store.ErrLimit, store.ErrUnavailable, store.ErrOutcomeUnknown, store.ErrCorrupt,
	}
	code := func(code string) error {
		return fmt.Errorf("facts: %w", &neo4j.Neo4jError{Code: code, Msg: "the words do not matter"})
	}
	for _, c := range []struct {
		name      string
		err       error
		want      error // nil: no sentinel
		retryable bool
	}{
		{"timed out", code("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"), store.ErrLimit, false},
		{"timed out by the server's own limit", code("Neo.ClientError.Transaction.TransactionTimedOut"), store.ErrLimit, false},
		{"ended by hand", code("Neo.ClientError.Transaction.Terminated"), store.ErrLimit, false},
		{"out of its memory", code("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), store.ErrLimit, false},
		{"deadlock", code("Neo.TransientError.Transaction.DeadlockDetected"), store.ErrUnavailable, true},
		{"lock not had in time", code("Neo.TransientError.Transaction.LockAcquisitionTimeout"), store.ErrUnavailable, true},
		{"no leader", code("Neo.ClientError.Cluster.NotALeader"), store.ErrUnavailable, true},
		{"database stopped", code("Neo.TransientError.Database.DatabaseUnavailable"), store.ErrUnavailable, true},
		{"no such database", code("Neo.ClientError.Database.DatabaseNotFound"), store.ErrUnavailable, false},
		{"disk full", code("Neo.DatabaseError.Transaction.TransactionLogError"), store.ErrUnavailable, false},
		{"constraint", code("Neo.ClientError.Schema.ConstraintValidationFailed"), store.ErrConflict, false},
		{"wrong password", code("Neo.ClientError.Security.Unauthorized"), ErrAuthentication, false},
		{"too many wrong passwords", code("Neo.ClientError.Security.AuthenticationRateLimit"), ErrAuthentication, false},
		{"our own mistake", code("Neo.ClientError.Statement.SyntaxError"), nil, false},
		{"no connection", fmt.Errorf("begin: %w", &neo4j.ConnectivityError{Inner: errors.New("refused")}), store.ErrUnavailable, true},
		{"the driver is closed", &neo4j.UsageError{Message: "Pool closed"}, store.ErrUnavailable, false},
		{"past the deadline", fmt.Errorf("run: %w", context.DeadlineExceeded), store.ErrLimit, false},
		{"the caller has left", context.Canceled, context.Canceled, false},
		{"something else", errors.New("something else"), nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := classify(c.err)
			if !errors.Is(got, c.err) {
				t.Errorf("%v no longer holds its cause", got)
			}
			for _, sentinel := range sentinels {
				if is, want := errors.Is(got, sentinel), c.want != nil && errors.Is(c.want, sentinel); is != want {
					t.Errorf("is %v: %v, want %v", sentinel, is, want)
				}
			}
			if c.want != nil && !errors.Is(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if retryable(c.err) != c.retryable {
				t.Errorf("retryable: %v, want %v", !c.retryable, c.retryable)
			}
		})
	}
	if classify(nil) != nil {
		t.Error("no error is none")
	}
}
