package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/seed"
)

const eligible = `query($organization: ID!, $year: Int! = 2020, $facts: IncentiveFactsInput) { eligibleIncentives(organization: $organization,
	year: $year, facts: $facts) { rule { id title policy { title } } outcome eligible reason amount calculation missing payments { id } } }`

type incentives struct {
	EligibleIncentives []struct {
		Rule                struct{ ID, Title string }
		Outcome             string
		Eligible            bool
		Reason              string
		Amount, Calculation *string
		Missing             []string
		Payments            []struct{ ID string }
	}
}

// of is the answer for a rule, in a line: outcome, amount, missing facts.
func (all incentives) of(t *testing.T, rule string) string {
	t.Helper()
	for _, one := range all.EligibleIncentives {
		if one.Rule.ID != seed.ID("rule/"+rule) {
			continue
		}
		line := []string{one.Outcome}
		if one.Amount != nil {
			line = append(line, *one.Amount)
		}
		if one.Reason == "" || one.Eligible != (one.Outcome == "ELIGIBLE") || (one.Amount == nil) != (one.Calculation == nil) {
			t.Errorf("%s: %+v does not hang together", rule, one)
		}
		return strings.Join(append(line, one.Missing...), " ")
	}
	t.Fatalf("no answer for %s", rule)
	return ""
}

// TestIncentives asks what an enterprise may be paid: with nothing known, with all known, and after it was paid.
func TestIncentives(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		enterprise := seed.ID("enterprise/中航精工")
		var unknown, known, paid incentives
		a := p.mustAsk(t, eligible, map[string]any{"organization": enterprise}, &unknown)
		if a.Extensions.Statements != 1 {
			t.Errorf("%d statements, want 1", a.Extensions.Statements)
		}
		facts := map[string]any{"newlyCertifiedHighTech": true, "equipmentInvestment": "3000000.00", "subsidies": "0", "inventionApplications": 2,
			"inventionGrants": 0, "innovationAwards": 1, "researchExpense": 1}
		p.mustAsk(t, eligible, map[string]any{"organization": enterprise, "facts": facts}, &known)
		for _, c := range [][3]string{
			{"十条-高企认定", "UNDECIDED NEWLY_CERTIFIED_HIGH_TECH", "ELIGIBLE 100000.00"},
			{"十条-升级改造", "UNDECIDED EQUIPMENT_INVESTMENT SUBSIDIES", "ELIGIBLE 60000.00"},
			{"办法-发明专利申请", "UNDECIDED INVENTION_APPLICATIONS", "ELIGIBLE 6000.00"},
			{"办法-发明专利授权", "UNDECIDED INVENTION_GRANTS", "NOT_ELIGIBLE"},
			{"办法-科技创新奖", "UNDECIDED INNOVATION_AWARDS", "ELIGIBLE 5000.00"},
			{"税收-高企所得税减免", "UNDECIDED HIGH_TECH_ENTERPRISE", "ELIGIBLE"},
			{"税收-研发费用加计扣除", "UNDECIDED RESEARCH_EXPENSE", "ELIGIBLE"},
		} {
			if got := [2]string{unknown.of(t, c[0]), known.of(t, c[0])}; got != [2]string{c[1], c[2]} {
				t.Errorf("%s: %q, want %q", c[0], got, c[1:])
			}
		}
		p.record(t, map[string]any{"organization": enterprise, "rule": seed.ID("rule/十条-高企认定"), "amount": "100000", "year": 2020, "paidOn": "2021-02"})
		p.mustAsk(t, eligible, map[string]any{"organization": enterprise, "year": 2021, "facts": facts}, &paid)
		if got := paid.of(t, "十条-高企认定"); got != "NOT_ELIGIBLE" {
			t.Errorf("after it was paid once and for all: %s", got)
		}
		p.mustAsk(t, `mutation($input: RecordPatentInput!) { recordPatent(input: $input) { userErrors { code } } }`, map[string]any{"input": map[string]any{
			"title": "蒸汽清洗装置", "kind": "INVENTION", "state": "GRANTED", "appliedOn": "2019-12-31", "grantedOn": "2020-11", "holders": []any{enterprise},
		}}, nil)
		var counted incentives
		p.mustAsk(t, eligible, map[string]any{"organization": enterprise}, &counted)
		if got := counted.of(t, "办法-发明专利授权") + ", " + counted.of(t, "办法-发明专利申请"); got != "ELIGIBLE 3000.00, UNDECIDED INVENTION_APPLICATIONS" {
			t.Errorf("with a recorded patent: %s", got)
		}
		for field, facts := range map[string]map[string]any{
			"facts.subsidies": {"subsidies": "-0.01"}, "facts.inventionGrants": {"inventionGrants": -1}, "facts.equipmentInvestment": {"equipmentInvestment": "1.001"},
		} {
			if got := p.refused(t, eligible, map[string]any{"organization": enterprise, "facts": facts}); got != "INVALID "+field {
				t.Errorf("%v: %s", facts, got)
			}
		}
		if got := p.refused(t, eligible, map[string]any{"organization": seed.ID("place/安福镇")}); got != "NOT_FOUND organization" {
			t.Errorf("a place is no organization: %s", got)
		}
		p.stop(t)
	})
}

