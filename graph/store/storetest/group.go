package storetest

import (
	"fmt"
	"math/big"
	"strings"

	"partnergraph/graph/plan"
)

// by is a key: a path of relations and, at its end, a property, each named as in SDL: "Specimen.links Specimen.basis".
func (q *question) by(path string) plan.GroupKey {
	names := strings.Fields(path)
	var key plan.GroupKey
	for _, name := range names[:len(names)-1] {
		key.Hops = append(key.Hops, q.via(name))
	}
	key.Of = q.key(names[len(names)-1])
	return key
}

// figure is one of a property: the least and the most are found by the order key.
func (q *question) figure(m plan.Measure, name string) plan.Figure {
	if m == plan.Least || m == plan.Most {
		return plan.Figure{Of: q.key(name), Measure: m}
	}
	return plan.Figure{Of: q.of(name), Measure: m}
}

var items = plan.Figure{Measure: plan.Items}

// grouped answers a grouping, a group a word: its values with commas between, a sum as the whole number that it stands for.
func (q *question) grouped(g *plan.Grouping) string {
	q.b.Helper()
	var groups []string
	for _, group := range q.row(plan.Groups{Grouping: g})[0].([]any) {
		var values []string
		for _, value := range group.(plan.Row) {
			if parts, isSum := value.([]any); isSum {
				sum := new(big.Int).Mul(big.NewInt(parts[0].(int64)), big.NewInt(plan.SumBase))
				value = sum.Add(sum, big.NewInt(parts[1].(int64)))
			}
			values = append(values, fmt.Sprint(value))
		}
		groups = append(groups, strings.Join(values, ","))
	}
	return strings.Join(groups, " ")
}

// specimensBy is all specimens in groups by the paths, in the order of the keys, with the number of each.
func (q *question) specimensBy(paths ...string) *plan.Grouping {
	g := &plan.Grouping{Set: &plan.Set{Type: q.node("Specimen"), Limit: plan.NoLimit}, Limit: plan.NoLimit, Figures: []plan.Figure{items}}
	for i, path := range paths {
		g.Keys = append(g.Keys, q.by(path))
		g.Order = append(g.Order, plan.GroupOrder{Key: i})
	}
	return g
}

