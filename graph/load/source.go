package load

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// source is a file of a directory that is loaded in change sets.
type source struct {
	files     fs.FS
	name      string
	size      int64 // bytes
	model     *schema.Model
	relations bool         // its lines are relations, not records
	holding   map[int]bool // by first line: the sets that were written and whose records hold relations
}

// survey lists the files of a directory and refuses those that fit nothing in the contract, before anything is written.
func survey(files fs.FS, model *schema.Model) ([]*source, error) {
	names, err := fs.Glob(files, "*.jsonl")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no files named *.jsonl: %w", fs.ErrNotExist)
	}
	sources := make([]*source, len(names))
	for i, name := range names {
		if _, err := newReader(model, nil).lineReader(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		info, err := fs.Stat(files, name)
		if err != nil {
			return nil, err
		}
		sources[i] = &source{
			files: files, name: name, size: info.Size(), model: model, holding: map[int]bool{},
			relations: strings.Contains(strings.TrimSuffix(name, ".jsonl"), "."),
		}
	}
	return sources, nil
}

func (s *source) takesPart(pass pass) bool {
	switch pass {
	case records:
		return !s.relations
	case inside:
		return len(s.holding) > 0
	default:
		return s.relations
	}
}

// set is a run of lines of one file, as a change set.
type set struct {
	of           *source
	pass         pass
	first        place
	lines, bytes int64
	key          string
	operations   []store.Operation
	checked      store.ChangeSet
	places       []place // of the operations
	inside       bool    // the records hold relations
	faults       []error
}

// explain gives the store's refusal the place of the line that it is about.
func (s *set) explain(refusal *store.Refusal) error {
	at := s.first
	if refusal.Operation != store.SetItself {
		at = s.places[refusal.Operation]
	}
	if refusal.ID == "" {
		return fmt.Errorf("%s: %s: %s", at, refusal.Field, refusal.Reason)
	}
	return fmt.Errorf("%s: %s: %q: %s", at, refusal.Field, refusal.ID, refusal.Reason)
}

// read cuts the file into sets of size lines and hands those that the pass takes to take, until that returns false. The error is about
// the file as a whole.
func (s *source) read(pass pass, size int, take func(*set) bool) error {
	file, err := s.files.Open(s.name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	scanner := newScanner(file)
	var text []byte
	var ends []int // in text, of each line
	first := 1
	hand := func() bool {
		more := len(ends) == 0 || pass == inside && !s.holding[first] || take(s.parse(pass, place{s.name, first}, text, ends))
		first += len(ends)
		text, ends = text[:0], ends[:0]
		return more
	}
	for scanner.Scan() {
		text = append(append(text, scanner.Bytes()...), '\n')
		if ends = append(ends, len(text)); len(ends) == size && !hand() {
			return nil
		}
	}
	more := hand()
	if err := scanner.Err(); err != nil && more && pass != inside {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("the line is longer than %d bytes", maxLine)
		}
		at := place{s.name, first}
		take(&set{of: s, pass: pass, first: at, faults: []error{fmt.Errorf("%s: %w; what follows was not read", at, err)}})
	}
	return nil
}

// parse reads the lines of a set.
func (s *source) parse(pass pass, first place, text []byte, ends []int) *set {
	r := newReader(s.model, nil)
	read, err := r.lineReader(s.name)
	if err != nil {
		panic("load: survey has refused files that fit nothing: " + err.Error())
	}
	r.expect(len(ends), s.relations)
	result := &set{of: s, pass: pass, first: first, bytes: int64(len(text)), key: key(pass, first, text)}
	start, at := 0, first
	for _, end := range ends {
		line := text[start:end]
		if len(bytes.TrimSpace(line)) > 0 {
			result.lines++
		}
		if len(r.errs) < maxErrors {
			r.line(at, line, read)
		}
		start, at.line = end, at.line+1
	}
	r.checkEnds()
	result.faults = r.errs
	result.inside = len(r.Relations) > 0
	result.operations, result.places = make([]store.Operation, 0, len(ends)), make([]place, 0, len(ends))
	if pass == records {
		for _, node := range r.Nodes {
			result.add(node, r.nodes[node.ID].place)
		}
	} else {
		for _, relation := range r.Relations {
			result.add(relation.Operation, r.relations[r.ref(relation.Operation)])
		}
	}
	if len(result.faults) == 0 {
		result.checked = store.Checked(s.model, store.ChangeSet{
			Actor: Actor, Mutation: mutation, Key: result.key, Digest: result.key, Operations: result.operations,
		})
	}
	return result
}

func (s *set) add(operation store.Operation, at place) {
	s.operations, s.places = append(s.operations, operation), append(s.places, at)
}

// key names a set by what it says and where in its file it stands.
func key(pass pass, first place, text []byte) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %s\n", pass, first)
	sum.Write(text)
	return hex.EncodeToString(sum.Sum(nil))
}
