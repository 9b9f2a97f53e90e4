package plan

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
)

// ErrCursor says that a text is no cursor of this list and order, or was changed on its way.
var ErrCursor = errors.New("not a cursor of this list")

// Cursors writes and reads opaque cursors that cannot be forged without the key. The same page has the same cursors on every
// server that holds the same key.
type Cursors struct{ key []byte }

// NewCursors returns Cursors under a key, of any length.
func NewCursors(key string) Cursors { return Cursors{[]byte(key)} }

// tagLength is how much of the HMAC a cursor carries: 80 bits, beyond guessing online.
const tagLength = 10

// Encode writes a position within a list. The scope names the list's order or its whole question; a cursor is only read under the
// scope it was written for.
func (c Cursors) Encode(scope string, position []any) string {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(position); err != nil {
		panic("plan: a cursor's position is always JSON: " + err.Error())
	}
	payload := bytes.TrimSuffix(body.Bytes(), []byte("\n"))
	return base64.RawURLEncoding.EncodeToString(append(payload, c.tag(scope, payload)...))
}

// Decode reads what Encode wrote. Numbers come as json.Number. Anything else is ErrCursor.
func (c Cursors) Decode(scope, cursor string) ([]any, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) < tagLength {
		return nil, ErrCursor
	}
	payload, tag := raw[:len(raw)-tagLength], raw[len(raw)-tagLength:]
	if !hmac.Equal(tag, c.tag(scope, payload)) {
		return nil, ErrCursor
	}
	decoder := json.NewDecoder(bytes.NewReader(payload))
	decoder.UseNumber()
	var position []any
	if err := decoder.Decode(&position); err != nil {
		return nil, ErrCursor
	}
	return position, nil
}

func (c Cursors) tag(scope string, payload []byte) []byte {
	mac := hmac.New(sha256.New, c.key)
	mac.Write([]byte(scope))
	mac.Write([]byte{0})
	mac.Write(payload)
	return mac.Sum(nil)[:tagLength]
}
