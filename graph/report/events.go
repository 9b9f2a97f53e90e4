package report

import (
	"slices"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
)

// events tells of the year's events that a test lets through, the whole of a series once: its parts are told with it.
func (c composer) events(keep func(network.Node) bool) []Paragraph {
	var list []Paragraph
	for _, event := range c.all("Event", func(n network.Node) bool {
		return c.during(n, "startsOn", "endsOn") && len(related(n, "BELONGS_TO_SERIES", false, nil)) == 0 && keep(n)
	}) {
		list = append(list, c.event(event))
	}
	return list
}

// counts are the numbers that an event may carry, each with the words that go around it.
var counts = []struct {
	field string
	words message.Text
}{
	{"occurrences", message.Text{ZH: "共%s", EN: "held %s times"}},
	{"departments", message.Text{ZH: "部门%s参与", EN: "%s departments took part"}},
	{"enterprises", message.Text{ZH: "企业%s参加", EN: "%s enterprises took part"}},
	{"leaflets", message.Text{ZH: "发放资料%s", EN: "%s leaflets were handed out"}},
	{"people", message.Text{ZH: "接受咨询或参加%s", EN: "%s people were advised or took part"}},
	{"goodsChecked", message.Text{ZH: "抽查商品%s", EN: "%s kinds of goods were checked"}},
	{"cases", message.Text{ZH: "查处案件%s", EN: "%s cases were punished"}},
}

// event tells of one event: when, where, who held it and who came, and its numbers.
func (c composer) event(event network.Node) Paragraph {
	about := []network.Node{event}
	clauses := []Paragraph{c.say(about, "%s", "%s", event)}
	if day := event.Text("startsOn"); len(day) > len("2020") {
		clauses = append(clauses, c.say(nil, "时间%s", "on %s", c.days(event)))
	}
	if venue := event.Text("venue"); venue != "" {
		clauses = append(clauses, c.say(nil, "地点%s", "at %s", venue))
	}
	if places := related(event, "HELD_IN", false, nil); len(places) > 0 {
		clauses = append(clauses, c.say(nil, "在%s", "in %s", places))
	}
	if organizers := related(event, "ORGANIZED_BY", false, nil); len(organizers) > 0 {
		clauses = append(clauses, c.say(nil, "由%s组织", "held by %s", organizers))
	}
	if audience := event.Text("audience"); audience != "" {
		clauses = append(clauses, c.say(nil, "面向%s", "for %s", audience))
	}
	for _, who := range []struct {
		role   string
		zh, en string
	}{
		{"PARTNER", "联合%s", "together with %s"}, {"SPEAKER", "由%s授课", "taught by %s"}, {"EXHIBITOR", "展示%s的成果", "showing what %s achieved"},
		{"ATTENDEE", "参加的有%s", "attended by %s"},
	} {
		if named := c.attending(event, who.role); len(named) > 0 {
			clauses = append(clauses, c.say(nil, who.zh, who.en, c.clauses(named, c.fill("、", ", "))))
		}
	}
	if topics := event.Texts("topics"); len(topics) > 0 {
		clauses = append(clauses, c.say(nil, "内容为%s", "about %s", c.join(topics)))
	}
	clauses = append(clauses, c.counts(event)...)
	for _, part := range related(event, "BELONGS_TO_SERIES", true, nil) {
		told := append([]Paragraph{c.say([]network.Node{part}, "其中%s（%s）", "among them %s (%s)", part, c.days(part))}, c.counts(part)...)
		clauses = append(clauses, c.clauses(told, c.fill("", ", ")))
	}
	return c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", ")))
}

// counts tells the numbers of an event.
func (c composer) counts(event network.Node) []Paragraph {
	var list []Paragraph
	for _, count := range counts {
		if q, found := quantityOf(event, count.field); found {
			list = append(list, c.say(nil, count.words.ZH, count.words.EN, q))
		}
	}
	return list
}

// attending names those who took part in a role, each with the person where one is told.
func (c composer) attending(event network.Node, role string) []Paragraph {
	var list []Paragraph
	for r, who := range event.Related("ATTENDED_BY", false) {
		if r.Text("role") != role {
			continue
		}
		if person := r.Text("person"); person != "" {
			list = append(list, c.say(nil, "%s（%s）", "%s (%s)", who, person))
		} else {
			list = append(list, c.say(nil, "%s", "%s", who))
		}
	}
	return list
}