const recordPayment = `mutation($input: RecordIncentivePaymentInput!) { recordIncentivePayment(input: $input) {
	payment { id amount year organization { name } rule { title } } userErrors { code field } warnings { code field evidence { id } } } }`

type recorded struct {
	RecordIncentivePayment struct {
		Payment    *struct{ ID, Amount string }
		UserErrors []struct{ Code, Field string }
		Warnings   []struct{ Code, Field string }
	}
}

func (p *process) record(t *testing.T, input map[string]any) recorded {
	t.Helper()
	var data recorded
	p.mustAsk(t, recordPayment, map[string]any{"input": input}, &data)
	return data
}

// TestReconciliation holds the stated 2,050,000 against what is recorded, payment by payment.
func TestReconciliation(t *testing.T) {
	const ask = `{ incentiveReconciliation(year: 2020) { stated recorded payments difference text statedBy { id } } }`
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		check := func(want string) {
			t.Helper()
			a := p.mustAsk(t, ask, nil, new(any))
			var got struct {
				IncentiveReconciliation struct {
					Stated, Recorded, Difference string
					Payments                     int
					StatedBy                     []struct{ ID string }
				}
			}
			if err := json.Unmarshal(a.Data, &got); err != nil {
				t.Fatal(err)
			}
			r := got.IncentiveReconciliation
			if line := strings.Join([]string{r.Stated, r.Recorded, r.Difference}, " "); line != want || len(r.StatedBy) != 1 {
				t.Errorf("%s, want %s: %s", line, want, a.Data)
			}
		}
		check("2050000.00 0.00 2050000.00")
		input := map[string]any{"organization": seed.ID("enterprise/中航精工"), "rule": seed.ID("rule/十条-升级改造"), "amount": "1000000.00", "year": 2020}
		if first := p.record(t, input); first.RecordIncentivePayment.Payment == nil || len(first.RecordIncentivePayment.Warnings) != 0 {
			t.Fatalf("%+v", first)
		}
		if again := p.record(t, input).RecordIncentivePayment.Warnings; len(again) != 1 || again[0].Code != "POSSIBLE_DUPLICATE" {
			t.Errorf("a second payment under a yearly rule: %+v", again)
		}
		check("2050000.00 2000000.00 50000.00")
		for field, change := range map[string]any{"amount": "1000000.01", "rule": "none", "organization": "none", "year": 1899, "paidOn": "2019"} {
			wrong := map[string]any{"organization": input["organization"], "rule": input["rule"], "amount": "1", "year": 2020}
			wrong[field] = change
			got := p.record(t, wrong).RecordIncentivePayment
			if len(got.UserErrors) != 1 || got.UserErrors[0].Field != field || got.Payment != nil {
				t.Errorf("%s %v: %+v", field, change, got)
			}
		}
		for _, amount := range []string{"0", "-1", "0.001"} {
			got := p.record(t, map[string]any{"organization": input["organization"], "rule": input["rule"], "amount": amount, "year": 2020}).RecordIncentivePayment
			if len(got.UserErrors) != 1 || got.UserErrors[0].Field != "amount" {
				t.Errorf("amount %s: %+v", amount, got)
			}
		}
		check("2050000.00 2000000.00 50000.00")
		p.stop(t)
	})
}

