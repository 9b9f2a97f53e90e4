package neo4j

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

// This file commits in two round trips what turns out as foreseen: BEGIN travels with the only statement, COMMIT follows.

// end is where the log ends, and when its last change was made.
type end struct {
	head store.Head
	at   string
}

func endOf(decision store.Decision) *end { return &end{decision.Head, decision.At} }

// findKnownLog locks the log and goes on only where it still ends as this store has left it. What stands there is read after the lock is
// held: nothing of a record passes an aggregation before it has ended.
const findKnownLog = `MATCH (log:ChangeLog {name: 'log'}) SET log.name = 'log'
WITH collect(log) AS locked UNWIND locked AS log
WITH log WHERE log.sequence = $batch.known.sequence AND log.hash = $batch.known.hash
`

// commitForeseen commits a batch that only adds without asking first whether it may: the statement itself finds out, by the log's end, by
// the constraints on ids, unique values and keys, and by the number of relations whose ends it has found. It reports false when it wrote
// nothing because something was otherwise, or because more must be known; then the facts have to be read.
func (s *Store) commitForeseen(ctx context.Context, batch []store.ChangeSet) (outcomes []store.Outcome, done bool, err error) {
	facts, plain := store.Foresee(s.model, batch)
	if s.known == nil || !plain {
		return nil, false, nil
	}
	known := *s.known
	facts.Head, facts.At = known.head, known.at
	decision, err := store.Decide(s.model, facts, batch, s.now())
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
	entries := entriesOf(batch, decision)
	entries["known"] = map[string]any{"sequence": known.head.Sequence, "hash": known.head.Hash}
	switch committing, err := s.execute(ctx, together(findKnownLog, groups, entries), groups); {
	case err == nil:
		s.known = endOf(decision)
		return decision.Outcomes, true, nil
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

// execute runs the statement and commits when it has written what the groups say. It reports whether COMMIT was sent.
func (s *Store) execute(ctx context.Context, statement Statement, groups []group) (committing bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer := &foreseenAnswer{groups: groups, moment: &s.moment}
	_, err = neo4j.ExecuteQuery(ctx, s.driver, statement.Cypher, statement.Params, answer.expected,
		neo4j.ExecuteQueryWithDatabase(s.database), neo4j.ExecuteQueryWithBookmarkManager(s.bookmarks),
		neo4j.ExecuteQueryWithTransactionConfig(neo4j.WithTxMetadata(map[string]any{"partnergraph": "commit"})))
	if answer.committing {
		s.moment.end()
	}
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("%w: %w", ctx.Err(), err) // however the driver puts it
	}
	return answer.committing, err
}

// errUnforeseen makes the driver take back what the statement did.
var errUnforeseen = errors.New("not as foreseen")

// foreseenAnswer receives what the statement returns, just before the driver commits.
type foreseenAnswer struct {
	groups     []group
	moment     *moment
	rows       [][]any
	committing bool
}

// expected is called for each try of the driver's. It has none after COMMIT was sent, whatever the answer: nobody could tell a second
// writing from the first.
func (a *foreseenAnswer) expected() neo4j.ResultTransformer[bool] {
	if a.committing {
		return nil
	}
	a.rows = nil
	return a
}

// Accept implements neo4j.ResultTransformer.
func (a *foreseenAnswer) Accept(record *neo4j.Record) error {
	a.rows = append(a.rows, record.Values)
	return nil
}

// Complete implements neo4j.ResultTransformer.
func (a *foreseenAnswer) Complete([]string, neo4j.ResultSummary) (bool, error) {
	if len(a.rows) != 1 {
		return false, errUnforeseen
	}
	for i, group := range a.groups {
		if wrote(a.rows[0][1+i], len(group.rows)) != nil {
			return false, errUnforeseen
		}
	}
	a.moment.begin()
	a.committing = true
	return true, nil
}
