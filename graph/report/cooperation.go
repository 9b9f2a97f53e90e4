package report

import (
	"slices"

	"partnergraph/graph/network"
)

// partnerships tells of visits, of contacts, of the needs that were found, and of the agreements that were signed.
func (c composer) partnerships() []Paragraph {
	var list []Paragraph
	visits := c.all("EnterpriseVisit", func(n network.Node) bool { return c.during(n, "heldOn") })
	for _, visit := range visits {
		list = append(list, c.say([]network.Node{visit}, "%s。", "%s.", visit))
	}
	list = append(list, c.events(func(n network.Node) bool { return n.Text("kind") == "MATCHMAKING" || n.Text("kind") == "INQUIRY" })...)
	signed := c.all("Agreement", func(n network.Node) bool { return n.Text("kind") != "OPERATING_SERVICE" && c.during(n, "signedOn") })
	if len(signed) > 0 {
		list = append(list, c.say(signed, "全年签订合作协议%s。", "Cooperation agreements signed in the year: %s.", counted(signed, "项")))
	}
	for _, agreement := range signed {
		list = append(list, c.agreement(agreement))
	}
	intended := c.all("Agreement", func(n network.Node) bool { return n.Text("status") == "INTENT" && c.during(n, "startsOn", "createdAt") })
	if len(intended) > 0 {
		list = append(list, c.say(intended, "另有合作意向%s：%s。", "Intentions to cooperate: %s (%s).", counted(intended, "项"), intended))
	}
	return list
}

// agreement tells who agreed on what, and whether it is doubted that it was signed.
func (c composer) agreement(agreement network.Node) Paragraph {
	clauses := []Paragraph{c.say([]network.Node{agreement}, "%s：%s", "%s: %s", related(agreement, "PARTY_TO", true, nil), agreement)}
	if amount, found := amountOf(agreement, "amount"); found {
		clauses = append(clauses, c.say(nil, "金额%s", "worth %s", amount))
	}
	for _, flag := range related(agreement, "POINTS_AT", true, nil) {
		if flag.Text("state") == "OPEN" && flag.Text("kind") == "STATUS_AMBIGUOUS" {
			clauses = append(clauses, c.say(nil, "状态待核", "its status is to be settled"))
		}
	}
	return c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", ")))
}

// platforms tells of platforms that were set up, are being built or planned, and of agreements to operate them.
func (c composer) platforms() []Paragraph {
	var list []Paragraph
	for _, agreement := range c.all("Agreement", func(n network.Node) bool { return n.Text("kind") == "OPERATING_SERVICE" && c.during(n, "signedOn") }) {
		list = append(list, c.agreement(agreement))
	}
	return append(list, c.platformsOf("RESEARCH_CENTRE", "ENGINEERING_CENTRE", "INNOVATION_TEAM", "INCUBATION_BASE", "LABORATORY")...)
}

// platformsOf tells of the platforms of some kinds that concern the year.
func (c composer) platformsOf(kinds ...string) []Paragraph {
	var list []Paragraph
	all := c.all("Platform", func(n network.Node) bool {
		return slices.Contains(kinds, n.Text("kind")) && c.running(n, "establishedOn", "") && c.known(n) && !c.onlySupports(n)
	})
	if added := slices.DeleteFunc(slices.Clone(all), func(n network.Node) bool { return !c.during(n, "establishedOn") }); len(added) > 0 {
		list = append(list, c.say(added, "当年新设平台%s。", "Platforms set up in the year: %s.", counted(added, "个")))
	}
	for _, platform := range all {
		list = append(list, c.platform(platform))
	}
	return list
}

// onlySupports reports whether nothing is known of a platform but which others it supports; it is told with them.
func (c composer) onlySupports(platform network.Node) bool {
	return platform.Text("establishedOn") == "" && platform.Text("state") == "" && len(related(platform, "SUPPORTED_BY", true, nil)) > 0
}

// platform tells what a platform is, who set it up and where it stands.
func (c composer) platform(platform network.Node) Paragraph {
	clauses := []Paragraph{c.say([]network.Node{platform}, "%s", "%s", platform)}
	switch {
	case c.during(platform, "establishedOn"):
		clauses = append(clauses, c.say(nil, "当年设立", "set up in the year"))
	case platform.Text("state") == "BUILDING":
		clauses = append(clauses, c.say(nil, "在建", "being built"))
	case platform.Text("state") == "PLANNED":
		clauses = append(clauses, c.say(nil, "拟建", "planned"))
	}
	if level := platform.Text("level"); level != "" {
		clauses = append(clauses, c.say(nil, "%s", "%s", c.level(level)))
	}
	founders := related(platform, "TAKES_PART_IN", true, func(r network.Relation) bool { return r.Text("role") == "FOUNDER" })
	if len(founders) > 0 {
		clauses = append(clauses, c.say(nil, "由%s创建", "founded by %s", founders))
	}
	support := append(related(platform, "SUPPORTED_BY", false, nil),
		related(platform, "TAKES_PART_IN", true, func(r network.Relation) bool { return r.Text("role") == "TECHNICAL_SUPPORT" })...)
	switch {
	case len(support) > 2:
		clauses = append(clauses, c.say(nil, "由%s（%s）提供技术支撑", "supported technically by %s (%s)", counted(support, "个单位"), support))
	case len(support) > 0:
		clauses = append(clauses, c.say(nil, "由%s提供技术支撑", "supported technically by %s", support))
	}
	return c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", ")))
}

// level names an administrative level.
func (c composer) level(level string) string {
	switch level {
	case "PROVINCE":
		return c.fill("省级", "at provincial level")
	case "CITY":
		return c.fill("市级", "at city level")
	case "COUNTY":
		return c.fill("县级", "at county level")
	case "COUNTRY":
		return c.fill("国家级", "at national level")
	default:
		return c.fill("基层", "at local level")
	}
}

// patents tells how many were applied for and granted, what was done to protect them, and which projects were applied for.
func (c composer) patents() []Paragraph {
	list := c.listed(coded("PATENT", "INVENTION_PATENT"))
	list = append(list, c.events(isProtection)...)
	return append(list, c.applications(func(n network.Node) bool { return len(related(n, "APPLIED_FOR_IN", false, nil)) == 0 && !isRural(n) })...)
}

// transactions tells what technology changed hands, in all as stated and contract by contract as registered.
func (c composer) transactions() []Paragraph {
	list := c.platformsOf("TRANSFER_CENTRE", "TRADING_PLATFORM")
	list = append(list, c.listed(coded("TECHNOLOGY_TRANSACTION", "TECHNOLOGY_TRADE"))...)
	registered := c.all("TechnologyTransaction", func(n network.Node) bool { return c.during(n, "signedOn", "registeredOn") })
	if total, found := sum(registered, "amount"); found {
		list = append(list, c.say(registered, "其中逐项登记技术合同%s，成交额%s。", "Registered one by one: %s contracts, worth %s in all.",
			counted(registered, "项"), total))
	}
	return list
}

// lapsedPatents tells how many lapsed patents are on offer, and which were put to use.
func (c composer) lapsedPatents() []Paragraph {
	list := c.listed(coded("LAPSED_PATENT"))
	used := c.all("Patent", func(n network.Node) bool {
		return n.Text("state") == "LAPSED" && len(related(n, "PUT_TO_USE_BY", false, nil)) > 0
	})
	for _, patent := range used {
		list = append(list, c.say([]network.Node{patent}, "%s已由%s运用。", "%s was put to use by %s.", patent, related(patent, "PUT_TO_USE_BY", false, nil)))
	}
	return list
}
