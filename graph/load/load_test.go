package load_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

func model(t *testing.T) *schema.Model {
	t.Helper()
	m, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func directory(files map[string]string) fstest.MapFS {
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func TestReadGivesOperationsInTheContractsTerms(t *testing.T) {
	graph, err := load.Read(directory(map[string]string{
		"Document.jsonl": `{"id":"d","title":"总结","issuedOn":"2020"}`,
		"Enterprise.jsonl": `{"id":"e","name":"安福环保","summary":null,` +
			`"citations":[{"document":"d","locator":"1.2","kind":"STATED"},{"document":"d","locator":"1.3","kind":"INFERRED","note":"推断"}]}`,
		"University.jsonl": "\r\n" + `{"id":"u","name":"湖南文理学院","aliases":["文理"]}` + "\r\n\n",
		"Agreement.jsonl": `{"id":"a","title":"协议","kind":"JOINT_RESEARCH","status":"SIGNED","amount":205000.5}` + "\n" +
			`{"id":"b","title":"协议","kind":"JOINT_RESEARCH","status":"INTENT","amount":"3"}`,
		"Agreement.parties.jsonl":       `{"from":"a","to":"e","role":"DEMAND"}` + "\n" + `{"from":"a","to":"u","role":"SUPPLY"}`,
		"TechnologyField.jsonl":         `{"id":"f","name":"软件","code":"X-1","scheme":"X","level":1}`,
		"Organization.fields.jsonl":     `{"from":"e","to":"f","basis":"INFERRED"}`,
		"Organization.place.jsonl":      `{"from":"e","to":"elsewhere"}`,
		"README.md":                     "read me",
		"below/Nothing.nothing.x.jsonl": "not read",
	}), model(t), func(key string) string { return "x-" + key })
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Operation{
		{Verb: store.CreateNode, Type: "Agreement", ID: "x-a", Properties: map[string]any{"title": "协议", "kind": "JOINT_RESEARCH", "status": "SIGNED", "amount": "205000.50"}},
		{Verb: store.CreateNode, Type: "Agreement", ID: "x-b", Properties: map[string]any{"title": "协议", "kind": "JOINT_RESEARCH", "status": "INTENT", "amount": "3.00"}},
		{Verb: store.CreateNode, Type: "Document", ID: "x-d", Properties: map[string]any{"title": "总结", "issuedOn": "2020"}},
		{Verb: store.CreateNode, Type: "Enterprise", ID: "x-e", Properties: map[string]any{"name": "安福环保", "aliases": []string{}}},
		{Verb: store.CreateNode, Type: "TechnologyField", ID: "x-f", Properties: map[string]any{"name": "软件", "code": "X-1", "scheme": "X", "level": int64(1)}},
		{Verb: store.CreateNode, Type: "University", ID: "x-u", Properties: map[string]any{"name": "湖南文理学院", "aliases": []string{"文理"}}},
		{Verb: store.Relate, Type: "PARTY_TO", From: "x-e", To: "x-a", Properties: map[string]any{"role": "DEMAND"}},
		{Verb: store.Relate, Type: "PARTY_TO", From: "x-u", To: "x-a", Properties: map[string]any{"role": "SUPPLY"}},
		{Verb: store.Relate, Type: "CITES", From: "x-e", To: "x-d", Properties: map[string]any{"locator": "1.2", "kind": "STATED"}},
		{Verb: store.Relate, Type: "CITES", From: "x-e", To: "x-d", Properties: map[string]any{"locator": "1.3", "kind": "INFERRED", "note": "推断"}},
		{Verb: store.Relate, Type: "WORKS_IN", From: "x-e", To: "x-f", Properties: map[string]any{"basis": "INFERRED"}},
		{Verb: store.Relate, Type: "LOCATED_IN", From: "x-e", To: "x-elsewhere", Properties: map[string]any{}},
	}
	if diff := cmp.Diff(want, graph.Operations()); diff != "" {
		t.Errorf("operations (-want +got):\n%s", diff)
	}
	if owner := graph.Relations[0].Owner; owner != "x-a" {
		t.Errorf("a party belongs to %q, want the agreement, whose field names it", owner)
	}
}

func TestReadKeepsIdsAsTheyAreByDefault(t *testing.T) {
	graph, err := load.Read(directory(map[string]string{"Document.jsonl": `{"id":"文献/1","title":"x"}`}), model(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if id := graph.Nodes[0].ID; id != "文献/1" {
		t.Errorf("id %q", id)
	}
}

// Each case is one file with a good first line where the second is at fault, so that the place in the error is shown to be counted.
func TestReadRefuses(t *testing.T) {
	const document = `{"id":"d","title":"x"}` + "\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"no object":           {"Document.jsonl", document + `[1]`, `Document.jsonl:2: not a JSON object`},
		"broken":              {"Document.jsonl", document + `{"id":"e",`, `Document.jsonl:2: `},
		"more than an object": {"Document.jsonl", document + `{"id":"e","title":"x"} {}`, `Document.jsonl:2: text after the JSON object`},
		"member twice":        {"Document.jsonl", document + `{"id":"e","id":"f","title":"x"}`, `Document.jsonl:2: "id" is given twice`},
		"not UTF-8":           {"Document.jsonl", document + "{\"id\":\"e\",\"title\":\"\xb0\xb2\"}", `Document.jsonl:2: not UTF-8`},
		"lost character":      {"Document.jsonl", document + `{"id":"e","title":"\ud800"}`, `Document.jsonl:2: title: the text holds U+FFFD`},
		"unknown members":     {"Document.jsonl", document + `{"id":"e","title":"x","zz":1,"titel":1}`, `not a property that can be given here: ["titel" "zz"]`},
		"kept by the store":   {"Document.jsonl", document + `{"id":"e","title":"x","version":3}`, `not a property that can be given here: ["version"]`},
		"relation in record":  {"Enterprise.jsonl", `{"id":"e","name":"x","fields":[]}`, `not a property that can be given here: ["fields"]`},
		"no id":               {"Document.jsonl", document + `{"title":"x"}`, `Document.jsonl:2: id: a text is needed`},
		"long id":             {"Document.jsonl", document + `{"id":"` + strings.Repeat("长", 65) + `","title":"x"}`, `is not 1 to 64 characters`},
		"blank in a far id":   {"Agreement.parties.jsonl", `{"from":"a","to":"x y","role":"DEMAND"}`, `an id is not 1 to 64 characters without blanks`},
		"NUL":                 {"Document.jsonl", document + `{"id":"e","title":"\u0000"}`, `title: the text holds NUL`},
		"long indexed text":   {"Document.jsonl", document + `{"id":"e","title":"` + strings.Repeat("长", 501) + `"}`, `title: the text is longer than 500 characters`},
		"id twice":            {"Document.jsonl", document + `{"id":"d","title":"y"}`, `Document.jsonl:2: id "d" is taken by Document.jsonl:1`},
		"no title":            {"Document.jsonl", document + `{"id":"e","title":null}`, `Document.jsonl:2: title: a value is needed`},
		"number for text":     {"Document.jsonl", document + `{"id":"e","title":7}`, `title: not a text`},
		"impossible date":     {"Document.jsonl", document + `{"id":"e","title":"x","issuedOn":"2020-13"}`, `issuedOn: "2020-13" is not a date`},
		"unknown enum value":  {"Place.jsonl", `{"id":"p","name":"x","level":"PLANET"}`, `level: "PLANET" is not a PlaceLevel`},
		"fraction for Int":    {"TechnologyField.jsonl", `{"id":"f","name":"x","code":"c","scheme":"s","level":1.5}`, `level: not a whole number`},
		"33 bits for Int":     {"TechnologyField.jsonl", `{"id":"f","name":"x","code":"c","scheme":"s","level":4294967296}`, `level: not a whole number`},
		"three decimals":      {"Agreement.jsonl", `{"id":"a","title":"x","kind":"LICENSING","status":"SIGNED","amount":"1.001"}`, `amount: not a plain decimal number`},
		"number for quantity": {"Event.jsonl", `{"id":"e","title":"x","kind":"MEETING","leaflets":300}`, `leaflets: not a JSON object`},
		"imprecise quantity":  {"Event.jsonl", `{"id":"e","title":"x","kind":"MEETING","leaflets":{"value":"300"}}`, `leaflets.precision: a value is needed`},
		"quantity of nothing": {"Event.jsonl", `{"id":"e","title":"x","kind":"MEETING","leaflets":{"precision":"EXACT"}}`, `leaflets.value: a value is needed`},
		"too exact quantity":  {"Event.jsonl", `{"id":"e","title":"x","kind":"MEETING","leaflets":{"value":"0.001","precision":"EXACT"}}`, `leaflets.value: not a plain decimal number`},
		"odd quantity":        {"Event.jsonl", `{"id":"e","title":"x","kind":"MEETING","leaflets":{"value":"1","precision":"EXACT","of":"x"}}`, `not a property that can be given here: ["leaflets.of"]`},
		"part of a quantity":  {"Event.jsonl", `{"id":"e","title":"x","kind":"MEETING","leaflets.unit":"x"}`, `leaflets.unit: stands inside leaflets`},
		"value left out":      {"IndicatorValue.jsonl", `{"id":"v","period":"2020","basis":"STATED","value":null}`, `value.value: a value is needed`},
		"text for a list":     {"Enterprise.jsonl", `{"id":"e","name":"x","aliases":"y"}`, `aliases: not a list`},
		"number in a list":    {"Enterprise.jsonl", `{"id":"e","name":"x","aliases":["y",2]}`, `aliases: 1: not a text`},
		"citation of nothing": {"Document.jsonl", `{"id":"d","title":"x","citations":[{"locator":"1","kind":"STATED"}]}`, `citations.0: document: a text is needed`},
		"citation without":    {"Document.jsonl", `{"id":"d","title":"x","citations":[{"document":"d","kind":"STATED"}]}`, `citations.0: locator: a value is needed`},
		"citation twice": {"Document.jsonl", `{"id":"d","title":"x","citations":[{"document":"d","locator":"1","kind":"STATED"},{"document":"d","locator":"1","kind":"INFERRED"}]}`,
			`citations.1: the relation stands already at Document.jsonl:1`},
		"relation twice":   {"Agreement.parties.jsonl", `{"from":"a","to":"e","role":"DEMAND"}` + "\n" + `{"from":"a","to":"e","role":"SUPPLY"}`, `Agreement.parties.jsonl:2: the relation stands already at Agreement.parties.jsonl:1`},
		"no role":          {"Agreement.parties.jsonl", `{"from":"a","to":"e"}`, `Agreement.parties.jsonl:1: role: a value is needed`},
		"no far end":       {"Agreement.parties.jsonl", `{"from":"a","role":"DEMAND"}`, `to: a text is needed`},
		"odd property":     {"Agreement.outcomes.jsonl", `{"from":"a","to":"p","role":"DEMAND"}`, `not a property that can be given here: ["role"]`},
		"unknown type":     {"Enterprize.jsonl", ``, `Enterprize.jsonl: the contract has no type "Enterprize"`},
		"interface":        {"Organization.jsonl", ``, `Organization is an interface`},
		"unknown relation": {"Agreement.partys.jsonl", ``, `Agreement has no relation "partys"`},
		"no relation":      {"Agreement.title.jsonl", ``, `Agreement has no relation "title"`},
		"shared relation":  {"Organization.partners.jsonl", ``, `Organization has no relation "partners"`},
		"a long line":      {"Document.jsonl", document + `{"id":"e","title":"` + strings.Repeat("x", 1<<20) + `"}`, `Document.jsonl:2: `},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load.Read(directory(map[string]string{c.file: c.text}), model(t), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestReadRefusesEndsOfAnotherType(t *testing.T) {
	files := map[string]string{
		"Place.jsonl":             `{"id":"p","name":"常德市","level":"CITY"}`,
		"Agreement.jsonl":         `{"id":"a","title":"x","kind":"LICENSING","status":"SIGNED"}`,
		"Agreement.parties.jsonl": `{"from":"a","to":"p","role":"DEMAND"}` + "\n" + `{"from":"p","to":"elsewhere","role":"DEMAND"}`,
	}
	_, err := load.Read(directory(files), model(t), nil)
	for _, want := range []string{
		`Agreement.parties.jsonl:1: "p" is of type Place, not Organization`,
		`Agreement.parties.jsonl:2: "p" is of type Place, not Agreement`,
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

func TestReadReportsManyErrorsButNotAll(t *testing.T) {
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "{\"id\":\"d%d\"}\n", i)
	}
	_, err := load.Read(directory(map[string]string{"Document.jsonl": text.String()}), model(t), nil)
	if n := strings.Count(fmt.Sprint(err), "Document.jsonl:"); n != 20 {
		t.Errorf("%d errors, want 20", n)
	}
}
