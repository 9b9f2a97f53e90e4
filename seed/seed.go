package seed

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/google/uuid"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

//go:embed data/*.jsonl
var data embed.FS

// Actor is the author of the seed's change sets in the log.
const Actor = "seed"

// mutation is what the log calls the seed's change sets.
const mutation = "seed"

// namespace makes the ids: a record's id is the UUIDv5 of its key in this space. Never change it.
const namespace = "5d0c9c5e-6d1b-4c39-9d7c-0e3f3c2a2020"

// Report says what Apply did.
type Report struct {
	Created int // records
	Updated int // records
	Left    int // records left alone because somebody else wrote or deleted them
	// Known: this very data had been applied before, if only by an attempt whose answer got lost. Nothing was looked at or written,
	// and the counts are 0.
	Known bool
}

// ID is the id under which the record of that key is stored, such as enterprise/安福环保.
func ID(key string) string {
	return uuid.NewSHA1(uuid.MustParse(namespace), []byte(key)).String()
}

// Graph reads the embedded data. An error means that the data does not fit the contract, which the tests rule out.
func Graph(model *schema.Model) (load.Graph, error) {
	files, err := fs.Sub(data, "data")
	if err != nil {
		return load.Graph{}, fmt.Errorf("seed: %w", err)
	}
	graph, err := load.Read(files, model, ID)
	if err != nil {
		return load.Graph{}, fmt.Errorf("seed: %w", err)
	}
	cite(graph, model)
	return graph, nil
}

// Apply brings the embedded data into the store in one change set: records that are new, and those that nobody but the seed has
// written since. Calling it again writes nothing. Several servers may call it at once. Errors are the store's.
func Apply(ctx context.Context, to store.Store, model *schema.Model) (Report, error) {
	graph, err := Graph(model)
	if err != nil {
		return Report{}, err
	}
	return apply(ctx, to, model, graph)
}

// attempts is how often a change set is offered: made anew when others wrote to the same records meanwhile, or as it is when the
// database was too slow.
const attempts = 5

func apply(ctx context.Context, to store.Store, model *schema.Model, graph load.Graph) (Report, error) {
	key, err := digest(graph)
	if err != nil {
		return Report{}, fmt.Errorf("seed: %w", err)
	}
	change := everything(graph)
	var refused error
	for range attempts {
		change.set.Actor, change.set.Mutation, change.set.Key, change.set.Digest = Actor, mutation, key, key
		var receipt store.Receipt
		receipt, refused = to.Write(ctx, change.set)
		switch {
		case refused == nil && receipt.Replayed:
			return Report{Known: true}, nil
		case refused == nil:
			return change.report, nil
		case outdated(refused):
			present, err := observe(ctx, to, model, graph)
			if err != nil {
				return Report{}, fmt.Errorf("seed: %w", err)
			}
			change = difference(graph, present)
		case !slow(refused):
			return Report{}, fmt.Errorf("seed: %w", refused)
		}
	}
	return Report{}, fmt.Errorf("seed: gave up after %d attempts: %w", attempts, refused)
}

// outdated reports whether the store holds something else than the change set was made for.
func outdated(err error) bool {
	return errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrNotFound)
}

// slow reports whether a change set is worth offering again as it is: the database may have needed longer than a write is given, since
// it plans the seed's thirty shapes of statements for the first time, and has those plans ready now. The key makes it safe.
func slow(err error) bool {
	return errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrOutcomeUnknown)
}

// digest names the content: what the operations are, in their order.
func digest(graph load.Graph) (string, error) {
	text, err := json.Marshal(graph.Operations())
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
