package report

import (
	"strconv"
	"strings"

	"partnergraph/graph/network"
	"partnergraph/graph/value"
)

// valuesOf lists the values of indicators for the year that a document states or that were reported; derived ones are left out.
func (c composer) valuesOf(keep func(indicator network.Node) bool) (list []stated) {
	for _, indicator := range c.all("Indicator", keep) {
		for _, v := range related(indicator, "MEASURES", true, nil) {
			q, found := quantityOf(v, "value")
			if found && v.Text("period") == strconv.Itoa(c.year) && v.Text("basis") != "DERIVED" {
				list = append(list, stated{indicator, v, q})
			}
		}
	}
	return list
}

// stated is what is known of an indicator for the year.
type stated struct {
	indicator, value network.Node
	quantity         quantity
}

// stated tells the value of one indicator in a sentence that has one place for it.
func (c composer) stated(code, zh, en string) []Paragraph {
	var list []Paragraph
	for _, s := range c.valuesOf(func(n network.Node) bool { return n.Text("code") == code }) {
		list = append(list, c.say([]network.Node{s.value}, zh, en, c.grown(s)))
	}
	return list
}

// grown tells a value, and its growth where that is known.
func (c composer) grown(s stated) Paragraph {
	growth, err := value.ParseDecimal(s.value.Text("growth"), 2)
	if err != nil {
		return c.say(nil, "%s", "%s", s.quantity)
	}
	percent := quantity{hundredths: growth, precision: "EXACT", unit: "%", of: s.value}
	if growth < 0 {
		percent.hundredths = -growth
		return c.say(nil, "%s，同比下降%s", "%s, down %s on the year before", s.quantity, percent)
	}
	return c.say(nil, "%s，同比增长%s", "%s, up %s on the year before", s.quantity, percent)
}

// listed tells the values of indicators one by one.
func (c composer) listed(keep func(network.Node) bool) []Paragraph {
	var list []Paragraph
	for _, s := range c.valuesOf(keep) {
		list = append(list, c.say([]network.Node{s.value}, "%s：%s。", "%s: %s.", s.indicator, c.grown(s)))
	}
	return list
}

// indicatorNames are the English names of the county's indicators, by their codes.
var indicatorNames = map[string]string{
	"RD_EXPENDITURE":                "Research and development expenditure of the whole society",
	"HIGH_TECH_OUTPUT":              "Output of high-tech industry",
	"HIGH_TECH_VALUE_ADDED":         "Value added by high-tech industry",
	"NEW_HIGH_TECH_STATISTICS":      "Enterprises above designated size newly included in high-tech statistics",
	"PATENT_APPLICATIONS":           "Patent applications",
	"INVENTION_PATENT_APPLICATIONS": "Applications for invention patents among them",
	"TECHNOLOGY_TRADE_AGENCIES":     "Technology-trade agencies",
	"TECHNOLOGY_TRADE_VOLUME":       "Volume of technology trade",
	"LAPSED_PATENTS_SELECTED":       "Lapsed patents selected for enterprises",
	"LAPSED_PATENTS_USED":           "Lapsed patents put to use",
}

// englishIndicator names an indicator in English: one that the county added by the words of its code.
func englishIndicator(code string) string {
	if name, known := indicatorNames[code]; known {
		return name
	}
	name := words(code)
	return strings.ToUpper(name[:min(1, len(name))]) + name[min(1, len(name)):]
}

// elsewhere are the codes of indicators that are told in other sections, by their beginning.
var elsewhere = []string{"INCENTIVE_", "INDUSTRY_ACADEMIA_", "PATENT", "INVENTION_PATENT", "LAPSED_PATENT", "TECHNOLOGY_TRANSACTION", "TECHNOLOGY_TRADE"}

func toldElsewhere(indicator network.Node) bool {
	for _, prefix := range elsewhere {
		if strings.HasPrefix(indicator.Text("code"), prefix) {
			return true
		}
	}
	return false
}

func coded(prefixes ...string) func(network.Node) bool {
	return func(n network.Node) bool {
		for _, prefix := range prefixes {
			if strings.HasPrefix(n.Text("code"), prefix) {
				return true
			}
		}
		return false
	}
}

// indicators tells of the year's indicators and of how they are followed up.
func (c composer) indicators() []Paragraph {
	list := c.listed(func(n network.Node) bool { return !toldElsewhere(n) })
	for _, cadence := range []struct{ value, zh, en string }{
		{"MONTHLY", "按月调度：%s。", "Followed up every month: %s."}, {"QUARTERLY", "按季调度：%s。", "Followed up every quarter: %s."},
	} {
		followed := c.all("Indicator", func(n network.Node) bool {
			return n.Text("cadence") == cadence.value && c.running(n, "followedUpFrom", "")
		})
		if len(followed) > 0 {
			list = append(list, c.say(followed, cadence.zh, cadence.en, followed))
		}
	}
	return append(list, c.events(func(n network.Node) bool { return n.Text("kind") == "TRAINING" && isStatistical(n) })...)
}