// TestAddPolicy writes a policy with its rules, and refuses rules that cannot be meant, each with its place in the input.
func TestAddPolicy(t *testing.T) {
	const add = `mutation($input: AddPolicyInput!) { addPolicy(input: $input) { policy { title rules { totalCount nodes { title rate amount } } }
		userErrors { code field } warnings { code } } }`
	type answer struct {
		AddPolicy struct {
			Policy     *struct{ Rules struct{ TotalCount int } }
			UserErrors []struct{ Code, Field string }
			Warnings   []struct{ Code string }
		}
	}
	lump := map[string]any{"title": "认定", "condition": "NEWLY_CERTIFIED_HIGH_TECH", "basis": "LUMP_SUM", "frequency": "ONCE", "amount": "1"}
	rated := func(rate string) map[string]any {
		return map[string]any{"title": "投资", "condition": "EQUIPMENT_INVESTMENT", "basis": "RATE", "frequency": "YEARLY", "rate": rate}
	}
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		ask := func(input map[string]any) (a answer) {
			p.mustAsk(t, add, map[string]any{"input": input}, &a)
			return a
		}
		good := ask(map[string]any{"title": "办法", "kind": "REWARD", "rules": []any{lump, rated("0.02"), rated("1")}})
		if good.AddPolicy.Policy == nil || good.AddPolicy.Policy.Rules.TotalCount != 3 {
			t.Fatalf("%+v", good)
		}
		if again := ask(map[string]any{"title": " 办法", "kind": "REWARD", "rules": []any{lump}}); len(again.AddPolicy.Warnings) != 1 {
			t.Errorf("a policy of the same title: %+v", again)
		}
		withoutAmount := map[string]any{"title": "认定", "condition": "NEWLY_CERTIFIED_HIGH_TECH", "basis": "LUMP_SUM", "frequency": "ONCE"}
		for _, c := range []struct {
			rules []any
			field string
		}{
			{[]any{}, "rules"}, {[]any{lump, rated("2")}, "rules.1.rate"}, {[]any{rated("0")}, "rules.0.rate"}, {[]any{rated("-0.1")}, "rules.0.rate"},
			{[]any{rated("0.00001")}, "rules.0.rate"}, {[]any{withoutAmount}, "rules.0.amount"},
		} {
			got := ask(map[string]any{"title": "另一办法", "kind": "REWARD", "rules": c.rules}).AddPolicy
			if len(got.UserErrors) != 1 || got.UserErrors[0].Field != c.field || got.Policy != nil {
				t.Errorf("%v: %+v, want one error at %s", c.rules, got, c.field)
			}
		}
		got := ask(map[string]any{"title": "另一办法", "kind": "REWARD", "rules": []any{lump}, "validFrom": "2021", "validUntil": "2020-12"}).AddPolicy
		if len(got.UserErrors) != 1 || got.UserErrors[0].Field != "validUntil" {
			t.Errorf("a policy that ends before it begins: %+v", got)
		}
		p.stop(t)
	})
}

// TestResolveFlag settles a flag, changes the decision and takes it back; the log keeps all three.
func TestResolveFlag(t *testing.T) {
	const resolve = `mutation($input: ResolveFlagInput!) { resolveFlag(input: $input) { flag { state decision decisionNote version }
		userErrors { code field } warnings { code } } }`
	type answer struct {
		ResolveFlag struct {
			Flag *struct {
				State                  string
				Decision, DecisionNote *string
				Version                int
			}
			UserErrors []struct{ Code, Field string }
			Warnings   []struct{ Code string }
		}
	}
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		flag := seed.ID("flag/合作意向-签订协议")
		ask := func(input map[string]any) (a answer) {
			p.mustAsk(t, resolve, map[string]any{"input": input}, &a)
			return a
		}
		settled := ask(map[string]any{"flag": flag, "decision": "CONFIRMED", "note": "三项均已签订", "version": 1}).ResolveFlag
		if settled.Flag == nil || settled.Flag.State != "SETTLED" || *settled.Flag.Decision != "CONFIRMED" || settled.Flag.Version != 2 {
			t.Fatalf("%+v", settled)
		}
		if late := ask(map[string]any{"flag": flag, "decision": "REJECTED", "note": "仅为意向", "version": 1}).ResolveFlag; len(late.UserErrors) != 1 ||
			late.UserErrors[0] != struct{ Code, Field string }{"CONFLICT", "version"} {
			t.Errorf("a decision on what was read before: %+v", late)
		}
		if bare := ask(map[string]any{"flag": flag, "decision": "REJECTED"}).ResolveFlag; len(bare.UserErrors) != 1 || bare.UserErrors[0].Field != "note" {
			t.Errorf("a rejection without a reason: %+v", bare)
		}
		if changed := ask(map[string]any{"flag": flag, "decision": "REJECTED", "note": "仅为意向"}).ResolveFlag; len(changed.Warnings) != 1 {
			t.Errorf("another decision: %+v", changed)
		}
		if back := ask(map[string]any{"flag": flag}).ResolveFlag; back.Flag == nil || back.Flag.State != "OPEN" || back.Flag.Decision != nil || back.Flag.DecisionNote != nil {
			t.Errorf("taken back: %+v", back)
		}
		if none := ask(map[string]any{"flag": seed.ID("place/安福镇")}).ResolveFlag; len(none.UserErrors) != 1 || none.UserErrors[0].Field != "flag" {
			t.Errorf("no flag: %+v", none)
		}
		p.stop(t)
	})
}

