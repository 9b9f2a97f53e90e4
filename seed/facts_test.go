package seed

import (
	"slices"
	"testing"
)

// facts lists what the source says of organizations, agreements, platforms and places, item by item, and the records that carry it. What
// it says of everything else is asked for in answers_test.go.
var facts = []struct {
	locator, fact string
	records       []string
}{
	{"1.1", "the tax authority takes part in the tax policy", []string{"agency/税务部门"}},
	{"1.2", "contacts for project matching", []string{"university/北京化工大学", "university/北京理工大学", "institute/中航所"}},
	{"1.2", "agreement of 安塑环保 and 湖南文理学院", []string{"enterprise/安塑环保", "university/湖南文理学院", "agreement/安塑环保-湖南文理学院"}},
	{"1.2", "agreement of 中泰公司 and 湖南林科大", []string{"enterprise/中泰公司", "university/湖南林科大", "agreement/中泰公司-湖南林科大"}},
	{"1.2", "agreement of 中航精工 and 中航究研究所", []string{"enterprise/中航精工", "institute/中航究研究所", "agreement/中航精工-中航究研究所"}},
	{"1.2", "the bureau looks for partners for enterprises", []string{"agency/县科工局", "capability/县科工局-项目对接"}},
	{"1.3", "operating agreement", []string{"incubator/正润创服公司", "agreement/县科工局-正润创服公司"}},
	{"1.3", "three fibre research centres", []string{"platform/高性能纤维研究中心（名称未载明，三之一）", "platform/高性能纤维研究中心（名称未载明，三之二）", "platform/高性能纤维研究中心（名称未载明，三之三）"}},
	{"1.3", "incubation base", []string{"platform/XX新材料产业创新孵化基地"}},
	{"1.3", "innovation team", []string{"enterprise/安福环保", "unit/湖南文理学院化工学院", "platform/常德市塑料循环利用重点创新团队"}},
	{"1.3", "engineering technology centre", []string{"enterprise/中航精工", "institute/中航所", "platform/饱和蒸汽洗应用工程技术中心"}},
	{"2.1", "statistics training", []string{"agency/县统计局", "agency/市统计局"}},
	{"2.2", "enterprises that applied for provincial major projects", []string{"enterprise/奔骥环保", "enterprise/中航精工", "enterprise/祥民制药",
		"need/奔骥环保-省级重大专项", "need/中航精工-省级重大专项", "need/祥民制药-省级重大专项"}},
	{"2.2", "county leading group", []string{"organization/全县知识产权和打击侵权假冒工作领导小组"}},
	{"2.2", "townships of the joint enforcement", []string{"place/新安镇", "place/合口镇", "place/安福镇"}},
	{"2.3", "the city bureau's trading platform", []string{"agency/市局", "platform/市局网上技术交易平台"}},
	{"2.3", "technology-transfer centre", []string{"platform/XX县科技成果转移转化中心"}},
	{"3.1", "information service", []string{"platform/农村远教“12396”", "organization/科技专家服务团"}},
	{"3.1", "three demonstration bases", []string{"platform/佘市铁皮石斛特色产业示范基地服务站点", "platform/四新岗生态水稻特色产业示范基地服务站点", "platform/梅林果业特色产业示范基地服务站点"}},
	{"3.1", "places of the demonstration bases", []string{"place/佘市", "place/四新岗"}},
	{"3.2", "maker space", []string{"platform/梅林果业星创天地"}},
	{"3.3", "poverty-support enterprises", []string{"enterprise/先淘卫浴", "enterprise/梅林果业"}},
	{"3.3", "places of the poverty support", []string{"place/刻木山乡", "place/安福镇"}},
	{"4.1", "achievements-trading platform and lapsed patents", []string{"platform/科技成果交易平台", "capability/县科工局-失效专利"}},
	{"4.2", "achievements shown", []string{"enterprise/中泰", "enterprise/欧亚", "enterprise/先淘卫浴"}},
	{"4.2", "competition entries", []string{"enterprise/中泰特装", "enterprise/先淘卫浴", "enterprise/康洁母婴"}},
	{"4.2", "the city that was represented", []string{"place/常德市"}},
	{"4.4", "organiser of the training", []string{"agency/县科工局"}},
}

func TestEveryFactHasItsRecords(t *testing.T) {
	c := read(t)
	for _, f := range facts {
		for _, id := range f.records {
			if c.records[id] == nil {
				t.Errorf("%s %s: there is no %s", f.locator, f.fact, id)
			} else if !slices.Contains(c.locators(id), f.locator) {
				t.Errorf("%s %s: %s cites %v", f.locator, f.fact, id, c.locators(id))
			}
		}
	}
}

