package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

// ErrAuthentication says that the database refuses the user or the password. It is an ErrUnavailable that trying again does not
// mend.
var ErrAuthentication = fmt.Errorf("the database refuses the user or the password: %w", store.ErrUnavailable)

// classify gives an error of the driver its sentinel, by the driver's types and the database's codes. What it does not know, such
// as a mistake in our own Cypher, stays without one.
func classify(err error) error {
	var answer *neo4j.Neo4jError
	var expired *neo4j.TokenExpiredError
	var lost *neo4j.ConnectivityError
	var exhausted *neo4j.TransactionExecutionLimit
	var misuse *neo4j.UsageError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &expired):
		return fmt.Errorf("%w: %w", ErrAuthentication, err)
	case errors.As(err, &answer):
		if sentinel := ofCode(answer.Code); sentinel != nil {
			return fmt.Errorf("%w: %w", sentinel, err)
		}
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", store.ErrLimit, err)
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &lost), errors.As(err, &exhausted), errors.As(err, &misuse):
		// The driver reports a closed pool as misuse, which is what our own Close leads to.
		return fmt.Errorf("%w: %w", store.ErrUnavailable, err)
	}
	return err
}

// ofCode is the sentinel of a code of the database, such as Neo.ClientError.Security.Unauthorized, or nil.
func ofCode(code string) error {
	switch code {
	case "Neo.ClientError.Transaction.TransactionTimedOut",
		"Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
		"Neo.ClientError.Transaction.Terminated", // ended by hand, as one ends a runaway
		"Neo.TransientError.Transaction.Terminated",
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError",
		"Neo.TransientError.General.TransactionMemoryLimit",
		"Neo.TransientError.General.TransactionOutOfMemoryError",
		"Neo.TransientError.General.OutOfMemoryError",
		"Neo.TransientError.General.StackOverFlowError":
		return store.ErrLimit
	case "Neo.ClientError.Schema.ConstraintValidationFailed":
		return store.ErrConflict
	case "Neo.ClientError.Security.AuthorizationExpired":
		return store.ErrUnavailable // mended by a new connection
	}
	switch class, rest, _ := strings.Cut(strings.TrimPrefix(code, "Neo."), "."); {
	case class == "TransientError", class == "DatabaseError":
		return store.ErrUnavailable
	case strings.HasPrefix(rest, "Security."):
		return ErrAuthentication
	case strings.HasPrefix(rest, "Database."), strings.HasPrefix(rest, "Cluster."):
		return store.ErrUnavailable
	}
	return nil
}

// retryable reports whether the same statement may succeed when it is sent again: the connection was a dead one from the pool, the
// leader has moved, or two transactions stood in each other's way.
func retryable(err error) bool {
	var answer *neo4j.Neo4jError
	var lost *neo4j.ConnectivityError
	switch {
	case errors.Is(classify(err), store.ErrLimit):
		return false
	case errors.As(err, &answer):
		return neo4j.IsRetryable(answer)
	case errors.As(err, &lost):
		return neo4j.IsRetryable(lost)
	}
	return false
}
