package graph

import (
	"context"
	"strconv"

	"partnergraph/graph/incentive"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
)

// eligibleIncentives works out the field of that name.
func (r *Resolver) eligibleIncentives(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	year, err := yearOf(arguments)
	if err != nil {
		return nil, err
	}
	organization, found := view.Node(arguments.Text("organization"))
	if !found || !r.model.Node("Organization").Is(organization.Type.Name) {
		return nil, notFound("organization")
	}
	given, _ := arguments["facts"].(plan.Arguments)
	facts, err := factsOf(given)
	if err != nil {
		return nil, err
	}
	lookUp(facts, organization, year)
	language, list := message.From(ctx), []plan.Object{}
	for id := range view.OfType(r.model.Node("PolicyRule")) {
		rule, _ := view.Node(id)
		paid := paymentsTo(organization, rule, year)
		facts.PaidInYear, facts.PaidEver = len(paid.inYear), len(paid.ever)
		verdict := incentive.Assess(ruleOf(rule), facts, year)
		list = append(list, eligibleIncentive(id, verdict, paid, language))
	}
	return list, nil
}

func eligibleIncentive(rule string, v incentive.Verdict, paid payments, language message.Language) plan.Object {
	missing := []string{}
	for _, fact := range v.Missing {
		missing = append(missing, string(fact))
	}
	object := plan.Object{
		"rule": rule, "outcome": string(v.Outcome), "eligible": v.Outcome == incentive.Eligible, "reason": v.Reason.In(language),
		"missing": missing, "payments": paid.ever,
	}
	if v.Amount != nil {
		object["amount"], object["calculation"] = value.FormatDecimal(*v.Amount, 2), v.Calculation.In(language)
	}
	return object
}

// yearOf reads the argument of that name.
func yearOf(arguments plan.Arguments) (int, error) {
	return between(arguments, "year", firstYear, lastYear)
}

// The years that the bureau's records may be about.
const (
	firstYear = 1900
	lastYear  = 2200
)

// factsOf reads what a request knows of an organization's year.
func factsOf(given plan.Arguments) (incentive.Facts, error) {
	facts := incentive.Facts{
		Holds: map[incentive.Condition]*bool{}, Count: map[incentive.Condition]*int64{}, Spent: map[incentive.Condition]*int64{},
	}
	for condition, name := range map[incentive.Condition]string{
		incentive.NewlyCertified: "newlyCertifiedHighTech", incentive.HighTech: "highTechEnterprise",
	} {
		if holds, known := given[name].(bool); known {
			facts.Holds[condition] = &holds
		}
	}
	if newly := facts.Holds[incentive.NewlyCertified]; newly != nil && *newly && facts.Holds[incentive.HighTech] == nil {
		facts.Holds[incentive.HighTech] = newly
	}
	for _, counted := range []struct {
		condition incentive.Condition
		name      string
	}{
		{incentive.InventionApplication, "inventionApplications"}, {incentive.InventionGrant, "inventionGrants"},
		{incentive.InnovationAward, "innovationAwards"},
	} {
		count, known := given[counted.name].(int64)
		if known && count < 0 {
			return facts, negative("facts." + counted.name)
		}
		if known {
			facts.Count[counted.condition] = &count
		}
	}
	var err error
	for condition, name := range map[incentive.Condition]string{
		incentive.EquipmentInvestment: "equipmentInvestment", incentive.ResearchExpense: "researchExpense",
	} {
		if facts.Spent[condition], err = moneyOf(given, name); err != nil {
			return facts, err
		}
	}
	facts.Subsidies, err = moneyOf(given, "subsidies")
	return facts, err
}

// lookUp fills in what the request leaves out and the knowledge base holds: the invention patents of the year. None held says nothing,
// for not every patent is recorded.
func lookUp(facts incentive.Facts, organization network.Node, year int) {
	for condition, field := range map[incentive.Condition]string{
		incentive.InventionApplication: "appliedOn", incentive.InventionGrant: "grantedOn",
	} {
		if facts.Count[condition] != nil {
			continue
		}
		var count int64
		for _, patent := range organization.Related("HELD_BY", true) {
			date, err := value.ParsePartialDate(patent.Text(field))
			if err == nil && patent.Text("kind") == "INVENTION" && date.First()[:4] == strconv.Itoa(year) {
				count++
			}
		}
		if count > 0 {
			facts.Count[condition] = &count
		}
	}
}

// moneyOf reads an amount of money in fen; nil when it is not given.
func moneyOf(given plan.Arguments, name string) (*int64, error) {
	if !given.Given(name) {
		return nil, nil //nolint:nilnil // an amount that is not given is no fault
	}
	fen, err := value.ParseDecimal(given.Text(name), 2)
	if err != nil {
		text := message.Text{ZH: "最多两位小数，且不超过 92233720368547758.07", EN: "at most two decimals and no more than 92233720368547758.07"}
		return nil, &Refusal{Code: "INVALID", Field: "facts." + name, Text: text}
	}
	if fen < 0 {
		return nil, negative("facts." + name)
	}
	return &fen, nil
}

