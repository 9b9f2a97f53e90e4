package graph_test

import (
	"context"
	"strings"
	"testing"

	"partnergraph/graph/store"
	"partnergraph/seed"
)

func TestIndicatorsOverTheYears(t *testing.T) {
	h := newHouse(t)
	rd := seed.ID("indicator/RD_EXPENDITURE")
	value := func(period, number, growth string) variables {
		input := variables{"indicator": rd, "period": period, "value": variables{"value": number}}
		if growth != "" {
			input["growth"] = growth
		}
		return input
	}
	// 3.2亿 in 2020 was stated as 77 % more than in 2019: 2亿 in 2019 does not fit, which is flagged at the value that states the growth.
	late := h.do(t, "recordIndicatorValue", "value", value("2019", "200000000", ""))
	if len(late.Warnings) != 1 || late.Warnings[0].Field != "growth" || late.Warnings[0].Evidence[0].ID != seed.ID("indicator-value/RD_EXPENDITURE-2020") {
		t.Errorf("2019: %+v", late)
	}
	h.follow(t)
	fits := h.do(t, "recordIndicatorValue", "value", value("2021", "400000000", "25"))
	if len(fits.Warnings)+len(fits.UserErrors) != 0 {
		t.Errorf("2021: %+v", fits)
	}
	h.follow(t)
	flagged := h.do(t, "recordIndicatorValue", "value", value("2022", "440000000", "12.5"))
	if len(flagged.Warnings) != 1 || flagged.Warnings[0].Evidence[0].ID != fits.ID {
		t.Errorf("2022: %+v", flagged)
	}
	h.answered(t, `{ dataQualityFlags(where: {kind: {eq: GROWTH_MISMATCH}}, orderBy: [{field: CREATED_AT}]) { nodes { asWritten reading state concerns { totalCount } } } }`, nil,
		`{"dataQualityFlags":{"nodes":[{"asWritten":"2020 +77%","reading":"按两年数值推算，增幅为 60.00%（320000000.00，上年 200000000）。","state":"OPEN","concerns":{"totalCount":2}},`+
			`{"asWritten":"2022 +12.5%","reading":"按两年数值推算，增幅为 10.00%（440000000，上年 400000000.00）。","state":"OPEN","concerns":{"totalCount":2}}]}}`)
	h.answered(t, `query($id: ID!) { node(id: $id) { ... on IndicatorValue { basis period value { value precision unit } growth place { name } } } }`, variables{"id": fits.ID},
		`{"node":{"basis":"REPORTED","period":"2021","value":{"value":"400000000","precision":"EXACT","unit":"元"},"growth":"25.00","place":{"name":"XX县"}}}`)

	h.follow(t)
	h.wrong(t, "recordIndicatorValue", "value", "CONFLICT", "period", value("2021", "1", ""))
	h.wrong(t, "recordIndicatorValue", "value", "INVALID", "period", value("2021-05-18", "1", ""))
	h.wrong(t, "recordIndicatorValue", "value", "INVALID", "value.value", value("2018", "-1", ""))
	h.wrong(t, "recordIndicatorValue", "value", "INVALID", "growth", value("2018", "1", "-100.01"))
	h.wrong(t, "recordIndicatorValue", "value", "INVALID", "growth", value("2018", "1", "1.001"))
	h.wrong(t, "recordIndicatorValue", "value", "INVALID", "value.unit", variables{"indicator": rd, "period": "2018", "value": variables{"value": "1", "unit": "万元"}})
	h.wrong(t, "recordIndicatorValue", "value", "NOT_FOUND", "indicator", variables{"indicator": "nobody", "period": "2018", "value": variables{"value": "1"}})

	rate := h.must(t, "addIndicator", "indicator", variables{"name": "高新产值占比", "code": "SHARE", "unit": "%", "cadence": "YEARLY", "followedUpFrom": "2020"})
	h.follow(t)
	h.wrong(t, "recordIndicatorValue", "value", "INVALID", "value.value", variables{"indicator": rate, "period": "2020", "value": variables{"value": "200"}})
	h.must(t, "recordIndicatorValue", "value", variables{"indicator": rate, "period": "2020", "value": variables{"value": "100"}})
	h.wrong(t, "addIndicator", "indicator", "CONFLICT", "code", variables{"name": "另一个", "code": "SHARE", "unit": "%"})
	h.wrong(t, "addIndicator", "indicator", "INVALID", "cadence", variables{"name": "x", "code": "X", "unit": "%", "followedUpFrom": "2020"})
	h.wrong(t, "addIndicator", "indicator", "INVALID", "dueAfterDays", variables{"name": "x", "code": "X", "unit": "%", "dueAfterDays": 367})
}

