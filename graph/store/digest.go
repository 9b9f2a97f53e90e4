package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
)

// Digest returns the hex SHA-256 of what the store says, read as one snapshot: two stores with equal digests answer every query
// alike, but for what says how they came about. Left out are createdAt, updatedAt, updatedBy, the version (the number of times a
// record was written) and the log, so that a store copied or seeded another way has the same digest.
//
// The hashed text is a JSON value a line, nodes before relations, each in the snapshot's order:
//
//	{"id":"x","type":"Need","properties":{"state":"OPEN","title":"…"}}
//	{"type":"HAS_NEED","from":"y","to":"x","properties":{}}
func Digest(ctx context.Context, s Store) (string, error) {
	sum := sha256.New()
	buffered := bufio.NewWriterSize(sum, 64<<10)
	if _, err := s.Snapshot(ctx, newDigester(buffered)); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	if err := buffered.Flush(); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

type digester struct{ lines *json.Encoder }

func newDigester(w io.Writer) digester {
	lines := json.NewEncoder(w) // sorts the members of maps
	lines.SetEscapeHTML(false)
	return digester{lines}
}

func (d digester) Node(node NodeRecord) error {
	return d.lines.Encode(struct {
		ID         string         `json:"id"`
		Type       string         `json:"type"`
		Properties map[string]any `json:"properties"`
	}{node.ID, node.Type, present(node.Properties)})
}

func (d digester) Relation(relation RelationRecord) error {
	return d.lines.Encode(struct {
		Type       string         `json:"type"`
		From       string         `json:"from"`
		To         string         `json:"to"`
		Properties map[string]any `json:"properties"`
	}{relation.Type, relation.From, relation.To, present(relation.Properties)})
}

// present lets no properties and an empty map of them read alike.
func present(properties map[string]any) map[string]any {
	if properties == nil {
		return map[string]any{}
	}
	return properties
}
