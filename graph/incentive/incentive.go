package incentive

import (
	"fmt"

	"partnergraph/graph/message"
	"partnergraph/graph/value"
)

// Condition is what must hold for an organization, named as the contract's IncentiveCondition.
type Condition string

// The conditions.
const (
	NewlyCertified       Condition = "NEWLY_CERTIFIED_HIGH_TECH"
	HighTech             Condition = "HIGH_TECH_ENTERPRISE"
	EquipmentInvestment  Condition = "EQUIPMENT_INVESTMENT"
	InventionApplication Condition = "INVENTION_APPLICATION"
	InventionGrant       Condition = "INVENTION_GRANT"
	InnovationAward      Condition = "INNOVATION_AWARD"
	ResearchExpense      Condition = "RESEARCH_EXPENSE"
)

// Basis is how an amount is found, named as the contract's IncentiveBasis.
type Basis string

// The bases.
const (
	LumpSum Basis = "LUMP_SUM"
	PerItem Basis = "PER_ITEM"
	Rate    Basis = "RATE"
	ByLaw   Basis = "BY_LAW"
)

// Frequency is how often an organization may be paid, named as the contract's IncentiveFrequency.
type Frequency string

// The frequencies.
const (
	Once   Frequency = "ONCE"
	Yearly Frequency = "YEARLY"
	Each   Frequency = "EACH"
)

// Fact names a fact that a decision needs, as the contract's IncentiveFact.
type Fact string

// Subsidies is the one fact that no condition is about; the others are found through the condition, see Rule.fact.
const Subsidies Fact = "SUBSIDIES"

// Rule is a rule of a policy. Money is in fen; nil: not stated.
type Rule struct {
	Condition        Condition
	Basis            Basis
	Frequency        Frequency
	Amount           *int64
	Rate             *int64 // in ten-thousandths: 200 is 2 %
	Threshold        *int64 // itself included
	Cap              *int64
	DeductsSubsidies bool
	From, Until      value.PartialDate // a zero date is open
}

// Facts is what is known of an organization's year; nil: not known. Numbers are not negative.
type Facts struct {
	Holds     map[Condition]*bool  // of the conditions that hold or do not
	Count     map[Condition]*int64 // of those that count items
	Spent     map[Condition]*int64 // of those that are about money, in fen
	Subsidies *int64               // within what was spent, in fen

	PaidInYear int // payments under the rule for this year
	PaidEver   int // payments under the rule for any year
}

// Outcome is what came of an assessment, named as the contract's IncentiveOutcome.
type Outcome string

// The outcomes.
const (
	Eligible    Outcome = "ELIGIBLE"
	NotEligible Outcome = "NOT_ELIGIBLE"
	Undecided   Outcome = "UNDECIDED"
)

// Verdict is what a rule means for an organization in a year.
type Verdict struct {
	Outcome     Outcome
	Amount      *int64 // in fen; only with Eligible, and not by law
	Reason      message.Text
	Calculation message.Text // empty without an amount
	Missing     []Fact       // only with Undecided
}

// Assess judges one rule. Whether the rule holds in the year and has not been used up is asked first, for no fact changes that.
func Assess(rule Rule, facts Facts, year int) Verdict {
	if verdict, closed := rule.closed(facts, year); closed {
		return verdict
	}
	switch rule.Condition {
	case NewlyCertified, HighTech:
		return rule.holding(facts.Holds[rule.Condition])
	case InventionApplication, InventionGrant, InnovationAward:
		return rule.counting(facts.Count[rule.Condition])
	case EquipmentInvestment, ResearchExpense:
		return rule.spending(facts.Spent[rule.Condition], facts.Subsidies)
	default:
		return no("未知条件", "an unknown condition")
	}
}

