package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"partnergraph/seed"
)

// explained is one root field of extensions.explain.
type explained struct {
	Field, Plan, Statement string
	Memory                 bool
	Rows, Hits             int
	Steps                  []string
	Times                  map[string]int
}

// askExplained sends an operation with a header and the request's extensions, and returns the explanation as it came.
func (p *process) askExplained(t *testing.T, header, extensions string) json.RawMessage {
	t.Helper()
	query := `{ all: organizations(first: 2) { nodes { name agreements { nodes { title } } } } one: organization(name: \"安福县环保设备有限公司\") { id createdAt } kept: organization(id: \"` + seed.ID("enterprise/安福环保") + `\") { name place { name } } }`
	body := `{"query": "` + query + `", "extensions": ` + extensions + `}`
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.base+"/graphql", bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if header != "" {
		request.Header.Set("X-Explain", header)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Errors     []any
		Extensions struct{ Explain json.RawMessage }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || len(answer.Errors) > 0 {
		t.Fatal(err, answer.Errors)
	}
	return answer.Extensions.Explain
}

// TestExplain explains every root field to those who ask, on both engines, and with "profile" what the database did.
func TestExplain(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store, "--explain")
		if got := p.askExplained(t, "", "{}"); got != nil {
			t.Errorf("nobody asked: %s", got)
		}
		for _, ask := range []struct {
			header, extensions string
			profile            bool
		}{{"", `{"explain": true}`, false}, {"true", "null", false}, {"profile", "{}", true}, {"", `{"explain": "profile"}`, true}} {
			var fields []explained
			if err := json.Unmarshal(p.askExplained(t, ask.header, ask.extensions), &fields); err != nil || len(fields) != 3 {
				t.Fatalf("%+v: %v, %d fields", ask, err, len(fields))
			}
			all := fields[0]
			if all.Field != "all" || !strings.Contains(all.Plan, "Rows Organization") || all.Rows < 2 || len(all.Times) != 3 {
				t.Errorf("%+v: %+v", ask, all)
			}
			kept := fields[1]
			if kept.Field != "kept" || !kept.Memory || kept.Statement != "" || kept.Rows != 2 || kept.Steps != nil {
				t.Errorf("%+v: %+v", ask, kept)
			}
			for _, field := range []explained{all, fields[2]} {
				if field.Memory {
					t.Errorf("%s: answered from memory", field.Field)
				}
				cypher := strings.HasPrefix(field.Statement, "RETURN ")
				if !cypher && !strings.HasPrefix(field.Statement, "SELECT ") {
					t.Errorf("%s: statement %q", field.Field, field.Statement)
				}
				if profiled := len(field.Steps) > 0; profiled != ask.profile {
					t.Errorf("%+v: steps %q", ask, field.Steps)
				}
				if counted := field.Hits > 0; counted != (ask.profile && cypher) {
					t.Errorf("%+v: %d hits", ask, field.Hits)
				}
			}
		}
		p.stop(t)
	})
}

// TestExplainIsOff keeps statements to itself unless the operator wants otherwise, and never shows them beyond this machine.
func TestExplainIsOff(t *testing.T) {
	p := start(t, "--store", "sqlite:"+t.TempDir()+"/p.db")
	if got := p.askExplained(t, "profile", `{"explain": true}`); got != nil {
		t.Errorf("explained: %s", got)
	}
	p.stop(t)
	if said := refused(t, nil, "--addr", "0.0.0.0:0", "--insecure-no-auth", "--explain"); !strings.Contains(said, "--explain") {
		t.Errorf("said %q", said)
	}
}
