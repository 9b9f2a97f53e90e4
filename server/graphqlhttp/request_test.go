package graphqlhttp

import (
	stdjson "encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNumbersKeepTheirDigits(t *testing.T) {
	var decoded request
	if refused := decodeObject([]byte(`{"query":"q","variables":{"a":12345678901234567890.10,"b":[{"c":1e400}]}}`), &decoded); refused != nil {
		t.Fatal(refused)
	}
	if got := decoded.Variables["a"]; got != stdjson.Number("12345678901234567890.10") {
		t.Errorf("a: %#v", got)
	}
	if got := decoded.Variables["b"].([]any)[0].(map[string]any)["c"]; got != stdjson.Number("1e400") {
		t.Errorf("c: %#v", got)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("hunter2: connection reset") }

func TestABodyThatBreaksOffIsRefused(t *testing.T) {
	_, refused := readBody(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", broken{}), 100)
	if refused == nil || refused.status != http.StatusBadRequest || strings.Contains(refused.text.EN+refused.text.ZH, "hunter2") {
		t.Errorf("%+v", refused)
	}
}

// FuzzReadBody holds the reader to encoding/json: what it accepts, that
// package accepts too, with the same values, and no refusal repeats the body.
func FuzzReadBody(f *testing.F) {
	for _, seed := range []string{
		`{"query":"{hello}"}`,
		`{"query":"{hello}","variables":{"a":[1,2.50,{"b":null}],"文":"\ud842\udfb7"},"operationName":null,"extensions":{}}`,
		`{"query":"a","query":"b"}`,
		`{"query":"\ud800","variables":{"a":{"x":1,"x":2}}}`,
		"{\"query\":\"\xb0\xb2\"}",
		`[{}]`, `{} {}`, `{"query":7}`, "\ufeff{}", `{"query":`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		const limit = 1 << 10
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(string(body)))
		params, refused := readBody(httptest.NewRecorder(), r, limit)
		if refused != nil {
			if params != nil || refused.status != http.StatusBadRequest && refused.status != http.StatusRequestEntityTooLarge {
				t.Fatalf("refused with %d and %v", refused.status, params)
			}
			return
		}
		var plain struct {
			Query     *string
			Variables map[string]any
		}
		reader := stdjson.NewDecoder(strings.NewReader(string(body)))
		reader.UseNumber()
		if err := reader.Decode(&plain); err != nil || !utf8.Valid(body) || len(body) > limit {
			t.Fatalf("accepted %q, which is not strict JSON within the limit: %v", body, err)
		}
		// encoding/json matches names of any case, and the last one wins.
		if plain.Query == nil || strings.Count(strings.ToLower(string(body)), "query") == 1 && *plain.Query != params.Query {
			t.Fatalf("query %q read as %q", body, params.Query)
		}
	})
}
