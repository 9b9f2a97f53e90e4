package expand_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"

	"partnergraph/schema/expand"
)

// undescribed lists everything in a schema that has no description.
func undescribed(schema *ast.Schema) []string {
	var bare []string
	note := func(description, format string, args ...any) {
		if description == "" {
			bare = append(bare, fmt.Sprintf(format, args...))
		}
	}
	for _, directive := range schema.Directives {
		if directive.Position.Src.BuiltIn {
			continue
		}
		note(directive.Description, "@%s", directive.Name)
		for _, argument := range directive.Arguments {
			note(argument.Description, "@%s(%s:)", directive.Name, argument.Name)
		}
	}
	for _, def := range schema.Types {
		if def.BuiltIn {
			continue
		}
		note(def.Description, "%s", def.Name)
		for _, field := range def.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			note(field.Description, "%s.%s", def.Name, field.Name)
			for _, argument := range field.Arguments {
				note(argument.Description, "%s.%s(%s:)", def.Name, field.Name, argument.Name)
			}
		}
		for _, value := range def.EnumValues {
			note(value.Description, "%s.%s", def.Name, value.Name)
		}
	}
	return bare
}

func TestEverythingIsDescribed(t *testing.T) {
	full, roots, err := expand.Expand(contract(t))
	if err != nil {
		t.Fatal(err)
	}
	var sources []*ast.Source
	for name, text := range roots {
		sources = append(sources, &ast.Source{Name: name, Input: text})
	}
	for _, loaded := range []*ast.Schema{load(t, &ast.Source{Name: "full.graphqls", Input: full}), load(t, sources...)} {
		for _, name := range undescribed(loaded) {
			t.Errorf("%s is not described", name)
		}
	}
}

// TestPrintedIsRead proves that printing loses nothing: what is read back from the full schema is what was printed, and it prints
// the same. The full schema has connections in place of relation lists, so the printer alone is asked.
func TestPrintedIsRead(t *testing.T) {
	full, _, err := expand.Expand(contract(t))
	if err != nil {
		t.Fatal(err)
	}
	document, err := parser.ParseSchema(&ast.Source{Name: "full.graphqls", Input: full})
	if err != nil {
		t.Fatal(err)
	}
	if again := expand.Print(document); again != full {
		t.Error("the full schema, read and printed again, differs")
	}
}

// things is a contract of n node types, each with the same properties and with relations to the next, to itself and to one that all
// share.
func things(n int) *ast.Source {
	var b strings.Builder
	b.WriteString(`"Reading."
type Query {
  "Hubs."
  hubs: [Hub!]! @connection
}
"A hub."
interface Hub @node {
  "Its id."
  id: ID!
  "Its peers."
  peers: [Hub!]! @relation(type: "PEERS", edge: "Since")
}
"Since when."
type Since @edge {
  "The year."
  year: Int
}
`)
	for i := range n {
		fmt.Fprintf(&b, `"A thing."
type T%03d implements Hub @node {
  "Its name."
  name: String! @index
  "The next."
  next: T%03d @relation(type: "NEXT")
  "Those like it."
  alike: [T%03d!]! @relation(type: "ALIKE", edge: "Since")
  "Those below."
  below: [T%03d!]! @relation(type: "BELOW")
}
`, i, (i+1)%n, i, i)
	}
	return &ast.Source{Name: "things.graphqls", Input: b.String()}
}

// TestSizeIsLinear proves that the hundredth type costs as much as the eleventh: no type is written out beneath another.
func TestSizeIsLinear(t *testing.T) {
	size := func(n int) int {
		full, _, err := expand.Expand([]*ast.Source{source(t, "testdata/preamble.graphqls"), things(n)})
		if err != nil {
			t.Fatal(err)
		}
		return len(full)
	}
	eleventh, hundredth := size(11)-size(10), size(100)-size(99)
	if eleventh != hundredth || eleventh <= 0 {
		t.Errorf("the 11th type adds %d bytes, the 100th %d", eleventh, hundredth)
	}
}

// TestSharedConnections proves that a second field of the same target and edge type adds no type.
func TestSharedConnections(t *testing.T) {
	types := func(extra string) int {
		full, _, err := expand.Expand([]*ast.Source{source(t, "testdata/preamble.graphqls"), things(3), {Name: "z.graphqls", Input: extra}})
		if err != nil {
			t.Fatal(err)
		}
		return len(load(t, &ast.Source{Input: full}).Types)
	}
	one := types("")
	two := types(`extend type T000 {
  "Those above."
  above: [T000!]! @relation(type: "ABOVE", edge: "Since")
}`)
	if one != two {
		t.Errorf("a field leading where others lead makes %d types of %d", two, one)
	}
}

// TestDamagedContract takes words out of the real contract. Whatever is left, the answer is an error that names a file or a schema
// that loads; never a panic.
func TestDamagedContract(t *testing.T) {
	sources := contract(t)
	rapid.Check(t, func(r *rapid.T) {
		at := rapid.IntRange(0, len(sources)-1).Draw(r, "file")
		words := strings.SplitAfter(sources[at].Input, " ")
		word := rapid.IntRange(0, len(words)-1).Draw(r, "word")
		count := rapid.IntRange(1, min(3, len(words)-word)).Draw(r, "count")
		damaged := append([]*ast.Source(nil), sources...)
		damaged[at] = &ast.Source{
			Name:  sources[at].Name,
			Input: strings.Join(words[:word], "") + strings.Join(words[word+count:], ""),
		}
		full, _, err := expand.Expand(damaged)
		if err != nil {
			if !strings.Contains(err.Error(), ".graphqls:") {
				r.Fatalf("the error names no file: %v", err)
			}
			return
		}
		if _, err := gqlparser.LoadSchema(&ast.Source{Input: full}); err != nil {
			r.Fatalf("the schema does not load: %v", err)
		}
	})
}
