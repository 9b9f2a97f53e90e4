package match_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/message"
	"partnergraph/graph/store"
)

// county is a small graph that the cases below add to: 甲厂 asks, 某大学 with 某学院 and 另学院, 远所 and 乙厂 may answer.
func county() []store.Operation {
	operations := []store.Operation{
		create("TechnologyField", "4", properties{"name": "新材料", "scheme": "CN", "englishName": "New materials"}),
		create("TechnologyField", "4.1", properties{"name": "金属材料", "scheme": "CN"}),
		create("TechnologyField", "4.3", properties{"name": "高分子材料", "scheme": "CN"}),
		create("TechnologyField", "7", properties{"name": "资源与环境", "scheme": "CN"}),
		create("TechnologyField", "all", properties{"name": "科学", "scheme": "ONE"}),
		create("TechnologyField", "all.1", properties{"name": "化学", "scheme": "ONE"}),
		create("TechnologyField", "all.2", properties{"name": "物理", "scheme": "ONE"}),
		relate("NARROWER_THAN", "4.1", "4"), relate("NARROWER_THAN", "4.3", "4"),
		relate("NARROWER_THAN", "all.1", "all"), relate("NARROWER_THAN", "all.2", "all"),
		create("Place", "国", properties{"name": "国", "level": "NATION"}),
		create("Place", "省", properties{"name": "省", "level": "PROVINCE"}),
		create("Place", "市", properties{"name": "市", "level": "CITY"}),
		create("Place", "县", properties{"name": "县", "level": "COUNTY"}),
		create("Place", "镇", properties{"name": "镇", "level": "TOWNSHIP"}),
		create("Place", "外省", properties{"name": "外省", "level": "PROVINCE"}),
		relate("LIES_IN", "省", "国"), relate("LIES_IN", "外省", "国"), relate("LIES_IN", "市", "省"), relate("LIES_IN", "县", "市"),
		relate("LIES_IN", "镇", "县"),
		create("Enterprise", "甲厂", properties{"name": "甲"}),
		create("Enterprise", "乙厂", properties{"name": "乙"}),
		create("University", "某大学", properties{"name": "某大学"}),
		create("AcademicUnit", "某学院", properties{"name": "某大学某学院"}),
		create("ResearchInstitute", "远所", properties{"name": "远所"}),
		create("AcademicUnit", "另学院", properties{"name": "某大学另学院"}),
		relate("PART_OF", "某学院", "某大学"), relate("PART_OF", "另学院", "某大学"),
	}
	return operations
}

func agreement(id string, parties ...string) []store.Operation {
	operations := []store.Operation{create("Agreement", id, properties{"title": id})}
	for _, party := range parties {
		operations = append(operations, relate("PARTY_TO", party, id))
	}
	return operations
}

// value is what a factor makes of a candidate, from 0 to 1, all others left out.
func value(t *testing.T, graph *records, question match.Question, f match.Factor, candidate string) float64 {
	t.Helper()
	question.Weights = map[match.Factor]float64{}
	for other := match.Fields; other <= match.Ratings; other++ {
		question.Weights[other] = 0
	}
	question.Weights[f] = 1
	return scoreOf(match.Find(graph, question), candidate)
}

func TestFieldsCountByTheirNearness(t *testing.T) {
	// Two schemes of five and three fields. Content: of 4, with two fields below in a scheme of 4 and the scheme itself, 1 − ln 3 / ln 5.
	of4 := 1 - math.Log(3)/math.Log(5)
	step := 2 * of4 / (1 + of4)
	for _, c := range []struct {
		name, wanted, has string
		want              float64
	}{
		{"the same", "4.3", "4.3", 1},
		{"a sibling, through the field above", "4.3", "4.1", of4 * of4},
		{"a wider one", "4.3", "4", step * step},
		{"a narrower one", "4", "4.3", step * step},
		{"another branch", "4.3", "7", 0},
		{"another scheme", "4.3", "all.1", 0},
		{"the scheme's only top says nothing", "all", "all", 0},
		{"siblings below the scheme's only top", "all.1", "all.2", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			graph := newRecords(contract(t), append(county(), relate("WORKS_IN", "甲厂", c.wanted), relate("WORKS_IN", "远所", c.has))...)
			if got := value(t, graph, match.Question{For: "甲厂"}, match.Fields, "远所"); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("got %g, want %g", got, c.want)
			}
		})
	}
}

