package network_test

import (
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"partnergraph/graph/store"
)

// This file draws worlds: histories of a small graph in which everything meets often.

var (
	someIDs   = []string{"a", "b", "c", "d", "e", "f", "g", "h", "湘", "湘一"}
	someTypes = []string{"Enterprise", "University", "AcademicUnit", "Agreement", "Document", "DataQualityFlag", "Platform", "TechnologyField"}
)

// someText draws a text out of few characters, so that parts of one often stand in another.
func someText() *rapid.Generator[string] {
	characters := []string{"安", "福", "环", "保", "化", "工", "a", "B", "c", "1", "Ａ", "é", "e\u0301", "\u0301", " ", "　", "-", "，", "㈱", "🙂", "か", "ß"}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(characters), 1, 9).Draw(t, "text"), "")
	})
}

// someProperties draws the properties of a node. Those that an update leaves out are removed by nil.
func someProperties(t *rapid.T, nodeType string, updating bool) props {
	properties := props{}
	set := func(name string, value any) {
		if !updating || rapid.Bool().Draw(t, "sets "+name) {
			properties[name] = value
		}
	}
	optional := func(value any) any {
		if rapid.Bool().Draw(t, "present") {
			return value
		}
		return nil
	}
	text := someText()
	switch nodeType {
	case "Agreement":
		set("title", text.Draw(t, "title"))
		set("kind", rapid.SampledFrom([]string{"LICENSING", "JOINT_RESEARCH"}).Draw(t, "kind"))
		set("status", "SIGNED")
		set("signedOn", optional("2020-05"))
		set("amount", optional("205000.50"))
		set("summary", optional(text.Draw(t, "summary")))
	case "Document":
		set("title", text.Draw(t, "title"))
	case "DataQualityFlag":
		set("kind", "ALIAS")
		set("state", "OPEN")
		set("asWritten", text.Draw(t, "asWritten"))
		set("reading", text.Draw(t, "reading"))
	case "TechnologyField":
		set("name", text.Draw(t, "name"))
		set("code", "1")
		set("scheme", "s")
		set("level", rapid.SampledFrom([]int64{0, 1, -1, 1 << 30}).Draw(t, "level"))
	case "Platform":
		set("name", text.Draw(t, "name"))
		set("kind", "ENGINEERING_CENTRE")
		set("aliases", []string{})
	default:
		set("name", text.Draw(t, "name"))
		set("aliases", rapid.SliceOfN(text, 0, 2).Draw(t, "aliases"))
		set("summary", optional(text.Draw(t, "summary")))
	}
	return properties
}

// someOperation draws an operation that the present graph allows; false: the draw fits nothing.
func someOperation(t *rapid.T, r *recorder) (store.Operation, bool) {
	id := rapid.SampledFrom(someIDs).Draw(t, "id")
	node, exists := r.nodes[id]
	switch rapid.IntRange(0, 9).Draw(t, "operation") {
	case 0, 1, 2:
		nodeType := rapid.SampledFrom(someTypes).Draw(t, "type")
		return create(nodeType, id, someProperties(t, nodeType, false)), !exists
	case 3:
		if !exists {
			return store.Operation{}, false
		}
		return store.Operation{Verb: store.UpdateNode, Type: node.Type, ID: id, Properties: someProperties(t, node.Type, true)}, true
	case 4:
		related := slices.ContainsFunc(slices.Collect(maps.Keys(r.relations)), func(ref store.RelationRef) bool {
			return ref.From == id || ref.To == id
		})
		return store.Operation{Verb: store.DeleteNode, Type: node.Type, ID: id}, exists && !related
	case 5:
		return someUnrelate(t, r)
	}
	return someRelate(t, r, id)
}

func someUnrelate(t *rapid.T, r *recorder) (store.Operation, bool) {
	refs := slices.SortedFunc(maps.Keys(r.relations), compareRefs)
	if len(refs) == 0 {
		return store.Operation{}, false
	}
	ref := rapid.SampledFrom(refs).Draw(t, "relation")
	op := store.Operation{Verb: store.Unrelate, Type: ref.Type, From: ref.From, To: ref.To}
	if ref.Value != "" {
		op.Properties = props{"locator": ref.Value}
	}
	return op, true
}

// someRelate draws a relation between two nodes whose types it fits.
func someRelate(t *rapid.T, r *recorder, from string) (store.Operation, bool) {
	to := rapid.SampledFrom(someIDs).Draw(t, "to")
	var fitting []store.Operation
	for _, relation := range r.model.Relations() {
		if relation.From.Is(r.nodes[from].Type) && relation.To.Is(r.nodes[to].Type) {
			fitting = append(fitting, relate(relation.Type, from, to, nil))
		}
	}
	if len(fitting) == 0 {
		return store.Operation{}, false
	}
	op := rapid.SampledFrom(fitting).Draw(t, "relation")
	switch op.Type {
	case "CITES":
		op.Properties = props{"locator": rapid.SampledFrom([]string{"1", "2", "10"}).Draw(t, "locator"), "kind": "STATED"}
	case "PARTY_TO":
		op.Properties = props{"role": rapid.SampledFrom([]string{"DEMAND", "SUPPLY"}).Draw(t, "role")}
	case "WORKS_IN":
		op.Properties = props{"basis": "INFERRED", "reason": rapid.SampledFrom([]any{"名称", nil}).Draw(t, "reason")}
	}
	_, exists := r.relations[r.ref(op)]
	return op, !exists
}

// someHistory lets the recorder write a few changes.
func someHistory(t *rapid.T, r *recorder) {
	for range rapid.IntRange(0, 25).Draw(t, "changes") {
		var operations []store.Operation
		for range rapid.IntRange(1, 4).Draw(t, "operations") {
			if op, fits := someOperation(t, r); fits {
				r.write(op) // at once, so that the next draw sees it
				operations = append(operations, op)
			}
		}
		r.changes = r.changes[:len(r.changes)-len(operations)] // but logged together
		r.log(operations)
	}
}
