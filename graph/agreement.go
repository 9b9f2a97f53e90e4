package graph

import (
	"slices"
	"strconv"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
)

// registerAgreement fills in the mutation of that name.
func (r *Resolver) registerAgreement(c *change) {
	title := c.line("title")
	parties := c.parties()
	dates := c.dates()
	status := "INTENT"
	if c.input.Given("signedOn") {
		status = "SIGNED"
	}
	c.create("Agreement", map[string]any{
		"title": title, "kind": c.input["kind"], "status": status,
		"signedOn": c.input["signedOn"], "startsOn": c.input["startsOn"], "endsOn": c.input["endsOn"],
		"amount": c.amount("amount"), "summary": c.paragraph("summary"),
	})
	for i, party := range parties {
		c.do("parties."+strconv.Itoa(i)+".organization", store.Operation{
			Verb: store.Relate, Type: "PARTY_TO", From: party.Text("organization"), To: c.id,
			Properties: map[string]any{"role": party["role"]},
		})
	}
	c.relateFields("CONCERNS")
	if len(c.refusals) == 0 {
		c.warnOfLikes(title, parties, dates)
	}
}

// parties checks that there are at least two different organizations, and returns them as given.
func (c *change) parties() []plan.Arguments {
	items, _ := c.input["parties"].([]any)
	parties := make([]plan.Arguments, 0, len(items))
	seen := map[string]bool{}
	for i, item := range items {
		party, _ := item.(plan.Arguments)
		field, id := "parties."+strconv.Itoa(i)+".organization", party.Text("organization")
		if seen[id] {
			c.refuse("INVALID", field, "同一机构不能重复参与", "an organization can be a party only once")
			continue
		}
		seen[id] = true
		if c.node(field, id, c.model.Node("Organization")) {
			parties = append(parties, party)
		}
	}
	if len(items) < 2 {
		c.refuse("INVALID", "parties", "至少需要两个不同的机构", "at least two different organizations are needed")
	}
	return parties
}

// amount checks an amount of money that may not be negative; nil when it is absent.
func (c *change) amount(field string) any {
	text := c.input.Text(field)
	if text == "" {
		return nil
	}
	units, err := value.ParseDecimal(text, 2)
	switch {
	case err != nil:
		c.refuse("INVALID", field, "最多两位小数，且不超过 92233720368547758.07", "at most two decimals and no more than 92233720368547758.07")
		return nil
	case units < 0:
		c.refuse("INVALID", field, "不能为负", "must not be negative")
	}
	return value.FormatDecimal(units, 2)
}

// positive checks an amount of money that must be more than nothing; nil when it is absent.
func (c *change) positive(field string) any {
	amount := c.amount(field)
	if amount == "0.00" {
		c.refuse("INVALID", field, "应大于 0", "must be more than 0")
	}
	return amount
}

// period is the time that an agreement covers; a zero date is open.
type period struct{ start, end value.PartialDate }

// dates checks that the dates are in order, as far as their precision lets them clash: 2020 and 2020-05 do not.
func (c *change) dates() period {
	signed, starts, ends := c.date("signedOn"), c.date("startsOn"), c.date("endsOn")
	if known(ends) && known(starts) && ends.CertainlyBefore(starts) {
		c.refuse("INVALID", "endsOn", "终止日期早于生效日期", "ends before it starts")
	}
	if known(ends) && known(signed) && ends.CertainlyBefore(signed) {
		c.refuse("INVALID", "endsOn", "终止日期早于签订日期", "ends before it was signed")
	}
	if !known(starts) {
		starts = signed
	}
	return period{starts, ends}
}

func known(d value.PartialDate) bool { return d.String() != "" }

// date reads a date that was checked when the input was coerced.
func (c *change) date(field string) value.PartialDate {
	date, err := value.ParsePartialDate(c.input.Text(field))
	if err != nil {
		return value.PartialDate{}
	}
	return date
}

// overlaps reports whether two periods may share a day. An open side overlaps everything beyond it.
func (p period) overlaps(other period) bool {
	apart := func(a, b period) bool { return known(a.end) && known(b.start) && a.end.CertainlyBefore(b.start) }
	return !apart(p, other) && !apart(other, p)
}

// warnOfLikes warns of agreements between the same parties, of overlapping time and similar title.
func (c *change) warnOfLikes(title string, parties []plan.Arguments, dates period) {
	var ids, likes []string
	for _, party := range parties {
		ids = append(ids, party.Text("organization"))
	}
	slices.Sort(ids)
	own := newWording(title)
	for _, agreement := range c.view.Between("PARTY_TO", ids) {
		if dates.overlaps(periodOf(agreement)) && own.isLike(agreement.Text("title")) {
			likes = append(likes, agreement.ID)
		}
	}
	if len(likes) > 0 {
		c.warn("POSSIBLE_DUPLICATE", "title", likes,
			"相同参与方、时间重叠、标题相近的协议已经存在", "an agreement of the same parties, an overlapping time and a similar title exists")
	}
}

func periodOf(agreement network.Node) period {
	read := func(field string) value.PartialDate {
		date, err := value.ParsePartialDate(agreement.Text(field))
		if err != nil {
			return value.PartialDate{}
		}
		return date
	}
	p := period{read("startsOn"), read("endsOn")}
	if !known(p.start) {
		p.start = read("signedOn")
	}
	return p
}
