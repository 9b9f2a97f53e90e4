package graph

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"partnergraph/graph/indicator"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
)

// addIndicator fills in the mutation of that name.
func (r *Resolver) addIndicator(c *change) {
	c.record("Indicator", nil)
	if days, given := c.input["dueAfterDays"].(int64); given && days > 366 {
		c.refuse("INVALID", "dueAfterDays", "应在 0 到 %d 之间", "must be from 0 to %d", 366)
	}
	if c.input.Given("followedUpFrom") {
		c.needs("cadence", "开始调度须写明频次", "what is followed up has a cadence")
	}
}

// recordIndicatorValue fills in the mutation of that name.
func (r *Resolver) recordIndicatorValue(c *change) {
	of, found := c.view.Node(c.input.Text("indicator"))
	known := found && of.Type.Name == "Indicator"
	fixed := map[string]any{"basis": "REPORTED"}
	quantity, _ := c.input["value"].(plan.Arguments)
	if known && !quantity.Given("unit") {
		fixed["value.unit"] = of.Text("unit")
	}
	place := c.input.Text("place")
	if !c.input.Given("place") {
		place = c.onlyCounty()
	}
	c.id = valueID(c.input.Text("indicator"), c.input.Text("period"), place)
	c.record("IndicatorValue", fixed)
	c.fields[0] = "period" // what is to blame when the id is taken
	if !c.input.Given("place") && place != "" {
		c.do("", store.Operation{Verb: store.Relate, Type: "COUNTS_IN", From: c.id, To: place})
	}
	if indicator.After(c.input.Text("period")) == "" {
		c.refuse("INVALID", "period", "应为年或月；季度写其最后一月", "must be a year or a month; a quarter is named by its last month")
	}
	if growth, err := value.ParseDecimal(c.input.Text("growth"), 2); err == nil && growth < -10000 {
		c.refuse("INVALID", "growth", "不能低于 -100%", "must not be below -100 %")
	}
	if !known {
		return // refused already
	}
	if unit := of.Text("unit"); quantity.Given("unit") && quantity.Text("unit") != unit {
		c.refuse("INVALID", "value.unit", "该指标的单位是 %s", "the indicator is counted in %s", unit)
	}
	if percent, err := value.ParseDecimal(quantity.Text("value"), 2); err == nil && of.Text("unit") == "%" && percent > 10000 {
		c.refuse("INVALID", "value.value", "百分比应在 0 到 100 之间", "a rate must be from 0 to 100 %")
	}
	r.compareYears(c, of, place)
}

// valueID is the id of the value of an indicator for a period and a place. It is the same whoever records it, so that of two who do so at
// the same moment only one succeeds.
func valueID(of, period, place string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(of+"\n"+period+"\n"+place)).String()
}

// compareYears holds the new value against those of the years before and after, and flags a growth that does not fit.
func (r *Resolver) compareYears(c *change, of network.Node, place string) {
	period, quantity := c.input.Text("period"), c.input["value"].(plan.Arguments)
	now := indicator.Number{Value: quantity.Text("value"), Precision: quantity.Text("precision")}
	if same, found := valueIn(of, period, place); found && same.Text("basis") != "DERIVED" {
		c.refuse("CONFLICT", "period", "这一时期已有数值", "this period has a value already")
		return
	}
	if before, found := valueIn(of, indicator.Before(period), place); found {
		r.compareGrowth(c, c.input.Text("growth"), now, numberOf(before), []string{c.id, before.ID}, period)
	}
	if after, found := valueIn(of, indicator.After(period), place); found {
		r.compareGrowth(c, growthOf(after), numberOf(after), now, []string{after.ID, c.id}, after.Text("period"))
	}
}