// closed says why a rule is out of the question whatever the facts.
func (r Rule) closed(facts Facts, year int) (Verdict, bool) {
	asked, err := value.ParsePartialDate(fmt.Sprintf("%04d", year))
	switch {
	case err != nil:
		return no("年度无效", "not a year"), true
	case r.From.String() != "" && asked.CertainlyBefore(r.From):
		return no("该条款自 %s 起执行", "the rule holds from %s on", r.From), true
	case r.Until.String() != "" && r.Until.CertainlyBefore(asked):
		return no("该条款至 %s 止", "the rule held until %s", r.Until), true
	case r.Frequency == Once && facts.PaidEver > 0:
		return no("该条款每家机构只兑现一次，已兑现", "the rule is paid once, and was paid"), true
	case r.Frequency == Yearly && facts.PaidInYear > 0:
		return no("该条款每年兑现一次，本年度已兑现", "the rule is paid once a year, and was paid for this year"), true
	}
	return Verdict{}, false
}

// holding judges a condition that holds or does not.
func (r Rule) holding(holds *bool) Verdict {
	name := r.Condition.Text()
	switch {
	case holds == nil:
		return r.missing(r.fact())
	case !*holds:
		return Verdict{Outcome: NotEligible, Reason: both("不符合条件：%s", "it is not so: %s", name)}
	case r.Basis == ByLaw:
		return r.byLaw()
	case r.Amount == nil:
		return unstated()
	}
	return r.pay(*r.Amount, r.met(),
		r.lumpSum())
}

// counting judges a condition that counts items.
func (r Rule) counting(count *int64) Verdict {
	switch {
	case count == nil:
		return r.missing(r.fact())
	case *count == 0:
		return r.none()
	case r.Amount == nil:
		return unstated()
	case r.Basis == LumpSum:
		return r.pay(*r.Amount, r.met(), r.lumpSum())
	}
	total, ok := times(*r.Amount, *count)
	if !ok {
		return no("数量超出可计算范围", "the number is beyond what can be paid")
	}
	return r.pay(total, r.met(),
		message.Text{ZH: "%d × %s 元 = %s 元", EN: "%d × CNY %s = CNY %s"}.Fill(*count, yuan(*r.Amount), yuan(total)))
}

// spending judges a condition about what was spent.
func (r Rule) spending(spent, subsidies *int64) Verdict {
	if spent == nil {
		missing := []Fact{r.fact()}
		if r.DeductsSubsidies && subsidies == nil {
			missing = append(missing, Subsidies)
		}
		return r.missing(missing...)
	}
	if r.Basis == ByLaw {
		if *spent == 0 {
			return r.none()
		}
		return r.byLaw()
	}
	if r.below(*spent) {
		return r.tooLittle(*spent)
	}
	net := *spent
	if r.DeductsSubsidies {
		if subsidies == nil {
			return r.missing(Subsidies)
		}
		if net -= *subsidies; net < 0 {
			net = 0
		}
	}
	switch {
	case net == 0 || r.below(net):
		return r.tooLittle(net)
	case r.Basis == Rate && r.Rate != nil:
		return r.share(*spent, net)
	case r.Amount != nil:
		return r.pay(*r.Amount, r.enough(net), r.lumpSum())
	}
	return unstated()
}

func (r Rule) below(spent int64) bool { return r.Threshold != nil && spent < *r.Threshold }

func (r Rule) tooLittle(net int64) Verdict {
	if r.Threshold == nil {
		return r.none()
	}
	text := message.Text{ZH: "%[1]s %[2]s 元，不足 %[3]s 元", EN: "%[1]s: CNY %[2]s, less than %[3]s"}
	return Verdict{Outcome: NotEligible, Reason: r.about(text, yuan(net), yuan(*r.Threshold))}
}

func (r Rule) enough(net int64) message.Text {
	if r.Threshold == nil {
		return r.met()
	}
	text := message.Text{ZH: "%[1]s %[2]s 元，达到 %[3]s 元（含）", EN: "%[1]s: CNY %[2]s, at least %[3]s"}
	return r.about(text, yuan(net), yuan(*r.Threshold))
}

// about fills a sentence about what was spent; the name is said as net where subsidies are deducted.
func (r Rule) about(text message.Text, net, threshold string) message.Text {
	name := r.Condition.Text()
	if r.DeductsSubsidies {
		name = message.Text{ZH: name.ZH + "（剔除补助）", EN: name.EN + " without subsidies"}
	}
	return message.Text{ZH: text.Fill(name.ZH, net, threshold).ZH, EN: text.Fill(name.EN, net, threshold).EN}
}
