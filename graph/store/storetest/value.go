package storetest

import (
	"slices"
	"strconv"
	"strings"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
)

// values is about each scalar on its way in and out.
var values = []scenario{
	{"every scalar comes back as it was", func(b *bench) {
		given := props{
			"text": "t", "plain": "", "tags": []string{"b", "a", "b"}, "code": "c", "number": int64(-5), "open": false, "basis": "INFERRED",
			"levels": []string{"CITY", "NATION"}, "reference": "a-b", "day": "2020-02", "undated": "2020", "moment": "2020-05-18T08:00:00.001Z",
			"worth": "-0.05", "units": "7",
		}
		b.write(specimen("s", given))
		want := props{}
		for name, v := range given {
			want[name] = v
		}
		b.equal("snapshot", b.snapshot().node("s").Properties, want)
		q := b.ask()
		rows := q.rows(q.all("Specimen", nil, "Specimen.text", "Specimen.plain", "Specimen.tags", "Specimen.code", "Specimen.number", "Specimen.open",
			"Specimen.basis", "Specimen.levels", "Specimen.reference", "Specimen.day", "Specimen.undated", "Specimen.moment", "Specimen.worth", "Specimen.units"))
		b.equal("row", rows[0], plan.Row{
			"t", "", []any{"b", "a", "b"}, "c", int64(-5), false, "INFERRED", []any{"CITY", "NATION"}, "a-b", "2020-02", "2020",
			"2020-05-18T08:00:00.001Z", int64(-5), int64(7),
		})
	}},
	{"an empty list is not an absent one", func(b *bench) {
		b.write(specimen("a", props{"tags": []string{}}), specimen("b", nil), specimen("c", props{"tags": []string{""}}))
		q := b.ask()
		b.equal("rows", q.rows(q.all("Specimen", nil, "Specimen.tags")), []any{plan.Row{[]any{}}, plan.Row{nil}, plan.Row{[]any{""}}})
		q = b.ask()
		b.equal("empty", q.ids("Specimen", q.is("Specimen.tags", plan.IsEmpty, nil)), "a")
		q = b.ask()
		b.equal("null", q.ids("Specimen", q.null("Specimen.tags")), "b")
		c := b.snapshot()
		b.equal("snapshot", []any{c.node("a").Properties, c.node("b").Properties}, []any{props{"tags": []string{}}, props{}})
	}},
	{"an empty string is not an absent one", func(b *bench) {
		b.write(specimen("a", props{"text": "", "plain": ""}), specimen("b", nil))
		q := b.ask()
		b.equal("rows", q.rows(q.all("Specimen", nil, "Specimen.text", "Specimen.plain")), []any{plan.Row{"", ""}, plan.Row{nil, nil}})
		q = b.ask()
		b.equal("eq", q.ids("Specimen", plan.And{q.is("Specimen.text", plan.Eq, ""), q.is("Specimen.plain", plan.Eq, "")}), "a")
		q = b.ask()
		b.equal("gte", q.ids("Specimen", q.is("Specimen.text", plan.Gte, "")), "a")
	}},
	{"booleans are booleans", func(b *bench) {
		b.write(specimen("a", props{"open": true}), specimen("b", props{"open": false}), specimen("c", nil))
		q := b.ask()
		b.equal("rows", q.rows(q.all("Specimen", nil, "Specimen.open")), []any{plan.Row{true}, plan.Row{false}, plan.Row{nil}})
		for given, want := range map[bool]string{true: "a", false: "b"} {
			q := b.ask()
			b.equal("eq", q.ids("Specimen", q.is("Specimen.open", plan.Eq, given)), want)
		}
	}},
	{"64-bit integers are exact", exactIntegers},
	{"32-bit integers are exact", func(b *bench) {
		b.write(specimen("a", props{"number": int64(-1 << 31)}), specimen("b", props{"number": int64(1<<31 - 1)}))
		q := b.ask()
		b.equal("rows", q.rows(q.all("Specimen", nil, "Specimen.number")), []any{plan.Row{int64(-1 << 31)}, plan.Row{int64(1<<31 - 1)}})
	}},
	{"dates order by their first day, then by their last", func(b *bench) {
		ordered := []string{"0001", "2019-12-31", "2020-01-01", "2020-01", "2020", "2020-02", "2020-12-31", "2021", "9999-12-31"}
		for i, date := range ordered {
			b.write(specimen("s"+strconv.Itoa(i), props{"day": date}))
		}
		q := b.ask()
		s := q.all("Specimen", nil, "Specimen.day")
		s.Order = []plan.Key{{Of: q.key("Specimen.day")}, q.byID()[0]}
		b.equal("order", q.found(s), strings.Join(ordered, " "))
		date, err := value.ParsePartialDate("2020")
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range []struct {
			op    plan.Op
			bound string
			want  string
		}{
			{plan.Lt, date.First(), "s0 s1"}, {plan.Gte, date.First(), "s2 s3 s4 s5 s6 s7 s8"},
			{plan.Lt, date.After(), "s0 s1 s2 s3 s4 s5 s6"}, {plan.Gte, date.After(), "s7 s8"},
			{plan.Eq, date.Key(), "s4"}, {plan.Lte, date.Key(), "s0 s1 s2 s3 s4"}, {plan.Gt, date.Key(), "s5 s6 s7 s8"},
		} {
			q := b.ask()
			b.equal(c.bound, q.ids("Specimen", plan.Compare{Of: q.key("Specimen.day"), Op: c.op, Arg: q.arg(c.bound)}), c.want)
		}
	}},
	{"a date without an index is kept", func(b *bench) {
		b.write(specimen("a", props{"undated": "2020-05"}))
		b.write(update("Specimen", "a", props{"undated": "2021"}))
		q := b.ask()
		b.equal("eq", q.ids("Specimen", q.is("Specimen.undated", plan.Eq, "2021")), "a")
		b.equal("snapshot", b.snapshot().node("a").Properties, props{"undated": "2021"})
	}},
	{"a quantity is written whole, with its number and its precision, or taken away whole", quantities},
	{"a long text is kept whole", func(b *bench) {
		long := strings.Repeat("湖南文理学院😀", 15_000)
		b.write(specimen("a", props{"plain": long, "tags": []string{long}, "text": strings.Repeat("𠀀", store.MaxIndexed)}))
		q := b.ask()
		b.equal("row", q.rows(q.all("Specimen", nil, "Specimen.plain", "Specimen.tags"))[0].(plan.Row)[0].(string) == long, true)
		q = b.ask()
		b.equal("found", q.ids("Specimen", q.is("Specimen.plain", plan.EndsWith, long[len(long)/2:])), "a")
	}},
}

