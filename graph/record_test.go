package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"partnergraph/seed"
)

// payload is what a mutation of the nouns answers, whatever its record is called.
type payload struct {
	ID         string
	Version    int
	UserErrors []struct{ Code, Field, Message string }
	Warnings   []struct {
		Code, Field string
		Evidence    []struct{ ID string }
	}
}

// do carries out a mutation; subject is the payload's name for the record.
func (h house) do(t *testing.T, mutation, subject string, input variables) payload {
	t.Helper()
	inputType := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input!"
	operation := fmt.Sprintf(`mutation($input: %s) { done: %s(input: $input) { record: %s { id version }
		userErrors { code field message } warnings { code field evidence { id } } } }`, inputType, mutation, subject)
	var data struct {
		Done struct {
			payload
			Record *struct {
				ID      string
				Version int
			}
		}
	}
	encoded, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	sent := variables{}
	if err := decoder.Decode(&sent); err != nil {
		t.Fatal(err)
	}
	if err := h.ask(t.Context(), operation, variables{"input": sent}, &data); err != nil {
		t.Fatalf("%s: %v", mutation, err)
	}
	if data.Done.Record != nil {
		data.Done.ID, data.Done.Version = data.Done.Record.ID, data.Done.Record.Version
	}
	return data.Done.payload
}

// must carries out a mutation that is to succeed, and returns the record's id.
func (h house) must(t *testing.T, mutation, subject string, input variables) string {
	t.Helper()
	done := h.do(t, mutation, subject, input)
	if len(done.UserErrors) > 0 || done.ID == "" {
		t.Fatalf("%s: %+v", mutation, done)
	}
	return done.ID
}

// wrong carries out a mutation that is to be refused for one field.
func (h house) wrong(t *testing.T, mutation, subject, code, field string, input variables) {
	t.Helper()
	done := h.do(t, mutation, subject, input)
	if done.ID != "" || len(done.UserErrors) != 1 || done.UserErrors[0].Code != code || done.UserErrors[0].Field != field || done.UserErrors[0].Message == "" {
		t.Errorf("%s %v: %+v, want %s of %s", mutation, input, done, code, field)
	}
}

// follow lets the network see what was written, as a server's own does.
func (h house) follow(t *testing.T) {
	t.Helper()
	if err := h.network.Sync(t.Context(), h.store); err != nil {
		t.Fatal(err)
	}
}

// answered compares an answer with its JSON.
func (h house) answered(t *testing.T, operation string, vars variables, want string) {
	t.Helper()
	var got rawJSON
	if err := h.ask(t.Context(), operation, vars, &got); err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("answered %s\nwant     %s", got, want)
	}
}

// rawJSON keeps an answer as it was written.
type rawJSON []byte

// UnmarshalJSON keeps the bytes.
func (r *rawJSON) UnmarshalJSON(b []byte) error {
	*r = append((*r)[:0], b...)
	return nil
}

var (
	bureau  = seed.ID("agency/县科工局")
	recycle = seed.ID("enterprise/安福环保")
	college = seed.ID("university/湖南文理学院")
	county  = seed.ID("place/XX县")
	town    = seed.ID("place/安福镇")
	polymer = seed.ID("field/CN-HNTE-4.3")
)

