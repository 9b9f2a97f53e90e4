package store

import (
	"context"
	"encoding/json"
	"errors"

	"partnergraph/graph/plan"
)

// The errors that a Store answers with, wrapped with what was being done. An engine classifies by its driver's codes and types,
// never by message text.
var (
	// ErrNotFound: an operation names a node or relation that does not exist. Nothing was written.
	ErrNotFound = errors.New("not found")
	// ErrConflict: an expected version is not the current one, an id or unique value is taken, or an idempotency key was used with
	// another input. Nothing was written.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: an operation does not fit the contract. Nothing was written.
	ErrInvalid = errors.New("invalid")
	// ErrLimit: the statement was ended because it ran past its deadline or its memory.
	ErrLimit = errors.New("limit exceeded")
	// ErrUnavailable: the database cannot be reached or refuses to serve now. Nothing was written.
	ErrUnavailable = errors.New("store unavailable")
	// ErrOutcomeUnknown: the connection was lost while committing. Ask again with the same idempotency key.
	ErrOutcomeUnknown = errors.New("outcome unknown")
	// ErrCorrupt: what is stored does not fit the contract or its checksums.
	ErrCorrupt = errors.New("store corrupt")
)

// Store keeps the graph and its log. Both engines answer every call alike, byte for byte; storetest holds them to each sentence
// here. All methods are safe for concurrent use, and return promptly when the context ends: with ErrLimit when it met its deadline,
// with context.Canceled when it was cancelled; what was not begun is not done.
type Store interface {
	// Read answers the query in one statement that sees one snapshot, which holds every write acknowledged before the call. The row
	// has one value a slot. The order of every set is the query's; without an order it is any. Ids that do not exist are left out of
	// a set, never an error. Errors: ErrLimit, ErrUnavailable.
	Read(ctx context.Context, query *plan.Query) (plan.Row, error)

	// Write carries out the change set and appends its record to the log in one transaction: all or nothing, durable once it
	// returns. A set whose key was kept before with the same digest writes nothing and returns the receipt kept then, Replayed. An
	// empty set of operations is recorded as well. Errors: all sentinels but ErrCorrupt.
	Write(ctx context.Context, set ChangeSet) (Receipt, error)

	// Changes returns the committed changes after the given sequence number, in order and without a gap, at most limit of them; none:
	// an empty slice.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)

	// Snapshot visits every node, by id, then every relation, by type, from, to and discriminating value, all of one moment, and
	// returns the log's head of that moment. It ends at the visitor's first error and returns it.
	Snapshot(ctx context.Context, visitor Visitor) (Head, error)

	// Ready returns nil when the database answers and its constraints and indexes are in force, else ErrUnavailable with the reason.
	Ready(ctx context.Context) error

	// Close ends all work and releases the database. Later calls return ErrUnavailable. Calling it twice is harmless.
	Close() error
}

// Latest is a Store that nobody else writes to, so that it knows without a statement where its log ends.
type Latest interface {
	// Latest returns the sequence number of the last change, which is never below that of a write acknowledged before the call. False: not
	// known now; Read tells.
	Latest() (sequence int64, known bool)
}

// Together is a Store that takes change sets several at a time.
type Together interface {
	// WriteAll writes the sets in their order, each as Write does, and answers each with its receipt or its error. Those that follow each
	// other may share a transaction: what is acknowledged is durable, what is refused takes nothing else with it.
	WriteAll(ctx context.Context, sets []ChangeSet) []Outcome
}

// ChangeSet is a unit of writing.
type ChangeSet struct {
	Actor      string          // who writes; not blank
	Mutation   string          // what for, such as "registerAgreement"; not blank
	Key        string          // idempotency key, scoped by Actor and Mutation; "" for none
	Digest     string          // of the coerced input without the key; compared when Key was seen before
	Expect     []Version       // what must still hold
	Operations []Operation     // carried out in order
	Result     json.RawMessage // kept with the receipt and handed out, the first time as on replay, in canonical form; nil reads as null

	steps    []step // the operations in stored terms, where Checked has worked them out
	recorded []byte // they as the log has them, likewise; nil: not written yet
}

// Version is a node's version that a change set expects. Version 0 expects that the node does not exist.
type Version struct {
	ID      string `json:"id"`
	Version int64  `json:"version"`
}

// Verb is what an Operation does.
type Verb string

// The verbs.
const (
	CreateNode Verb = "createNode" // ErrConflict when the id is taken
	UpdateNode Verb = "updateNode" // sets Properties; a nil value removes one; ErrNotFound
	DeleteNode Verb = "deleteNode" // ErrConflict while relations remain; ErrNotFound
	Relate     Verb = "relate"     // ErrNotFound without both ends; ErrConflict when the relation exists, or the start has one and may have only one
	Unrelate   Verb = "unrelate"   // ErrNotFound
)

// Operation is one step of a change set. Nodes use ID and Type; relations Type, From and To. Properties are in the contract's own
// terms: SDL field names, and as values string (also for enums, PartialDate, Decimal "205000.50"), int64, bool, []string or nil.
// For Unrelate they hold the discriminating property, where the relation has one.
type Operation struct {
	Verb       Verb           `json:"verb"`
	Type       string         `json:"type"`
	ID         string         `json:"id,omitempty"`
	From       string         `json:"from,omitempty"`
	To         string         `json:"to,omitempty"`
	Properties map[string]any `json:"properties,omitempty"`
}

// Receipt says that a change set is committed.
type Receipt struct {
	Sequence int64
	Result   json.RawMessage
	Replayed bool // the set had been committed before; nothing was written now
}

// Head is where the log ends.
type Head struct {
	Sequence int64  // 0: empty
	Hash     string // of the last change; "" when empty
}

// Change is a committed change set in the log.
type Change struct {
	Sequence int64
	Record   []byte // canonical JSON (RFC 8785) of a Record
	Hash     string // hex SHA-256 of the previous hash followed by Record
}

// Record is what the log keeps of a change set.
type Record struct {
	Sequence   int64           `json:"sequence"`
	At         string          `json:"at"` // 2006-01-02T15:04:05.000Z, set under the log's lock, never before its predecessor's
	Actor      string          `json:"actor"`
	Mutation   string          `json:"mutation"`
	Key        string          `json:"key,omitempty"`
	Digest     string          `json:"digest,omitempty"`
	Operations []Operation     `json:"operations"`
	Result     json.RawMessage `json:"result,omitempty"`
}

// Visitor receives a snapshot.
type Visitor interface {
	Node(NodeRecord) error
	Relation(RelationRecord) error
}

// NodeRecord is a whole node. Properties are as in an Operation, without id, version and times; absent ones are left out.
type NodeRecord struct {
	ID, Type             string
	Properties           map[string]any
	Version              int64
	CreatedAt, UpdatedAt string
	UpdatedBy            string // the actor of the change that last wrote the node
}

// RelationRecord is a whole relation.
type RelationRecord struct {
	Type, From, To string
	Properties     map[string]any
}
