package report

import "partnergraph/graph/network"

// stations tells of stations, distance learning and demonstration bases.
func (c composer) stations() []Paragraph {
	return c.platformsOf("SERVICE_STATION", "DISTANCE_LEARNING", "DEMONSTRATION_BASE")
}

// makerSpaces tells of rural maker spaces.
func (c composer) makerSpaces() []Paragraph { return c.platformsOf("MAKER_SPACE") }

// support tells which enterprises help which places.
func (c composer) support() []Paragraph {
	var list []Paragraph
	for _, s := range c.all("PovertySupport", func(n network.Node) bool { return c.running(n, "startsOn", "endsOn") && c.known(n) }) {
		clauses := []Paragraph{c.say([]network.Node{s}, "%s帮扶%s", "%s support people in %s",
			related(s, "SUPPORT_GIVEN_BY", false, nil), related(s, "REACHES", false, nil))}
		if villages, found := quantityOf(s, "villages"); found {
			clauses = append(clauses, c.say(nil, "涉及贫困村%s", "poor villages: %s", villages))
		}
		if households, found := quantityOf(s, "households"); found {
			clauses = append(clauses, c.say(nil, "带动农户%s", "households: %s", households))
		}
		list = append(list, c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", "))))
	}
	return list
}

// commissioners tells how many were selected and where they went, and who of them is named.
func (c composer) commissioners() []Paragraph {
	var list []Paragraph
	for _, cohort := range c.all("CommissionerCohort", func(n network.Node) bool { return c.during(n, "year") }) {
		about := []network.Node{cohort}
		clauses := []Paragraph{c.say(about, "%s", "%s", cohort)}
		for _, count := range []struct{ field, zh, en string }{
			{"selected", "选派%s", "selected: %s"}, {"enterprises", "服务企业%s", "enterprises: %s"}, {"villages", "服务村%s", "villages: %s"},
		} {
			if q, found := quantityOf(cohort, count.field); found {
				clauses = append(clauses, c.say(nil, count.zh, count.en, q))
			}
		}
		if named := related(cohort, "SELECTED_IN", true, nil); len(named) > 0 {
			clauses = append(clauses, c.say(nil, "其中%s", "among them %s", named))
		}
		list = append(list, c.say(nil, "%s。", "%s.", c.clauses(clauses, c.fill("，", ", "))))
	}
	return list
}
