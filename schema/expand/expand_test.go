package expand_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/tools/txtar"

	"partnergraph/schema"
	"partnergraph/schema/expand"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden expands each case together with the preamble, which declares the directives, and compares what the case adds.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			given := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool { return isGolden(f.Name) })
			got := &txtar.Archive{Comment: archive.Comment, Files: append(given, expanded(t, given)...)}
			if *update {
				if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
				t.Errorf("run with -update after checking the difference (-want +got):\n%s", diff)
			}
		})
	}
}

func isGolden(name string) bool {
	return name == "full.graphqls" || strings.HasPrefix(name, "roots/")
}

// expanded returns the full schema without what the preamble alone gives, and the roots.
func expanded(t *testing.T, given []txtar.File) []txtar.File {
	t.Helper()
	preamble := source(t, "testdata/preamble.graphqls")
	plain, _, err := expand.Expand([]*ast.Source{preamble})
	if err != nil {
		t.Fatal(err)
	}
	sources := []*ast.Source{preamble}
	for _, file := range given {
		sources = append(sources, &ast.Source{Name: file.Name, Input: string(file.Data)})
	}
	full, roots, err := expand.Expand(sources)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSuffix(plain, "\n"), "\n\n")
	blocks := slices.DeleteFunc(strings.Split(strings.TrimSuffix(full, "\n"), "\n\n"), func(block string) bool {
		return slices.Contains(known, block)
	})
	files := []txtar.File{{Name: "full.graphqls", Data: []byte(strings.Join(blocks, "\n\n") + "\n")}}
	for _, name := range slices.Sorted(maps.Keys(roots)) {
		if name != "preamble.graphqls" {
			files = append(files, txtar.File{Name: "roots/" + name, Data: []byte(roots[name])})
		}
	}
	return files
}

func source(t *testing.T, name string) *ast.Source {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return &ast.Source{Name: filepath.ToSlash(name), Input: string(text)}
}

// contract reads the real contract.
func contract(t *testing.T) []*ast.Source {
	t.Helper()
	names, err := filepath.Glob("../*.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	var sources []*ast.Source
	for _, name := range names {
		if filepath.Base(name) != "full.graphqls" {
			sources = append(sources, source(t, name))
		}
	}
	return sources
}

// TestCommitted holds the committed files to the contract they were generated from.
func TestCommitted(t *testing.T) {
	full, roots, err := expand.Expand(contract(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(source(t, "../full.graphqls").Input, full); diff != "" {
		t.Errorf("full.graphqls is stale; run go generate ./schema:\n%s", diff)
	}
	committed, err := filepath.Glob("../roots/*.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, name := range committed {
		texts[filepath.Base(name)] = source(t, name).Input
	}
	if diff := cmp.Diff(texts, roots); diff != "" {
		t.Errorf("roots/ is stale; run go generate ./schema:\n%s", diff)
	}
}

// TestModel proves that the full schema is one the product's own reader takes, and that both spell enum values alike.
func TestModel(t *testing.T) {
	full, _, err := expand.Expand(contract(t))
	if err != nil {
		t.Fatal(err)
	}
	model, err := schema.Parse(&ast.Source{Name: "full.graphqls", Input: full})
	if err != nil {
		t.Fatal(err)
	}
	for _, node := range model.Nodes() {
		order := model.AST.Types[node.Name+"OrderField"]
		if order == nil {
			continue
		}
		var want, got []string
		for _, field := range node.Fields {
			if field.Ordered() != nil {
				want = append(want, schema.ScreamingSnake(field.Name))
			}
		}
		for _, value := range order.EnumValues[:min(len(want), len(order.EnumValues))] { // then come values along relations
			got = append(got, value.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-indexed +orderable):\n%s", order.Name, diff)
		}
	}
}

// TestOrderOfSources proves that neither the order of the files nor that of any map reaches the output.
func TestOrderOfSources(t *testing.T) {
	sources := contract(t)
	want, wantRoots, err := expand.Expand(sources)
	if err != nil {
		t.Fatal(err)
	}
	for turn := range sources {
		turned := append(slices.Clone(sources[turn:]), sources[:turn]...)
		got, gotRoots, err := expand.Expand(turned)
		if err != nil {
			t.Fatal(err)
		}
		if got != want || !maps.Equal(gotRoots, wantRoots) {
			t.Fatalf("turned by %d files, the output differs", turn)
		}
	}
}

// TestRootsAnswerPlanned proves that gqlgen has nothing to generate but root fields.
func TestRootsAnswerPlanned(t *testing.T) {
	full, roots, err := expand.Expand(contract(t))
	if err != nil {
		t.Fatal(err)
	}
	whole := load(t, &ast.Source{Name: "full.graphqls", Input: full})
	var sources []*ast.Source
	for name, text := range roots {
		sources = append(sources, &ast.Source{Name: name, Input: text})
	}
	reduced := load(t, sources...)
	for _, def := range reduced.Types {
		if !def.BuiltIn && def.Kind != ast.Scalar && def != reduced.Query && def != reduced.Mutation && def != reduced.Subscription {
			t.Errorf("type %s would be generated", def.Name)
		}
	}
	compareRoots(t, whole.Query, reduced.Query)
	compareRoots(t, whole.Mutation, reduced.Mutation)
}

func compareRoots(t *testing.T, whole, reduced *ast.Definition) {
	t.Helper()
	for _, field := range whole.Fields {
		root := reduced.Fields.ForName(field.Name)
		switch {
		case strings.HasPrefix(field.Name, "__"):
		case root == nil:
			t.Errorf("%s.%s is missing", whole.Name, field.Name)
		case root.Type.String() != "Planned":
			t.Errorf("%s.%s answers %s", whole.Name, field.Name, root.Type)
		case len(root.Arguments) != 0:
			t.Errorf("%s.%s has arguments", whole.Name, field.Name)
		case root.Description != field.Description:
			t.Errorf("%s.%s is described otherwise", whole.Name, field.Name)
		}
	}
	if len(whole.Fields) != len(reduced.Fields) {
		t.Errorf("%s has %d fields, want %d", whole.Name, len(reduced.Fields), len(whole.Fields))
	}
}

func load(t testing.TB, sources ...*ast.Source) *ast.Schema {
	t.Helper()
	loaded, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}
