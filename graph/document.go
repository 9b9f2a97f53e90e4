package graph

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// document works out the field of that name from what cites the document.
func (r *Resolver) document(_ context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	document, found := view.Node(arguments.Text("id"))
	if !found || document.Type.Name != "Document" {
		return nil, nil
	}
	below := strings.TrimSpace(arguments.Text("locator"))
	sections := map[string][]citation{}
	for relation, node := range document.Related("CITES", true) {
		locator := relation.Text("locator")
		if below == "" || locator == below || strings.HasPrefix(locator, below+".") {
			sections[locator] = append(sections[locator], citation{node, relation})
		}
	}
	list := []plan.Object{}
	for locator, citations := range sections {
		list = append(list, section(locator, citations))
	}
	slices.SortFunc(list, func(a, b plan.Object) int { return compareLocators(a["locator"].(string), b["locator"].(string)) })
	return plan.Object{"document": document.ID, "title": document.Text("title"), "sections": list}, nil
}

// citation is a record and how it cites a document.
type citation struct {
	node     network.Node
	relation network.Relation
}

func section(locator string, citations []citation) plan.Object {
	slices.SortFunc(citations, func(a, b citation) int {
		return cmp.Or(strings.Compare(a.node.Type.Name, b.node.Type.Name), strings.Compare(a.node.ID, b.node.ID))
	})
	facts := []plan.Object{}
	for _, c := range citations[:min(len(citations), plan.MaxPage)] {
		facts = append(facts, plan.Object{"node": c.node.ID, "kind": c.relation.Property("kind"), "note": c.relation.Property("note")})
	}
	return plan.Object{"locator": locator, "count": len(citations), "facts": facts}
}

// compareLocators orders places in a document as a reader meets them: number by number, 1.2 before 1.10, numbers before words.
func compareLocators(a, b string) int {
	left, right := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(left), len(right)) {
		m, notM := strconv.Atoi(left[i])
		n, notN := strconv.Atoi(right[i])
		switch {
		case notM == nil && notN == nil && m != n:
			return cmp.Compare(m, n)
		case (notM == nil) != (notN == nil):
			if notM == nil {
				return -1
			}
			return 1
		case left[i] != right[i] && notM != nil:
			return strings.Compare(left[i], right[i])
		}
	}
	return cmp.Or(cmp.Compare(len(left), len(right)), strings.Compare(a, b))
}

// resolveFlag fills in the mutation of that name.
func (r *Resolver) resolveFlag(c *change) {
	c.id = c.input.Text("flag")
	if !c.node("flag", c.id, r.model.Node("DataQualityFlag")) {
		return
	}
	if version, given := c.input["version"].(int64); given {
		c.expect = []store.Version{{ID: c.id, Version: version}}
	}
	flag, _ := c.view.Node(c.id)
	note, state, decision := c.paragraph("note"), "SETTLED", c.input["decision"]
	switch {
	case decision == nil:
		state = "OPEN"
	case decision == "REJECTED" && note == nil:
		c.refuse("INVALID", "note", "否定读法时请说明理由", "a rejection needs a reason")
	}
	if flag.Text("state") == "SETTLED" && decision != nil && decision != flag.Property("decision") {
		c.warn("CONFLICT", "decision", []string{c.id}, "此标记先前另有决定，现已更改", "the flag had another decision, which this one replaces")
	}
	c.do("flag", store.Operation{Verb: store.UpdateNode, Type: "DataQualityFlag", ID: c.id, Properties: map[string]any{
		"state": state, "decision": decision, "decisionNote": note,
	}})
}
