package graph

import (
	"slices"

	"partnergraph/graph/store"
)

// rateMatch fills in the mutation of that name.
func (r *Resolver) rateMatch(c *change) {
	organization := r.model.Node("Organization")
	c.create("Rating", map[string]any{"verdict": c.input.Text("verdict"), "note": c.paragraph("note")})
	rated := c.input.Text("organization")
	known := c.node("organization", rated, organization)
	if known {
		c.do("organization", store.Operation{Verb: store.Relate, Type: "RATES", From: c.id, To: rated})
	}
	asker := c.input.Text("for")
	if c.input.Given("for") && !c.node("for", asker, organization) {
		return
	}
	if c.input.Given("need") {
		need := c.input.Text("need")
		if !c.node("need", need, r.model.Node("Need")) {
			return
		}
		c.do("need", store.Operation{Verb: store.Relate, Type: "RATED_ON", From: c.id, To: need})
		if owners := c.view.Related(need, "HAS_NEED", true); asker == "" && len(owners) > 0 {
			asker = owners[0].From
		}
	}
	switch {
	case !c.input.Given("for") && !c.input.Given("need"):
		c.refuse("INVALID", "", "请至少给出 for、need 之一", "give at least one of for and need")
	case asker != "" && known && c.sameHouse(asker, rated):
		c.refuse("INVALID", "organization", "不能评价自己或本单位的机构", "nobody is rated as a partner of its own house")
	case asker != "":
		c.do("for", store.Operation{Verb: store.Relate, Type: "RATED_FOR", From: c.id, To: asker})
	}
}

// sameHouse reports whether two organizations belong to each other.
func (c *change) sameHouse(a, b string) bool {
	return slices.Contains(c.wholes(a), b) || slices.Contains(c.wholes(b), a)
}

// wholes returns an organization and all that it belongs to.
func (c *change) wholes(id string) []string {
	list := []string{id}
	for i := 0; i < len(list); i++ {
		for _, relation := range c.view.Related(list[i], "PART_OF", false) {
			if !slices.Contains(list, relation.To) {
				list = append(list, relation.To)
			}
		}
	}
	return list
}
