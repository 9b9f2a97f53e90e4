package storetest

import (
	"partnergraph/graph/plan"
)

// asked is a condition on the library's specimens, and which of them fulfil it.
type asked struct {
	field string
	op    plan.Op
	value any
	want  string
}

// comparing makes a case of a list of comparisons. Each is also asked in the negative, which must give the others: so is no value.
func comparing(name string, list ...asked) scenario {
	return scenario{name, func(b *bench) {
		for _, a := range list {
			q := b.ask()
			where := q.is("Specimen."+a.field, a.op, a.value)
			found, rest := q.bothWays("Specimen", where)
			b.equal(a.field, found, a.want)
			b.equal("not "+a.field, rest, others(a.want))
		}
	}}
}

// filters is about conditions on a node's own values.
var filters = []scenario{
	comparing("equal",
		asked{"id", plan.Eq, "s1", "s1"}, asked{"id", plan.Eq, "S1", ""}, asked{"id", plan.Eq, "e1", ""}, asked{"id", plan.Eq, "", ""},
		asked{"text", plan.Eq, "b", "s1 s4"}, asked{"text", plan.Eq, "B", "s5"}, asked{"text", plan.Eq, "", ""},
		asked{"plain", plan.Eq, "bee", "s2"}, asked{"plain", plan.Eq, "", "s5"}, asked{"code", plan.Eq, "c2", "s2"},
		asked{"number", plan.Eq, int64(1), "s1 s4"}, asked{"number", plan.Eq, int64(0), ""}, asked{"open", plan.Eq, true, "s1 s4"}, asked{"open", plan.Eq, false, "s2"},
		asked{"basis", plan.Eq, "STATED", "s1 s4"}, asked{"reference", plan.Eq, "r1", "s1 s4"}, asked{"day", plan.Eq, "2020-05", "s1"}, asked{"day", plan.Eq, "2020", "s2"},
		asked{"undated", plan.Eq, "2021", "s2"}, asked{"moment", plan.Eq, "2020-05-18T08:00:00.000Z", "s1 s4"},
		asked{"worth", plan.Eq, int64(150), "s1 s4"}, asked{"worth", plan.Eq, int64(0), "s5"}, asked{"units", plan.Eq, int64(20), "s2"}, asked{"version", plan.Eq, int64(1), "s1 s2 s3 s4 s5"},
	),
	comparing("less",
		asked{"id", plan.Lt, "s3", "s1 s2"}, asked{"text", plan.Lt, "b", "s2 s5"}, asked{"text", plan.Lt, "", ""}, asked{"number", plan.Lt, int64(1), "s5"},
		asked{"basis", plan.Lt, "STATED", "s2"}, asked{"day", plan.Lt, "2020-05-01", "s2"}, asked{"moment", plan.Lt, "2020-05-18T08:00:00.001Z", "s1 s4"},
		asked{"worth", plan.Lt, int64(0), "s2"}, asked{"units", plan.Lt, int64(10), "s5"}, asked{"code", plan.Lt, "c2", "s1"},
	),
	comparing("less or equal",
		asked{"id", plan.Lte, "s3", "s1 s2 s3"}, asked{"text", plan.Lte, "a", "s2 s5"}, asked{"number", plan.Lte, int64(1), "s1 s4 s5"},
		asked{"basis", plan.Lte, "INFERRED", "s2"}, asked{"day", plan.Lte, "2020-05-01/2020-05-31", "s1 s2"}, asked{"moment", plan.Lte, "2020-05-18T08:00:00.001Z", "s1 s2 s4"},
		asked{"worth", plan.Lte, int64(0), "s2 s5"}, asked{"units", plan.Lte, int64(-1), ""},
	),
	comparing("greater",
		asked{"id", plan.Gt, "s3", "s4 s5"}, asked{"text", plan.Gt, "a", "s1 s4"}, asked{"text", plan.Gt, "", "s1 s2 s4 s5"}, asked{"number", plan.Gt, int64(1), "s2"},
		asked{"basis", plan.Gt, "INFERRED", "s1 s4"}, asked{"day", plan.Gt, "2020-05-01/2020-05-31", "s4"}, asked{"moment", plan.Gt, "2020-05-18T08:00:00.000Z", "s2"},
		asked{"worth", plan.Gt, int64(0), "s1 s4"}, asked{"units", plan.Gt, int64(20), ""},
	),
	comparing("greater or equal",
		asked{"id", plan.Gte, "s3", "s3 s4 s5"}, asked{"text", plan.Gte, "b", "s1 s4"}, asked{"number", plan.Gte, int64(1), "s1 s2 s4"},
		asked{"basis", plan.Gte, "STATED", "s1 s4"}, asked{"day", plan.Gte, "2020-05-01", "s1 s4"}, asked{"moment", plan.Gte, "2020", "s1 s2 s4"},
		asked{"worth", plan.Gte, int64(0), "s1 s4 s5"}, asked{"units", plan.Gte, int64(10), "s1 s2 s4"},
	),
	comparing("one of",
		asked{"id", plan.In, []string{"s5", "s1", "s1", "nobody", "e1"}, "s1 s5"}, asked{"text", plan.In, []string{"a", "B"}, "s2 s5"}, asked{"plain", plan.In, []string{"be", ""}, "s4 s5"},
		asked{"number", plan.In, []int64{2, -1, 7}, "s2 s5"}, asked{"basis", plan.In, []string{"STATED", "INFERRED"}, "s1 s2 s4"}, asked{"reference", plan.In, []string{"r2"}, "s2"},
		asked{"day", plan.In, []string{"2020", "2020-05-18"}, "s2 s4"}, asked{"moment", plan.In, []string{"2020-05-18T08:00:00.001Z"}, "s2"},
		asked{"worth", plan.In, []int64{150, -150}, "s1 s2 s4"}, asked{"units", plan.In, []int64{0}, "s5"}, asked{"code", plan.In, []string{"c1", "c2", "c3"}, "s1 s2"},
	),
	comparing("one of nothing",
		asked{"id", plan.In, []string{}, ""}, asked{"text", plan.In, []string{}, ""}, asked{"plain", plan.In, []string(nil), ""}, asked{"number", plan.In, []int64{}, ""},
		asked{"basis", plan.In, []string{}, ""}, asked{"worth", plan.In, []int64(nil), ""},
	),
	comparing("contains",
		asked{"text", plan.Contains, "b", "s1 s4"}, asked{"plain", plan.Contains, "ee", "s1 s2"}, asked{"plain", plan.Contains, "B", "s1"}, asked{"plain", plan.Contains, "eeb", ""},
		asked{"plain", plan.Contains, "", "s1 s2 s4 s5"}, asked{"text", plan.Contains, "", "s1 s2 s4 s5"}, asked{"id", plan.Contains, "3", "s3"}, asked{"reference", plan.Contains, "1", "s1 s4"},
	),
	comparing("starts with",
		asked{"text", plan.StartsWith, "b", "s1 s4"}, asked{"plain", plan.StartsWith, "be", "s2 s4"}, asked{"plain", plan.StartsWith, "ee", ""},
		asked{"plain", plan.StartsWith, "beee", ""}, asked{"plain", plan.StartsWith, "", "s1 s2 s4 s5"}, asked{"text", plan.StartsWith, "", "s1 s2 s4 s5"},
	),
	comparing("ends with",
		asked{"text", plan.EndsWith, "b", "s1 s4"}, asked{"plain", plan.EndsWith, "ee", "s1 s2"}, asked{"plain", plan.EndsWith, "be", "s4"},
		asked{"plain", plan.EndsWith, "bbee", ""}, asked{"plain", plan.EndsWith, "", "s1 s2 s4 s5"}, asked{"text", plan.EndsWith, "", "s1 s2 s4 s5"},
	),
	comparing("has",
		asked{"tags", plan.Has, "y", "s1 s4"}, asked{"tags", plan.Has, "x", "s1"}, asked{"tags", plan.Has, "X", "s5"}, asked{"tags", plan.Has, "", "s5"}, asked{"tags", plan.Has, "z", ""},
		asked{"levels", plan.Has, "CITY", "s1 s4"},
	),
	comparing("has any",
		asked{"tags", plan.HasAny, []string{"x", "X"}, "s1 s5"}, asked{"tags", plan.HasAny, []string{"z"}, ""}, asked{"tags", plan.HasAny, []string{}, ""}, asked{"tags", plan.HasAny, []string(nil), ""},
		asked{"levels", plan.HasAny, []string{"NATION", "VILLAGE"}, "s4"},
	),
	comparing("is empty", asked{"tags", plan.IsEmpty, nil, "s2"}, asked{"levels", plan.IsEmpty, nil, "s2"}),
	{"is null", func(b *bench) {
		for field, want := range map[string]string{
			"id": "", "version": "", "createdAt": "", "text": "s3", "plain": "s3", "tags": "s3", "code": "s3 s4 s5", "number": "s3", "open": "s3 s5", "basis": "s3 s5",
			"levels": "s3 s5", "reference": "s3 s5", "day": "s3 s5", "undated": "s3 s4 s5", "moment": "s3 s5", "worth": "s3", "units": "s3",
		} {
			q := b.ask()
			found, rest := q.bothWays("Specimen", q.null("Specimen."+field))
			b.equal(field, found, want)
			b.equal("not "+field, rest, others(want))
		}
	}},
	{"all and any of several", func(b *bench) {
		for _, c := range []struct {
			name string
			make func(q *question) plan.Filter
			want string
		}{
			{"all of none", func(*question) plan.Filter { return plan.And{} }, "s1 s2 s3 s4 s5"},
			{"any of none", func(*question) plan.Filter { return plan.Or{} }, ""},
			{"not all of none", func(*question) plan.Filter { return plan.Not{Filter: plan.And{}} }, ""},
			{"not any of none", func(*question) plan.Filter { return plan.Not{Filter: plan.Or{}} }, "s1 s2 s3 s4 s5"},
			{"all", func(q *question) plan.Filter {
				return plan.And{q.is("Specimen.text", plan.Eq, "b"), q.is("Specimen.code", plan.Eq, "c1")}
			}, "s1"},
			{"any", func(q *question) plan.Filter {
				return plan.Or{q.is("Specimen.text", plan.Eq, "b"), q.is("Specimen.number", plan.Eq, int64(2))}
			}, "s1 s2 s4"},
			{"any of all", func(q *question) plan.Filter {
				return plan.Or{
					plan.And{q.is("Specimen.text", plan.Eq, "b"), q.is("Specimen.code", plan.Eq, "c1")},
					plan.And{q.is("Specimen.text", plan.Eq, "a"), q.is("Specimen.code", plan.Eq, "c1")}, plan.And{q.null("Specimen.text")},
				}
			}, "s1 s3"},
			{"all of any", func(q *question) plan.Filter {
				return plan.And{plan.Or{q.null("Specimen.code"), q.is("Specimen.open", plan.Eq, false)}, plan.Or{q.is("Specimen.text", plan.Gte, "a")}}
			}, "s2 s4"},
			{"true and nothing in it", func(*question) plan.Filter {
				return plan.And{plan.And{}, plan.Not{Filter: plan.Or{}}, plan.Or{plan.And{}}}
			}, "s1 s2 s3 s4 s5"},
		} {
			q := b.ask()
			b.equal(c.name, q.ids("Specimen", c.make(q)), c.want)
		}
	}},
	{"a condition on nothing is false, its negation true", func(b *bench) {
		for _, c := range []struct {
			name string
			make func(unknown, yes, no plan.Filter) plan.Filter
			want bool
		}{
			{"it", func(u, _, _ plan.Filter) plan.Filter { return u }, false},
			{"not", func(u, _, _ plan.Filter) plan.Filter { return plan.Not{Filter: u} }, true},
			{"not not", func(u, _, _ plan.Filter) plan.Filter { return plan.Not{Filter: plan.Not{Filter: u}} }, false},
			{"not both", func(u, yes, _ plan.Filter) plan.Filter { return plan.Not{Filter: plan.And{u, yes}} }, true},
			{"not either", func(u, _, no plan.Filter) plan.Filter { return plan.Not{Filter: plan.Or{u, no}} }, true},
			{"not either of one that holds", func(u, yes, _ plan.Filter) plan.Filter { return plan.Not{Filter: plan.Or{u, yes}} }, false},
			{"both of it and not", func(u, _, _ plan.Filter) plan.Filter { return plan.And{u, plan.Not{Filter: u}} }, false},
			{"either of it or not", func(u, _, _ plan.Filter) plan.Filter { return plan.Or{u, plan.Not{Filter: u}} }, true},
			{"neither of both not", func(u, _, _ plan.Filter) plan.Filter { return plan.And{plan.Not{Filter: u}, plan.Not{Filter: u}} }, true},
			{"not of both not", func(u, _, _ plan.Filter) plan.Filter {
				return plan.Not{Filter: plan.And{plan.Not{Filter: u}, plan.Not{Filter: plan.And{u}}}}
			}, false},
		} {
			q := b.ask()
			fields := []string{"text", "plain", "number", "open", "basis", "day", "worth"}
			var slots []plan.Slot
			for _, field := range fields {
				value := map[string]any{"number": int64(1), "open": true, "worth": int64(1)}[field]
				if value == nil {
					value = "x"
				}
				yes, no := q.is("Specimen.id", plan.Eq, "s3"), q.is("Specimen.id", plan.Eq, "s1")
				where := c.make(q.is("Specimen."+field, plan.Eq, value), yes, no)
				slots = append(slots, plan.Count{Set: q.all("Specimen", plan.And{yes, where})})
			}
			for i, count := range q.row(slots...) {
				b.equal(c.name+": "+fields[i], count == int64(1), c.want)
			}
		}
	}},
	{"of a concrete type", func(b *bench) {
		for _, c := range []struct {
			types []string
			want  string
		}{
			{[]string{"Enterprise"}, "e1 e2"}, {[]string{"University", "AcademicUnit"}, "c1 u1"}, {[]string{"Cooperative"}, ""}, {nil, ""},
			{[]string{"Enterprise", "University", "AcademicUnit", "ResearchInstitute", "GovernmentAgency", "Cooperative"}, "c1 e1 e2 g1 i1 u1"},
		} {
			q := b.ask()
			var types plan.TypeIn
			for _, name := range c.types {
				types = append(types, q.node(name))
			}
			b.equal(c.want, q.ids("Organization", types), c.want)
			q = b.ask()
			rest := q.ids("Organization", plan.And{plan.Not{Filter: types}, q.is("Node.id", plan.In, []string{"e1", "u1", "i1"})})
			for _, id := range []string{"e1", "u1", "i1"} {
				if contains(c.want, id) == contains(rest, id) {
					b.Errorf("%s is in %q and in its negation %q, or in neither", id, c.want, rest)
				}
			}
		}
	}},
}
