package store

import "context"

// This file names what passes between the shared writer and an engine; decide.go holds the rules.

// Engine commits a batch of change sets in one transaction. The Writer calls it from one goroutine at a time.
//
// An engine takes the log's lock first, reads the Facts that Want asks for, lets Decide judge, carries out the Effects in order,
// appends the Changes, moves the head and commits:
//
//	lock head → Facts → Decide → Effects, Changes, Head → commit
//
// Or it supposes the facts that Foresee does, and lets them be found true under the lock before anything is committed.
//
// When the transaction fails it returns an error and nothing is written; the Writer then tries smaller batches. ErrOutcomeUnknown
// is returned as it is.
type Engine interface {
	Commit(ctx context.Context, batch []ChangeSet) ([]Outcome, error)
}

// KeyRef names an idempotency key in its scope.
type KeyRef struct{ Actor, Mutation, Key string }

// Kept is what the log keeps of a key.
type Kept struct {
	Digest   string
	Sequence int64
	Result   []byte
}

// RelationRef identifies a relation. Value is that of the edge's @unique property, "" where it has none.
type RelationRef struct{ Type, From, To, Value string }

// StartRef names the start of a relation of which a node may have only one.
type StartRef struct{ Type, From string }

// UniqueRef names a value that only one node of a type may carry. Property is the SDL field's name.
type UniqueRef struct{ Type, Property, Value string }

// Wanted lists what Decide must know about a batch, each without repetition and in order.
type Wanted struct {
	Keys      []KeyRef
	Nodes     []string
	Relations []RelationRef
	Starts    []StartRef
	Unique    []UniqueRef
	Degrees   []string // nodes that are to be deleted: do relations remain?
}

// NodeFact is what Decide needs to know of a stored node.
type NodeFact struct {
	Type    string
	Version int64
}

// Facts is the state of the store under the log's lock, as far as Wanted asked. What does not exist is absent from the maps.
type Facts struct {
	Head      Head
	At        string // the time of the last change; "" when the log is empty
	Keys      map[KeyRef]Kept
	Nodes     map[string]NodeFact
	Relations map[RelationRef]bool
	Starts    map[StartRef]int
	Unique    map[UniqueRef]string // the id of the node that carries it
	Degrees   map[string]int       // relations that start or end at the node, a loop counted once
}

// Effect is one write that an engine carries out, already judged: it cannot conflict any more.
type Effect struct {
	Verb      Verb
	Type      string // concrete node type or relation type
	ID        string
	Ref       RelationRef    // of Relate and Unrelate
	Set       map[string]any // stored names and stored forms: string, int64, bool, []string; order keys of dates included
	Clear     []string       // stored names that are removed
	Version   int64          // of CreateNode and UpdateNode: the version it has from now on
	At, Actor string         // when and by whom; CreateNode sets createdAt and updatedAt, UpdateNode updatedAt alone

	Written string // Set as Properties writes it, where Checked has done so; else ""
}

// Properties writes Set as the function of that name does.
func (e *Effect) Properties() string {
	if e.Written != "" {
		return e.Written
	}
	return Properties(e.Set)
}

// Outcome is the answer to one change set of a batch.
type Outcome struct {
	Receipt Receipt
	Change  Change // what was appended to the log; zero when nothing was written
	Err     error
}

// Decision is the judgement on a batch.
type Decision struct {
	Outcomes []Outcome // one a change set, in order
	Effects  []Effect
	Changes  []Change
	Kept     map[int64]KeyRef // by sequence: the keys to keep with the changes
	Head     Head
	At       string
}
