package report

import (
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/value"
)

// quantity is a number of a record, with its precision.
type quantity struct {
	hundredths int64
	precision  string // as the contract's Precision
	unit       string
	asWritten  string
	of         network.Node
}

// quantityOf reads a quantity of a record; false where it has none.
func quantityOf(node network.Node, field string) (quantity, bool) {
	hundredths, err := value.ParseDecimal(node.Text(field+".value"), 2)
	if err != nil {
		return quantity{}, false
	}
	return quantity{
		hundredths, node.Text(field + ".precision"), node.Text(field + ".unit"), node.Text(field + ".asWritten"), node,
	}, true
}

// amountOf reads an amount of money that is kept as a decimal number.
func amountOf(node network.Node, field string) (quantity, bool) {
	fen, err := value.ParseDecimal(node.Text(field), 2)
	if err != nil {
		return quantity{}, false
	}
	return quantity{fen, "EXACT", "元", "", node}, true
}

// text prints the number with its unit, as each language does: 205万元, CNY 2.05 million; 3000余份 and 30多家, more than 3,000.
func (q quantity) text(language message.Language) string {
	if language == message.English {
		return q.english()
	}
	return q.chinese()
}

// vague are the words that name no number at all; the bound that is kept for them is not what the source says.
var vague = map[string]string{"数百": "several hundred", "数十": "several dozen", "数千": "several thousand"}

func (q quantity) vaguely() (zh, en string, found bool) {
	for zh, en := range vague {
		if strings.HasPrefix(q.asWritten, zh) {
			return zh, en, true
		}
	}
	return "", "", false
}

// hundred million and ten thousand, in hundredths: the units that Chinese counts large amounts in.
const (
	yi  = 100_000_000 * 100
	wan = 10_000 * 100
)

func (q quantity) chinese() string {
	if zh, _, found := q.vaguely(); found {
		return zh + q.unit
	}
	number, scale := plain(q.hundredths, 100), ""
	if q.unit == "元" {
		switch size := max(q.hundredths, -q.hundredths); {
		case size >= yi:
			number, scale = plain(q.hundredths, yi), "亿"
		case size >= wan:
			number, scale = plain(q.hundredths, wan), "万"
		}
	}
	switch q.precision {
	case "AT_LEAST":
		return number + "多" + scale + q.unit
	case "ABOUT":
		return "约" + number + scale + q.unit
	default:
		return number + scale + q.unit
	}
}

func (q quantity) english() string {
	if _, en, found := q.vaguely(); found {
		return en
	}
	number := grouped(plain(q.hundredths, 100))
	switch {
	case q.unit == "元" && max(q.hundredths, -q.hundredths) >= wan:
		number = "CNY " + grouped(plain(q.hundredths, 1_000_000*100)) + " million"
	case q.unit == "元":
		number = "CNY " + number
	case q.unit == "%":
		number += " %"
	}
	switch q.precision {
	case "AT_LEAST":
		return "more than " + number
	case "ABOUT":
		return "about " + number
	default:
		return number
	}
}

// plain divides exactly and writes the quotient without idle zeros. unit is a power of ten.
func plain(hundredths, unit int64) string {
	scale := 0
	for n := unit; n > 1; n /= 10 {
		scale++
	}
	text := value.FormatDecimal(hundredths, scale)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// grouped puts commas between thousands, as English does.
func grouped(number string) string {
	whole, fraction, point := strings.Cut(number, ".")
	digits := strings.TrimPrefix(whole, "-")
	var b strings.Builder
	b.WriteString(whole[:len(whole)-len(digits)])
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if point {
		b.WriteString("." + fraction)
	}
	return b.String()
}
