package graph

import (
	"strconv"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// recordVisit fills in the mutation of that name: the visit, and a need for each that was found there.
func (r *Resolver) recordVisit(c *change) {
	c.record("EnterpriseVisit", nil)
	c.inOrder("heldOn", "followUpBy", "后续期限早于走访", "before the visit", nil)
	found, _ := c.input["foundNeeds"].([]any)
	statedOn := c.input["heldOn"]
	for i, item := range found {
		need, _ := item.(plan.Arguments)
		c.within("foundNeeds."+strconv.Itoa(i), need, func() {
			id := r.newID()
			c.recordAs(id, "Need", map[string]any{"state": "OPEN", "statedOn": statedOn})
			c.do("", store.Operation{Verb: store.Relate, Type: "BROUGHT_UP", From: c.id, To: id})
		})
	}
}

// steps of a need: from where it stands to where it may go.
var needSteps = map[string][]string{
	"OPEN": {"MATCHED", "DROPPED"}, "MATCHED": {"OPEN", "SOLVED", "DROPPED"}, "DROPPED": {"OPEN"}, "SOLVED": nil,
}

// advanceNeed fills in the mutation of that name.
func (r *Resolver) advanceNeed(c *change) {
	fixed := map[string]any{"stateSince": c.input["on"]}
	need, found := c.amend("Need", fixed)
	if !found {
		return
	}
	c.step(need, needSteps)
	for _, since := range []string{"stateSince", "statedOn"} {
		c.inOrder(since, "on", "早于上一状态", "before it last changed", need.Text)
	}
	partners := len(c.input.Texts("matchedWith"))+len(c.input.Texts("agreements")) > 0
	switch state := c.input.Text("state"); {
	case state == "MATCHED" && !partners && need.Degree("MATCHED_WITH", false) == 0 && need.Degree("MET_BY", false) == 0:
		c.refuse("INVALID", "matchedWith", "已对接须写明对接对象或协议", "MATCHED needs an organization or an agreement")
	case (state == "SOLVED" || state == "DROPPED") && c.paragraph("outcome") == nil:
		c.refuse("INVALID", "outcome", "须写明结果", "needs to say what came of it")
	}
}

// step refuses a state that a record cannot go to from where it stands.
func (c *change) step(record network.Node, steps map[string][]string) {
	from, to := record.Text("state"), c.input.Text("state")
	for _, next := range steps[from] {
		if next == to {
			return
		}
	}
	c.refuse("INVALID", "state", "不能从 %s 变为 %s", "cannot go from %s to %s", from, to)
}