func TestFieldsComeFromWhatAnOrganizationDoes(t *testing.T) {
	of := func(operations ...store.Operation) []store.Operation { return operations }
	for _, c := range []struct {
		name, asks, answers string
		facts               []store.Operation
		want                float64
	}{
		{"an institute's capability", "甲厂", "远所", of(
			create("Capability", "c", properties{"title": "能"}), relate("OFFERS", "远所", "c"), relate("DRAWS_ON", "c", "4.3")), 1},
		{"its platform", "甲厂", "远所", of(
			create("Platform", "p", properties{"name": "台"}), relate("TAKES_PART_IN", "远所", "p"), relate("FOCUSES_ON", "p", "4.3")), 0.8},
		{"its agreement", "甲厂", "远所", append(agreement("a", "远所", "某大学"), relate("CONCERNS", "a", "4.3")), 0.8},
		{"an enterprise's capability", "甲厂", "乙厂", of(
			create("Capability", "c", properties{"title": "能"}), relate("OFFERS", "乙厂", "c"), relate("DRAWS_ON", "c", "4.3")), 1},
		{"an enterprise of the field is a competitor", "甲厂", "乙厂", of(relate("WORKS_IN", "乙厂", "4.3")), 0.6},
		{"and to an institute a customer", "远所", "乙厂", of(relate("WORKS_IN", "乙厂", "4.3")), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			graph := newRecords(contract(t), append(append(county(), c.facts...), relate("WORKS_IN", c.asks, "4.3"))...)
			if got := value(t, graph, match.Question{For: c.asks}, match.Fields, c.answers); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("got %g, want %g", got, c.want)
			}
		})
	}
}

func TestPlaceCountsByTheNarrowestInCommon(t *testing.T) {
	for _, c := range []struct {
		name, ours, theirs string
		want               float64
	}{
		{"the same county", "县", "县", 1},
		{"the same town", "镇", "镇", 1},
		{"a town in the county", "县", "镇", 0.75},
		{"the county around a town", "镇", "县", 0.75},
		{"the city around", "县", "市", 2.0 / 3},
		{"the province alone", "县", "省", 1.0 / 3},
		{"only the province of both is known", "省", "省", 1.0 / 3},
		{"the nation is nothing in common", "县", "外省", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			graph := newRecords(contract(t), append(county(), relate("LOCATED_IN", "甲厂", c.ours), relate("LOCATED_IN", "某大学", c.theirs))...)
			for _, candidate := range []string{"某大学", "某学院"} { // the college is where its university is
				if got := value(t, graph, match.Question{For: "甲厂"}, match.Place, candidate); math.Abs(got-c.want) > 1e-12 {
					t.Errorf("%s: got %g, want %g", candidate, got, c.want)
				}
			}
		})
	}
}

// To an enterprise another one of its county is a neighbour, worth less than who is there to help; to a university both are near. So one
// that is new, of which nothing else is known, is shown a university of its city before the neighbours.
func TestANeighbourIsNoSupplier(t *testing.T) {
	graph := newRecords(contract(t), append(county(), relate("LOCATED_IN", "甲厂", "县"), relate("LOCATED_IN", "乙厂", "县"), relate("LOCATED_IN", "某大学", "市"),
		create("Incubator", "园", properties{"name": "园"}), relate("LOCATED_IN", "园", "县"))...)
	for _, c := range []struct {
		asker, candidate string
		want             float64
	}{{"甲厂", "乙厂", 0.6}, {"甲厂", "园", 1}, {"某大学", "乙厂", 2.0 / 3}} {
		if got := value(t, graph, match.Question{For: c.asker}, match.Place, c.candidate); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s to %s: %g, want %g", c.candidate, c.asker, got, c.want)
		}
	}
	answer := match.Find(graph, match.Question{For: "甲厂"})
	_, university := answer.Judge("某大学")
	if _, neighbour := answer.Judge("乙厂"); neighbour < university {
		t.Errorf("the neighbour stands at %d, the university at %d", neighbour, university)
	}
}

