package graph

// recordPatent fills in the mutation of that name.
func (r *Resolver) recordPatent(c *change) {
	c.record("Patent", nil)
	c.patentDates(nil, c.input.Text("state"))
}

// updatePatent fills in the mutation of that name.
func (r *Resolver) updatePatent(c *change) {
	patent, found := c.amend("Patent", nil)
	if !found {
		return
	}
	state := c.input.Text("state")
	if state == "" {
		state = patent.Text("state")
	}
	c.patentDates(patent.Text, state)
}

func (c *change) patentDates(formerly func(string) string, state string) {
	c.inOrder("appliedOn", "grantedOn", "授权日早于申请日", "granted before it was applied for", formerly)
	c.inOrder("grantedOn", "lapsedOn", "失效日早于授权日", "lapsed before it was granted", formerly)
	c.inOrder("appliedOn", "lapsedOn", "失效日早于申请日", "lapsed before it was applied for", formerly)
	if state != "LAPSED" && c.input.Given("lapsedOn") {
		c.refuse("INVALID", "lapsedOn", "只有失效专利有失效日", "only a LAPSED patent has lapsed")
	}
}
