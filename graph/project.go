package graph

// steps of a project application: from where it stands to where it may go.
var applicationSteps = map[string][]string{
	"PREPARED": {"SUBMITTED"}, "SUBMITTED": {"APPROVED", "REFUSED"}, "APPROVED": {"COMPLETED"}, "REFUSED": nil, "COMPLETED": nil,
}

// recordProjectApplication fills in the mutation of that name.
func (r *Resolver) recordProjectApplication(c *change) {
	c.record("ProjectApplication", nil)
	c.granted(nil)
}

// advanceProjectApplication fills in the mutation of that name.
func (r *Resolver) advanceProjectApplication(c *change) {
	application, found := c.amend("ProjectApplication", nil)
	if !found {
		return
	}
	c.step(application, applicationSteps)
	c.granted(application.Text)
}

// granted checks what is decided against what was asked for.
func (c *change) granted(formerly func(string) string) {
	c.inOrder("appliedOn", "decidedOn", "批复日期早于申报日期", "decided before it was handed in", formerly)
	if state := c.input.Text("state"); state != "APPROVED" && state != "COMPLETED" && c.input.Given("amountGranted") {
		c.refuse("INVALID", "amountGranted", "尚未立项", "nothing was granted yet")
	}
}
