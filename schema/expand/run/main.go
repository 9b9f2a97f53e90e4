// Command run completes the contract: it reads the .graphqls files of a directory and writes full.graphqls and roots/ beside them.
// `go generate ./schema` starts it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema/expand"
)

const (
	fullName  = "full.graphqls"
	rootsName = "roots"
)

func main() {
	directory := "."
	if len(os.Args) > 1 {
		directory = os.Args[1]
	}
	if err := run(directory); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run rewrites the generated files of the directory. Nothing is written when the contract has an error.
func run(directory string) error {
	sources, err := read(directory)
	if err != nil {
		return fmt.Errorf("read the contract: %w", err)
	}
	full, roots, err := expand.Expand(sources)
	if err != nil {
		return err
	}
	if err := write(directory, full, roots); err != nil {
		return fmt.Errorf("write the full schema: %w", err)
	}
	return nil
}

func read(directory string) ([]*ast.Source, error) {
	names, err := filepath.Glob(filepath.Join(directory, "*.graphqls"))
	if err != nil {
		return nil, err
	}
	var sources []*ast.Source
	for _, name := range names {
		if filepath.Base(name) == fullName {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, &ast.Source{Name: filepath.ToSlash(name), Input: string(text)})
	}
	if len(sources) == 0 {
		return nil, fmt.Errorf("no .graphqls file in %s", directory)
	}
	return sources, nil
}

// write replaces the roots as a whole, so that a noun that lost its last root field leaves no file behind.
func write(directory, full string, roots map[string]string) error {
	if err := os.WriteFile(filepath.Join(directory, fullName), []byte(full), 0o644); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(directory, rootsName)); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(directory, rootsName), 0o755); err != nil {
		return err
	}
	for name, text := range roots {
		if err := os.WriteFile(filepath.Join(directory, rootsName, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
