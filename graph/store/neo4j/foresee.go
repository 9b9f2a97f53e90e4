package neo4j

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

// This file commits in two round trips what turns out as foreseen: BEGIN travels with the only statement, COMMIT follows. While commits
// follow each other it is one: the statement is a transaction of its own.

// steady is how long after an answer of the database its connection is taken to be alive. Until then a commit is a single message: if no
// answer comes, nobody knows what became of it before the log tells. Later on a message goes first that does no harm when it is lost.
const steady = 20 * time.Millisecond

// end is where the log ends, and when its last change was made.
type end struct {
	head store.Head
	at   string
}

func endOf(decision store.Decision) *end { return &end{decision.Head, decision.At} }

// findKnownLog locks the log and goes on only where it still ends as this store has left it. Rows pass one by one, so that what stands
// there is read after the lock is held.
const findKnownLog = `MATCH (log:ChangeLog {name: 'log'}) SET log.name = 'log'
WITH log WHERE log.sequence = $batch.known.sequence AND log.hash = $batch.known.hash
`

// commitForeseen commits a batch that only adds without asking first whether it may: the statement itself finds out, by the log's end, by
// the constraints on ids, unique values and keys, and by the number of relations whose ends it has found. It reports false when it wrote
// nothing because something was otherwise, or because more must be known; then the facts have to be read.
func (s *Store) commitForeseen(ctx context.Context, a *attempt) (outcomes []store.Outcome, done bool, err error) {
	facts, plain := store.Foresee(s.model, a.batch)
	if s.known == nil || !plain {
		return nil, false, nil
	}
	known := *s.known
	facts.Head, facts.At = known.head, known.at
	decision, err := store.Decide(s.model, facts, a.batch, s.now())
	if err != nil {
		return nil, true, err
	}
	if !allWritten(decision) {
		return nil, false, nil
	}
	groups := groupsOf(s.model, decision.Effects)
	if !closes(groups) {
		return nil, false, nil
	}
	s.known = nil // until it is known that the batch is in the log
	entries := entriesOf(a.batch, decision)
	entries["known"] = map[string]any{"sequence": known.head.Sequence, "hash": known.head.Hash}
	execute, atOnce := s.execute, time.Since(s.answered) < s.steady
	if atOnce {
		execute = s.executeAtOnce
	}
	switch committing, err := execute(ctx, together(findKnownLog, groups, entries)); {
	case err == nil:
		s.known = endOf(decision)
		return decision.Outcomes, true, nil
	case committing && !refused(err) && atOnce:
		a.doubtful = &decision
		return nil, true, err
	case committing && !refused(err):
		return nil, true, fmt.Errorf("commit: %w: %w", store.ErrOutcomeUnknown, err)
	case errors.Is(err, context.DeadlineExceeded): // asking the same database for facts would only take as long again
		return nil, true, err
	default:
		return nil, false, nil
	}
}

// allWritten reports whether the decision refuses nothing: a refusal stands on facts alone, not on what was foreseen.
func allWritten(decision store.Decision) bool {
	for _, outcome := range decision.Outcomes {
		if outcome.Err != nil {
			return false
		}
	}
	return len(decision.Changes) > 0
}

// commitMetadata says what a transaction is for, where the database lists its transactions.
func commitMetadata(c *neo4j.TransactionConfig) {
	neo4j.WithTxMetadata(map[string]any{"partnergraph": "commit"})(c)
}

// execute runs the statement and commits when it has come to its end. It reports whether COMMIT was sent.
func (s *Store) execute(ctx context.Context, statement Statement) (committing bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer := &foreseenAnswer{moment: &s.moment}
	_, err = neo4j.ExecuteQuery(ctx, s.driver, statement.Cypher, statement.Params, answer.expected,
		neo4j.ExecuteQueryWithDatabase(s.database), neo4j.ExecuteQueryWithBookmarkManager(s.bookmarks),
		neo4j.ExecuteQueryWithTransactionConfig(commitMetadata))
	if answer.committing {
		s.moment.end()
	}
	return answer.committing, inTime(ctx, err)
}

// executeAtOnce runs the statement as a transaction of its own, which commits when it comes to its end. The database gives it up before we
// give up the database, so that what is not answered is not written later as long as the connection lasts.
func (s *Store) executeAtOnce(ctx context.Context, statement Statement) (committing bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	s.moment.begin()
	defer s.moment.end()
	result, err := session.Run(ctx, statement.Cypher, statement.Params, commitMetadata, neo4j.WithTxTimeout(patience/2))
	if err != nil {
		return true, inTime(ctx, err)
	}
	records, err := result.Collect(ctx)
	switch {
	case err != nil:
		return true, inTime(ctx, err)
	case len(records) != 1:
		return false, errUnforeseen
	}
	return true, nil
}

// inTime calls an error the deadline's that came after it, however the driver puts it.
func inTime(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}

// errUnforeseen makes the driver take back what the statement did.
var errUnforeseen = errors.New("not as foreseen")

// foreseenAnswer receives what the statement returns, just before the driver commits.
type foreseenAnswer struct {
	moment     *moment
	rows       int
	committing bool
}

// expected is called for each try of the driver's. It has none after COMMIT was sent, whatever the answer: nobody could tell a second
// writing from the first.
func (a *foreseenAnswer) expected() neo4j.ResultTransformer[bool] {
	if a.committing {
		return nil
	}
	a.rows = 0
	return a
}

// Accept implements neo4j.ResultTransformer.
func (a *foreseenAnswer) Accept(*neo4j.Record) error {
	a.rows++
	return nil
}

// Complete implements neo4j.ResultTransformer.
func (a *foreseenAnswer) Complete([]string, neo4j.ResultSummary) (bool, error) {
	if a.rows != 1 {
		return false, errUnforeseen
	}
	a.moment.begin()
	a.committing = true
	return true, nil
}

// holds locks the log and reports whether it holds the change. While it is locked, what is still under way waits; it writes nothing once
// the log has grown.
func (t *transaction) holds(ctx context.Context, change store.Change) (bool, error) {
	if err := t.lock(ctx); err != nil {
		return false, err
	}
	rows, err := t.run(ctx, "MATCH (change:Change {sequence: $sequence}) RETURN change.hash", map[string]any{"sequence": change.Sequence})
	if err != nil {
		return false, fmt.Errorf("look for the change: %w", err)
	}
	return len(rows) == 1 && rows[0][0] == change.Hash, nil
}
