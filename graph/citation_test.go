package graph_test

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/seed"
)

type documented struct {
	Done struct {
		Record *struct {
			ID        string
			Citations []struct {
				Locator, Kind string
				Note          *string
				Document      struct{ ID string }
			}
		}
		UserErrors []struct{ Code, Field string }
	}
}

const citing = `mutation($input: RecordEventInput!) { done: recordEvent(input: $input) { record: event { id citations { locator kind note document { id } } }
	userErrors { code field } } }`

// TestWhatStaffRecordCitesItsSource adds a document, cites it, and finds the record there; citations that cannot be meant are refused
// with their place, and nothing is written.
func TestWhatStaffRecordCitesItsSource(t *testing.T) {
	h := newHouse(t)
	var added struct {
		AddDocument struct{ Document *struct{ ID string } }
	}
	if err := h.ask(t.Context(), `mutation { addDocument(input: {title: "2021年科技工作总结", issuedOn: "2021"}) { document { id } } }`, nil, &added); err != nil {
		t.Fatal(err)
	}
	document := added.AddDocument.Document.ID
	event := func(citations ...variables) variables {
		list := make([]any, len(citations))
		for i, citation := range citations {
			list[i] = citation
		}
		return variables{"input": variables{"title": "科技下乡", "kind": "VILLAGE_TRIP", "startsOn": "2021", "citations": list}}
	}
	place := func(document, locator string) variables { return variables{"document": document, "locator": locator} }
	var done documented
	if err := h.ask(t.Context(), citing, event(place(document, " 4.3"), variables{"document": document, "locator": "4.1", "kind": "INFERRED", "note": "推断"}), &done); err != nil {
		t.Fatal(err)
	}
	if done.Done.Record == nil || len(done.Done.Record.Citations) != 2 || done.Done.Record.Citations[1].Locator != "4.3" || done.Done.Record.Citations[1].Kind != "STATED" {
		t.Fatalf("%+v", done.Done)
	}
	var contents struct {
		Document struct {
			Sections []struct{ Locator string }
		}
	}
	if err := h.ask(t.Context(), `query($id: ID!) { document(id: $id) { sections { locator } } }`, variables{"id": document}, &contents); err != nil {
		t.Fatal(err)
	}
	if len(contents.Document.Sections) != 2 {
		t.Errorf("sections %+v, want 4.1 and 4.3", contents.Document.Sections)
	}
	for field, citations := range map[string][]variables{
		"citations.0.locator":  {place(document, "  ")},
		"citations.1.locator":  {place(document, "1"), place(document, "1")},
		"citations.1.document": {place(document, "1"), place(seed.ID("place/安福镇"), "1")},
		"citations.0.document": {place("none", "1")},
		"citations":            slices.Repeat([]variables{place(document, "1")}, 21),
	} {
		var refused documented
		if err := h.ask(t.Context(), citing, event(citations...), &refused); err != nil {
			t.Fatal(err)
		}
		if len(refused.Done.UserErrors) != 1 || refused.Done.UserErrors[0].Field != field || refused.Done.Record != nil {
			t.Errorf("%+v, want one error at %s", refused.Done.UserErrors, field)
		}
	}
}

// TestTheLogKeepsEveryDecisionOnAFlag settles a flag and takes that back; the log tells who did what, and why.
func TestTheLogKeepsEveryDecisionOnAFlag(t *testing.T) {
	h := newHouse(t)
	flag := seed.ID("flag/高新技术增加值单位")
	for _, input := range []variables{{"flag": flag, "decision": "REJECTED", "note": "应为17.2万元"}, {"flag": flag}} {
		var done struct {
			ResolveFlag struct{ UserErrors []struct{ Field string } }
		}
		if err := h.ask(t.Context(), `mutation($input: ResolveFlagInput!) { resolveFlag(input: $input) { userErrors { field } } }`, variables{"input": input}, &done); err != nil {
			t.Fatal(err)
		}
		if len(done.ResolveFlag.UserErrors) != 0 {
			t.Fatalf("%+v", done)
		}
	}
	var log []string
	changes, err := h.store.Changes(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range changes {
		if strings.Contains(string(change.Record), `"mutation":"resolveFlag"`) {
			log = append(log, string(change.Record))
		}
	}
	if len(log) != 2 || !strings.Contains(log[0], "应为17.2万元") || !strings.Contains(log[0], `"actor":"anonymous"`) || !strings.Contains(log[1], `"decision":null`) {
		t.Errorf("the log holds %s", log)
	}
}
