package graph

import (
	"strconv"

	"partnergraph/graph/plan"
)

// levels of administration from the widest to the narrowest.
var levels = map[string]int{"NATION": 0, "PROVINCE": 1, "CITY": 2, "COUNTY": 3, "TOWNSHIP": 4, "VILLAGE": 5}

// addPlace fills in the mutation of that name.
func (r *Resolver) addPlace(c *change) {
	c.record("Place", nil)
	outer, found := c.view.Node(c.input.Text("partOf"))
	if !found || outer.Type.Name != "Place" {
		return
	}
	if levels[outer.Text("level")] >= levels[c.input.Text("level")] {
		c.refuse("INVALID", "partOf", "上级地点的级别应更高", "must be of a wider level")
	}
	var likes []string
	for _, inner := range outer.Related("LIES_IN", true) {
		if fold(inner.Text("name")) == fold(c.input.Text("name")) {
			likes = append(likes, inner.ID)
		}
	}
	if len(likes) > 0 {
		c.warn("POSSIBLE_DUPLICATE", "name", likes, "该地已有同名地点", "a place of this name lies there already")
	}
}

// recordPovertySupport fills in the mutation of that name.
func (r *Resolver) recordPovertySupport(c *change) {
	c.record("PovertySupport", nil)
	c.inOrder("startsOn", "endsOn", "结束日期早于开始日期", "ends before it begins", nil)
	if len(c.input.Texts("enterprises")) == 0 {
		c.refuse("INVALID", "enterprises", "至少需要一家企业", "at least one enterprise is needed")
	}
	places, _ := c.input["places"].([]any)
	for i, item := range places {
		named, _ := item.(plan.Arguments)
		if place, found := c.view.Node(named.Text("place")); found && place.Type.Name == "Place" {
			c.inCounty(memberOf("places", i, "place"), place, "")
		}
	}
}

// memberOf is the path of a member of an object within a list.
func memberOf(list string, index int, name string) string {
	return list + "." + strconv.Itoa(index) + "." + name
}
