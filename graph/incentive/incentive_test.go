package incentive_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/incentive"
	"partnergraph/graph/value"
)

func fen(t testing.TB, text string) *int64 {
	t.Helper()
	units, err := value.ParseDecimal(text, 2)
	if err != nil {
		t.Fatal(err)
	}
	return &units
}

func number[T any](n T) *T { return &n }

// The rules as the county's two documents lay them down.
func rules(t testing.TB) map[string]incentive.Rule {
	return map[string]incentive.Rule{
		"certification": {Condition: incentive.NewlyCertified, Basis: incentive.LumpSum, Frequency: incentive.Once, Amount: fen(t, "100000")},
		"upgrade": {Condition: incentive.EquipmentInvestment, Basis: incentive.Rate, Frequency: incentive.Yearly, Rate: number[int64](200),
			Threshold: fen(t, "3000000"), Cap: fen(t, "1000000"), DeductsSubsidies: true},
		"application": {Condition: incentive.InventionApplication, Basis: incentive.PerItem, Frequency: incentive.Each, Amount: fen(t, "3000")},
		"award":       {Condition: incentive.InnovationAward, Basis: incentive.PerItem, Frequency: incentive.Each, Amount: fen(t, "5000")},
		"tax":         {Condition: incentive.HighTech, Basis: incentive.ByLaw, Frequency: incentive.Yearly},
		"deduction":   {Condition: incentive.ResearchExpense, Basis: incentive.ByLaw, Frequency: incentive.Yearly},
	}
}

func TestTheBoundariesOfTheUpgradeRule(t *testing.T) {
	for _, c := range []struct {
		spent, subsidies string
		outcome          incentive.Outcome
		amount           string
		calculation      string
	}{
		{"2999999.99", "0", incentive.NotEligible, "", ""},
		{"3000000.00", "0", incentive.Eligible, "60000.00", "(3000000.00 − 0.00) 元 × 2% = 60000.00 元"},
		{"3000000.01", "0", incentive.Eligible, "60000.00", "(3000000.01 − 0.00) 元 × 2% = 60000.00 元"}, // 60,000.0002
		{"3000000.25", "0", incentive.Eligible, "60000.01", "(3000000.25 − 0.00) 元 × 2% = 60000.01 元"}, // 60,000.005 rounds up
		{"3000000.00", "0.01", incentive.NotEligible, "", ""},
		{"3500000.00", "500000.00", incentive.Eligible, "60000.00", "(3500000.00 − 500000.00) 元 × 2% = 60000.00 元"},
		{"3500000.00", "500000.01", incentive.NotEligible, "", ""},
		{"49999999.99", "0", incentive.Eligible, "1000000.00", "(49999999.99 − 0.00) 元 × 2% = 1000000.00 元"}, // 999,999.9998
		{"50000000.00", "0", incentive.Eligible, "1000000.00", "(50000000.00 − 0.00) 元 × 2% = 1000000.00 元"},
		{"50000000.25", "0", incentive.Eligible, "1000000.00", "(50000000.25 − 0.00) 元 × 2% = 1000000.01 元，按上限 1000000.00 元"},
		{"92233720368547758.07", "0", incentive.Eligible, "1000000.00",
			"(92233720368547758.07 − 0.00) 元 × 2% = 1844674407370955.16 元，按上限 1000000.00 元"},
		{"3000000.00", "4000000.00", incentive.NotEligible, "", ""}, // more subsidies than investment
		{"0", "0", incentive.NotEligible, "", ""},
	} {
		facts := incentive.Facts{Spent: map[incentive.Condition]*int64{incentive.EquipmentInvestment: fen(t, c.spent)}, Subsidies: fen(t, c.subsidies)}
		got := incentive.Assess(rules(t)["upgrade"], facts, 2020)
		amount := ""
		if got.Amount != nil {
			amount = value.FormatDecimal(*got.Amount, 2)
		}
		if got.Outcome != c.outcome || amount != c.amount || got.Calculation.ZH != c.calculation {
			t.Errorf("%s less %s: %s %q %q, want %s %q %q", c.spent, c.subsidies, got.Outcome, amount, got.Calculation.ZH, c.outcome, c.amount, c.calculation)
		}
	}
}

func TestUnknownSubsidiesMatterOnlyAboveTheThreshold(t *testing.T) {
	upgrade := rules(t)["upgrade"]
	spent := func(text string) incentive.Facts {
		return incentive.Facts{Spent: map[incentive.Condition]*int64{incentive.EquipmentInvestment: fen(t, text)}}
	}
	if got := incentive.Assess(upgrade, spent("2999999.99"), 2020); got.Outcome != incentive.NotEligible {
		t.Errorf("below the threshold: %s, want a refusal whatever the subsidies", got.Outcome)
	}
	if got := incentive.Assess(upgrade, spent("3000000.00"), 2020); !cmp.Equal(got.Missing, []incentive.Fact{incentive.Subsidies}) {
		t.Errorf("at the threshold: %s, missing %v", got.Outcome, got.Missing)
	}
	if got := incentive.Assess(upgrade, incentive.Facts{}, 2020); !cmp.Equal(got.Missing, []incentive.Fact{"EQUIPMENT_INVESTMENT", incentive.Subsidies}) {
		t.Errorf("nothing known: %s, missing %v", got.Outcome, got.Missing)
	}
}