// days tells when an event was.
func (c composer) days(event network.Node) string {
	if until := event.Text("endsOn"); until != "" && until != event.Text("startsOn") {
		return c.fill("%s至%s", "%s to %s", event.Text("startsOn"), until)
	}
	return event.Text("startsOn")
}

// about reports whether one of some words stands in what an event says of itself.
func about(event network.Node, words ...string) bool {
	said := append([]string{event.Text("title"), event.Text("summary"), event.Text("audience")}, event.Texts("topics")...)
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.Join(said, "\n"), word) })
}

func isStatistical(event network.Node) bool { return about(event, "统计") }

func isRural(event network.Node) bool {
	return event.Text("kind") == "VILLAGE_TRIP" || about(event, "下乡", "农村", "实用技术")
}

func isProtection(event network.Node) bool {
	return event.Text("kind") == "ENFORCEMENT" || about(event, "双打", "侵权", "假冒") ||
		event.Text("kind") == "CAMPAIGN" && about(event, "知识产权", "专利") && event.Property("departments.value") == nil
}

// campaigns tells of campaigns, competitions and expos, and of who entered them.
func (c composer) campaigns() []Paragraph {
	list := c.events(func(n network.Node) bool {
		switch n.Text("kind") {
		case "CAMPAIGN", "COMPETITION", "EXPO":
			return !isRural(n) && !isProtection(n)
		}
		return false
	})
	for _, entry := range c.all("CompetitionEntry", func(n network.Node) bool { return c.during(n, "enteredOn") }) {
		list = append(list, c.entry(entry))
	}
	return list
}

// entry tells who entered what, for whom, and what came of it.
func (c composer) entry(entry network.Node) Paragraph {
	clauses := []Paragraph{c.say([]network.Node{entry}, "%s参加%s", "%s entered %s",
		related(entry, "ENTERED_BY", false, nil), related(entry, "ENTERED_IN", false, nil))}
	if places := related(entry, "REPRESENTS", false, nil); len(places) > 0 {
		clauses = append(clauses, c.say(nil, "代表%s", "representing %s", places))
	}
	if award := entry.Text("award"); award != "" {
		clauses = append(clauses, c.say(nil, "获%s", "prize: %s", award))
	}
	if result := strings.TrimRight(entry.Text("result"), "。."); entry.Property("broughtOrders") == true {
		clauses = append(clauses, c.say(nil, "带回订单", "orders were brought back"))
	} else if result != "" {
		clauses = append(clauses, c.say(nil, "结果：%s", "result: %s", result))
	}
	if orders, found := quantityOf(entry, "orders"); found {
		clauses = append(clauses, c.say(nil, "订单%s", "%s orders", orders))
	}
	if amount, found := amountOf(entry, "orderAmount"); found {
		clauses = append(clauses, c.say(nil, "订单金额%s", "orders worth %s", amount))
	}
	return c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", ")))
}

// villageTrips tells of trips to villages, of what was taught there, and of projects applied for on their behalf.
func (c composer) villageTrips() []Paragraph {
	list := c.events(isRural)
	return append(list, c.applications(func(n network.Node) bool { return len(related(n, "APPLIED_FOR_IN", false, nil)) > 0 || isRural(n) })...)
}

// trainings tells of the trainings that are not told elsewhere.
func (c composer) trainings() []Paragraph {
	return c.events(func(n network.Node) bool {
		return n.Text("kind") == "TRAINING" && !isStatistical(n) && !isRural(n)
	})
}

// applications tells how many projects were applied for, and each of them.
func (c composer) applications(keep func(network.Node) bool) []Paragraph {
	all := c.all("ProjectApplication", func(n network.Node) bool { return c.during(n, "appliedOn", "decidedOn") && keep(n) })
	if len(all) == 0 {
		return nil
	}
	each := make([]Paragraph, len(all))
	for i, application := range all {
		each[i] = c.application(application)
	}
	return []Paragraph{c.say(all, "申报项目%s：%s。", "Projects applied for: %s (%s).", counted(all, "项"), c.clauses(each, c.fill("；", "; ")))}
}

// application tells who applied for what, and what was granted.
func (c composer) application(a network.Node) Paragraph {
	clause := c.say(nil, "%s", "%s", a)
	if who := related(a, "APPLIED_FOR_BY", false, nil); len(who) > 0 {
		clause = c.say(nil, "%s申报%s", "%s: %s", who, a.Text("programme"))
	}
	if granted, found := amountOf(a, "amountGranted"); found {
		clause = c.clauses([]Paragraph{clause, c.say(nil, "，批复%s", ", granted %s", granted)}, "")
	}
	return clause
}
