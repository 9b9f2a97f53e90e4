package synthetic

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// lines writes files of JSON lines, each opened when its first line comes. After an error nothing more is written.
type lines struct {
	directory string
	files     map[string]*file
	err       error
}

type file struct {
	*os.File
	buffer *bufio.Writer
	lines  *json.Encoder
}

func (l *lines) write(name string, line record) {
	if l.err != nil {
		return
	}
	to := l.files[name]
	if to == nil {
		if to, l.err = create(filepath.Join(l.directory, name+".jsonl")); l.err != nil {
			return
		}
		if l.files == nil {
			l.files = map[string]*file{}
		}
		l.files[name] = to
	}
	if err := to.lines.Encode(line); err != nil {
		l.err = fmt.Errorf("synthetic: %w", err)
	}
}

// relate writes a line of a relation without properties.
func (l *lines) relate(name, from, to string) { l.write(name, record{"from": from, "to": to}) }

func create(path string) (*file, error) {
	opened, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("synthetic: %w", err)
	}
	buffer := bufio.NewWriterSize(opened, 64<<10)
	encoder := json.NewEncoder(buffer) // sorts the members
	encoder.SetEscapeHTML(false)
	return &file{opened, buffer, encoder}, nil
}

func (l *lines) close() error {
	var errs []error
	for _, f := range l.files {
		errs = append(errs, f.buffer.Flush(), f.Close())
	}
	return errors.Join(errs...)
}
