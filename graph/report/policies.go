package report

import (
	"partnergraph/graph/incentive"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/value"
)

// policies tells of the policies in force, of what was paid in all, and of what was recorded payment by payment.
func (c composer) policies() []Paragraph {
	var list []Paragraph
	for _, policy := range c.all("Policy", c.inForce) {
		var rules []Paragraph
		for _, rule := range related(policy, "LAYS_DOWN", false, nil) {
			rules = append(rules, c.rule(rule))
		}
		revised := ""
		if c.during(policy, "revisedOn") {
			revised = c.fill("（当年修订）", " (revised in the year)")
		}
		if len(rules) == 0 {
			list = append(list, c.say([]network.Node{policy}, "实施《%s》%s。", "In force: %s%s.", policy, revised))
			continue
		}
		list = append(list, c.say([]network.Node{policy}, "实施《%s》%s：%s。", "In force: %s%s. %s.", policy, revised,
			c.clauses(rules, c.fill("；", "; "))))
	}
	list = append(list, c.stated("INCENTIVE_FUNDS", "全年兑现创新激励资金%s。", "Incentive funds of %s were paid in the year.")...)
	payments := c.all("IncentivePayment", func(n network.Node) bool { return n.Property("year") == int64(c.year) })
	if total, found := sum(payments, "amount"); found {
		list = append(list, c.say(payments, "其中逐笔登记%s，合计%s。", "Recorded one by one: %s payments, %s in all.", counted(payments, "笔"), total))
	}
	return list
}

// inForce reports whether a policy holds in the year. One that was issued or revised later is taken not to hold yet.
func (c composer) inForce(policy network.Node) bool {
	return c.known(policy) && c.running(policy, "validFrom", "validUntil") && c.running(policy, "issuedOn", "") && c.running(policy, "revisedOn", "")
}

// rule tells what a rule pays.
func (c composer) rule(rule network.Node) Paragraph {
	about, what := []network.Node{rule}, c.rewarded(rule)
	amount, _ := amountOf(rule, "amount")
	switch rule.Text("basis") {
	case "LUMP_SUM":
		return c.say(about, "%s%s", "%s: %s", what, amount)
	case "PER_ITEM":
		return c.say(about, "%s每件%s", "%s: %s for each", what, amount)
	case "RATE":
		return c.rate(rule)
	default:
		return c.say(about, "%s", "%s", what)
	}
}

// rewarded says what a rule rewards: its title, which is Chinese, or its condition.
func (c composer) rewarded(rule network.Node) string {
	return message.Text{ZH: nameOf(rule), EN: incentive.Condition(rule.Text("condition")).Text().EN}.In(c.language)
}

// rate tells what a rule pays that gives a share of what was spent.
func (c composer) rate(rule network.Node) Paragraph {
	clause := c.say([]network.Node{rule}, "%s按%s计", "%s: %s", c.rewarded(rule), rateOf(rule))
	if threshold, found := amountOf(rule, "threshold"); found {
		from := c.say(nil, "，%s起（含）", ", from %s on, itself included", threshold)
		if rule.Property("deductsSubsidies") == true {
			from = c.say(nil, "，剔除补助后%s起（含）", ", from %s on without subsidies, itself included", threshold)
		}
		clause = c.clauses([]Paragraph{clause, from}, "")
	}
	if limit, found := amountOf(rule, "cap"); found {
		clause = c.clauses([]Paragraph{clause, c.say(nil, "，最高%s", ", %s at most", limit)}, "")
	}
	return clause
}

// rateOf is a rule's rate in percent.
func rateOf(rule network.Node) quantity {
	units, err := value.ParseDecimal(rule.Text("rate"), 4)
	if err != nil {
		return quantity{unit: "%", of: rule}
	}
	return quantity{hundredths: units, precision: "EXACT", unit: "%", of: rule}
}

// sum adds exact amounts of money; false where there are none, or where they come to more than can be kept.
func sum(nodes []network.Node, field string) (quantity, bool) {
	total, found := quantity{precision: "EXACT", unit: "元"}, false
	for _, node := range nodes {
		amount, known := amountOf(node, field)
		if !known {
			continue
		}
		if total.hundredths+amount.hundredths < total.hundredths {
			return quantity{}, false
		}
		if total.hundredths += amount.hundredths; !found {
			total.of, found = node, true
		}
	}
	return total, found
}
