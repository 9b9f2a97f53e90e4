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
	for _, event := range c.all("Event", func(n network.Node) bool { return c.during(n, "startsOn", "endsOn") && keep(n) }) {
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
	{"departments", message.Text{ZH: "%s参与", EN: "%s departments took part"}},
	{"enterprises", message.Text{ZH: "%s参加", EN: "%s enterprises took part"}},
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
	for _, who := range []struct {
		role   string
		zh, en string
	}{
		{"PARTNER", "联合%s", "together with %s"}, {"SPEAKER", "由%s授课", "taught by %s"}, {"EXHIBITOR", "展示%s的成果", "showing what %s achieved"},
		{"ATTENDEE", "参加的有%s", "attended by %s"},
	} {
		named := related(event, "ATTENDED_BY", false, func(r network.Relation) bool { return r.Text("role") == who.role })
		if len(named) > 0 {
			clauses = append(clauses, c.say(nil, who.zh, who.en, named))
		}
	}
	if topics := event.Texts("topics"); len(topics) > 0 {
		clauses = append(clauses, c.say(nil, "内容为%s", "about %s", c.join(topics)))
	}
	for _, count := range counts {
		if q, found := quantityOf(event, count.field); found {
			clauses = append(clauses, c.say(nil, count.words.ZH, count.words.EN, q))
		}
	}
	return c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", ")))
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
	for _, said := range []struct{ field, zh, en string }{{"award", "获%s", "prize: %s"}, {"result", "结果：%s", "result: %s"}} {
		if text := entry.Text(said.field); text != "" {
			clauses = append(clauses, c.say(nil, said.zh, said.en, text))
		}
	}
	if entry.Property("broughtOrders") == true {
		clauses = append(clauses, c.say(nil, "带回订单", "orders were brought back"))
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

// applications tells of applications for projects.
func (c composer) applications(keep func(network.Node) bool) []Paragraph {
	var list []Paragraph
	for _, a := range c.all("ProjectApplication", func(n network.Node) bool { return c.during(n, "appliedOn", "decidedOn") && keep(n) }) {
		clauses := []Paragraph{c.say([]network.Node{a}, "申报%s", "applied for: %s", a.Text("programme"))}
		if who := related(a, "APPLIED_FOR_BY", false, nil); len(who) > 0 {
			clauses[0] = c.say([]network.Node{a}, "%s申报%s", "%s applied for: %s", who, a.Text("programme"))
		}
		if granted, found := amountOf(a, "amountGranted"); found {
			clauses = append(clauses, c.say(nil, "批复%s", "granted %s", granted))
		}
		list = append(list, c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", "))))
	}
	return list
}
