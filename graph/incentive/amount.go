package incentive

import (
	"math/big"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/value"
)

// unitsOfRate is how many units of a Rule's Rate make the whole.
const unitsOfRate = 10_000

// share takes the rule's share of the net base, no more than its cap.
func (r Rule) share(spent, net int64) Verdict {
	exact := new(big.Int).Mul(big.NewInt(net), big.NewInt(*r.Rate)) // in units of 10^-4 fen
	rounded, _ := new(big.Int).QuoRem(exact.Add(exact, big.NewInt(unitsOfRate/2)), big.NewInt(unitsOfRate), new(big.Int))
	if !rounded.IsInt64() {
		return no("金额超出可计算范围", "the amount is beyond what can be paid")
	}
	base := yuan(net)
	if r.DeductsSubsidies {
		base = "(" + yuan(spent) + " − " + yuan(spent-net) + ")"
	}
	text := message.Text{ZH: "%s 元 × %s = %s 元", EN: "CNY %s × %s = CNY %s"}
	return r.pay(rounded.Int64(), r.enough(net), text.Fill(base, percent(*r.Rate), yuan(rounded.Int64())))
}

// pay is the verdict for an amount, cut at the rule's cap.
func (r Rule) pay(amount int64, reason, calculation message.Text) Verdict {
	if r.Cap != nil && amount > *r.Cap {
		amount = *r.Cap
		limited := message.Text{ZH: "，按上限 %s 元", EN: ", limited to CNY %s"}.Fill(yuan(amount))
		calculation = message.Text{ZH: calculation.ZH + limited.ZH, EN: calculation.EN + limited.EN}
	}
	return Verdict{Outcome: Eligible, Amount: &amount, Reason: reason, Calculation: calculation}
}

// times multiplies; false when the product does not fit.
func times(amount, count int64) (int64, bool) {
	product := new(big.Int).Mul(big.NewInt(amount), big.NewInt(count))
	return product.Int64(), product.IsInt64()
}

// yuan writes fen as CNY with both decimals.
func yuan(fen int64) string { return value.FormatDecimal(fen, 2) }

// percent writes a rate in ten-thousandths, without idle zeros: 200 is 2%.
func percent(rate int64) string {
	return strings.TrimSuffix(strings.TrimRight(value.FormatDecimal(rate, 2), "0"), ".") + "%"
}