// TestDocument asks what the knowledge base holds from the source, section by section.
func TestDocument(t *testing.T) {
	const ask = `query($id: ID!, $locator: String) { document(id: $id, locator: $locator) { title document { id } sections { locator count facts {
		kind node { __typename id } } } } }`
	type answer struct {
		Document *struct {
			Title    string
			Sections []struct {
				Locator string
				Count   int
				Facts   []struct {
					Kind string
					Node struct{ ID string }
				}
			}
		}
	}
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		id := seed.ID("document/2020年科技工作总结")
		var whole, second, none answer
		if a := p.mustAsk(t, ask, map[string]any{"id": id}, &whole); a.Extensions.Statements != 1 {
			t.Errorf("%d statements, want 1", a.Extensions.Statements)
		}
		var locators []string
		for _, section := range whole.Document.Sections {
			locators = append(locators, section.Locator)
			if section.Count != len(section.Facts) {
				t.Errorf("%s: %d facts are counted, %d shown", section.Locator, section.Count, len(section.Facts))
			}
		}
		want := []string{"1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "4.4"}
		if got := slices.DeleteFunc(locators, func(s string) bool { return !strings.Contains(s, ".") }); !cmp.Equal(got, want) {
			t.Errorf("sections %v, want %v", got, want)
		}
		p.mustAsk(t, ask, map[string]any{"id": id, "locator": "2"}, &second)
		if n := len(second.Document.Sections); n != 3 {
			t.Errorf("%d sections below 2, want 3", n)
		}
		if p.mustAsk(t, ask, map[string]any{"id": seed.ID("place/安福镇")}, &none); none.Document != nil {
			t.Errorf("a place is no document: %+v", none)
		}
		p.stop(t)
	})
}

// refused asks an operation that must fail, and returns the error's code and the argument concerned.
func (p *process) refused(t *testing.T, query string, variables map[string]any) string {
	t.Helper()
	a, err := p.ask(query, variables)
	if err != nil {
		t.Fatalf("%v\n%s", err, p.said())
	}
	if len(a.Errors) != 1 {
		t.Fatalf("%s: %d errors, want one: %v", query, len(a.Errors), a.Errors)
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	field, _ := a.Errors[0].Extensions["field"].(string)
	return code + " " + field
}

// TestAnnualReport asks for the report of 2020 in both languages: every figure cites a place of the source, and both engines answer alike.
func TestAnnualReport(t *testing.T) {
	const ask = `query($language: ReportLanguage) { annualReport(year: 2020, language: $language) { title language markdown sections { number title paragraphs {
		text records { __typename id } citations { locator document { title } } figures { text record { id } citations { locator kind } } } } } }`
	answers := map[string][]byte{}
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		for _, language := range []string{"ZH", "EN"} {
			var data struct {
				AnnualReport struct {
					Language, Markdown string
					Sections           []struct {
						Number     string
						Paragraphs []struct {
							Text    string
							Figures []struct {
								Text      string
								Citations []struct{ Locator string }
							}
						}
					}
				}
			}
			a := p.mustAsk(t, ask, map[string]any{"language": language}, &data)
			if a.Extensions.Statements != 1 || data.AnnualReport.Language != language {
				t.Errorf("%d statements, language %s", a.Extensions.Statements, data.AnnualReport.Language)
			}
			figures := 0
			for _, section := range data.AnnualReport.Sections {
				for _, paragraph := range section.Paragraphs {
					for _, figure := range paragraph.Figures {
						figures++
						if len(figure.Citations) == 0 || !strings.Contains(paragraph.Text, figure.Text) {
							t.Errorf("%s: %q in %q has no source", section.Number, figure.Text, paragraph.Text)
						}
					}
				}
			}
			if want := map[string]string{"ZH": "7000多万元", "EN": "more than CNY 70 million"}[language]; figures < 40 || !strings.Contains(data.AnnualReport.Markdown, want) {
				t.Errorf("%d figures; the Markdown lacks %s", figures, want)
			}
			if other := answers[language]; other == nil {
				answers[language] = a.Data
			} else if string(other) != string(a.Data) {
				t.Errorf("the engines answer differently:\n%s\n%s", other, a.Data)
			}
		}
		if got := p.refused(t, `query($year: Int!) { annualReport(year: $year) { title } }`, map[string]any{"year": 99}); got != "INVALID year" {
			t.Errorf("a year of long ago: %s", got)
		}
		p.stop(t)
	})
}