func TestRecordVisitAndWhatComesOfItsNeeds(t *testing.T) {
	h := newHouse(t)
	visit := h.must(t, "recordVisit", "visit", variables{
		"title": "走访安福环保", "kind": "VISIT", "heldOn": "2021-03-05", "enterprises": []string{recycle}, "visitors": []string{bureau, bureau},
		"followUp": "寻找合作高校", "followUpBy": "2021-04",
		"foundNeeds": []any{variables{"organization": recycle, "title": "再生料除味", "fields": []string{polymer}, "followedUpBy": bureau, "responsible": "张三"}},
	})
	h.answered(t, `query($id: ID!) { node(id: $id) { ... on EnterpriseVisit { visitors { totalCount } needs { nodes { title state statedOn
		responsible followedUpBy { name } organization { name } fields { edges { basis node { code } } } } } } } }`, variables{"id": visit},
		`{"node":{"visitors":{"totalCount":1},"needs":{"nodes":[{"title":"再生料除味","state":"OPEN","statedOn":"2021-03-05","responsible":"张三",`+
			`"followedUpBy":{"name":"县科工局"},"organization":{"name":"安福环保"},"fields":{"edges":[{"basis":"STATED","node":{"code":"CN-HNTE-4.3"}}]}}]}}}`)

	var found struct {
		Node struct {
			Needs struct{ Nodes []struct{ ID string } }
		}
	}
	if err := h.ask(t.Context(), `query($id: ID!) { node(id: $id) { ... on EnterpriseVisit { needs { nodes { id } } } } }`, variables{"id": visit}, &found); err != nil {
		t.Fatal(err)
	}
	need := found.Node.Needs.Nodes[0].ID
	step := func(state string, more variables) variables {
		input := variables{"id": need, "state": state}
		for name, v := range more {
			input[name] = v
		}
		return input
	}
	h.wrong(t, "advanceNeed", "need", "INVALID", "state", step("SOLVED", variables{"outcome": "x"}))
	h.wrong(t, "advanceNeed", "need", "INVALID", "matchedWith", step("MATCHED", nil))
	h.wrong(t, "advanceNeed", "need", "INVALID", "matchedWith.0", step("MATCHED", variables{"matchedWith": []string{polymer}}))
	h.wrong(t, "advanceNeed", "need", "INVALID", "on", step("MATCHED", variables{"matchedWith": []string{college}, "on": "2021-03-04"}))
	h.wrong(t, "advanceNeed", "need", "CONFLICT", "version", step("MATCHED", variables{"matchedWith": []string{college}, "version": 7}))
	h.wrong(t, "advanceNeed", "need", "NOT_FOUND", "id", variables{"id": "nobody", "state": "MATCHED", "matchedWith": []string{college}})
	h.must(t, "advanceNeed", "need", step("MATCHED", variables{"matchedWith": []string{college}, "on": "2021-04", "version": 1}))
	h.wrong(t, "advanceNeed", "need", "INVALID", "outcome", step("SOLVED", nil))
	h.must(t, "advanceNeed", "need", step("SOLVED", variables{"outcome": "已小试", "on": "2021-06"}))
	h.wrong(t, "advanceNeed", "need", "INVALID", "state", step("OPEN", nil))
	h.answered(t, `query($id: ID!) { node(id: $id) { version ... on Need { state stateSince outcome responsible matchedWith { nodes { name } } } } }`,
		variables{"id": need}, `{"node":{"version":3,"state":"SOLVED","stateSince":"2021-06","outcome":"已小试","responsible":"张三","matchedWith":{"nodes":[{"name":"湖南文理学院"}]}}}`)
}