func TestOverdueReports(t *testing.T) {
	h := newHouse(t)
	const overdue = `query($on: PartialDate) { overdueReports(on: $on) { indicator { name } period dueOn daysLate reportedBy { name } } }`
	h.answered(t, overdue, variables{"on": "2020-04-01"}, `{"overdueReports":[`+
		`{"indicator":{"name":"全社会研发经费支出"},"period":"2020-01","dueOn":"2020-01-31","daysLate":61,"reportedBy":[]},`+
		`{"indicator":{"name":"全社会研发经费支出"},"period":"2020-02","dueOn":"2020-02-29","daysLate":32,"reportedBy":[]},`+
		sorted(`{"indicator":{"name":"全社会研发经费支出"},"period":"2020-03","dueOn":"2020-03-31","daysLate":1,"reportedBy":[]}`,
			`{"indicator":{"name":"高新技术产业增加值"},"period":"2020-03","dueOn":"2020-03-31","daysLate":1,"reportedBy":[]}`)+`]}`)
	h.must(t, "recordIndicatorValue", "value", variables{
		"indicator": seed.ID("indicator/RD_EXPENDITURE"), "period": "2020-01", "value": variables{"value": "20000000", "precision": "AT_LEAST"},
	})
	h.follow(t)
	h.answered(t, overdue, variables{"on": "2020-03-01"}, `{"overdueReports":[`+
		`{"indicator":{"name":"全社会研发经费支出"},"period":"2020-02","dueOn":"2020-02-29","daysLate":1,"reportedBy":[]}]}`)
	h.answered(t, overdue, variables{"on": "2019"}, `{"overdueReports":[]}`)
	var all struct{ OverdueReports []struct{ Period string } }
	if err := h.ask(t.Context(), `{ overdueReports { period } }`, nil, &all); err != nil || len(all.OverdueReports) < 50 {
		t.Errorf("today %d are overdue, %v", len(all.OverdueReports), err)
	}
}

// sorted puts the answers of two indicators in the order of their ids.
func sorted(research, added string) string {
	if strings.Compare(seed.ID("indicator/RD_EXPENDITURE"), seed.ID("indicator/HIGH_TECH_VALUE_ADDED")) < 0 {
		return research + "," + added
	}
	return added + "," + research
}

func TestPatents(t *testing.T) {
	h := newHouse(t)
	patent := h.must(t, "recordPatent", "patent", variables{
		"title": "一种废旧塑料清洗装置", "kind": "INVENTION", "state": "APPLIED", "applicationNumber": "CN202010000001.1", "appliedOn": "2020-05",
		"holders": []string{recycle}, "fields": []string{polymer}, "summary": "清洗并回收废旧塑料。",
	})
	h.wrong(t, "recordPatent", "patent", "CONFLICT", "applicationNumber", variables{"title": "x", "state": "APPLIED", "applicationNumber": "CN202010000001.1"})
	h.wrong(t, "recordPatent", "patent", "INVALID", "grantedOn", variables{"title": "x", "state": "GRANTED", "appliedOn": "2020", "grantedOn": "2019"})
	h.wrong(t, "recordPatent", "patent", "INVALID", "lapsedOn", variables{"title": "x", "state": "GRANTED", "lapsedOn": "2020"})
	h.follow(t)
	change := func(more variables) variables { more["id"] = patent; return more }
	h.must(t, "updatePatent", "patent", change(variables{"state": "GRANTED", "grantedOn": "2021-06", "version": 1}))
	h.follow(t)
	h.wrong(t, "updatePatent", "patent", "CONFLICT", "version", change(variables{"state": "LAPSED", "version": 1}))
	h.wrong(t, "updatePatent", "patent", "INVALID", "lapsedOn", change(variables{"state": "LAPSED", "lapsedOn": "2021-05"}))
	h.wrong(t, "updatePatent", "patent", "INVALID", "title", change(variables{"title": nil}))
	h.must(t, "updatePatent", "patent", change(variables{
		"state": "LAPSED", "lapsedOn": "2023", "kind": nil, "holders": []string{}, "usedBy": []any{variables{"organization": college, "since": "2024"}},
	}))
	h.answered(t, `{ patents(where: {state: {eq: LAPSED}, fields: {some: {node: {code: {startsWith: "CN-HNTE-4"}}}}}) { nodes {
		version title kind state grantedOn lapsedOn holders { totalCount } usedBy { edges { since node { name } } } } } }`, nil,
		`{"patents":{"nodes":[{"version":3,"title":"一种废旧塑料清洗装置","kind":null,"state":"LAPSED","grantedOn":"2021-06","lapsedOn":"2023",`+
			`"holders":{"totalCount":0},"usedBy":{"edges":[{"since":"2024","node":{"name":"湖南文理学院"}}]}}]}}`)
	h.follow(t)
	h.answered(t, `{ search(text: "废旧塑料清洗装置", types: [PATENT]) { nodes { ... on Patent { title } } } }`, nil, `{"search":{"nodes":[{"title":"一种废旧塑料清洗装置"}]}}`)
}

