package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// Chain returns the hash of a record that follows the change with the previous hash, "" for the first.
func Chain(previous string, record []byte) string {
	sum := sha256.New()
	sum.Write([]byte(previous))
	sum.Write(record)
	return hex.EncodeToString(sum.Sum(nil))
}

// Verify reports whether the change follows head: the next number, in the record too, and the right hash. It returns the head after
// the change. Error: ErrCorrupt.
func Verify(head Head, change Change) (Head, error) {
	var record Record
	if err := json.Unmarshal(change.Record, &record); err != nil {
		return head, fmt.Errorf("change %d: %w: %w", change.Sequence, ErrCorrupt, err)
	}
	switch {
	case change.Sequence != head.Sequence+1 || record.Sequence != change.Sequence:
		return head, fmt.Errorf("change %d with record %d after %d: %w", change.Sequence, record.Sequence, head.Sequence, ErrCorrupt)
	case change.Hash != Chain(head.Hash, change.Record):
		return head, fmt.Errorf("change %d: wrong hash: %w", change.Sequence, ErrCorrupt)
	}
	return Head{change.Sequence, change.Hash}, nil
}

var null = json.RawMessage("null")

// canonicalResult returns the result in the form in which the log keeps it, so that the first answer and a replay have the same
// bytes; nothing reads as null.
func canonicalResult(result json.RawMessage) (json.RawMessage, error) {
	if len(bytes.TrimSpace(result)) == 0 {
		return null, nil
	}
	value := jsontext.Value(bytes.Clone(result))
	err := value.Canonicalize()
	return json.RawMessage(value), err
}