func TestRulesOfOtherKinds(t *testing.T) {
	holds := func(c incentive.Condition, v bool) incentive.Facts {
		return incentive.Facts{Holds: map[incentive.Condition]*bool{c: &v}}
	}
	counts := func(c incentive.Condition, n int64) incentive.Facts {
		return incentive.Facts{Count: map[incentive.Condition]*int64{c: &n}}
	}
	for _, c := range []struct {
		rule    string
		facts   incentive.Facts
		outcome incentive.Outcome
		amount  string
		missing []incentive.Fact
	}{
		{"certification", holds(incentive.NewlyCertified, true), incentive.Eligible, "100000.00", nil},
		{"certification", holds(incentive.NewlyCertified, false), incentive.NotEligible, "", nil},
		{"certification", incentive.Facts{}, incentive.Undecided, "", []incentive.Fact{"NEWLY_CERTIFIED_HIGH_TECH"}},
		{"application", counts(incentive.InventionApplication, 4), incentive.Eligible, "12000.00", nil},
		{"application", counts(incentive.InventionApplication, 0), incentive.NotEligible, "", nil},
		{"application", counts(incentive.InventionApplication, 1<<62), incentive.NotEligible, "", nil},
		{"application", incentive.Facts{}, incentive.Undecided, "", []incentive.Fact{"INVENTION_APPLICATIONS"}},
		{"award", counts(incentive.InnovationAward, 1), incentive.Eligible, "5000.00", nil},
		{"tax", holds(incentive.HighTech, true), incentive.Eligible, "", nil},
		{"tax", incentive.Facts{}, incentive.Undecided, "", []incentive.Fact{"HIGH_TECH_ENTERPRISE"}},
		{"deduction", incentive.Facts{Spent: map[incentive.Condition]*int64{incentive.ResearchExpense: fen(t, "1")}}, incentive.Eligible, "", nil},
		{"deduction", incentive.Facts{Spent: map[incentive.Condition]*int64{incentive.ResearchExpense: fen(t, "0")}}, incentive.NotEligible, "", nil},
	} {
		got := incentive.Assess(rules(t)[c.rule], c.facts, 2020)
		amount := ""
		if got.Amount != nil {
			amount = value.FormatDecimal(*got.Amount, 2)
		}
		if got.Outcome != c.outcome || amount != c.amount || !cmp.Equal(got.Missing, c.missing) {
			t.Errorf("%s: %s %q %v, want %s %q %v", c.rule, got.Outcome, amount, got.Missing, c.outcome, c.amount, c.missing)
		}
		if got.Reason.ZH == "" || got.Reason.EN == "" || strings.Contains(got.Reason.ZH+got.Reason.EN+got.Calculation.EN, "%!") {
			t.Errorf("%s: reason %+v", c.rule, got.Reason)
		}
	}
}

func TestARuleHoldsInItsTimeAndAsOftenAsItSays(t *testing.T) {
	date := func(text string) value.PartialDate {
		d, err := value.ParsePartialDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	yes := true
	rule := rules(t)["certification"]
	rule.From, rule.Until = date("2020-07"), date("2021")
	known := incentive.Facts{Holds: map[incentive.Condition]*bool{incentive.NewlyCertified: &yes}}
	for year, want := range map[int]incentive.Outcome{
		2019: incentive.NotEligible, 2020: incentive.Eligible, 2021: incentive.Eligible, 2022: incentive.NotEligible,
	} {
		if got := incentive.Assess(rule, known, year); got.Outcome != want {
			t.Errorf("%d: %s (%s), want %s", year, got.Outcome, got.Reason.EN, want)
		}
	}
	for _, c := range []struct {
		frequency    incentive.Frequency
		inYear, ever int
		want         incentive.Outcome
	}{
		{incentive.Once, 0, 1, incentive.NotEligible}, {incentive.Once, 0, 0, incentive.Eligible},
		{incentive.Yearly, 0, 1, incentive.Eligible}, {incentive.Yearly, 1, 1, incentive.NotEligible},
		{incentive.Each, 3, 3, incentive.Eligible},
	} {
		rule.Frequency, known.PaidInYear, known.PaidEver = c.frequency, c.inYear, c.ever
		if got := incentive.Assess(rule, known, 2020); got.Outcome != c.want {
			t.Errorf("%s after %d this year and %d in all: %s, want %s", c.frequency, c.inYear, c.ever, got.Outcome, c.want)
		}
	}
}

// More investment never pays less, no amount exceeds the cap, and none is below what the rule's share of the threshold comes to.
func TestTheUpgradeRuleIsMonotone(t *testing.T) {
	upgrade := rules(t)["upgrade"]
	assess := func(spent, subsidies int64) incentive.Verdict {
		return incentive.Assess(upgrade, incentive.Facts{
			Spent: map[incentive.Condition]*int64{incentive.EquipmentInvestment: &spent}, Subsidies: &subsidies,
		}, 2020)
	}
	rapid.Check(t, func(t *rapid.T) {
		spent := rapid.Int64Range(0, 1<<62).Draw(t, "spent")
		more := rapid.Int64Range(spent, 1<<62).Draw(t, "more")
		subsidies := rapid.Int64Range(0, 1<<40).Draw(t, "subsidies")
		paid := func(v incentive.Verdict) int64 {
			if v.Amount == nil {
				return 0
			}
			return *v.Amount
		}
		less, rest := paid(assess(spent, subsidies)), paid(assess(more, subsidies))
		if less > rest || rest > 100_000_000 || rest != 0 && rest < 6_000_000 {
			t.Fatalf("%d pays %d, %d pays %d", spent, less, more, rest)
		}
	})
}