func TestRecordEvent(t *testing.T) {
	h := newHouse(t)
	event := h.must(t, "recordEvent", "event", variables{
		"title": "知识产权执法", "kind": "ENFORCEMENT", "startsOn": "2021-05-18", "endsOn": "2021-05-19", "places": []string{town},
		"organizers": []string{bureau}, "participants": []any{variables{"organization": recycle, "role": "ATTENDEE", "person": "经理"}},
		"topics": []string{"商标"}, "levels": []string{"COUNTY"}, "leaflets": variables{"value": "120"},
		"goodsChecked": variables{"value": 300, "precision": "AT_LEAST", "unit": "种", "asWritten": "300多种"},
	})
	h.answered(t, `query($id: ID!) { node(id: $id) { ... on Event { startsOn endsOn topics levels leaflets { value precision unit } cases { value }
		goodsChecked { value precision unit asWritten } participants { edges { role person node { name } } } } } }`, variables{"id": event},
		`{"node":{"startsOn":"2021-05-18","endsOn":"2021-05-19","topics":["商标"],"levels":["COUNTY"],"leaflets":{"value":"120","precision":"EXACT","unit":null},"cases":null,`+
			`"goodsChecked":{"value":"300","precision":"AT_LEAST","unit":"种","asWritten":"300多种"},"participants":{"edges":[{"role":"ATTENDEE","person":"经理","node":{"name":"安福环保"}}]}}}`)
	for condition, want := range map[string]string{
		"gte: 300": "1", "gt: 299.99": "1", "gt: 300": "0", "gte: 301": "0", "lte: 300": "0", "lt: 1000": "0", "eq: 300": "0", `unit: {eq: "种"}`: "1",
	} {
		h.answered(t, `query($id: ID!) { events(where: {id: {eq: $id}, goodsChecked: {`+condition+`}}) { totalCount } }`, variables{"id": event},
			`{"events":{"totalCount":`+want+`}}`)
	}
	base := func(field string, v any) variables { return variables{"title": "x", "kind": "MEETING", field: v} }
	h.wrong(t, "recordEvent", "event", "INVALID", "title", variables{"title": " ", "kind": "MEETING"})
	h.wrong(t, "recordEvent", "event", "INVALID", "cases.value", base("cases", variables{"value": "-1"}))
	h.wrong(t, "recordEvent", "event", "INVALID", "cases.value", base("cases", variables{"value": "0.001"}))
	h.wrong(t, "recordEvent", "event", "INVALID", "cases.unit", base("cases", variables{"value": "1", "unit": "a\nb"}))
	h.wrong(t, "recordEvent", "event", "INVALID", "startsOn", base("endsOn", "2021"))
	h.wrong(t, "recordEvent", "event", "NOT_FOUND", "organizers.0", base("organizers", []string{"nobody"}))
	h.wrong(t, "recordEvent", "event", "INVALID", "partOf", base("partOf", town))
	h.wrong(t, "recordEvent", "event", "INVALID", "topics.1", base("topics", []string{"a", " "}))
	h.wrong(t, "recordEvent", "event", "INVALID", "participants.0.organization", base("participants", []any{variables{"organization": town, "role": "ATTENDEE"}}))
	h.wrong(t, "recordEvent", "event", "INVALID", "endsOn", variables{"title": "x", "kind": "MEETING", "startsOn": "2021-05-18", "endsOn": "2021-05-17"})
}

func TestAddNeedAndCapability(t *testing.T) {
	h := newHouse(t)
	need := h.must(t, "addNeed", "need", variables{
		"organization": recycle, "title": " 除味 ", "description": "  ", "fields": []string{polymer, polymer}, "statedOn": "2021", "followedUpBy": bureau, "responsible": "张三",
	})
	h.answered(t, `query($id: ID!) { node(id: $id) { ... on Need { title description state statedOn responsible followedUpBy { name } organization { name } fields { edges { basis } } } } }`,
		variables{"id": need}, `{"node":{"title":"除味","description":null,"state":"OPEN","statedOn":"2021","responsible":"张三",`+
			`"followedUpBy":{"name":"县科工局"},"organization":{"name":"安福环保"},"fields":{"edges":[{"basis":"STATED"}]}}}`)
	h.wrong(t, "addNeed", "need", "INVALID", "title", variables{"organization": recycle, "title": "a\nb"})
	h.wrong(t, "addNeed", "need", "INVALID", "description", variables{"organization": recycle, "title": "x", "description": strings.Repeat("长", 8001)})
	h.wrong(t, "addNeed", "need", "INVALID", "organization", variables{"organization": town, "title": "x"})
	h.must(t, "addCapability", "capability", variables{"organization": college, "title": "除味工艺", "fields": []string{polymer}})
	h.wrong(t, "addCapability", "capability", "NOT_FOUND", "fields.0", variables{"organization": college, "title": "x", "fields": []string{"nobody"}})
}

func TestIdempotencyOfTheNouns(t *testing.T) {
	h := newHouse(t)
	input := variables{"title": "会议", "kind": "MEETING", "idempotencyKey": "k"}
	first := h.must(t, "recordEvent", "event", input)
	if again := h.must(t, "recordEvent", "event", input); again != first {
		t.Errorf("again it is %s, was %s", again, first)
	}
	input["title"] = "另一个会议"
	h.wrong(t, "recordEvent", "event", "CONFLICT", "idempotencyKey", input)
}
