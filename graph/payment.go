package graph

import (
	"strconv"

	"partnergraph/graph/incentive"
	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
)

// payments are the ids of what an organization was paid under a rule.
type payments struct{ inYear, ever []string }

func paymentsTo(organization, rule network.Node, year int) payments {
	paid := payments{ever: []string{}}
	for _, payment := range organization.Related("PAID_TO", true) {
		for _, under := range payment.Related("PAID_UNDER", false) {
			if under.ID != rule.ID {
				continue
			}
			paid.ever = append(paid.ever, payment.ID)
			if payment.Property("year") == int64(year) {
				paid.inYear = append(paid.inYear, payment.ID)
			}
		}
	}
	return paid
}

// recordIncentivePayment fills in the mutation of that name.
func (r *Resolver) recordIncentivePayment(c *change) {
	year, _ := c.input["year"].(int64)
	if year < firstYear || year > lastYear {
		c.refuse("INVALID", "year", "应在 %d 到 %d 之间", "must be from %d to %d", firstYear, lastYear)
	}
	if paidOn := c.date("paidOn"); known(paidOn) && paidOn.Last() < strconv.FormatInt(year, 10) {
		c.refuse("INVALID", "paidOn", "兑现日期早于所属年度", "paid before that year")
	}
	c.create("IncentivePayment", map[string]any{
		"amount": c.positive("amount"), "year": year, "paidOn": c.input["paidOn"], "note": c.paragraph("note"),
	})
	organization, rule := c.input.Text("organization"), c.input.Text("rule")
	if c.node("organization", organization, c.model.Node("Organization")) {
		c.do("organization", store.Operation{Verb: store.Relate, Type: "PAID_TO", From: c.id, To: organization})
	}
	if c.node("rule", rule, c.model.Node("PolicyRule")) {
		c.do("rule", store.Operation{Verb: store.Relate, Type: "PAID_UNDER", From: c.id, To: rule})
	}
	if len(c.refusals) == 0 {
		c.judgePayment(organization, rule, int(year), c.input.Text("amount"))
	}
}

// judgePayment holds a payment against its rule: over the cap it is refused, a second one where the rule allows one is warned of.
func (c *change) judgePayment(organization, rule string, year int, amount string) {
	to, _ := c.view.Node(organization)
	under, _ := c.view.Node(rule)
	terms, paid := ruleOf(under), paymentsTo(to, under, year)
	if fen, err := value.ParseDecimal(amount, 2); err == nil && terms.Cap != nil && fen > *terms.Cap {
		c.refuse("INVALID", "amount", "超过该条款上限 %s 元", "more than the rule's cap of CNY %s", value.FormatDecimal(*terms.Cap, 2))
	}
	again := paid.ever
	switch terms.Frequency {
	case incentive.Each:
		again = nil
	case incentive.Yearly:
		again = paid.inYear
	}
	if len(again) > 0 {
		c.warn("POSSIBLE_DUPLICATE", "rule", again, "该机构已按此条款兑现过", "the organization was paid under this rule before")
	}
}
