package graph

import "partnergraph/graph/store"

// addNeed fills in the mutation of that name.
func (r *Resolver) addNeed(c *change) {
	title := c.line("title")
	c.create("Need", map[string]any{
		"title": title, "description": c.paragraph("description"), "state": "OPEN", "statedOn": c.input["statedOn"],
	})
	c.belongs("HAS_NEED")
	c.relateFields("CALLS_FOR")
}

// addCapability fills in the mutation of that name.
func (r *Resolver) addCapability(c *change) {
	title := c.line("title")
	c.create("Capability", map[string]any{"title": title, "description": c.paragraph("description")})
	c.belongs("OFFERS")
	c.relateFields("DRAWS_ON")
}

// belongs relates the new record to the organization that the input names.
func (c *change) belongs(relation string) {
	id := c.input.Text("organization")
	if c.node("organization", id, c.model.Node("Organization")) {
		c.do("organization", store.Operation{Verb: store.Relate, Type: relation, From: id, To: c.id})
	}
}
