package seed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// The tests of this file read the data as plain JSON, so that they judge it by the contract alone and not by package load.

type (
	row    map[string]any
	corpus struct {
		types     map[string]string // record id → type
		records   map[string]row
		relations map[string][]row // "Type.field" → rows
		contract  *ast.Schema
	}
)

func read(t *testing.T) corpus {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := corpus{map[string]string{}, map[string]row{}, map[string][]row{}, model.AST}
	names, err := fs.Glob(data, "data/*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatal("no data", err)
	}
	for _, name := range names {
		base := strings.TrimSuffix(strings.TrimPrefix(name, "data/"), ".jsonl")
		for _, r := range rows(t, name) {
			if strings.Contains(base, ".") {
				c.relations[base] = append(c.relations[base], r)
				continue
			}
			id, _ := r["id"].(string)
			if id == "" || c.types[id] != "" {
				t.Errorf("%s: id %q is empty or taken", name, id)
			}
			c.types[id], c.records[id] = base, r
		}
	}
	return c
}

func rows(t *testing.T, name string) []row {
	t.Helper()
	text, err := data.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []row
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("%s: %v in %s", name, err, lines.Text())
		}
		list = append(list, r)
	}
	return list
}

// fits reports whether the contract lets a field of that type hold the value.
func (c corpus) fits(value any, of *ast.Type) bool {
	if of.Elem != nil {
		list, ok := value.([]any)
		return ok && !slices.ContainsFunc(list, func(v any) bool { return !c.fits(v, of.Elem) })
	}
	switch of.NamedType {
	case "Int":
		_, ok := value.(float64)
		return ok
	case "Boolean":
		_, ok := value.(bool)
		return ok
	case "Quantity":
		parts, ok := value.(map[string]any)
		whole := c.contract.Types["Quantity"]
		for name, part := range parts {
			field := whole.Fields.ForName(name)
			ok = ok && field != nil && c.fits(part, field.Type)
		}
		return ok && parts["value"] != nil && parts["precision"] != nil
	}
	text, ok := value.(string)
	if enum := c.contract.Types[of.NamedType]; ok && enum.Kind == ast.Enum {
		return enum.EnumValues.ForName(text) != nil
	}
	return ok && text != "" && text == strings.TrimSpace(text)
}

// checkFields holds the members of r against the fields of the type, but for those named.
func (c corpus) checkFields(t *testing.T, r row, typeName string, but ...string) {
	t.Helper()
	fields := c.contract.Types[typeName].Fields
	for name, value := range r {
		if slices.Contains(but, name) {
			continue
		}
		if field := fields.ForName(name); field == nil || !c.fits(value, field.Type) {
			t.Errorf("%s %v: %s is %v", typeName, r, name, value)
		}
	}
	for _, field := range fields {
		stored := field.Directives.ForName("relation") == nil && field.Directives.ForName("shared") == nil && field.Directives.ForName("typeName") == nil
		keptByStore := slices.Contains([]string{"version", "createdAt", "updatedAt"}, field.Name)
		if _, given := r[field.Name]; stored && !keptByStore && !given && field.Type.NonNull && field.Type.Elem == nil && !slices.Contains(but, field.Name) {
			t.Errorf("%s %v: %s is missing", typeName, r, field.Name)
		}
	}
}

func TestRecordsFitTheContract(t *testing.T) {
	c := read(t)
	for id, r := range c.records {
		if c.contract.Types[c.types[id]] == nil {
			t.Fatalf("no type %s", c.types[id])
		}
		c.checkFields(t, r, c.types[id], "citations")
	}
}

// The source and the list of fields are cited by their sections, the patent classification by its symbols, the standards of words by
// the part that a term stands in.
var locator = regexp.MustCompile(`^([1-8](\.[1-9])?|标题|[A-H][0-9]{2}([A-Z]( [0-9]{1,3})?)?|术语|属名|一部)$`)

func TestEveryRecordSaysWhereItComesFrom(t *testing.T) {
	c := read(t)
	for id, r := range c.records {
		citations, _ := r["citations"].([]any)
		if len(citations) == 0 {
			t.Errorf("%s has no citation", id)
		}
		for _, citation := range citations {
			cite := row(citation.(map[string]any))
			c.checkFields(t, cite, "Citation", "document")
			if c.types[cite["document"].(string)] != "Document" {
				t.Errorf("%s cites %v", id, cite["document"])
			}
			if !locator.MatchString(cite["locator"].(string)) {
				t.Errorf("%s: locator %v", id, cite["locator"])
			}
			if cite["kind"] == "INFERRED" && cite["note"] == nil {
				t.Errorf("%s: inferred without saying how", id)
			}
		}
	}
}

