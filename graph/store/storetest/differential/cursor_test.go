package differential

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"partnergraph/graph/store/storetest/oracle"
)

// cursors pairs the oracle's cursors with the engines', which are the same on both.
type cursors struct {
	engines map[string]string   // by the oracle's
	oracles map[string]string   // by the engines'
	byOrder map[string][]string // the oracle's, by the name of their order
}

func newCursors() *cursors {
	return &cursors{map[string]string{}, map[string]string{}, map[string][]string{}}
}

// pair notes that two cursors stand for one position, and reports whether that agrees with all that is known.
func (c *cursors) pair(ours, theirs string) bool {
	known, seen := c.engines[ours]
	if other, used := c.oracles[theirs]; seen || used {
		return known == theirs && other == ours
	}
	c.engines[ours], c.oracles[theirs] = theirs, ours
	var parts []any
	if err := json.Unmarshal([]byte(strings.TrimPrefix(ours, oracle.CursorPrefix)), &parts); err == nil {
		order := parts[0].(string)
		c.byOrder[order] = append(c.byOrder[order], ours)
	}
	return true
}

// translated is the operation as an engine is sent it.
func (c *cursors) translated(o operation) operation {
	in := func(v any) any {
		if text, ok := v.(string); ok {
			if theirs, known := c.engines[text]; known {
				return theirs
			}
		}
		return v
	}
	out := operation{o.document, map[string]any{}}
	for name, v := range o.variables {
		out.variables[name] = in(v)
	}
	return out
}

// difference compares an answer of the oracle with one of an engine: nothing when they are the same but for the form of cursors.
// ordered says whether the members of objects must come in the same order.
func (c *cursors) difference(path string, ours, theirs any, ordered bool) string {
	switch ours := ours.(type) {
	case oracle.Object:
		object, ok := theirs.(oracle.Object)
		if !ok || len(object) != len(ours) {
			break
		}
		for i, m := range ours {
			at := i
			if !ordered {
				at = position(object, m.Name)
			}
			if at < 0 || object[at].Name != m.Name {
				return fmt.Sprintf("%s.%s is not where the oracle has it", path, m.Name)
			}
			if d := c.difference(path+"."+m.Name, m.Value, object[at].Value, ordered); d != "" {
				return d
			}
		}
		return ""
	case []any:
		list, ok := theirs.([]any)
		if !ok || len(list) != len(ours) {
			break
		}
		for i := range ours {
			if d := c.difference(fmt.Sprintf("%s.%d", path, i), ours[i], list[i], ordered); d != "" {
				return d
			}
		}
		return ""
	case string:
		cursor, ok := theirs.(string)
		if strings.HasPrefix(ours, oracle.CursorPrefix) {
			if !ok || !c.pair(ours, cursor) {
				return fmt.Sprintf("%s: the cursor %v does not stand for %s alone", path, theirs, ours)
			}
			return ""
		}
		if ok && cursor == ours {
			return ""
		}
	default:
		if ours == theirs {
			return ""
		}
	}
	return fmt.Sprintf("%s: the oracle has %s, the engine %s", path, shortened(compact(ours)), shortened(compact(theirs)))
}

func position(object oracle.Object, name string) int {
	for i, m := range object {
		if m.Name == name {
			return i
		}
	}
	return -1
}

func compact(v any) string {
	out, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func shortened(text string) string {
	if runes := []rune(text); len(runes) > 400 {
		return string(runes[:400]) + "…"
	}
	return text
}

// decoded reads JSON with objects in their order.
func decoded(t testing.TB, data []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	v, err := decodeValue(decoder)
	if err != nil {
		t.Fatalf("an answer is not JSON: %v: %s", err, data)
	}
	return v
}

func decodeValue(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Number:
		return token.Int64()
	case json.Delim:
		if token == '{' {
			return decodeObject(decoder)
		}
		list := []any{}
		for decoder.More() {
			item, err := decodeValue(decoder)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := decoder.Token()
		return list, err
	default:
		return token, nil
	}
}

func decodeObject(decoder *json.Decoder) (any, error) {
	object := oracle.Object{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		v, err := decodeValue(decoder)
		if err != nil {
			return nil, err
		}
		object = append(object, oracle.Member{Name: key.(string), Value: v})
	}
	_, err := decoder.Token()
	return object, err
}