func TestTrackRecordReachesThroughUnits(t *testing.T) {
	for _, c := range []struct {
		name             string
		facts            []store.Operation
		asks, candidate  string
		want             float64
		already, missing bool
	}{
		{name: "with itself", facts: agreement("a", "甲厂", "某学院"), asks: "甲厂", candidate: "某学院", want: 0.5, already: true},
		{name: "with its college", facts: agreement("a", "甲厂", "某学院"), asks: "甲厂", candidate: "某大学", want: 1.0 / 3, already: true},
		{name: "with its university", facts: agreement("a", "甲厂", "某大学"), asks: "甲厂", candidate: "某学院", want: 1.0 / 3, already: true},
		{name: "twice", facts: append(agreement("a", "甲厂", "某大学"), agreement("b", "甲厂", "某大学")...), asks: "甲厂", candidate: "某大学", want: 2.0 / 3, already: true},
		{name: "asked by the college", facts: agreement("a", "甲厂", "某大学"), asks: "某学院", candidate: "甲厂", want: 1.0 / 3, already: true},
		{name: "of others", facts: agreement("a", "乙厂", "某大学"), asks: "甲厂", candidate: "某大学"},
		{name: "of the whole with a sister is none", facts: agreement("a", "某大学", "某学院"), asks: "另学院", candidate: "某学院"},
		{name: "and none from the other side", facts: agreement("a", "某大学", "某学院"), asks: "某学院", candidate: "另学院"},
	} {
		t.Run(c.name, func(t *testing.T) {
			graph := newRecords(contract(t), append(county(), c.facts...)...)
			if got := value(t, graph, match.Question{For: c.asks}, match.TrackRecord, c.candidate); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("got %g, want %g", got, c.want)
			}
			question := match.Question{For: c.asks, Fields: []string{"4.3"}, Weights: map[match.Factor]float64{match.TrackRecord: 0}}
			graph = newRecords(contract(t), append(append(county(), c.facts...), relate("WORKS_IN", c.candidate, "4.3"))...)
			for _, m := range match.Find(graph, question).All() {
				if m.Organization == c.candidate && m.AlreadyPartner != c.already {
					t.Errorf("without the factor's weight, partner already: %v, want %v", m.AlreadyPartner, c.already)
				}
			}
		})
	}
}

func TestPartnersInCommonCountTheMoreTheRarerTheyAre(t *testing.T) {
	facts := append(agreement("a", "甲厂", "某学院"), agreement("b", "某大学", "乙厂")...)
	graph := newRecords(contract(t), append(county(), facts...)...)
	question := match.Question{For: "甲厂"}
	rare := value(t, graph, question, match.CommonPartners, "乙厂") // by the college here and the university there
	graph = newRecords(contract(t), append(county(), append(facts, agreement("c", "某大学", "远所")...)...)...)
	if common := value(t, graph, question, match.CommonPartners, "乙厂"); rare <= common || common <= 0 {
		t.Errorf("%g with a partner of two, %g with a partner of three", rare, common)
	}
	if sum := 1 / math.Log(3); math.Abs(rare-sum/(1+sum)) > 1e-12 {
		t.Errorf("got %g", rare)
	}
}

// TestASisterHasNoPartnersInCommon: what makes two colleges of one university share partners is the university.
func TestASisterHasNoPartnersInCommon(t *testing.T) {
	graph := newRecords(contract(t), append(county(), agreement("a", "甲厂", "某学院")...)...)
	if got := value(t, graph, match.Question{For: "某学院"}, match.CommonPartners, "另学院"); got != 0 {
		t.Errorf("got %g", got)
	}
}

func TestAUnitElsewhereIsNotWhereItsWholeIs(t *testing.T) {
	graph := newRecords(contract(t), append(county(), relate("LOCATED_IN", "甲厂", "县"), relate("LOCATED_IN", "某大学", "县"),
		relate("LOCATED_IN", "某学院", "外省"))...)
	if got := value(t, graph, match.Question{For: "甲厂"}, match.Place, "某学院"); got != 0 {
		t.Errorf("got %g", got)
	}
}

func TestRegionsHoldWhatLiesInThem(t *testing.T) {
	graph := newRecords(contract(t), append(county(), relate("LOCATED_IN", "乙厂", "镇"), relate("LOCATED_IN", "某大学", "外省"))...)
	for region, want := range map[string]string{"市": "乙厂", "镇": "乙厂", "外省": "另学院 某大学 某学院"} {
		var got []string
		for _, m := range match.Find(graph, match.Question{For: "甲厂", Regions: []string{region}}).All() {
			got = append(got, m.Organization)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("in %s: %s, want %s", region, got, want)
		}
	}
}

