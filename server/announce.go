package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"partnergraph/seed"
	"partnergraph/server/ui"
)

// announce tells the person at the terminal where the server is and how to get a first answer.
func announce(w io.Writer, addr, store string, report seed.Report) {
	fmt.Fprintf(w, "\n  Partnergraph  %s\n\n", store)
	fmt.Fprintf(w, "  Playground  http://%s/playground\n  GraphQL     http://%s/graphql\n  Health      http://%s/healthz  http://%s/readyz\n",
		addr, addr, addr, addr)
	if report.Created+report.Updated > 0 {
		fmt.Fprintf(w, "  Seed        %d records created, %d updated, %d left alone\n", report.Created, report.Updated, report.Left)
	}
	for _, operation := range ui.Operations() {
		fmt.Fprintf(w, "\n# %s\n%s\n", operation.Title, curl(addr, operation))
	}
	fmt.Fprintln(w)
}

// curl writes an operation as a command that can be copied into a shell.
func curl(addr string, operation ui.Operation) string {
	body := map[string]any{"query": oneLine(operation.Text)}
	if operation.Variables != "" {
		body["variables"] = json.RawMessage(operation.Variables)
	}
	var encoded strings.Builder
	encoder := json.NewEncoder(&encoded)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic("server: an embedded operation is always JSON: " + err.Error())
	}
	return fmt.Sprintf("curl -s http://%s/graphql -H 'Content-Type: application/json' -d '%s'",
		addr, strings.ReplaceAll(strings.TrimSpace(encoded.String()), "'", `'\''`))
}

// oneLine drops comments and line breaks, which GraphQL does not need. The embedded operations hold no '#' inside a string.
func oneLine(document string) string {
	var words []string
	for line := range strings.Lines(document) {
		code, _, _ := strings.Cut(line, "#")
		words = append(words, strings.Fields(code)...)
	}
	return strings.Join(words, " ")
}
