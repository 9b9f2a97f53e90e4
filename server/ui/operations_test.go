package ui

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/schema"
)

func TestOperationsAreTheThreeJobs(t *testing.T) {
	want := []string{"FindPartners", "RegisterAgreement", "ExploreNetwork"}
	contract, err := gqlparser.LoadSchema(schema.Source())
	if err != nil {
		t.Fatal(err)
	}
	operations := Operations()
	if len(operations) != len(want) {
		t.Fatalf("%d operations, want %d", len(operations), len(want))
	}
	for i, operation := range operations {
		if operation.Name != want[i] {
			t.Errorf("operation %d is %s, want %s", i, operation.Name, want[i])
		}
		document, problems := gqlparser.LoadQueryWithRules(contract, operation.Text, rules.NewDefaultRules())
		if len(problems) > 0 {
			t.Errorf("%s: %v", operation.Name, problems)
			continue
		}
		if len(document.Operations) != 1 || document.Operations[0].Name != operation.Name {
			t.Errorf("%s: the document must hold one operation of this name", operation.Name)
		}
		chinese, english, parted := strings.Cut(operation.Title, " · ")
		if !parted || english == "" || !isChinese(chinese) {
			t.Errorf("%s: title %q is not Chinese · English", operation.Name, operation.Title)
		}
		if operation.Variables != "" && !json.Valid([]byte(operation.Variables)) {
			t.Errorf("%s: variables are not JSON", operation.Name)
		}
	}
}

func isChinese(text string) bool {
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return text != ""
}

func TestReadOperations(t *testing.T) {
	operations, err := readOperations(fstest.MapFS{
		"operations/2-Second.graphql":        {Data: []byte("# 二 · Two\nquery Second { b }\n")},
		"operations/1-First.graphql":         {Data: []byte("# 一 · One\r\nquery First { a }\n")},
		"operations/1-First.variables.json":  {Data: []byte("{\"a\": 1}\n")},
		"operations/notes.txt":               {Data: []byte("not an operation")},
		"operations/3-Lost.variables.json":   {Data: []byte("{}")},
		"elsewhere/0-Elsewhere.graphql":      {Data: []byte("# 零 · Zero\n")},
		"operations/deeper/0-Deeper.graphql": {Data: []byte("# 零 · Zero\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Operation{
		{Name: "First", Title: "一 · One", Text: "# 一 · One\r\nquery First { a }\n", Variables: `{"a": 1}`},
		{Name: "Second", Title: "二 · Two", Text: "# 二 · Two\nquery Second { b }\n"},
	}
	if len(operations) != len(want) {
		t.Fatalf("got %d operations, want %d", len(operations), len(want))
	}
	for i := range want {
		if operations[i] != want[i] {
			t.Errorf("operation %d is %+v, want %+v", i, operations[i], want[i])
		}
	}
}

func TestReadOperationsRefuses(t *testing.T) {
	cases := map[string]struct{ path, text, wantError string }{
		"no title":       {"operations/1-A.graphql", "query A { a }", "not a title comment"},
		"no text":        {"operations/1-A.graphql", "", "not a title comment"},
		"no number":      {"operations/A.graphql", "# 一 · One\nquery A { a }", "not N-Name.graphql"},
		"names its file": {"operations/7-Bad.graphql", "{ a }", "operations/7-Bad.graphql"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := readOperations(fstest.MapFS{c.path: {Data: []byte(c.text)}})
			if err == nil || !strings.Contains(err.Error(), c.wantError) {
				t.Errorf("error %v, want %q", err, c.wantError)
			}
		})
	}
}