// groupings is about what the nodes of a set come to, in all and in groups of equal keys.
var groupings = []scenario{
	{"a set in all", func(b *bench) {
		for name, want := range map[string]string{
			"text": "5,4,B,b", "day": "5,3,2020-01-01/2020-12-31,2020-05-18/2020-05-18", "moment": "5,3,2020-05-18T08:00:00.000Z,2020-05-18T08:00:00.001Z",
			"number": "5,4,-1,2", "worth": "5,4,-150,150", "units": "5,4,0,20",
		} {
			q := b.ask()
			g, of := q.specimensBy(), "Specimen."+name
			g.Figures = append(g.Figures, q.figure(plan.Values, of), q.figure(plan.Least, of), q.figure(plan.Most, of))
			b.equal(name, q.grouped(g), want)
		}
		q := b.ask()
		g := q.specimensBy()
		g.Figures = []plan.Figure{q.figure(plan.Sum, "Specimen.worth"), q.figure(plan.Sum, "Specimen.number")}
		b.equal("sums", q.grouped(g), "150,3")
	}},
	{"a set of nobody", func(b *bench) {
		q := b.ask()
		g := q.specimensBy()
		g.Set.Where = q.is("Node.id", plan.Eq, "nobody")
		g.Figures = append(g.Figures, q.figure(plan.Values, "Specimen.worth"), q.figure(plan.Least, "Specimen.text"))
		b.equal("in all", q.grouped(g), "0,0,<nil>")
		g.Keys, g.Order = []plan.GroupKey{q.by("Specimen.text")}, []plan.GroupOrder{{Key: 0}}
		b.equal("in groups", q.grouped(g), "")
	}},
	{"keys of every scalar", func(b *bench) {
		for path, want := range map[string]string{
			"Specimen.text": "B,1 a,1 b,2 <nil>,1", "Specimen.number": "-1,1 1,2 2,1 <nil>,1", "Specimen.open": "false,1 true,2 <nil>,2",
			"Specimen.basis": "INFERRED,1 STATED,2 <nil>,2", "Specimen.reference": "r1,2 r2,1 <nil>,2", "Specimen.worth": "-150,1 0,1 150,2 <nil>,1",
			"Specimen.day": "2020-01-01/2020-12-31,1 2020-05-01/2020-05-31,1 2020-05-18/2020-05-18,1 <nil>,2",
		} {
			q := b.ask()
			b.equal(path, q.grouped(q.specimensBy(path)), want)
		}
	}},
	{"parts of a date", func(b *bench) {
		for path, want := range map[string]map[plan.Part]string{
			"Specimen.day":    {plan.Year: "2020,3 <nil>,2", plan.Month: "2020,1 2020-05,2 <nil>,2"},
			"Specimen.moment": {plan.Year: "2020,3 <nil>,2", plan.Month: "2020-05,3 <nil>,2"},
		} {
			for part, want := range want {
				q := b.ask()
				g := q.specimensBy(path)
				g.Keys[0].Part, g.Keys[0].Of.Key = part, false
				b.equal(path, q.grouped(g), want)
			}
		}
	}},
	{"keys over relations", func(b *bench) {
		// s2 links to s3 and to itself and so stands in two groups; s1 and s4 link to the one s2; s5 links to nobody, s3 to s1.
		for path, want := range map[string]string{
			"Specimen.links Specimen.text":                  "a,3 b,1 <nil>,2",
			"Specimen.links SpecimenLink.number":            "1,2 2,1 <nil>,2",
			"Specimen.main Specimen.worth":                  "0,1 150,2 <nil>,2",
			"Specimen.links Specimen.main Specimen.text":    "b,3 <nil>,2",
			"Specimen.linkedFrom Specimen.mentions Node.id": "s3,1 <nil>,4",
		} {
			q := b.ask()
			b.equal(path, q.grouped(q.specimensBy(path)), want)
		}
		q := b.ask()
		b.equal("two keys", q.grouped(q.specimensBy("Specimen.links Specimen.text", "Specimen.mentions Node.id")), "a,s3,2 a,<nil>,1 b,<nil>,1 <nil>,<nil>,2")
	}},
	{"beneath a node", func(b *bench) {
		q := b.ask()
		links := q.via("Specimen.links")
		g := &plan.Grouping{
			Set: &plan.Set{Type: links.Target, Via: links, Limit: plan.NoLimit}, Limit: plan.NoLimit,
			Keys: []plan.GroupKey{q.by("SpecimenLink.number")}, Order: []plan.GroupOrder{{Key: 0, Descending: true, NullsFirst: true}},
			Figures: []plan.Figure{items, q.figure(plan.Most, "Specimen.text")},
		}
		set := q.all("Specimen", nil, "Node.id")
		set.Row = append(set.Row, plan.Groups{Grouping: g})
		var got []string
		for _, row := range q.rows(set) {
			got = append(got, fmt.Sprintf("%s %v", row.(plan.Row)...))
		}
		b.equal("groups", strings.Join(got, "; "), "s1 [[1 1 a]]; s2 [[2 2 a]]; s3 [[<nil> 1 b]]; s4 [[1 1 a]]; s5 []")
	}},
	{"groups in an order, and so many of them", func(b *bench) {
		q := b.ask()
		g := q.specimensBy("Specimen.text")
		g.Figures = nil
		for by, want := range map[plan.GroupOrder]string{
			{Key: -1, Figure: items, Descending: true}:                                  "b B a",
			{Key: -1, Figure: q.figure(plan.Sum, "Specimen.worth")}:                     "a B b",
			{Key: -1, Figure: q.figure(plan.Sum, "Specimen.worth"), NullsFirst: true}:   "<nil> a B",
			{Key: -1, Figure: q.figure(plan.Mean, "Specimen.number"), Descending: true}: "a b B",
			{Key: -1, Figure: q.figure(plan.Least, "Specimen.day"), Descending: true}:   "b a B",
			{Key: -1, Figure: q.figure(plan.Most, "Specimen.code"), NullsFirst: true}:   "B <nil> b",
			{Key: 0, Descending: true, NullsFirst: true}:                                "<nil> b a",
		} {
			g.Order, g.Limit = []plan.GroupOrder{by, {Key: 0}}, q.arg(int64(3))
			b.equal(by.String(), q.grouped(g), want)
		}
	}},
	{"groups that fulfil a condition", func(b *bench) {
		q := b.ask()
		g := q.specimensBy("Specimen.text")
		g.Figures = nil
		is := func(f plan.Figure, op plan.Op, args ...any) plan.Filter {
			m := plan.Measured{Figure: f, Op: op}
			for _, arg := range args {
				m.Args = append(m.Args, q.arg(arg))
			}
			return m
		}
		worth, mean := q.figure(plan.Sum, "Specimen.worth"), q.figure(plan.Mean, "Specimen.number")
		for _, c := range []struct {
			having plan.Filter
			want   string
		}{
			{is(items, plan.Gt, int64(1)), "b"}, {is(worth, plan.Eq, int64(0), int64(300)), "b"}, {is(worth, plan.Lt, int64(0), int64(0)), "a"},
			{is(worth, plan.Lte, int64(-1), int64(plan.SumBase-150)), "a"}, {is(worth, plan.Lt, int64(-1), int64(plan.SumBase-150)), ""},
			{is(mean, plan.Gt, int64(-1), int64(plan.SumBase-1), int64(0)), "a b"}, {is(mean, plan.Lt, int64(0), int64(1), int64(1)), "B b"},
			{is(q.figure(plan.Least, "Specimen.text"), plan.Gte, plan.StringKey("a")), "a b"},
			{plan.Not{Filter: is(q.figure(plan.Most, "Specimen.day"), plan.Lt, "2020-05-18")}, "B b <nil>"},
			{plan.Unmeasured{Figure: worth}, "<nil>"}, {plan.Unmeasured{Figure: items}, ""}, {plan.Unmeasured{Figure: q.figure(plan.Least, "Specimen.code")}, "B <nil>"},
			{plan.Or{}, ""}, {plan.And{}, "B a b <nil>"},
			{plan.Or{is(items, plan.Gt, int64(1)), plan.Unmeasured{Figure: worth}}, "b <nil>"},
		} {
			g.Having = c.having
			b.equal(plan.Describe(c.having), q.grouped(g), c.want)
		}
	}},
}