func negative(field string) *Refusal {
	return &Refusal{Code: "INVALID", Field: field, Text: message.Text{ZH: "不能为负", EN: "must not be negative"}}
}

// ruleOf reads a rule from the network. Where it states no time, its policy's holds.
func ruleOf(rule network.Node) incentive.Rule {
	number := func(field string, scale int) *int64 {
		if units, err := value.ParseDecimal(rule.Text(field), scale); err == nil {
			return &units
		}
		return nil
	}
	policy := network.Node{}
	for _, node := range rule.Related("LAYS_DOWN", true) {
		policy = node
		break
	}
	date := func(field string) value.PartialDate {
		for _, text := range []string{rule.Text(field), policy.Text(field)} {
			if date, err := value.ParsePartialDate(text); err == nil {
				return date
			}
		}
		return value.PartialDate{}
	}
	return incentive.Rule{
		Condition: incentive.Condition(rule.Text("condition")), Basis: incentive.Basis(rule.Text("basis")),
		Frequency: incentive.Frequency(rule.Text("frequency")),
		Amount:    number("amount", 2), Rate: number("rate", rateScale), Threshold: number("threshold", 2), Cap: number("cap", 2),
		DeductsSubsidies: rule.Property("deductsSubsidies") == true, From: date("validFrom"), Until: date("validUntil"),
	}
}

// addPolicy fills in the mutation of that name.
func (r *Resolver) addPolicy(c *change) {
	title := c.line("title")
	from, until := c.date("validFrom"), c.date("validUntil")
	if known(from) && known(until) && until.CertainlyBefore(from) {
		c.refuse("INVALID", "validUntil", "失效日期早于生效日期", "ends before it begins")
	}
	c.create("Policy", map[string]any{
		"title": title, "kind": c.input["kind"], "issuedOn": c.input["issuedOn"], "validFrom": c.input["validFrom"],
		"validUntil": c.input["validUntil"], "summary": c.paragraph("summary"),
	})
	rules, _ := c.input["rules"].([]any)
	if len(rules) == 0 {
		c.refuse("INVALID", "rules", "至少需要一条", "at least one rule is needed")
	}
	for i, item := range rules {
		rule, _ := item.(plan.Arguments)
		c.within("rules."+strconv.Itoa(i), rule, func() { r.addRule(c) })
	}
	for id := range c.view.OfType(r.model.Node("Policy")) {
		if policy, _ := c.view.Node(id); fold(policy.Text("title")) == fold(title) {
			c.warn("POSSIBLE_DUPLICATE", "title", []string{id}, "同名政策已经存在", "a policy of this title exists")
		}
	}
}

// addRule adds a rule to the policy in the making.
func (r *Resolver) addRule(c *change) {
	basis := c.input.Text("basis")
	for _, demand := range []struct {
		field  string
		wanted bool
	}{{"amount", basis == "LUMP_SUM" || basis == "PER_ITEM"}, {"rate", basis == "RATE"}} {
		if demand.wanted && !c.input.Given(demand.field) {
			c.refuse("INVALID", demand.field, "此计算方式须填写", "this basis needs it")
		} else if !demand.wanted && c.input.Given(demand.field) {
			c.refuse("INVALID", demand.field, "此计算方式不用填写", "this basis has none")
		}
	}
	rule := r.newID()
	c.do("", store.Operation{Verb: store.CreateNode, Type: "PolicyRule", ID: rule, Properties: present(map[string]any{
		"title": c.line("title"), "condition": c.input["condition"], "basis": basis, "frequency": c.input["frequency"],
		"amount": c.positive("amount"), "rate": c.rate("rate"), "threshold": c.positive("threshold"), "cap": c.positive("cap"),
		"deductsSubsidies": c.input["deductsSubsidies"], "documents": c.input.Texts("documents"),
	})})
	c.do("", store.Operation{Verb: store.Relate, Type: "LAYS_DOWN", From: c.id, To: rule})
}

// rate checks a share of a whole; nil when it is absent.
func (c *change) rate(field string) any {
	text := c.input.Text(field)
	if text == "" {
		return nil
	}
	units, err := value.ParseDecimal(text, rateScale)
	switch {
	case err != nil:
		c.refuse("INVALID", field, "最多 %d 位小数", "at most %d decimals", rateScale)
		return nil
	case units <= 0 || units > 10_000:
		c.refuse("INVALID", field, "应大于 0 且不超过 1：0.02 即 2%%", "must be more than 0 and at most 1: 0.02 is 2%%")
	}
	return value.FormatDecimal(units, rateScale)
}

// rateScale is how many decimals of a rate are kept.
const rateScale = 4
