package graph

import (
	"strconv"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// maxCitations is the most citations that a new record may have.
const maxCitations = 20

// cite adds where the new record is taken from, for every mutation whose input has citations.
func (c *change) cite() {
	items, _ := c.input["citations"].([]any)
	if len(items) > maxCitations {
		c.refuse("INVALID", "citations", "最多 %d 个", "at most %d", maxCitations)
		return
	}
	seen := map[[2]string]bool{}
	for i, item := range items {
		citation, _ := item.(plan.Arguments)
		c.within("citations."+strconv.Itoa(i), citation, func() {
			document := citation.Text("document")
			properties := present(map[string]any{"locator": c.line("locator"), "kind": citation["kind"], "note": c.paragraph("note")})
			place := [2]string{document, properties["locator"].(string)}
			switch {
			case !c.node("document", document, c.model.Node("Document")):
			case seen[place]:
				c.refuse("INVALID", "locator", "同一文献的同一位置只能引用一次", "a place of a document can be cited only once")
			default:
				seen[place] = true
				c.do("document", store.Operation{Verb: store.Relate, Type: "CITES", From: c.id, To: document, Properties: properties})
			}
		})
	}
}

// addDocument fills in the mutation of that name.
func (r *Resolver) addDocument(c *change) {
	c.record("Document", nil)
	for id := range c.view.OfType(r.model.Node("Document")) {
		if document, _ := c.view.Node(id); fold(document.Text("title")) == fold(c.input.Text("title")) {
			c.warn("POSSIBLE_DUPLICATE", "title", []string{id}, "同名文献已经存在", "a document of this title exists")
		}
	}
}