// locators lists where in the source the record says it comes from.
func (c corpus) locators(id string) []string {
	var list []string
	for _, citation := range c.records[id]["citations"].([]any) {
		if cite := citation.(map[string]any); cite["document"] == "document/2020年科技工作总结" {
			list = append(list, cite["locator"].(string))
		}
	}
	return list
}

// with lists the ends of a record's relations that carry the role.
func (c corpus) with(relation, id, role string) []string {
	var ends []string
	for _, r := range c.relations[relation] {
		if r["from"] == id && r["role"] == role {
			ends = append(ends, r["to"].(string))
		}
	}
	return ends
}

func TestWhoTakesPartInWhat(t *testing.T) {
	c := read(t)
	const team, centre, base = "platform/常德市塑料循环利用重点创新团队", "platform/饱和蒸汽洗应用工程技术中心", "platform/XX新材料产业创新孵化基地"
	for _, p := range []struct {
		relation, id, role string
		want               []string
	}{
		{"Agreement.parties", "agreement/安塑环保-湖南文理学院", "DEMAND", []string{"enterprise/安塑环保"}},
		{"Agreement.parties", "agreement/安塑环保-湖南文理学院", "SUPPLY", []string{"university/湖南文理学院"}},
		{"Agreement.parties", "agreement/中泰公司-湖南林科大", "DEMAND", []string{"enterprise/中泰公司"}},
		{"Agreement.parties", "agreement/中泰公司-湖南林科大", "SUPPLY", []string{"university/湖南林科大"}},
		{"Agreement.parties", "agreement/中航精工-中航究研究所", "DEMAND", []string{"enterprise/中航精工"}},
		{"Agreement.parties", "agreement/中航精工-中航究研究所", "SUPPLY", []string{"institute/中航究研究所"}},
		{"Agreement.parties", "agreement/县科工局-正润创服公司", "DEMAND", []string{"agency/县科工局"}},
		{"Agreement.parties", "agreement/县科工局-正润创服公司", "OPERATOR", []string{"incubator/正润创服公司"}},
		{"Platform.organizations", team, "FOUNDER", []string{"enterprise/安福环保", "unit/湖南文理学院化工学院"}},
		{"Platform.organizations", centre, "FOUNDER", []string{"enterprise/中航精工", "institute/中航所"}},
		{"Platform.organizations", base, "OPERATOR", []string{"incubator/正润创服公司"}},
		{"Platform.organizations", "platform/市局网上技术交易平台", "OPERATOR", []string{"agency/市局"}},
		{"Platform.organizations", "platform/梅林果业星创天地", "HOST", []string{"enterprise/梅林果业"}},
	} {
		if got := c.with(p.relation, p.id, p.role); !slices.Equal(got, p.want) {
			t.Errorf("%s of %s as %s: %v, want %v", p.relation, p.id, p.role, got, p.want)
		}
	}
	if supporters := c.from("Platform.supportedBy", base); len(supporters) != 3 {
		t.Errorf("%s is supported by %v, want the three research centres", base, supporters)
	}
	if of := c.from("AcademicUnit.partOf", "unit/湖南文理学院化工学院"); !slices.Equal(of, []string{"university/湖南文理学院"}) {
		t.Errorf("the college is part of %v", of)
	}
}

func TestAgreementsAreSignedWithTwoParties(t *testing.T) {
	c := read(t)
	kinds := map[any]int{}
	for id, r := range c.records {
		if c.types[id] != "Agreement" {
			continue
		}
		kinds[r["kind"]]++
		if r["status"] != "SIGNED" || r["signedOn"] != "2020" || r["amount"] != nil || len(c.from("Agreement.parties", id)) != 2 {
			t.Errorf("%s: %v", id, r)
		}
	}
	if kinds["INDUSTRY_ACADEMIA"] != 3 || kinds["OPERATING_SERVICE"] != 1 || len(kinds) != 2 {
		t.Errorf("kinds %v", kinds)
	}
}