func TestRelationsFitTheContract(t *testing.T) {
	c := read(t)
	for name, list := range c.relations {
		typeName, fieldName, _ := strings.Cut(name, ".")
		field := c.contract.Types[typeName].Fields.ForName(fieldName)
		edge := field.Directives.ForName("relation").Arguments.ForName("edge")
		for _, r := range list {
			c.checkEnd(t, name, r["from"], typeName)
			c.checkEnd(t, name, r["to"], c.far(field))
			if edge != nil {
				c.checkFields(t, r, edge.Value.Raw, "from", "to")
			} else if len(r) != 2 {
				t.Errorf("%s: %v has properties, the relation has none", name, r)
			}
		}
	}
}

// far is the type of the records to which the field leads, behind the connection when it is one.
func (c corpus) far(field *ast.FieldDefinition) string {
	if nodes := c.contract.Types[field.Type.Name()].Fields.ForName("nodes"); nodes != nil {
		return nodes.Type.Name()
	}
	return field.Type.Name()
}

func (c corpus) checkEnd(t *testing.T, where string, id any, typeName string) {
	t.Helper()
	text, _ := id.(string)
	actual := c.types[text]
	if actual == "" {
		t.Errorf("%s: there is no record %q", where, text)
	} else if def := c.contract.Types[actual]; actual != typeName && !slices.Contains(def.Interfaces, typeName) {
		t.Errorf("%s: %s is of type %s, not %s", where, text, actual, typeName)
	}
}

func TestTechnologyFieldsAreInferredWithAReason(t *testing.T) {
	c := read(t)
	for name, list := range c.relations {
		if !strings.HasSuffix(name, ".fields") {
			continue
		}
		for _, r := range list {
			if reason, _ := r["reason"].(string); r["basis"] != "INFERRED" || reason == "" {
				t.Errorf("%s: %v", name, r)
			}
		}
	}
}

func TestNeedsAreInferred(t *testing.T) {
	c := read(t)
	for id, r := range c.records {
		if c.types[id] != "Need" {
			continue
		}
		for _, citation := range r["citations"].([]any) {
			if citation.(map[string]any)["kind"] != "INFERRED" {
				t.Errorf("%s is not marked as inferred, but the source states no need", id)
			}
		}
		if len(c.from("Need.organization", id)) != 1 || len(c.from("Need.fields", id)) == 0 {
			t.Errorf("%s: whose need, and in which field?", id)
		}
	}
}

// from lists the ends of the relations that start at the record.
func (c corpus) from(relation, id string) []string {
	var ends []string
	for _, r := range c.relations[relation] {
		if r["from"] == id {
			ends = append(ends, r["to"].(string))
		}
	}
	return ends
}

func TestTheFieldsAreTheTwoUpperLevelsOfTheList(t *testing.T) {
	c := read(t)
	groups := []int{8, 7, 2, 6, 8, 4, 8, 9}
	count := map[string]int{}
	for id, r := range c.records {
		if c.types[id] != "TechnologyField" {
			continue
		}
		code, _ := r["code"].(string)
		number := strings.TrimPrefix(code, "CN-HNTE-")
		top, _, narrow := strings.Cut(number, ".")
		parents := c.from("TechnologyField.parent", id)
		switch {
		case id != "field/"+code || r["scheme"] != "CN-HNTE" || r["englishName"] == nil:
			t.Errorf("%s: %v", id, r)
		case narrow && (r["level"] != 2.0 || !slices.Equal(parents, []string{"field/CN-HNTE-" + top})):
			t.Errorf("%s: level %v below %v", id, r["level"], parents)
		case !narrow && (r["level"] != 1.0 || len(parents) > 0):
			t.Errorf("%s: level %v below %v", id, r["level"], parents)
		case narrow:
			count[top]++
		}
	}
	for i, want := range groups {
		if got := count[string(rune('1'+i))]; got != want {
			t.Errorf("field %d has %d groups, want %d", i+1, got, want)
		}
	}
	if len(count) != len(groups) {
		t.Errorf("%d fields, want %d", len(count), len(groups))
	}
}

func TestEveryPlaceLiesInAWiderOne(t *testing.T) {
	c := read(t)
	wider := map[any]any{"TOWNSHIP": "COUNTY", "COUNTY": "CITY", "CITY": "PROVINCE"}
	for id, r := range c.records {
		if c.types[id] != "Place" {
			continue
		}
		parents := c.from("Place.partOf", id)
		if r["level"] == "PROVINCE" && len(parents) == 0 {
			continue
		}
		if len(parents) != 1 || c.records[parents[0]]["level"] != wider[r["level"]] {
			t.Errorf("%s (%v) lies in %v", id, r["level"], parents)
		}
	}
}