func TestCommissionersGoWhereTheyBelong(t *testing.T) {
	h := newHouse(t)
	cohort := seed.ID("cohort/2020年科技特派员")
	village := h.must(t, "addPlace", "place", variables{"name": "樟木村", "level": "VILLAGE", "partOf": town})
	elsewhere := h.must(t, "addPlace", "place", variables{"name": "某村", "level": "VILLAGE", "partOf": seed.ID("place/北京市")})
	h.wrong(t, "addPlace", "place", "INVALID", "partOf", variables{"name": "x", "level": "COUNTY", "partOf": town})
	h.wrong(t, "addCommissioner", "commissioner", "INVALID", "cohort", variables{"name": "李四", "kind": "ENTERPRISE", "cohort": cohort})
	person := h.must(t, "addCommissioner", "commissioner", variables{"name": "李四", "kind": "SCIENCE_AND_TECHNOLOGY", "cohort": cohort, "employer": bureau, "fields": []string{polymer}})
	h.follow(t)
	send := func(more variables) variables {
		input := variables{"commissioner": person, "startsOn": "2020-03-01"}
		for name, v := range more {
			input[name] = v
		}
		return input
	}
	h.wrong(t, "assignCommissioner", "assignment", "INVALID", "village", send(nil))
	h.wrong(t, "assignCommissioner", "assignment", "INVALID", "village", send(variables{"village": elsewhere}))
	h.wrong(t, "assignCommissioner", "assignment", "INVALID", "village", send(variables{"village": town}))
	h.wrong(t, "assignCommissioner", "assignment", "INVALID", "enterprise", send(variables{"village": village, "enterprise": recycle}))
	h.wrong(t, "assignCommissioner", "assignment", "INVALID", "endsOn", send(variables{"village": village, "endsOn": "2020-02-29"}))
	assignment := h.must(t, "assignCommissioner", "assignment", send(variables{"village": village, "endsOn": "2020", "idempotencyKey": "once"}))
	h.follow(t)
	again := h.do(t, "assignCommissioner", "assignment", send(variables{"village": village, "startsOn": "2020-06"}))
	if len(again.Warnings) != 1 || again.Warnings[0].Evidence[0].ID != assignment {
		t.Errorf("a second assignment at the same time: %+v", again)
	}
	h.wrong(t, "endAssignment", "assignment", "INVALID", "endsOn", variables{"id": assignment, "endsOn": "2020-02"})
	ended := variables{"id": assignment, "endsOn": "2020-12-31", "outcome": "推广水稻新品种", "version": 1, "idempotencyKey": "end"}
	h.must(t, "endAssignment", "assignment", ended)
	h.follow(t)
	if again := h.must(t, "endAssignment", "assignment", ended); again != assignment { // the version has changed since, the call has not
		t.Errorf("repeated, it is %s", again)
	}
	h.answered(t, `query($id: ID!) { node(id: $id) { ... on Commissioner { cohort { selected { value } villages { value } commissioners { totalCount } }
		assignments(orderBy: [{field: STARTS_ON}], first: 1) { totalCount nodes { version startsOn endsOn outcome village { name } enterprise { name } } } } } }`, variables{"id": person},
		`{"node":{"cohort":{"selected":{"value":"20"},"villages":{"value":"22"},"commissioners":{"totalCount":1}},`+
			`"assignments":{"totalCount":2,"nodes":[{"version":2,"startsOn":"2020-03-01","endsOn":"2020-12-31","outcome":"推广水稻新品种","village":{"name":"樟木村"},"enterprise":null}]}}}`)
}