func TestPlatformsAreOfTheirKindLevelAndState(t *testing.T) {
	c := read(t)
	for id, want := range map[string][3]any{
		"platform/常德市塑料循环利用重点创新团队":      {"INNOVATION_TEAM", "CITY", "OPEN"},
		"platform/饱和蒸汽洗应用工程技术中心":        {"ENGINEERING_CENTRE", nil, "OPEN"},
		"platform/XX新材料产业创新孵化基地":        {"INCUBATION_BASE", nil, "PLANNED"},
		"platform/高性能纤维研究中心（名称未载明，三之一）": {"RESEARCH_CENTRE", nil, nil},
		"platform/XX县科技成果转移转化中心":        {"TRANSFER_CENTRE", "COUNTY", "BUILDING"},
		"platform/科技成果交易平台":             {"TRADING_PLATFORM", nil, "OPEN"},
		"platform/市局网上技术交易平台":           {"TRADING_PLATFORM", "CITY", "OPEN"},
		"platform/佘市铁皮石斛特色产业示范基地服务站点":   {"DEMONSTRATION_BASE", nil, "OPEN"},
		"platform/梅林果业星创天地":             {"MAKER_SPACE", "CITY", "OPEN"},
	} {
		if r := c.records[id]; r["kind"] != want[0] || r["level"] != want[1] || r["state"] != want[2] {
			t.Errorf("%s: %v, want %v", id, r, want)
		}
	}
}

func TestEveryDoubtIsFlagged(t *testing.T) {
	c := read(t)
	flags := []struct {
		asWritten, kind string
		locators        []string
		concerns        []string
	}{
		{"安塑环保／安福环保", "POSSIBLE_DUPLICATE", []string{"1.2", "1.3"}, []string{"enterprise/安塑环保", "enterprise/安福环保"}},
		{"中泰公司／中泰／中泰特装", "POSSIBLE_DUPLICATE", []string{"1.2", "4.2"}, []string{"enterprise/中泰公司", "enterprise/中泰", "enterprise/中泰特装"}},
		{"先淘／先淘卫浴", "ALIAS", []string{"4.2", "3.3"}, []string{"enterprise/先淘卫浴"}},
		{"中航究研究所／中航所", "POSSIBLE_DUPLICATE", []string{"1.2", "1.3"}, []string{"institute/中航究研究所", "institute/中航所"}},
		{"湖南林科大", "ALIAS", []string{"1.2"}, []string{"university/湖南林科大"}},
		{"17.2元", "UNIT_MISSING", []string{"2.1"}, []string{"indicator-value/HIGH_TECH_VALUE_ADDED-2020"}},
		{"86.7", "UNIT_MISSING", []string{"2.2"}, []string{"indicator-value/INVENTION_PATENT_APPLICATIONS-2020"}},
		{"合作意向／签订协议", "STATUS_AMBIGUOUS", []string{"1.2"}, []string{"agreement/安塑环保-湖南文理学院", "agreement/中泰公司-湖南林科大", "agreement/中航精工-中航究研究所"}},
		{"科技推新奖", "MISSPELLING", []string{"1.1"}, []string{"rule/办法-科技创新奖"}},
		{"星创天", "TRUNCATED", []string{"3.2"}, []string{"platform/梅林果业星创天地"}},
		{"新新增", "MISSPELLING", []string{"3.1"}, []string{"platform/佘市铁皮石斛特色产业示范基地服务站点", "platform/四新岗生态水稻特色产业示范基地服务站点", "platform/梅林果业特色产业示范基地服务站点"}},
		{"30多农户", "MISSPELLING", []string{"3.3"}, []string{"enterprise/先淘卫浴", "enterprise/梅林果业", "support/2020年科技扶贫"}},
	}
	found := map[any]string{}
	for id := range c.records {
		if c.types[id] == "DataQualityFlag" {
			found[c.records[id]["asWritten"]] = id
		}
	}
	if len(found) != len(flags) {
		t.Errorf("%d flags, want %d", len(found), len(flags))
	}
	for _, want := range flags {
		id := found[want.asWritten]
		r := c.records[id]
		if r == nil || r["kind"] != want.kind || r["state"] != "OPEN" || r["reading"] == nil {
			t.Errorf("%s: %v", want.asWritten, r)
			continue
		}
		if got := c.locators(id); !slices.Equal(got, want.locators) {
			t.Errorf("%s cites %v, want %v", want.asWritten, got, want.locators)
		}
		if got := c.from("DataQualityFlag.concerns", id); !slices.Equal(got, want.concerns) {
			t.Errorf("%s concerns %v, want %v", want.asWritten, got, want.concerns)
		}
	}
	if aliases, _ := c.records["enterprise/先淘卫浴"]["aliases"].([]any); !slices.Equal(aliases, []any{"先淘"}) {
		t.Errorf("先淘卫浴 is also known as %v", aliases)
	}
}