func TestUnitsInACircleAreOneKin(t *testing.T) {
	graph := newRecords(contract(t), append(append(county(), relate("PART_OF", "某大学", "某学院")), agreement("a", "甲厂", "某学院")...)...)
	if got := value(t, graph, match.Question{For: "甲厂"}, match.TrackRecord, "某大学"); got == 0 {
		t.Error("the whole has no part in the experience")
	}
}

func TestAReasonNamesFewRecords(t *testing.T) {
	facts := county()
	for i := range match.MaxEvidence + 2 {
		facts = append(facts, agreement(strings.Repeat("又", i+1), "甲厂", "远所")...)
	}
	answer := match.Find(newRecords(contract(t), facts...), match.Question{For: "甲厂"})
	if got := len(answer.Explain(answer.All()[0])[0].Evidence); got != match.MaxEvidence {
		t.Errorf("%d records", got)
	}
}

func TestWordsOfWhatIsAskedFor(t *testing.T) {
	model := contract(t)
	facts := []store.Operation{
		create("Capability", "c", properties{"title": "废旧塑料循环利用技术研发", "description": "PVC and steam，重点技术研发，参加产学研合作"}), relate("OFFERS", "远所", "c"),
		create("Need", "开放", properties{"title": "塑料循环利用", "state": "OPEN"}),
		create("Need", "已对接", properties{"title": "steam cleaning", "state": "MATCHED"}),
	}
	with := func(more ...store.Operation) *records {
		return newRecords(model, append(append(county(), facts...), more...)...)
	}
	for _, c := range []struct {
		name     string
		graph    *records
		question match.Question
		found    bool
	}{
		{"words of Chinese", with(), match.Question{Text: "塑料如何循环"}, true},
		{"whole words of Latin letters, any case and width", with(), match.Question{Text: "ＰＶＣ"}, true},
		{"no parts of words", with(), match.Question{Text: "team"}, false},
		{"words that everybody uses", with(), match.Question{Text: "重点技术研发与合作，参加 and"}, false},
		{"pairs across two words are none", with(), match.Question{Text: "旧的塑"}, false},
		{"a need speaks", with(), match.Question{Need: "开放"}, true},
		{"a need that was met speaks when it is asked about", with(), match.Question{Need: "已对接"}, true},
		{"an open need of the asker speaks", with(relate("HAS_NEED", "甲厂", "开放")), match.Question{For: "甲厂"}, true},
		{"one that was met does not", with(relate("HAS_NEED", "甲厂", "已对接")), match.Question{For: "甲厂"}, false},
		{"the asker's needs are silent when a text says what for", with(relate("HAS_NEED", "甲厂", "开放")), match.Question{For: "甲厂", Text: "水稻"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := value(t, c.graph, c.question, match.Text, "远所"); (got > 0) != c.found {
				t.Errorf("the capability counts %g", got)
			}
		})
	}
}

