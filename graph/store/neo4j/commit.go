package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

// tries is how often a batch is tried whose transaction got in the way of another or met a dead connection. Both show at once: what
// has taken long would only take as long again.
const tries = 5

// Commit implements store.Engine. It may run the transaction several times, so nothing but the transaction is a side effect.
func (s *Store) Commit(ctx context.Context, batch []store.ChangeSet) ([]store.Outcome, error) {
	if !s.begin() {
		return nil, fmt.Errorf("neo4j: commit: %w", errClosed)
	}
	defer s.working.Done()
	start := time.Now()
	a := &attempt{batch: batch}
	for try := 1; ; try++ {
		outcomes, err := s.commitOnce(ctx, a)
		if err == nil {
			s.answered = time.Now()
			return outcomes, nil
		}
		again := try < tries && time.Since(start) < patience/2 && retryable(err) && !errors.Is(err, store.ErrOutcomeUnknown)
		if again && rest(ctx, try) {
			continue
		}
		if a.doubtful != nil {
			err = fmt.Errorf("%w: %w", store.ErrOutcomeUnknown, err)
		}
		return nil, fmt.Errorf("neo4j: commit: %w", unavailableInTime(classify(err)))
	}
}

// attempt is a batch on its way into the log.
type attempt struct {
	batch    []store.ChangeSet
	doubtful *store.Decision // may be in the log: it was sent, and the answer did not come
}

// rest waits a little longer after each try, and reports whether there is time for another.
func rest(ctx context.Context, try int) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(time.Duration(try*try) * 10 * time.Millisecond):
		return true
	}
}

// unavailableInTime calls a commit that met its deadline unavailable: it was the database that did not answer, and smaller batches
// would only wait as long again.
func unavailableInTime(err error) error {
	if errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, store.ErrOutcomeUnknown) {
		return fmt.Errorf("%w: %w", store.ErrUnavailable, err)
	}
	return err
}

func (s *Store) commitOnce(ctx context.Context, a *attempt) ([]store.Outcome, error) {
	if outcomes, done, err := s.commitForeseen(ctx, a); done {
		return outcomes, err
	}
	batch := a.batch
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	tx, err := s.beginTransaction(ctx, session, "commit")
	if err != nil {
		return nil, err
	}
	defer tx.close()
	if a.doubtful != nil {
		if written, err := tx.holds(ctx, a.doubtful.Changes[0]); err != nil || written {
			return a.doubtful.Outcomes, err
		}
	}
	decision, err := tx.judge(ctx, batch, s.now)
	if err != nil {
		return nil, err
	}
	if len(decision.Changes) == 0 {
		s.known = endOf(decision)
		return decision.Outcomes, nil
	}
	rest, err := tx.carryOut(ctx, groupsOf(s.model, decision.Effects))
	if err != nil {
		return nil, err
	}
	if err := tx.appendChanges(ctx, batch, decision, rest); err != nil {
		return nil, err
	}
	s.known = nil
	s.moment.begin()
	err = tx.commit(ctx)
	s.moment.end()
	if err != nil {
		return nil, err
	}
	s.known = endOf(decision)
	return decision.Outcomes, nil
}

func (s *Store) beginTransaction(ctx context.Context, session neo4j.SessionWithContext, name string) (*transaction, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tx, err := session.BeginTransaction(ctx, neo4j.WithTxMetadata(map[string]any{"partnergraph": name}))
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return &transaction{s.model, tx, patience}, nil
}

// close rolls back what was not committed.
func (t *transaction) close() {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	t.tx.Close(ctx)
}

// judge reads the facts under the log's lock and decides.
func (t *transaction) judge(ctx context.Context, batch []store.ChangeSet, now func() time.Time) (store.Decision, error) {
	if err := t.lock(ctx); err != nil {
		return store.Decision{}, err
	}
	facts, err := t.facts(ctx, store.Want(t.model, batch))
	if err != nil {
		return store.Decision{}, err
	}
	return store.Decide(t.model, facts, batch, now())
}

// The log's end is found, the changes join the log, and what they change of the graph comes last (see together). What has the same names
// each time is named: where a map is set, the database cannot know what it touches, and gathers all rows before it goes on.
const (
	findLog   = "MATCH (log:ChangeLog {name: 'log'})\n"
	appendLog = `SET log.sequence = $batch.head.sequence, log.hash = $batch.head.hash, log.at = $batch.head.at
FOREACH (row IN $batch.changes | CREATE (:Change {sequence: row.sequence, at: row.at, actor: row.actor, mutation: row.mutation,
  record: row.record, hash: row.hash}))
FOREACH (row IN $batch.keys | CREATE (:IdempotencyKey {actor: row.actor, mutation: row.mutation, key: row.key, digest: row.digest,
  sequence: row.sequence, result: row.result}))
`
)

// entriesOf is what a decision adds to the log: its changes with their keys, and where it ends.
func entriesOf(batch []store.ChangeSet, decision store.Decision) map[string]any {
	changes, keys := []map[string]any{}, []map[string]any{}
	for i, outcome := range decision.Outcomes {
		change := outcome.Change
		if change.Sequence == 0 {
			continue
		}
		changes = append(changes, map[string]any{
			"sequence": change.Sequence, "at": decision.At, "actor": batch[i].Actor, "mutation": batch[i].Mutation,
			"record": string(change.Record), "hash": change.Hash,
		})
		if key, kept := decision.Kept[change.Sequence]; kept {
			keys = append(keys, map[string]any{
				"actor": key.Actor, "mutation": key.Mutation, "key": key.Key, "digest": batch[i].Digest,
				"sequence": change.Sequence, "result": string(outcome.Receipt.Result),
			})
		}
	}
	return map[string]any{
		"head":    map[string]any{"sequence": decision.Head.Sequence, "hash": decision.Head.Hash, "at": decision.At},
		"changes": changes,
		"keys":    keys,
	}
}

// appendChanges adds the changes to the log, keeps their keys, moves the log's end, and carries out the groups that are left.
func (t *transaction) appendChanges(ctx context.Context, batch []store.ChangeSet, decision store.Decision, groups []group) error {
	statement := together(findLog, groups, entriesOf(batch, decision))
	rows, err := t.run(ctx, statement.Cypher, statement.Params)
	switch {
	case miswrote(err):
		return fmt.Errorf("log: %w: effects wrote something else than one record a row: %w", store.ErrCorrupt, err)
	case err != nil:
		return fmt.Errorf("log: %w", err)
	case len(rows) != 1:
		return fmt.Errorf("log: %w: its end is missing", store.ErrCorrupt)
	}
	return nil
}

// commit ends the transaction. When the database answers that it refused, nothing was written; when it does not answer, or answers
// that something broke underneath, nobody knows.
func (t *transaction) commit(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	switch err := t.tx.Commit(ctx); {
	case err == nil:
		return nil
	case refused(err):
		return fmt.Errorf("commit: %w", err)
	default:
		return fmt.Errorf("commit: %w: %w", store.ErrOutcomeUnknown, err)
	}
}

// refused reports whether the error of a commit is an answer by which nothing was written.
func refused(err error) bool {
	var answer *neo4j.Neo4jError
	if !errors.As(err, &answer) {
		return false
	}
	code := answer.Code
	return strings.HasPrefix(code, "Neo.ClientError.") ||
		strings.HasPrefix(code, "Neo.TransientError.") && !strings.HasPrefix(code, "Neo.TransientError.Cluster.")
}
