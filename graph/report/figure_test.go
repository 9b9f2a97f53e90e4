package report

import (
	"testing"

	"partnergraph/graph/message"
)

func TestQuantitiesInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		q      quantity
		zh, en string
	}{
		{quantity{hundredths: 205_000_000, unit: "元", precision: "EXACT"}, "205万元", "CNY 2.05 million"},
		{quantity{hundredths: 32_000_000_000, unit: "元", precision: "EXACT"}, "3.2亿元", "CNY 320 million"},
		{quantity{hundredths: 750_000_000_000, unit: "元", precision: "EXACT"}, "75亿元", "CNY 7,500 million"},
		{quantity{hundredths: 172_000_000_000, unit: "元", precision: "EXACT"}, "17.2亿元", "CNY 1,720 million"},
		{quantity{hundredths: 7_000_000_000, unit: "元", precision: "AT_LEAST"}, "7000多万元", "more than CNY 70 million"},
		{quantity{hundredths: 10_000_000, unit: "元", precision: "EXACT"}, "10万元", "CNY 0.1 million"},
		{quantity{hundredths: 300_000, unit: "元", precision: "EXACT"}, "3000元", "CNY 3,000"},
		{quantity{hundredths: 123_456_789, unit: "元", precision: "EXACT"}, "123.456789万元", "CNY 1.23456789 million"},
		{quantity{hundredths: -32_000_000_000, unit: "元", precision: "ABOUT"}, "约-3.2亿元", "about CNY -320 million"},
		{quantity{hundredths: 300_000, unit: "份", precision: "AT_LEAST", asWritten: "3000余份"}, "3000多份", "more than 3,000"},
		{quantity{hundredths: 20_000, unit: "项", precision: "AT_LEAST", asWritten: "数百项"}, "数百项", "several hundred"},
		{quantity{hundredths: 8390, unit: "%", precision: "EXACT"}, "83.9%", "83.9 %"},
		{quantity{hundredths: 800, precision: "EXACT"}, "8", "8"},
	} {
		if got := c.q.text(message.Chinese); got != c.zh {
			t.Errorf("%+v: %s, want %s", c.q, got, c.zh)
		}
		if got := c.q.text(message.English); got != c.en {
			t.Errorf("%+v: %s, want %s", c.q, got, c.en)
		}
	}
}
