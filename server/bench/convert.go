package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// This file turns the records of the harness's generator into the form that `server load` reads.

type record = map[string]any

// lines is a file to write to.
type lines struct {
	file    *os.File
	buffer  *bufio.Writer
	encoder *json.Encoder
}

// converter reads the generator's files from one folder and writes ours into another.
type converter struct {
	from, to string
	files    map[string]*lines
	places   map[string]string
}

func convert(from, to string) (err error) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	c := &converter{from: from, to: to, files: map[string]*lines{}, places: map[string]string{}}
	defer func() { err = errors.Join(err, c.close()) }()
	types := map[string]string{"ENTERPRISE": "Enterprise", "UNIVERSITY": "University", "RESEARCH_INSTITUTE": "ResearchInstitute", "INCUBATOR": "Incubator"}
	return errors.Join(
		c.each("fields", func(r record) error {
			return c.write("TechnologyField", record{"id": r["id"], "name": r["name"], "level": r["level"], "code": r["id"], "scheme": "GEN"})
		}),
		c.relations("subfield_of", "TechnologyField.parent", "c", "p"),
		c.each("organizations", func(r record) error {
			place, err := c.place(fmt.Sprint(r["region"]))
			return errors.Join(err,
				c.write(types[fmt.Sprint(r["kind"])], record{"id": r["id"], "name": r["name"], "registeredOn": r["registeredAt"]}),
				c.write("Organization.place", record{"from": r["id"], "to": place}))
		}),
		c.relations("works_in", "Organization.fields", "o", "f"),
		c.each("agreements", func(r record) error {
			amount, _ := r["amount"].(float64)
			r["amount"] = fmt.Sprintf("%.2f", amount)
			return c.write("Agreement", r)
		}),
		c.each("party_to", func(r record) error {
			return c.write("Agreement.parties", record{"from": r["a"], "to": r["o"], "role": r["role"]})
		}),
		c.texts("needs", "Need", record{"state": "OPEN"}),
		c.relations("need_fields", "Need.fields", "i", "f"),
		c.texts("capabilities", "Capability", nil),
		c.relations("capability_fields", "Capability.fields", "i", "f"),
	)
}

// place is the place of a region, a record of ours where the generator has a text.
func (c *converter) place(region string) (string, error) {
	if id, known := c.places[region]; known {
		return id, nil
	}
	id := fmt.Sprintf("region-%02d", len(c.places))
	c.places[region] = id
	return id, c.write("Place", record{"id": id, "name": region, "level": "PROVINCE"})
}

func (c *converter) relations(from, to, start, end string) error {
	return c.each(from, func(r record) error { return c.write(to, record{"from": r[start], "to": r[end]}) })
}

func (c *converter) texts(from, to string, also record) error {
	return c.each(from, func(r record) error {
		line := record{"id": r["id"], "title": r["text"]}
		for name, value := range also {
			line[name] = value
		}
		return errors.Join(c.write(to, line), c.write(to+".organization", record{"from": r["id"], "to": r["o"]}))
	})
}

// each calls visit for every record of one of the generator's files.
func (c *converter) each(name string, visit func(record) error) error {
	file, err := os.Open(filepath.Join(c.from, name+".jsonl"))
	if err != nil {
		return err
	}
	defer file.Close()
	decoder := json.NewDecoder(bufio.NewReaderSize(file, 64<<10))
	for {
		var r record
		if err := decoder.Decode(&r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := visit(r); err != nil {
			return err
		}
	}
}

func (c *converter) write(name string, r record) error {
	to := c.files[name]
	if to == nil {
		file, err := os.Create(filepath.Join(c.to, name+".jsonl"))
		if err != nil {
			return err
		}
		buffer := bufio.NewWriterSize(file, 64<<10)
		to = &lines{file, buffer, json.NewEncoder(buffer)}
		c.files[name] = to
	}
	return to.encoder.Encode(r)
}

func (c *converter) close() error {
	var errs []error
	for _, f := range c.files {
		errs = append(errs, f.buffer.Flush(), f.file.Close())
	}
	return errors.Join(errs...)
}