func TestReasonQuotesTheWords(t *testing.T) {
	graph := newRecords(contract(t), append(county(),
		create("Capability", "c", properties{"title": "废旧塑料循环利用技术研发"}), relate("OFFERS", "远所", "c"))...)
	answer := match.Find(graph, match.Question{Text: "塑料循环利用与水稻"})
	reasons := answer.Explain(answer.All()[0])
	at := slices.IndexFunc(reasons, func(r match.Reason) bool { return r.Factor == match.Text })
	if got, want := reasons[at].Text.ZH, "能力“废旧塑料循环利用技术研发”中有“塑料循环利用”"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What another enterprise is says nothing to one that says no need: both may make plastics, or have been at one fair. It does to one that seeks
// something, and what a university is does to both.
func TestWhatAnEnterpriseIsAnswersNeedsAlone(t *testing.T) {
	with := func(more ...store.Operation) *records {
		return newRecords(contract(t), append([]store.Operation{
			create("Enterprise", "asker", properties{"name": "甲", "summary": "饱和蒸汽发生器"}),
			create("Enterprise", "other", properties{"name": "乙", "summary": "饱和蒸汽发生器"}),
			create("University", "u", properties{"name": "丙", "summary": "饱和蒸汽发生器"}),
		}, more...)...)
	}
	need := func(state string) []store.Operation {
		return []store.Operation{create("Need", "n", properties{"title": "饱和蒸汽", "state": state}), relate("HAS_NEED", "asker", "n")}
	}
	for _, c := range []struct {
		name     string
		graph    *records
		question match.Question
		counts   bool
	}{
		{"its profile", with(), match.Question{For: "asker"}, false},
		{"a need that was met", with(need("MATCHED")...), match.Question{For: "asker"}, false},
		{"an open need", with(need("OPEN")...), match.Question{For: "asker"}, true},
		{"a text", with(), match.Question{For: "asker", Text: "饱和蒸汽"}, true},
		{"a university's profile", with(), match.Question{For: "u"}, true},
	} {
		if got := value(t, c.graph, c.question, match.Text, "other"); (got > 0) != c.counts {
			t.Errorf("%s: %g", c.name, got)
		}
		if got := value(t, c.graph, c.question, match.Text, "u"); c.question.For == "asker" && got == 0 {
			t.Errorf("%s: the university's is not heard", c.name)
		}
	}
}

// A text's words and the other words that stand for some are told in one clause, which names the text once.
func TestATextIsNamedOnce(t *testing.T) {
	graph := glossaryWorld(t, map[string]string{"a": "塑料循环利用"})
	answer := match.Find(graph, match.Question{Text: "废旧塑料"})
	reasons := answer.Explain(answer.All()[0])
	at := slices.IndexFunc(reasons, func(r match.Reason) bool { return r.Factor == match.Text })
	want := message.Text{
		ZH: "能力“塑料循环利用”中有“塑料”，“塑料循环利用”经术语“塑料循环利用”对应到“废旧塑料”",
		EN: "Its capability “塑料循环利用” has “塑料”, “塑料循环利用” (matched by the term “plastics recycling” with “废旧塑料”)",
	}
	if got := reasons[at].Text; got != want {
		t.Errorf("got %+v", got)
	}
}

// Who met a field in agreements and platforms alone does not work in it, and is not said to; who could use something may need it.
func TestFieldsSayByWhatTheyAreKnown(t *testing.T) {
	with := func(operations ...store.Operation) *records {
		return newRecords(contract(t), slices.Concat(county(), operations, []store.Operation{
			create("Agreement", "a", properties{"title": "a"}), relate("CONCERNS", "a", "4.3"), create("Platform", "p", properties{"name": "p"}), relate("FOCUSES_ON", "p", "4.1"),
			create("Need", "n", properties{"title": "n", "state": "OPEN"}), relate("CALLS_FOR", "n", "4.3"),
			create("Capability", "c", properties{"title": "c"}), relate("DRAWS_ON", "c", "4.3"),
		})...)
	}
	asks, offered := match.Question{Text: "x", Fields: []string{"4.3"}}, match.Question{Offer: "c"}
	for _, c := range []struct {
		graph     *records
		question  match.Question
		candidate string
		want      string
	}{
		{with(relate("WORKS_IN", "远所", "4.3"), relate("PARTY_TO", "远所", "a")), asks, "远所", "技术领域相同：高分子材料"},
		{with(relate("OFFERS", "远所", "c")), asks, "远所", "技术领域相同：高分子材料"},
		{with(relate("PARTY_TO", "远所", "a")), asks, "远所", "协议或平台涉及相同的技术领域：高分子材料"},
		{with(relate("TAKES_PART_IN", "远所", "p")), asks, "远所", "协议或平台涉及相近的技术领域：金属材料（与高分子材料相近）"},
		{with(relate("HAS_NEED", "乙厂", "n"), relate("PARTY_TO", "乙厂", "a")), offered, "乙厂", "需求涉及相同的技术领域：高分子材料"},
	} {
		answer := match.Find(c.graph, c.question)
		m, _ := answer.Judge(c.candidate)
		reasons := answer.Explain(m)
		at := slices.IndexFunc(reasons, func(r match.Reason) bool { return r.Factor == match.Fields })
		if at < 0 || reasons[at].Text.ZH != c.want {
			t.Errorf("%+v, want %s", reasons, c.want)
		}
	}
}

// Organizations are counted as such.
func TestPartnersInCommonAreCounted(t *testing.T) {
	operations := []store.Operation{create("Enterprise", "e", properties{"name": "甲厂"}), create("University", "u", properties{"name": "大学"})}
	for i := range 4 {
		friend := fmt.Sprintf("f%d", i)
		operations = append(operations, create("Enterprise", friend, properties{"name": friend}))
		operations = append(operations, agreement("a"+friend, "e", friend)...)
		operations = append(operations, agreement("b"+friend, "u", friend)...)
	}
	answer := match.Find(newRecords(contract(t), operations...), match.Question{For: "e"})
	m, _ := answer.Judge("u")
	reasons := answer.Explain(m)
	at := slices.IndexFunc(reasons, func(r match.Reason) bool { return r.Factor == match.CommonPartners })
	if got, want := reasons[at].Text.ZH, "双方的共同伙伴：f0、f1、f2等 4 家"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWhoAsks(t *testing.T) {
	graph := newRecords(contract(t), append(county(), append(agreement("a", "甲厂", "远所"),
		create("Need", "n", properties{"title": "塑料", "state": "OPEN"}), relate("HAS_NEED", "甲厂", "n"), relate("CALLS_FOR", "n", "4.3"),
		relate("WORKS_IN", "远所", "4.3"), relate("WORKS_IN", "甲厂", "4.3"), relate("WORKS_IN", "乙厂", "4.3"))...)...)
	already := func(question match.Question) (partner, self bool) {
		for _, m := range match.Find(graph, question).All() {
			partner = partner || m.Organization == "远所" && m.AlreadyPartner
			self = self || m.Organization == "甲厂"
		}
		return partner, self
	}
	if partner, self := already(match.Question{Need: "n"}); !partner || self {
		t.Errorf("the need's organization asks: its partner is marked %v, it is its own candidate %v", partner, self)
	}
	if partner, self := already(match.Question{For: "乙厂", Need: "n"}); partner || !self {
		t.Errorf("another asks: the partner is marked %v, the need's organization is a candidate %v", partner, self)
	}
}

func TestNoticeSaysOnHowLittleTheAnswerRests(t *testing.T) {
	model := contract(t)
	graph := newRecords(model, append(county(), relate("WORKS_IN", "远所", "4.3"))...)
	for _, c := range []struct {
		name     string
		question match.Question
		notice   string // a part of it; "" for none
		answered bool
	}{
		{"an organization of which nothing is known", match.Question{For: "甲厂"}, "“甲”没有登记", true},
		{"a text without words", match.Question{Text: "？！"}, "没有可用于匹配的词语", true},
		{"words that nobody has", match.Question{Text: "量子", Fields: []string{"4.3"}}, "没有出现在任何候选机构", true},
		{"the same, words left out", match.Question{Text: "量子", Fields: []string{"4.3"}, Weights: map[match.Factor]float64{match.Text: 0}}, "", true},
		{"nothing fits", match.Question{Text: "量子"}, "没有找到", false},
		{"nothing may fit", match.Question{For: "甲厂", Regions: []string{"外省"}}, "没有找到", false},
		{"enough is known", match.Question{For: "甲厂", Fields: []string{"4.3"}}, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := match.Find(graph, c.question)
			if (answer.Notice.ZH == "") != (c.notice == "") || !strings.Contains(answer.Notice.ZH, c.notice) || (answer.Notice.EN == "") != (c.notice == "") {
				t.Errorf("notice %+v", answer.Notice)
			}
			if (answer.Len() > 0) != c.answered {
				t.Errorf("%d matches", answer.Len())
			}
		})
	}
}

// TestBaselineOrdersByWhatThereIsToShow: with nothing to go by, trade and experience decide.
func TestBaselineOrdersByWhatThereIsToShow(t *testing.T) {
	graph := newRecords(contract(t), append(county(), agreement("a", "乙厂", "某大学")...)...)
	answer := match.Find(graph, match.Question{For: "甲厂"})
	var order []string
	for _, m := range answer.All() {
		order = append(order, m.Organization)
	}
	if got, want := strings.Join(order, " "), "某大学 另学院 某学院 远所 乙厂"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFactorsAreNamedAsInTheContract(t *testing.T) {
	values := contract(t).AST.Types["MatchFactor"].EnumValues
	for i, value := range values {
		f, known := match.ParseFactor(value.Name)
		if !known || f != match.Factor(i) || f.String() != value.Name {
			t.Errorf("%s is read as %v", value.Name, f)
		}
	}
	if _, known := match.ParseFactor("LUCK"); known || len(values) != int(match.Ratings)+1 {
		t.Error("the contract's factors differ from the package's")
	}
}

// many is a text of n different pairs of characters that nobody has.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune(0x5000 + i))
	}
	return b.String() + "。"
}