// compareGrowth adds a flag to the change when a stated growth does not fit the values.
func (r *Resolver) compareGrowth(c *change, growth string, now, before indicator.Number, values []string, period string) {
	compared := indicator.Compare(growth, now, before)
	if compared.Fits || len(c.refusals) > 0 {
		return
	}
	flag, evidence := r.newID(), []string{}
	c.do("", store.Operation{Verb: store.CreateNode, Type: "DataQualityFlag", ID: flag, Properties: map[string]any{
		"kind": "GROWTH_MISMATCH", "state": "OPEN", "asWritten": period + " +" + growth + "%",
		"reading": "按两年数值推算，增幅为 " + compared.Derived + "%（" + now.Value + "，上年 " + before.Value + "）。",
	}})
	for _, id := range values {
		c.do("", store.Operation{Verb: store.Relate, Type: "POINTS_AT", From: flag, To: id})
		if id != c.id {
			evidence = append(evidence, id)
		}
	}
	c.warn("INVALID", "growth", evidence, "增幅与两年数值不符，已立数据质量标记", "the growth does not fit the values of the two years; it was flagged")
}

// valueIn finds an indicator's value for a period and a place, one that was derived last.
func valueIn(of network.Node, period, place string) (network.Node, bool) {
	var best network.Node
	found := false
	for _, v := range of.Related("MEASURES", true) {
		where := ""
		for _, counted := range v.Related("COUNTS_IN", false) {
			where = counted.ID
		}
		if v.Text("period") == period && where == place && (!found || best.Text("basis") == "DERIVED") {
			best, found = v, true
		}
	}
	return best, found
}

func numberOf(v network.Node) indicator.Number {
	return indicator.Number{Value: v.Text("value.value"), Precision: v.Text("value.precision")}
}

// growthOf is a recorded growth with as many digits as it was stated with, as far as the knowledge base knows: zeros at the end of its
// two digits say nothing.
func growthOf(v network.Node) string {
	units, err := value.ParseDecimal(v.Text("growth"), 2)
	if err != nil {
		return ""
	}
	return value.ShortDecimal(units, 2)
}

// overdueReports works out the field of that name.
func (r *Resolver) overdueReports(_ context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	day := r.today()
	if on, err := value.ParsePartialDate(arguments.Text("on")); err == nil {
		if day, err = time.Parse(time.DateOnly, on.Last()); err != nil {
			return nil, &Refusal{Code: "INVALID", Field: "on", Text: message.Text{ZH: "不是日期", EN: "not a date"}}
		}
	}
	list := []plan.Object{}
	for id := range view.OfType(r.model.Node("Indicator")) {
		of, _ := view.Node(id)
		list = append(list, overdueOf(of, day)...)
	}
	slices.SortFunc(list, func(a, b plan.Object) int {
		return cmp.Or(cmp.Compare(a["dueOn"].(string), b["dueOn"].(string)), cmp.Compare(a["indicator"].(string), b["indicator"].(string)))
	})
	return list[:min(len(list), plan.MaxPage)], nil
}

// today is the first moment of the day, in UTC.
func (r *Resolver) today() time.Time { return r.now().UTC().Truncate(24 * time.Hour) }

// overdueOf lists an indicator's periods that are overdue and have no value but perhaps a derived one.
func overdueOf(of network.Node, day time.Time) []plan.Object {
	cadence, followed := indicator.ParseCadence(of.Text("cadence"))
	from, err := value.ParsePartialDate(of.Text("followedUpFrom"))
	if !followed || err != nil {
		return nil
	}
	reported := map[string]bool{}
	for _, v := range of.Related("MEASURES", true) {
		if v.Text("basis") != "DERIVED" {
			reported[v.Text("period")] = true
		}
	}
	reporters := []string{}
	for _, organization := range of.Related("REPORTED_BY", false) {
		reporters = append(reporters, organization.ID)
	}
	afterDays, _ := of.Property("dueAfterDays").(int64)
	var list []plan.Object
	for _, due := range indicator.Overdue(cadence, from, int(afterDays), day) {
		if !reported[due.Period] {
			list = append(list, plan.Object{
				"indicator": of.ID, "period": due.Period, "dueOn": due.On, "daysLate": due.DaysLate, "reportedBy": reporters,
			})
		}
	}
	return list
}
