package graph

import (
	"partnergraph/graph/network"
	"partnergraph/graph/value"
)

// addCommissioner fills in the mutation of that name.
func (r *Resolver) addCommissioner(c *change) {
	c.record("Commissioner", nil)
	if cohort, found := c.view.Node(c.input.Text("cohort")); found && cohort.Type.Name == "CommissionerCohort" {
		if cohort.Text("kind") != c.input.Text("kind") {
			c.refuse("INVALID", "cohort", "选派批次属于另一类别", "the selection is of another kind")
		}
	}
}

// recordCommissionerCohort fills in the mutation of that name.
func (r *Resolver) recordCommissionerCohort(c *change) { c.record("CommissionerCohort", nil) }

// assignCommissioner fills in the mutation of that name.
func (r *Resolver) assignCommissioner(c *change) {
	c.record("Assignment", nil)
	c.inOrder("startsOn", "endsOn", "结束日期早于开始日期", "ends before it begins", nil)
	commissioner, found := c.view.Node(c.input.Text("commissioner"))
	if !found || commissioner.Type.Name != "Commissioner" {
		return // refused already
	}
	to, other := "enterprise", "village"
	if commissioner.Text("kind") == "SCIENCE_AND_TECHNOLOGY" {
		to, other = other, to
	}
	c.needs(to, "须写明派驻地", "must say where the commissioner goes")
	if c.input.Given(other) {
		c.refuse("INVALID", other, "特派员不属此类", "not for a commissioner of this kind")
	}
	if c.input.Given("village") {
		c.villageOf(commissioner)
	}
	c.warnOfOverlap(commissioner)
}

// villageOf refuses a place that is no village of the county that the commissioner was selected for.
func (c *change) villageOf(commissioner network.Node) {
	village, found := c.view.Node(c.input.Text("village"))
	if !found || village.Type.Name != "Place" {
		return // refused already
	}
	if village.Text("level") != "VILLAGE" {
		c.refuse("INVALID", "village", "不是村", "not a village")
		return
	}
	county := ""
	for _, cohort := range commissioner.Related("SELECTED_IN", false) {
		for _, place := range cohort.Related("SELECTED_FOR", false) {
			county = place.ID
		}
	}
	c.inCounty("village", village, county)
}

// inCounty refuses a place that does not lie in a county; with "" in the only one that is known.
func (c *change) inCounty(field string, place network.Node, county string) {
	if county == "" {
		if county = c.onlyCounty(); county == "" {
			return
		}
	}
	for depth := 0; depth < deepestPlace; depth++ {
		if place.ID == county {
			return
		}
		wider, found := place, false
		for _, outer := range place.Related("LIES_IN", false) {
			wider, found = outer, true
		}
		if !found {
			break
		}
		place = wider
	}
	c.refuse("INVALID", field, "不在本县", "does not lie in the county")
}

// deepestPlace ends the walk through places that lie in each other, which would be a fault of the data.
const deepestPlace = 10

// onlyCounty is the county of the knowledge base; "" when it knows none or several.
func (c *change) onlyCounty() string {
	county := ""
	for id := range c.view.OfType(c.model.Node("Place")) {
		if place, _ := c.view.Node(id); place.Text("level") == "COUNTY" {
			if county != "" {
				return ""
			}
			county = id
		}
	}
	return county
}

// warnOfOverlap warns of other assignments of the commissioner at the same time.
func (c *change) warnOfOverlap(commissioner network.Node) {
	ours := period{c.date("startsOn"), c.date("endsOn")}
	var others []string
	for _, assignment := range commissioner.Related("SENDS", true) {
		date := func(field string) value.PartialDate {
			parsed, err := value.ParsePartialDate(assignment.Text(field))
			if err != nil {
				return value.PartialDate{}
			}
			return parsed
		}
		if ours.overlaps(period{date("startsOn"), date("endsOn")}) {
			others = append(others, assignment.ID)
		}
	}
	if len(others) > 0 {
		c.warn("POSSIBLE_DUPLICATE", "commissioner", others, "该特派员同期另有派驻", "the commissioner is elsewhere at the same time")
	}
}

// endAssignment fills in the mutation of that name.
func (r *Resolver) endAssignment(c *change) {
	if assignment, found := c.amend("Assignment", nil); found {
		c.inOrder("startsOn", "endsOn", "结束日期早于开始日期", "ends before it begins", assignment.Text)
	}
}
