package graph

import "slices"

// recordEvent fills in the mutation of that name.
func (r *Resolver) recordEvent(c *change) {
	c.record("Event", nil)
	c.inOrder("startsOn", "endsOn", "结束日期早于开始日期", "ends before it starts", nil)
	if c.input.Given("endsOn") {
		c.needs("startsOn", "有结束日期须有开始日期", "an event that ends has a first day")
	}
}

// recordCompetitionEntry fills in the mutation of that name.
func (r *Resolver) recordCompetitionEntry(c *change) {
	c.record("CompetitionEntry", nil)
	event, found := c.view.Node(c.input.Text("event"))
	if !found || event.Type.Name != "Event" {
		return // refused already
	}
	if kind := event.Text("kind"); kind != "COMPETITION" && kind != "EXPO" {
		c.refuse("INVALID", "event", "不是竞赛或博览会", "neither a competition nor an expo")
	}
	level, levels := c.input.Text("level"), event.Texts("levels")
	if level != "" && len(levels) > 0 && !slices.Contains(levels, level) {
		c.refuse("INVALID", "level", "该活动没有这一级别", "the event is not of this level")
	}
	if brought, given := c.input["broughtOrders"].(bool); given && !brought {
		for _, field := range []string{"orders", "orderAmount"} {
			if c.input.Given(field) {
				c.refuse("INVALID", field, "未带回订单", "no orders were brought back")
			}
		}
	}
}
