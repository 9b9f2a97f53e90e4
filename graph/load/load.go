package load

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Graph is what a directory holds, by file name and then by line.
type Graph struct {
	Nodes     []store.Operation // each a CreateNode
	Relations []Relation
}

// Relation is a Relate operation and the id of the record that it belongs to: the one whose field the data named.
type Relation struct {
	Owner string
	store.Operation
}

// Operations lists the nodes and then their relations: an order in which a store can carry them out.
func (g Graph) Operations() []store.Operation {
	operations := make([]store.Operation, 0, len(g.Nodes)+len(g.Relations))
	operations = append(operations, g.Nodes...)
	for _, relation := range g.Relations {
		operations = append(operations, relation.Operation)
	}
	return operations
}

// maxErrors ends the reading: whoever sees so many will mend them before asking for more.
const maxErrors = 20

// maxLine is the length in bytes that a line must not reach, as that of the largest request.
const maxLine = 1 << 20

// Read reads all files named *.jsonl at the top of the directory; others are ignored. Every id, also where a relation names it, is
// passed through identify, which must give the same id for the same text; nil keeps them as they are. The error joins one error a
// bad line, at most 20, each with its file and line.
func Read(files fs.FS, model *schema.Model, identify func(string) string) (Graph, error) {
	names, err := fs.Glob(files, "*.jsonl")
	if err != nil {
		return Graph{}, fmt.Errorf("load: %w", err)
	}
	r := newReader(model, identify)
	for _, name := range names {
		if err := r.file(files, name); err != nil {
			r.errs = append(r.errs, err)
		}
	}
	r.checkEnds()
	if len(r.errs) > 0 {
		return Graph{}, fmt.Errorf("load: %w", errors.Join(r.errs...))
	}
	return r.Graph, nil
}

// reader gathers the graph and remembers where everything stood, so that what only shows across files is reported with its place.
type reader struct {
	Graph
	model     *schema.Model
	identify  func(string) string
	nodes     map[string]origin // by id as stored
	relations map[store.RelationRef]place
	ends      []end
	errs      []error
}

func newReader(model *schema.Model, identify func(string) string) *reader {
	if identify == nil {
		identify = func(id string) string { return id }
	}
	return &reader{model: model, identify: identify, nodes: map[string]origin{}, relations: map[store.RelationRef]place{}}
}

// expect makes room for what so many lines of a file hold, but for the relations inside records.
func (r *reader) expect(lines int, relations bool) {
	if relations {
		r.Relations, r.relations, r.ends = make([]Relation, 0, lines), make(map[store.RelationRef]place, lines), make([]end, 0, 2*lines)
	} else {
		r.Nodes, r.nodes = make([]store.Operation, 0, lines), make(map[string]origin, lines)
	}
}

// place is a line of a file.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// origin is where a node was read and what it is.
type origin struct {
	place
	concrete string
}

// end is an end of a relation that is to be of a type.
type end struct {
	place
	key, id string // as written, as stored
	want    *schema.Node
}

// file reads one file; its name says what its lines are. The error is about the file as a whole, those of lines are kept.
func (r *reader) file(files fs.FS, name string) error {
	line, err := r.lineReader(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	file, err := files.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	return r.lines(file, name, line)
}

func (r *reader) lines(file io.Reader, name string, read func(place, object) error) error {
	at := place{file: name}
	scanner := newScanner(file)
	for scanner.Scan() && len(r.errs) < maxErrors {
		at.line++
		r.line(at, scanner.Bytes(), read)
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", name, at.line+1, err)
	}
	return nil
}

func newScanner(file io.Reader) *bufio.Scanner {
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, maxLine)
	return scanner
}

// line reads one line; a blank one holds nothing.
func (r *reader) line(at place, text []byte, read func(place, object) error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return
	}
	members, err := parse(text)
	if err == nil {
		err = read(at, members)
	}
	if err != nil {
		r.errs = append(r.errs, fmt.Errorf("%s: %w", at, err))
	}
}

// lineReader finds what the lines of a file are by its name: Type.jsonl or Type.field.jsonl.
func (r *reader) lineReader(name string) (func(place, object) error, error) {
	typeName, fieldName, isRelation := strings.Cut(strings.TrimSuffix(name, ".jsonl"), ".")
	node := r.model.Node(typeName)
	if node == nil {
		return nil, fmt.Errorf("the contract has no type %q", typeName)
	}
	if !isRelation {
		if node.Abstract {
			return nil, fmt.Errorf("%s is an interface: records stand in the files of its types", typeName)
		}
		return func(at place, o object) error { return r.record(at, node, o) }, nil
	}
	field := node.Field(fieldName)
	if field == nil || field.Relation == nil || field.Relation.Type == "" {
		return nil, fmt.Errorf("%s has no relation %q", typeName, fieldName)
	}
	return func(at place, o object) error { return r.relation(at, node, field.Relation, o) }, nil
}

// checkEnds finds relations that end at records of the directory which are of another type than the relation's.
func (r *reader) checkEnds() {
	for _, e := range r.ends {
		if len(r.errs) >= maxErrors {
			return
		}
		if node, here := r.nodes[e.id]; here && !e.want.Is(node.concrete) {
			r.errs = append(r.errs, fmt.Errorf("%s: %q is of type %s, not %s", e.place, e.key, node.concrete, e.want.Name))
		}
	}
}