// quantities writes the parts of a quantity, and tries to part them.
func quantities(b *bench) {
	whole := props{"size.value": "300", "size.precision": "AT_LEAST", "size.unit": "件", "size.asWritten": "300多种商品"}
	b.write(specimen("a", whole), specimen("b", props{"size.value": "7.50", "size.precision": "EXACT"}), specimen("c", nil))
	for _, parted := range []props{
		{"size.value": "1"}, {"size.precision": "EXACT"}, {"size.unit": "件"}, {"size.value": nil}, {"size.precision": nil, "size.value": "1"},
		{"size.value": nil, "size.precision": nil, "size.unit": "件"},
	} {
		b.refuse(store.ErrInvalid, set(update("Specimen", "a", parted)))
	}
	want := props{"size.value": "300.00", "size.precision": "AT_LEAST", "size.unit": "件", "size.asWritten": "300多种商品"}
	b.equal("snapshot", b.snapshot().node("a").Properties, want)
	q := b.ask()
	s := q.all("Specimen", nil, "Specimen.size.value", "Specimen.size.precision", "Specimen.size.unit")
	s.Order = []plan.Key{{Of: q.key("Specimen.size.value"), Descending: true}, q.byID()[0]}
	b.equal("rows", q.rows(s), []any{plan.Row{int64(30000), "AT_LEAST", "件"}, plan.Row{int64(750), "EXACT", nil}, plan.Row{nil, nil, nil}})
	q = b.ask()
	b.equal("gte", q.ids("Specimen", q.is("Specimen.size.value", plan.Gte, int64(750))), "a b")
	b.write(update("Specimen", "a", props{"size.value": nil, "size.precision": nil, "size.unit": nil, "size.asWritten": nil}))
	b.equal("taken away", b.snapshot().node("a").Properties, props{})
}

// exactIntegers holds the edges of doubles and of 64 bits apart, in and out, compared and ordered.
func exactIntegers(b *bench) {
	numbers := []int64{-1 << 63, -1<<63 + 1, -1<<53 - 1, -1 << 53, -1, 0, 1, 1<<53 - 1, 1 << 53, 1<<53 + 1, 1<<53 + 2, 1<<62 + 1, 1<<63 - 2, 1<<63 - 1}
	var operations []store.Operation
	for i, n := range numbers {
		operations = append(operations, specimen("s"+strconv.Itoa(i), props{"units": strconv.FormatInt(n, 10)}))
	}
	b.write(operations...)
	q := b.ask()
	s := q.all("Specimen", nil, "Specimen.units")
	s.Order = []plan.Key{{Of: q.key("Specimen.units"), Descending: true}, q.byID()[0]}
	want := make([]any, len(numbers))
	for i, n := range numbers {
		want[len(numbers)-1-i] = plan.Row{n}
	}
	b.equal("in descending order", q.rows(s), want)
	for i, n := range numbers {
		q := b.ask()
		row := q.row(
			plan.Count{Set: q.all("Specimen", q.is("Specimen.units", plan.Eq, n))}, plan.Count{Set: q.all("Specimen", q.is("Specimen.units", plan.Lt, n))},
			plan.Count{Set: q.all("Specimen", q.is("Specimen.units", plan.Lte, n))}, plan.Count{Set: q.all("Specimen", q.is("Specimen.units", plan.Gt, n))},
			plan.Count{Set: q.all("Specimen", q.is("Specimen.units", plan.Gte, n))}, plan.Count{Set: q.all("Specimen", q.is("Specimen.units", plan.In, []int64{n, 42}))},
		)
		below := int64(i)
		above := int64(len(numbers)-1) - below
		b.equal(strconv.FormatInt(n, 10), row, plan.Row{int64(1), below, below + 1, above, above + 1, int64(1)})
	}
	q = b.ask()
	b.equal("in", q.ids("Specimen", q.is("Specimen.units", plan.In, slices.Clone(numbers[8:10]))), "s8 s9")
	b.equal("snapshot", b.snapshot().node("s13").Properties, props{"units": "9223372036854775807"})
}
