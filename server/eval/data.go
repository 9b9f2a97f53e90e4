package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// agreement is a line of agreements.csv with its parties.
type agreement struct {
	id, title, start, objective string
	classes                     []string // paths of euroSciVoc, such as /natural sciences/biology
	parties                     []party
}

type party struct {
	organization *organization
	role         string
}

// organization is a line of organizations.csv.
type organization struct {
	id, name, short, kind, city, country string
}

// academic reports whether it is one of those that are looked for.
func (o *organization) academic() bool { return o.kind == "HES" || o.kind == "REC" }

// data is a directory of collaborations.
type data struct{ agreements []*agreement } // by id

func read(directory string) (*data, error) {
	organizations, agreements := map[string]*organization{}, map[string]*agreement{}
	d := &data{}
	err := lines(filepath.Join(directory, "organizations.csv"), func(field func(string) string) error {
		o := &organization{field("id"), field("name"), field("shortName"), field("type"), field("city"), field("country")}
		organizations[o.id] = o
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = lines(filepath.Join(directory, "agreements.csv"), func(field func(string) string) error {
		a := &agreement{id: field("id"), title: field("title"), start: field("startDate"), objective: field("objective")}
		if classes := field("euroSciVoc"); classes != "" {
			a.classes = strings.Split(classes, "|")
		}
		agreements[a.id] = a
		d.agreements = append(d.agreements, a)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = lines(filepath.Join(directory, "parties.csv"), func(field func(string) string) error {
		a, o := agreements[field("agreement")], organizations[field("organization")]
		if a == nil || o == nil {
			return fmt.Errorf("party %s of %s is unknown", field("organization"), field("agreement"))
		}
		a.parties = append(a.parties, party{o, field("role")})
		return nil
	})
	slices.SortFunc(d.agreements, func(a, b *agreement) int { return strings.Compare(a.id, b.id) })
	return d, err
}

// lines calls visit with each line of a CSV file, whose first line names the fields.
func lines(name string, visit func(field func(string) string) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var missing error
	for i, line := range all[min(1, len(all)):] {
		field := func(column string) string {
			if at := slices.Index(all[0], column); at >= 0 {
				return line[at]
			}
			missing = fmt.Errorf("%s has no column %q", name, column)
			return ""
		}
		if err := visit(field); missing == nil && err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+2, err)
		}
	}
	return missing
}

// split is the data before and from a day on.
type split struct {
	known      []*agreement
	candidates []*organization // universities and institutes seen before the day, by id
	seen       map[*organization]bool
	questions  []question
}

// question is an enterprise of a later agreement that looks for its academic partners.
type question struct {
	asks    *organization
	about   *agreement
	truth   map[*organization]bool // its academic partners there that were seen before
	partner map[*organization]bool // whom it worked with before
}

func (d *data) at(cut, until string) split {
	s := split{seen: map[*organization]bool{}}
	with := map[*organization]map[*organization]bool{}
	for _, a := range d.agreements {
		if a.start >= cut {
			continue
		}
		s.known = append(s.known, a)
		for _, p := range a.parties {
			if o := p.organization; !s.seen[o] {
				s.seen[o], with[o] = true, map[*organization]bool{}
				if o.academic() {
					s.candidates = append(s.candidates, o)
				}
			}
			for _, other := range a.parties {
				if other.organization != p.organization {
					with[p.organization][other.organization] = true
				}
			}
		}
	}
	slices.SortFunc(s.candidates, byID)
	for _, a := range d.agreements {
		if a.start < cut || until != "" && a.start >= until {
			continue
		}
		truth := map[*organization]bool{}
		var asking []*organization
		for _, p := range a.parties {
			switch o := p.organization; {
			case o.academic() && s.seen[o]:
				truth[o] = true
			case o.kind == "PRC" && !slices.Contains(asking, o):
				asking = append(asking, o)
			}
		}
		slices.SortFunc(asking, byID)
		for _, o := range asking {
			if len(truth) > 0 {
				s.questions = append(s.questions, question{o, a, truth, with[o]})
			}
		}
	}
	return s
}

func byID(a, b *organization) int { return strings.Compare(a.id, b.id) }
