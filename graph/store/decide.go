package store

import (
	"fmt"
	"strings"
	"time"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// Decide judges the change sets in order of arrival. Each sees the effects of those accepted before it in the batch; one that fails
// is left out whole, its outcome holds a *Refusal, and the rest stand. The facts must answer all that Want asked for; they are not
// changed. An error means that the facts contradict the contract: ErrCorrupt.
//
// Every accepted change has the time now, or that of the last change where the clock has gone back.
func Decide(model *schema.Model, facts Facts, batch []ChangeSet, now time.Time) (Decision, error) {
	at := now.UTC().Truncate(time.Millisecond).Format(value.DateTimeLayout)
	if facts.At > at {
		if _, err := time.Parse(value.DateTimeLayout, facts.At); err != nil {
			return Decision{}, fmt.Errorf("decide: time of the last change: %w: %w", ErrCorrupt, err)
		}
		at = facts.At
	}
	operations, all := counted(batch)
	d := &decider{
		model: model,
		at:    at,
		state: newState(facts, operations),
		Decision: Decision{
			Outcomes: make([]Outcome, len(batch)),
			Effects:  make([]Effect, 0, all),
			Kept:     map[int64]KeyRef{},
			Head:     facts.Head,
			At:       facts.At,
		},
	}
	for i, set := range batch {
		d.Outcomes[i] = d.judge(set)
	}
	return d.Decision, nil
}

// counted is how many operations of each kind the batch contains, and how many in all.
func counted(batch []ChangeSet) (operations map[Verb]int, all int) {
	operations = map[Verb]int{}
	for _, set := range batch {
		all += len(set.Operations)
		for i := range set.Operations {
			operations[set.Operations[i].Verb]++
		}
	}
	return operations, all
}

type decider struct {
	model *schema.Model
	at    string
	state *state
	Decision
}

// judge accepts the change set, replays it or leaves it out.
func (d *decider) judge(set ChangeSet) Outcome {
	if err := checkScope(set); err != nil {
		return Outcome{Err: err}
	}
	key := KeyRef{set.Actor, set.Mutation, set.Key}
	if before, seen := d.state.keys.get(key); seen && set.Key != "" {
		return replay(before, set.Digest)
	}
	change, effects, result, err := d.carryOut(set)
	if err != nil {
		d.state.takeBack()
		return Outcome{Err: err}
	}
	if set.Key != "" {
		d.state.keys.put(key, Kept{Digest: set.Digest, Sequence: change.Sequence, Result: result})
		d.Kept[change.Sequence] = key
	}
	d.state.keep()
	d.Effects = append(d.Effects, effects...)
	d.Changes = append(d.Changes, change)
	d.Head, d.At = Head{change.Sequence, change.Hash}, d.at
	return Outcome{Receipt: Receipt{Sequence: change.Sequence, Result: result}, Change: change}
}

func replay(before Kept, digest string) Outcome {
	if before.Digest != digest {
		return Outcome{Err: &Refusal{Kind: ErrConflict, Operation: SetItself, Field: "key", Reason: "used before with another input"}}
	}
	result := before.Result
	if len(result) == 0 {
		result = null
	}
	return Outcome{Receipt: Receipt{Sequence: before.Sequence, Result: result, Replayed: true}}
}

// carryOut applies the change set to the state and writes its record.
func (d *decider) carryOut(set ChangeSet) (change Change, effects []Effect, result []byte, err error) {
	steps, err := set.check(d.model)
	if err != nil {
		return change, nil, nil, err
	}
	if err := checkExpected(set.Expect); err != nil {
		return change, nil, nil, err
	}
	if result, err = canonicalResult(set.Result); err != nil {
		return change, nil, nil, invalid("result", "not JSON")
	}
	if err := d.state.checkVersions(set.Expect); err != nil {
		return change, nil, nil, err
	}
	effects = make([]Effect, len(steps))
	for i := range steps {
		effect, refusal := d.state.apply(&steps[i])
		if refusal != nil {
			return change, nil, nil, refusal.in(i, steps[i].Operation)
		}
		effect.At, effect.Actor = d.at, set.Actor
		effects[i] = effect
	}
	change, err = d.record(set, steps, result)
	return change, effects, result, err
}

func (d *decider) record(set ChangeSet, steps []step, result []byte) (Change, error) {
	record := Record{
		Sequence: d.Head.Sequence + 1,
		At:       d.at,
		Actor:    set.Actor,
		Mutation: set.Mutation,
		Key:      set.Key,
		Digest:   set.Digest,
	}
	if string(result) != string(null) {
		record.Result = result
	}
	operations, err := set.recorded, error(nil)
	if operations == nil {
		operations, err = recorded(steps)
	}
	var bytes []byte
	if err == nil {
		bytes, err = canonical(record, operations)
	}
	if err != nil {
		return Change{}, invalid("", "has no canonical form")
	}
	return Change{Sequence: record.Sequence, Record: bytes, Hash: Chain(d.Head.Hash, bytes)}, nil
}

// checkScope judges what the idempotency key stands on. The error is a *Refusal.
func checkScope(set ChangeSet) error {
	for _, part := range []struct {
		name, text string
		required   bool
	}{
		{"actor", set.Actor, true}, {"mutation", set.Mutation, true}, {"key", set.Key, false}, {"digest", set.Digest, false},
	} {
		switch {
		case part.required && strings.TrimSpace(part.text) == "":
			return invalid(part.name, "blank")
		case !ValidText(part.text):
			return invalid(part.name, "not UTF-8 text without NUL")
		case longerThan(part.text, MaxScope):
			return invalid(part.name, fmt.Sprintf("longer than %d characters", MaxScope))
		}
	}
	return nil
}

func checkExpected(expected []Version) error {
	for _, e := range expected {
		switch {
		case !ValidID(e.ID):
			return invalid("expect", "malformed id")
		case e.Version < 0:
			return &Refusal{Kind: ErrInvalid, Operation: SetItself, Field: "expect", ID: e.ID, Reason: "negative version"}
		}
	}
	return nil
}
