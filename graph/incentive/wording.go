package incentive

import "partnergraph/graph/message"

// Text names a condition in a sentence.
func (c Condition) Text() message.Text {
	switch c {
	case NewlyCertified:
		return message.Text{ZH: "当年新认定高新技术企业", EN: "newly certified as a high-tech enterprise"}
	case HighTech:
		return message.Text{ZH: "高新技术企业", EN: "a certified high-tech enterprise"}
	case EquipmentInvestment:
		return message.Text{ZH: "当年新增设备投资", EN: "investment in new equipment"}
	case InventionApplication:
		return message.Text{ZH: "申请发明专利", EN: "applications for invention patents"}
	case InventionGrant:
		return message.Text{ZH: "取得发明专利证书", EN: "grants of invention patents"}
	case InnovationAward:
		return message.Text{ZH: "获得科技创新奖", EN: "science-and-technology innovation awards"}
	case ResearchExpense:
		return message.Text{ZH: "研发费用", EN: "research and development expense"}
	default:
		return message.Text{ZH: string(c), EN: string(c)}
	}
}

// fact is the fact that the rule's condition asks for.
func (r Rule) fact() Fact {
	switch r.Condition {
	case InventionApplication, InventionGrant, InnovationAward:
		return Fact(r.Condition + "S")
	default:
		return Fact(r.Condition)
	}
}

// both fills a sentence with a name, each language with its own.
func both(zh, en string, name message.Text) message.Text {
	return message.Text{ZH: message.Text{ZH: zh}.Fill(name.ZH).ZH, EN: message.Text{EN: en}.Fill(name.EN).EN}
}

// no is the verdict that a rule does not apply.
func no(zh, en string, args ...any) Verdict {
	return Verdict{Outcome: NotEligible, Reason: message.Text{ZH: zh, EN: en}.Fill(args...)}
}

// none is the verdict that there is nothing to reward.
func (r Rule) none() Verdict {
	return Verdict{Outcome: NotEligible, Reason: both("本年度没有：%s", "there was none in the year: %s", r.Condition.Text())}
}

// byLaw is the verdict of a rule whose amount tax law sets.
func (r Rule) byLaw() Verdict {
	return Verdict{Outcome: Eligible, Reason: both("符合条件：%s；金额依税法核定", "it is so: %s; the amount follows from tax law", r.Condition.Text())}
}

// unstated is the verdict of a rule that lacks the figure which its basis needs.
func unstated() Verdict {
	return Verdict{Outcome: Undecided, Reason: message.Text{ZH: "政策未载明金额", EN: "the policy states no amount"}}
}

// missing is the verdict that facts are wanted.
func (r Rule) missing(facts ...Fact) Verdict {
	text := both("请补充：%s", "please add: %s", r.Condition.Text())
	if facts[0] == Subsidies {
		text = message.Text{ZH: "请补充：其中各级财政补助", EN: "please add: the government subsidies within the investment"}
	}
	return Verdict{Outcome: Undecided, Reason: text, Missing: facts}
}

func (r Rule) met() message.Text {
	return both("符合条件：%s", "it is so: %s", r.Condition.Text())
}

func (r Rule) lumpSum() message.Text {
	return message.Text{ZH: "定额 %s 元", EN: "a lump sum of CNY %s"}.Fill(yuan(*r.Amount))
}
