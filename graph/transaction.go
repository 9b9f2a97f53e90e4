package graph

import (
	"partnergraph/graph/plan"
	"partnergraph/graph/value"
)

// recordTransaction fills in the mutation of that name.
func (r *Resolver) recordTransaction(c *change) {
	c.record("TechnologyTransaction", nil)
	c.inOrder("signedOn", "registeredOn", "登记日期早于签订日期", "registered before it was signed", nil)
	sides := map[string]string{} // by organization
	parties, _ := c.input["parties"].([]any)
	seen := map[string]bool{}
	for i, item := range parties {
		party, _ := item.(plan.Arguments)
		organization, side := party.Text("organization"), party.Text("side")
		if former, twice := sides[organization]; twice && former != side {
			c.refuse("INVALID", memberOf("parties", i, "organization"), "同一机构不能既是卖方又是买方", "nobody sells to themselves")
		}
		sides[organization], seen[side] = side, true
	}
	if !seen["SELLER"] || !seen["BUYER"] {
		c.refuse("INVALID", "parties", "至少各有一个卖方和买方", "at least one seller and one buyer are needed")
	}
	whole, err := value.ParseDecimal(c.input.Text("amount"), 2)
	if part, failed := value.ParseDecimal(c.input.Text("technologyAmount"), 2); err == nil && failed == nil && part > whole {
		c.refuse("INVALID", "technologyAmount", "超过成交额", "more than the whole amount")
	}
}
