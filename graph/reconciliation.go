package graph

import (
	"context"
	"math/big"
	"strconv"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/value"
)

// incentiveFunds is the code of the indicator that states what was paid in incentives.
const incentiveFunds = "INCENTIVE_FUNDS"

// incentiveReconciliation works out the field of that name.
func (r *Resolver) incentiveReconciliation(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	year, err := yearOf(arguments)
	if err != nil {
		return nil, err
	}
	recorded, count := new(big.Int), 0
	for id := range view.OfType(r.model.Node("IncentivePayment")) {
		payment, _ := view.Node(id)
		if payment.Property("year") != int64(year) {
			continue
		}
		if fen, err := value.ParseDecimal(payment.Text("amount"), 2); err == nil {
			recorded.Add(recorded, big.NewInt(fen))
			count++
		}
	}
	answer := plan.Object{"year": int64(year), "recorded": yuan(recorded), "payments": int64(count), "statedBy": []string{}}
	stated, found := r.statedIn(view, incentiveFunds, year)
	if !found {
		answer["text"] = message.Text{ZH: "没有公布的总额可供核对", EN: "no total is stated to hold the payments against"}.In(message.From(ctx))
		return answer, nil
	}
	total, err := value.ParseDecimal(stated.Text("value.value"), 2)
	if err != nil {
		return nil, err
	}
	difference := new(big.Int).Sub(big.NewInt(total), recorded)
	answer["stated"], answer["statedBy"], answer["difference"] = stated.Text("value.value"), []string{stated.ID}, yuan(difference)
	answer["text"] = reconciled(difference, stated.Text("value.precision") == "AT_LEAST").In(message.From(ctx))
	return answer, nil
}

// statedIn finds the value of an indicator that a document states for a year.
func (r *Resolver) statedIn(view *network.View, code string, year int) (network.Node, bool) {
	for id := range view.OfType(r.model.Node("Indicator")) {
		indicator, _ := view.Node(id)
		if indicator.Text("code") != code {
			continue
		}
		for _, v := range indicator.Related("MEASURES", true) {
			if v.Text("period") == strconv.Itoa(year) && v.Text("basis") == "STATED" {
				return v, true
			}
		}
	}
	return network.Node{}, false
}

// reconciled says what a difference between the stated total and the recorded payments means.
func reconciled(difference *big.Int, atLeast bool) message.Text {
	switch sign := difference.Sign(); {
	case sign == 0:
		return message.Text{ZH: "登记的兑现与公布总额一致", EN: "the recorded payments come to the stated total"}
	case sign > 0:
		return message.Text{ZH: "尚有 %s 元没有登记到具体兑现", EN: "CNY %s of the stated total is not yet recorded payment by payment"}.Fill(yuan(difference))
	case atLeast:
		return message.Text{ZH: "登记的兑现不少于公布的下限", EN: "the recorded payments come to no less than the stated lower bound"}
	default:
		return message.Text{ZH: "登记的兑现比公布总额多 %s 元，请核对", EN: "the recorded payments exceed the stated total by CNY %s; check them"}.
			Fill(yuan(new(big.Int).Neg(difference)))
	}
}

// yuan writes a sum in fen as CNY; a sum of payments may be more than one payment could be.
func yuan(fen *big.Int) string {
	if fen.IsInt64() {
		return value.FormatDecimal(fen.Int64(), 2)
	}
	whole, rest := new(big.Int).QuoRem(fen, big.NewInt(100), new(big.Int))
	return whole.String() + value.FormatDecimal(rest.Abs(rest).Int64(), 2)[1:]
}