func TestTransactionsEntriesSupportAndApplications(t *testing.T) {
	h := newHouse(t)
	party := func(organization, side string) variables {
		return variables{"organization": organization, "side": side}
	}
	contract := func(more variables) variables {
		input := variables{"title": "再生料技术开发", "kind": "DEVELOPMENT", "parties": []any{party(college, "SELLER"), party(recycle, "BUYER")}}
		for name, v := range more {
			input[name] = v
		}
		return input
	}
	h.must(t, "recordTransaction", "transaction", contract(variables{
		"registrationNumber": "2021430000000001", "signedOn": "2021-03", "registeredOn": "2021-04", "amount": "100000.50", "technologyAmount": "80000",
		"platform": seed.ID("platform/科技成果交易平台"), "fields": []string{polymer},
	}))
	h.wrong(t, "recordTransaction", "transaction", "CONFLICT", "registrationNumber", contract(variables{"registrationNumber": "2021430000000001"}))
	h.wrong(t, "recordTransaction", "transaction", "INVALID", "amount", contract(variables{"amount": "-1"}))
	h.wrong(t, "recordTransaction", "transaction", "INVALID", "technologyAmount", contract(variables{"amount": "1", "technologyAmount": "1.01"}))
	h.wrong(t, "recordTransaction", "transaction", "INVALID", "registeredOn", contract(variables{"signedOn": "2021", "registeredOn": "2020"}))
	h.wrong(t, "recordTransaction", "transaction", "INVALID", "parties", contract(variables{"parties": []any{party(college, "SELLER")}}))
	h.wrong(t, "recordTransaction", "transaction", "INVALID", "parties.1.organization", contract(variables{"parties": []any{party(college, "SELLER"), party(college, "BUYER")}}))
	h.answered(t, `{ technologyTransactions { nodes { kind amount technologyAmount parties(orderBy: [{field: NAME}]) { edges { side node { name } } } platform { name } } } }`, nil,
		`{"technologyTransactions":{"nodes":[{"kind":"DEVELOPMENT","amount":"100000.50","technologyAmount":"80000.00","parties":{"edges":[`+
			`{"side":"BUYER","node":{"name":"安福环保"}},{"side":"SELLER","node":{"name":"湖南文理学院"}}]},"platform":{"name":"科技成果交易平台"}}]}}`)

	contest, meeting := seed.ID("event/2020年省市创新创业大赛"), seed.ID("event/2020年“双打”工作调度会")
	entry := func(more variables) variables {
		input := variables{"title": "x", "event": contest, "organization": recycle}
		for name, v := range more {
			input[name] = v
		}
		return input
	}
	h.must(t, "recordCompetitionEntry", "entry", entry(variables{"level": "CITY", "award": "三等奖", "represents": seed.ID("place/常德市"),
		"broughtOrders": true, "orders": variables{"value": 3, "precision": "AT_LEAST"}, "orderAmount": "1000"}))
	h.wrong(t, "recordCompetitionEntry", "entry", "INVALID", "event", entry(variables{"event": meeting}))
	h.wrong(t, "recordCompetitionEntry", "entry", "INVALID", "level", entry(variables{"level": "NATION"}))
	h.wrong(t, "recordCompetitionEntry", "entry", "INVALID", "orders", entry(variables{"broughtOrders": false, "orders": variables{"value": 1}}))
	h.wrong(t, "recordCompetitionEntry", "entry", "INVALID", "orderAmount", entry(variables{"orderAmount": "-0.01"}))

	h.must(t, "recordPovertySupport", "support", variables{"title": "x", "enterprises": []string{recycle}, "places": []any{variables{"place": town, "households": 12}}})
	h.wrong(t, "recordPovertySupport", "support", "INVALID", "enterprises", variables{"title": "x", "enterprises": []string{}})
	h.wrong(t, "recordPovertySupport", "support", "INVALID", "places.0.place", variables{"title": "x", "enterprises": []string{recycle}, "places": []any{variables{"place": seed.ID("place/北京市")}}})
	h.wrong(t, "recordPovertySupport", "support", "INVALID", "places.0.households", variables{"title": "x", "enterprises": []string{recycle}, "places": []any{variables{"place": town, "households": -1}}})
	h.must(t, "recordCommissionerCohort", "cohort", variables{"title": "2021年企业特派员", "kind": "ENTERPRISE", "year": "2021", "selected": variables{"value": 9}, "place": county})

	application := h.must(t, "recordProjectApplication", "application", variables{"title": "x", "programme": "省级重大专项", "state": "SUBMITTED", "appliedOn": "2021-03", "applicants": []string{recycle}})
	h.wrong(t, "recordProjectApplication", "application", "INVALID", "amountGranted", variables{"title": "x", "programme": "y", "state": "REFUSED", "amountGranted": "1"})
	h.follow(t)
	h.wrong(t, "advanceProjectApplication", "application", "INVALID", "state", variables{"id": application, "state": "COMPLETED"})
	h.wrong(t, "advanceProjectApplication", "application", "INVALID", "decidedOn", variables{"id": application, "state": "APPROVED", "decidedOn": "2021-02"})
	h.must(t, "advanceProjectApplication", "application", variables{"id": application, "state": "APPROVED", "decidedOn": "2021-05", "amountGranted": "300000", "idempotencyKey": "k"})
	h.must(t, "advanceProjectApplication", "application", variables{"id": application, "state": "APPROVED", "decidedOn": "2021-05", "amountGranted": "300000", "idempotencyKey": "k"})
	h.wrong(t, "advanceProjectApplication", "application", "INVALID", "state", variables{"id": application, "state": "APPROVED", "decidedOn": "2021-05", "idempotencyKey": "other"})
}