func TestALongTextIsHeardToTheThousandthWord(t *testing.T) {
	for _, c := range []struct {
		before string
		found  bool
	}{{many(900), true}, {many(1100), false}} {
		graph := newRecords(contract(t), append(county(),
			create("Capability", "c", properties{"title": "塑料"}), relate("OFFERS", "远所", "c"))...)
		if got := value(t, graph, match.Question{Text: c.before + "塑料"}, match.Text, "远所"); (got > 0) != c.found {
			t.Errorf("after %d characters it counts %g", len([]rune(c.before)), got)
		}
	}
}

func TestTitlesAreHeardBeforeDescriptions(t *testing.T) {
	graph := newRecords(contract(t), append(county(),
		create("Capability", "c", properties{"title": "塑料"}), relate("OFFERS", "远所", "c"),
		create("Need", "1", properties{"title": "钢", "description": many(1100), "state": "OPEN"}), relate("HAS_NEED", "甲厂", "1"),
		create("Need", "2", properties{"title": "塑料", "state": "OPEN"}), relate("HAS_NEED", "甲厂", "2"))...)
	if value(t, graph, match.Question{For: "甲厂"}, match.Text, "远所") == 0 {
		t.Error("the title of the second need is drowned by the description of the first")
	}
}

func TestOnlyTheLatestHistorySpeaks(t *testing.T) {
	for dated, found := range map[string]bool{"2019": false, "2021-05": true} {
		facts := append(county(), create("Capability", "c", properties{"title": "塑料"}), relate("OFFERS", "远所", "c"))
		facts = append(facts, create("Agreement", "那份", properties{"title": "协议", "summary": "塑料", "signedOn": dated}), relate("PARTY_TO", "甲厂", "那份"))
		for i := range 50 {
			id := strings.Repeat("又", i+1)
			facts = append(facts, create("Agreement", id, properties{"title": id, "signedOn": "2020-05-18"}), relate("PARTY_TO", "甲厂", id))
		}
		if got := value(t, newRecords(contract(t), facts...), match.Question{For: "甲厂"}, match.Text, "远所"); (got > 0) != found {
			t.Errorf("signed in %s among fifty of 2020, it counts %g", dated, got)
		}
	}
}

