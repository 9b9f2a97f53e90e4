package ui

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed operations
var operationFiles embed.FS

// Operation is a ready-made GraphQL operation that runs on the seed as it is.
type Operation struct {
	// Name is the operation's name in its document, such as "FindPartners".
	Name string
	// Title says what it is for, Chinese first: "匹配伙伴 · Find partners".
	Title string
	// Text is the whole document, its title as a leading comment included.
	Text string
	// Variables is the JSON object of its variables, empty when it has none.
	Variables string
}

// Operations returns the ready-made operations in the order of the
// Playground's tabs. The caller owns the slice.
func Operations() []Operation {
	operations, err := readOperations(operationFiles)
	if err != nil {
		panic("ui: the embedded operations are well-formed: " + err.Error())
	}
	return operations
}

// readOperations reads operations/N-Name.graphql, each with the variables in
// operations/N-Name.variables.json if there is such a file, in the order of
// their file names.
func readOperations(files fs.FS) ([]Operation, error) {
	paths, err := fs.Glob(files, "operations/*.graphql")
	if err != nil {
		return nil, fmt.Errorf("list operations: %w", err)
	}
	operations := make([]Operation, 0, len(paths))
	for _, path := range paths {
		operation, err := readOperation(files, path)
		if err != nil {
			return nil, fmt.Errorf("read operation %s: %w", path, err)
		}
		operations = append(operations, operation)
	}
	return operations, nil
}

func readOperation(files fs.FS, path string) (Operation, error) {
	text, err := fs.ReadFile(files, path)
	if err != nil {
		return Operation{}, err
	}
	firstLine, _, _ := strings.Cut(string(text), "\n")
	title, isComment := strings.CutPrefix(firstLine, "# ")
	if !isComment {
		return Operation{}, fmt.Errorf("first line %q is not a title comment", firstLine)
	}
	stem := strings.TrimSuffix(path, ".graphql")
	_, name, numbered := strings.Cut(stem, "-")
	if !numbered {
		return Operation{}, fmt.Errorf("file name is not N-Name.graphql")
	}
	variables, err := fs.ReadFile(files, stem+".variables.json")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Operation{}, err
	}
	return Operation{
		Name:      name,
		Title:     strings.TrimSpace(title),
		Text:      string(text),
		Variables: strings.TrimSpace(string(variables)),
	}, nil
}