// TestAStepIsJudgedOnWhatStands lets somebody else write between the judgement and the change: the step must not go through.
func TestAStepIsJudgedOnWhatStands(t *testing.T) {
	h := newHouse(t)
	need := seed.ID("need/梅林果业-种植技术")
	_, err := h.store.Write(t.Context(), store.ChangeSet{Actor: "other", Mutation: "test", Operations: []store.Operation{
		{Verb: store.UpdateNode, Type: "Need", ID: need, Properties: map[string]any{"state": "DROPPED", "outcome": "x"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	// The network of this server has not seen it; the mutation catches up by itself.
	h.wrong(t, "advanceNeed", "need", "INVALID", "state", variables{"id": need, "state": "MATCHED", "matchedWith": []string{college}})
}

// contested is a store in which somebody else always writes first.
type contested struct {
	store.Store
	first func(store.ChangeSet) store.ChangeSet
}

func (c contested) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	if other := c.first(set); len(other.Operations) > 0 {
		other.Actor, other.Mutation = "other", "other"
		if _, err := c.Store.Write(ctx, other); err != nil {
			return store.Receipt{}, err
		}
	}
	return c.Store.Write(ctx, set)
}

// TestWhoComesSecondIsToldSo lets somebody else write between the judgement and the change.
func TestWhoComesSecondIsToldSo(t *testing.T) {
	need := seed.ID("need/梅林果业-种植技术")
	h := newHouseOver(t, func(s store.Store) store.Store {
		return contested{s, func(set store.ChangeSet) store.ChangeSet {
			switch set.Mutation {
			case "advanceNeed":
				return store.ChangeSet{Operations: []store.Operation{
					{Verb: store.UpdateNode, Type: "Need", ID: need, Properties: map[string]any{"state": "DROPPED", "outcome": "x"}},
				}}
			case "recordIndicatorValue":
				return store.ChangeSet{Operations: set.Operations}
			}
			return store.ChangeSet{}
		}}
	})
	h.wrong(t, "advanceNeed", "need", "CONFLICT", "version", variables{"id": need, "state": "MATCHED", "matchedWith": []string{college}})
	value := variables{"indicator": seed.ID("indicator/RD_EXPENDITURE"), "period": "2023", "value": variables{"value": "1"}}
	h.wrong(t, "recordIndicatorValue", "value", "CONFLICT", "period", value)
}