// TestSumsRunInOneOrder: sums of floats depend on their order, which must come from the graph and not from how it was loaded.
func TestSumsRunInOneOrder(t *testing.T) {
	facts := county()
	for i, friend := range strings.Split("子 丑 寅 卯 辰 巳 午 未", " ") {
		facts = append(facts, create("University", friend, properties{"name": friend}))
		facts = append(facts, agreement(friend+"甲", "甲厂", friend)...)
		facts = append(facts, agreement(friend+"乙", "乙厂", friend)...)
		for j := range i * i {
			other := friend + strings.Repeat("又", j+1)
			facts = append(facts, create("Enterprise", other, properties{"name": other}))
			facts = append(facts, agreement(other+"约", other, friend)...)
		}
	}
	want := value(t, newRecords(contract(t), facts...), match.Question{For: "甲厂"}, match.CommonPartners, "乙厂")
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		random.Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		if got := value(t, newRecords(contract(t), facts...), match.Question{For: "甲厂"}, match.CommonPartners, "乙厂"); got != want {
			t.Fatalf("loaded in another order it counts %v, not %v", got, want)
		}
	}
}

// TestNothingIsNoMatch: a third of the smallest weight that there is is nothing.
func TestNothingIsNoMatch(t *testing.T) {
	graph := newRecords(contract(t), append(county(), relate("LOCATED_IN", "甲厂", "县"), relate("LOCATED_IN", "远所", "省"),
		relate("WORKS_IN", "甲厂", "4.3"))...)
	question := match.Question{For: "甲厂", Weights: map[match.Factor]float64{match.Place: math.SmallestNonzeroFloat64}}
	if got := match.Find(graph, question).All(); len(got) != 0 {
		t.Errorf("%d matches", len(got))
	}
}
