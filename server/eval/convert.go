package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// files gathers lines of JSON by file name.
type files map[string]*strings.Builder

type object = map[string]any

func (f files) add(name string, line object) {
	if f[name] == nil {
		f[name] = &strings.Builder{}
	}
	encoded, err := json.Marshal(line)
	if err != nil {
		panic("eval: texts are always JSON: " + err.Error())
	}
	f[name].Write(append(encoded, '\n'))
}

func (f files) write(directory string) error {
	for name, lines := range f {
		if err := os.WriteFile(filepath.Join(directory, name+".jsonl"), []byte(lines.String()), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// typeOf names the node type of an organization.
var typeOf = map[string]string{
	"PRC": "Enterprise", "HES": "University", "REC": "ResearchInstitute", "PUB": "GovernmentAgency", "OTH": "OtherOrganization",
}

var roleOf = map[string]string{
	"coordinator": "INITIATOR", "participant": "PARTNER", "associatedPartner": "TECHNICAL_SUPPORT", "thirdParty": "TECHNICAL_SUPPORT",
}

// maxSummary is the longest text that the contract allows.
const maxSummary = 8000

// convert writes what is known, and who asks, in the form that the server loads.
func convert(s split, directory string) error {
	f, done := files{}, map[string]bool{}
	for _, a := range s.known {
		f.add("Agreement", object{
			"id": "a" + a.id, "title": a.title, "summary": limited(a.objective), "kind": "JOINT_RESEARCH", "status": "ACTIVE", "startsOn": a.start,
		})
		parties := map[*organization]bool{}
		for _, p := range a.parties {
			f.organization(p.organization, done)
			if !parties[p.organization] {
				parties[p.organization] = true
				f.add("Agreement.parties", object{"from": "a" + a.id, "to": "o" + p.organization.id, "role": roleOf[p.role]})
			}
		}
		for _, class := range a.classes {
			f.field(class, done)
			f.add("Agreement.fields", object{"from": "a" + a.id, "to": fieldID(class), "basis": "STATED"})
		}
	}
	for _, q := range s.questions {
		f.organization(q.asks, done)
		for _, class := range q.about.classes {
			f.field(class, done)
		}
	}
	return f.write(directory)
}

func limited(text string) string {
	if utf8.RuneCountInString(text) > maxSummary {
		text = string([]rune(text)[:maxSummary])
	}
	return text
}

// organization adds one with its place.
func (f files) organization(o *organization, done map[string]bool) {
	if done["o"+o.id] {
		return
	}
	done["o"+o.id] = true
	line := object{"id": "o" + o.id, "name": o.name}
	if o.short != "" && o.short != o.name {
		line["aliases"] = []string{o.short}
	}
	f.add(typeOf[o.kind], line)
	if place := f.place(o, done); place != "" {
		f.add("Organization.place", object{"from": "o" + o.id, "to": place})
	}
}

// place adds an organization's city, in its country, and returns its id; "" when neither is known.
func (f files) place(o *organization, done map[string]bool) string {
	if o.country == "" {
		return ""
	}
	nation := "n/" + o.country
	if !done[nation] {
		done[nation] = true
		f.add("Place", object{"id": nation, "name": nationName(o.country), "level": "NATION"})
	}
	city := strings.Join(strings.Fields(strings.ToLower(o.city)), "-")
	if city == "" {
		return nation
	}
	id := short("c/" + o.country + "/" + city)
	if !done[id] {
		done[id] = true
		f.add("Place", object{"id": id, "name": o.city, "level": "CITY"})
		f.add("Place.partOf", object{"from": id, "to": nation})
	}
	return id
}

// nationName is the English name for a country's code, of which the Commission has two of its own.
func nationName(code string) string {
	switch code {
	case "EL":
		code = "GR"
	case "UK":
		code = "GB"
	}
	if region, err := language.ParseRegion(code); err == nil {
		return display.English.Regions().Name(region)
	}
	return code
}

const scheme = "euroSciVoc"

// field adds a class and those that it lies in.
func (f files) field(class string, done map[string]bool) {
	path := strings.Split(strings.Trim(class, "/"), "/")
	for i := range path {
		id := fieldID(strings.Join(path[:i+1], "/"))
		if done[id] {
			continue
		}
		done[id] = true
		f.add("TechnologyField", object{"id": id, "name": path[i], "englishName": path[i], "code": id, "scheme": scheme, "level": i + 1})
		if i > 0 {
			f.add("TechnologyField.parent", object{"from": id, "to": fieldID(strings.Join(path[:i], "/"))})
		}
	}
}

func fieldID(class string) string {
	return short("f/" + strings.Join(strings.Fields(strings.Trim(class, "/")), "-"))
}

// short makes an id that is no longer than ids may be, and different for different texts.
func short(id string) string {
	const limit = 64
	if len(id) <= limit {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return id[:2] + hex.EncodeToString(sum[:16])
}