// figures is about sums and means at the edges of 64 bits, where floating point and sums that overflow go wrong.
var figures = []scenario{
	{"sums beyond 64 bits", func(b *bench) {
		for i, worth := range []string{"92233720368547758.07", "92233720368547758.07", "-92233720368547758.08", "-0.01"} {
			b.write(specimen(fmt.Sprint("s", i), props{"text": []string{"a", "a", "b", "b"}[i], "worth": worth}))
		}
		q := b.ask()
		worth := q.figure(plan.Sum, "Specimen.worth")
		g := q.specimensBy("Specimen.text")
		g.Figures = []plan.Figure{worth}
		b.equal("sums", q.grouped(g), "a,18446744073709551614 b,-9223372036854775809")
		g.Order = []plan.GroupOrder{{Key: -1, Figure: worth}}
		b.equal("in their order", q.grouped(g), "b,-9223372036854775809 a,18446744073709551614")
		high, low := new(big.Int).DivMod(big.NewInt(1<<62), big.NewInt(plan.SumBase), new(big.Int))
		g.Having = plan.Measured{Figure: worth, Op: plan.Gt, Args: []plan.Arg{q.arg(high.Int64() * 4), q.arg(low.Int64())}}
		b.equal("those above", q.grouped(g), "a,18446744073709551614")
	}},
	{"means that differ in their last digit", func(b *bench) {
		// 90071992547409.93 is 2^53 + 1 units, which a double cannot tell from 2^53.
		for i, worth := range []string{"90071992547409.92", "90071992547409.93", "90071992547409.92", "90071992547409.92", "-0.01", "-0.02", "-0.02"} {
			b.write(specimen(fmt.Sprint("s", i), props{"text": []string{"a", "a", "b", "b", "c", "c", "d"}[i], "worth": worth}))
		}
		q := b.ask()
		mean := q.figure(plan.Mean, "Specimen.worth")
		g := q.specimensBy("Specimen.text")
		g.Figures = nil
		g.Order = []plan.GroupOrder{{Key: -1, Figure: mean, Descending: true}}
		b.equal("the largest first", q.grouped(g), "a b c d")
		unit := int64(1 << 53)
		at := func(op plan.Op, whole, part int64) plan.Filter {
			high, low := new(big.Int).DivMod(big.NewInt(whole), big.NewInt(plan.SumBase), new(big.Int))
			return plan.Measured{Figure: mean, Op: op, Args: []plan.Arg{q.arg(high.Int64()), q.arg(low.Int64()), q.arg(part)}}
		}
		for _, c := range []struct {
			having plan.Filter
			want   string
		}{
			{at(plan.Eq, unit, 5000), "a"}, {at(plan.Eq, unit, 0), "b"}, {at(plan.Gt, unit, 4999), "a"}, {at(plan.Gt, unit, 5000), ""},
			{at(plan.Eq, -2, 5000), "c"}, {at(plan.Lte, -2, 0), "d"}, {at(plan.Lt, -2, 5001), "c d"}, {at(plan.Gte, -2, 5000), "a b c"},
		} {
			g.Having = c.having
			b.equal(plan.Describe(c.having), q.grouped(g), c.want)
		}
	}},
}
