package storetest

import (
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/plan"
)

// ordered is an order of the library's specimens: fields, each with - for descending and ^ for nulls first.
type ordered struct{ by, want string }

// order reads such a list of fields; the id is always the last of them.
func (q *question) order(by string) []plan.Key {
	var keys []plan.Key
	for _, field := range strings.Fields(by) {
		key := plan.Key{}
		for ; field[0] == '-' || field[0] == '^'; field = field[1:] {
			key.Descending = key.Descending || field[0] == '-'
			key.NullsFirst = key.NullsFirst || field[0] == '^'
		}
		if !strings.Contains(field, ".") {
			field = "Specimen." + field
		}
		key.Of = q.key(field)
		keys = append(keys, key)
	}
	if len(keys) == 0 || keys[len(keys)-1].Of.Property.Name != "id" {
		keys = append(keys, q.byID()...)
	}
	return keys
}

func ordering(name string, list ...ordered) scenario {
	return scenario{name, func(b *bench) {
		for _, o := range list {
			q := b.ask()
			s := q.all("Specimen", nil)
			s.Order = q.order(o.by)
			b.equal(o.by, q.found(s), o.want)
		}
	}}
}

// orders is about the order of sets and where their pages start.
var orders = []scenario{
	ordering("by id", ordered{"", "s1 s2 s3 s4 s5"}, ordered{"-id", "s5 s4 s3 s2 s1"}),
	ordering("nulls last", ordered{"text", "s5 s2 s1 s4 s3"}, ordered{"-text", "s1 s4 s2 s5 s3"}),
	ordering("nulls first", ordered{"^text", "s3 s5 s2 s1 s4"}, ordered{"-^text", "s3 s1 s4 s2 s5"}),
	ordering("by every scalar",
		ordered{"number", "s5 s1 s4 s2 s3"}, ordered{"-number", "s2 s1 s4 s5 s3"}, ordered{"basis", "s2 s1 s4 s3 s5"}, ordered{"-^basis", "s3 s5 s1 s4 s2"},
		ordered{"day", "s2 s1 s4 s3 s5"}, ordered{"-day", "s4 s1 s2 s3 s5"}, ordered{"^moment", "s3 s5 s1 s4 s2"}, ordered{"-moment", "s2 s1 s4 s3 s5"},
		ordered{"worth", "s2 s5 s1 s4 s3"}, ordered{"-^units", "s3 s2 s1 s4 s5"}, ordered{"code", "s1 s2 s3 s4 s5"}, ordered{"createdAt -id", "s5 s4 s3 s2 s1"},
	),
	ordering("by several keys",
		ordered{"text -number", "s5 s2 s1 s4 s3"}, ordered{"-number text -id", "s2 s4 s1 s5 s3"}, ordered{"^basis -worth -id", "s5 s3 s2 s4 s1"},
		ordered{"-text ^day", "s1 s4 s2 s5 s3"}, ordered{"text -^code -id", "s5 s2 s4 s1 s3"},
	),
	{"by the relation's own values", func(b *bench) {
		for by, want := range map[string]string{
			"SpecimenLink.number": "s1 s4 s2", "-SpecimenLink.number": "s2 s1 s4", "SpecimenLink.text -id": "s1 s4 s2", "-^SpecimenLink.text -id": "s4 s2 s1",
			"-SpecimenLink.day": "s1 s2 s4", "^SpecimenLink.worth": "s2 s4 s1", "-SpecimenLink.basis text": "s1 s2 s4",
		} {
			q := b.ask()
			s, from := q.all("Specimen", q.is("Specimen.id", plan.Eq, "s2")), q.far("Specimen.linkedFrom", nil, "Node.id")
			from.Order = q.order(by)
			s.Row = []plan.Slot{plan.Rows{Set: from}}
			b.equal(by, first(q.rows(s)[0].(plan.Row)[0].([]any)), want)
		}
	}},
	{"a nested order with a limit", func(b *bench) {
		q := b.ask()
		s, parties := q.all("Agreement", nil, "Node.id"), q.far("Agreement.parties", nil, "Organization.name")
		parties.Order = []plan.Key{{Of: q.key("PartyTo.role"), Descending: true}, q.byID()[0]}
		parties.Limit = q.arg(int64(2))
		s.Row = append(s.Row, plan.Rows{Set: parties})
		s.Order = []plan.Key{{Of: q.key("Agreement.signedOn"), Descending: true, NullsFirst: true}, {Of: q.key("Node.id"), Descending: true}}
		b.equal("rows", q.rows(s), []any{
			plan.Row{"a4", []any{}}, plan.Row{"a3", []any{plan.Row{"Beta"}}},
			plan.Row{"a1", []any{plan.Row{"化学院"}, plan.Row{"湖南文理学院"}}}, plan.Row{"a2", []any{plan.Row{"alpha"}, plan.Row{"安福环保"}}},
		})
	}},
	{"an order over an interface", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", nil, "Organization.name")
		s.Order = []plan.Key{{Of: q.key("Organization.name")}, q.byID()[0]}
		b.equal("names", q.found(s), "Beta alpha 化学院 安福环保 湖南文理学院 科技局")
	}},
	{"pages by keyset meet without a gap, forward and backward", func(b *bench) {
		for _, by := range []string{"", "-id", "text", "-text", "^text", "-^text", "number -text", "^basis -^worth", "day -number ^code", "-moment text -id"} {
			q := b.ask()
			s := q.all("Specimen", nil)
			s.Order = q.order(by)
			want := q.found(s)
			for size := range int64(2) {
				b.equal(fmt.Sprintf("%q by %d", by, size+1), b.pages(by, size+1, false), want)
				backward := strings.Fields(b.pages(by, size+1, true))
				slices.Reverse(backward)
				b.equal(fmt.Sprintf("%q by %d from the end", by, size+1), strings.Join(backward, " "), want)
			}
		}
	}},
	{"by a value of the node that a relation leads to", func(b *bench) {
		q := b.ask()
		s := q.all("Specimen", nil)
		text := plan.Key{Of: q.along("Specimen.main", "Specimen.text")}
		s.Order = append([]plan.Key{text}, q.byID()...)
		b.equal("ascending", q.found(s), "s5 s2 s4 s1 s3")
		text.Descending, text.NullsFirst = true, true
		s.Order[0] = text
		b.equal("descending, nulls first", q.found(s), "s1 s3 s2 s4 s5")
		s.Seek = q.behind(s.Order, []any{nil, "s1"})
		b.equal("after a node that leads nowhere", q.found(s), "s3 s2 s4 s5")
		s.Seek = q.behind(s.Order, []any{"b", "s2"})
		b.equal("after one that does", q.found(s), "s4 s5")
	}},
	{"by how many nodes a relation leads to", func(b *bench) {
		q := b.ask()
		s, links := q.all("Specimen", nil), plan.Operand{Property: plan.Degree, Key: true, Via: q.via("Specimen.links")}
		s.Order = append([]plan.Key{{Of: links, Descending: true}}, q.byID()...)
		b.equal("descending", q.found(s), "s2 s1 s3 s4 s5")
		s.Seek = q.behind(s.Order, []any{int64(1), "s3"})
		s.Row = append(q.read("Specimen.id"), plan.Property{Of: links}, plan.Property{Of: q.along("Specimen.main", "Specimen.open")})
		b.equal("what a page reads", q.rows(s), []any{plan.Row{"s4", int64(1), true}, plan.Row{"s5", int64(0), nil}})
	}},
	{"a nested page by such values", func(b *bench) {
		q := b.ask()
		s, from := q.all("Specimen", q.is("Specimen.id", plan.Eq, "s2")), q.far("Specimen.linkedFrom", nil, "Node.id", "SpecimenLink.number")
		from.Order = []plan.Key{
			{Of: plan.Operand{Property: plan.Degree, Key: true, Via: q.via("Specimen.mentions")}}, {Of: q.key("SpecimenLink.number"), Descending: true},
		}
		from.Order = append(from.Order, q.byID()...)
		peers := q.far("Specimen.peers", nil, "Node.id")
		peers.Order = append([]plan.Key{{Of: q.along("Specimen.main", "Specimen.day"), NullsFirst: true}}, q.byID()...)
		s.Row = []plan.Slot{plan.Rows{Set: from}, plan.Rows{Set: peers}}
		b.equal("row", q.rows(s)[0], plan.Row{
			[]any{plan.Row{"s2", int64(2)}, plan.Row{"s1", int64(1)}, plan.Row{"s4", int64(1)}}, []any{plan.Row{"s1"}, plan.Row{"s4"}},
		})
	}},
	{"a nested page by the relation's own values", func(b *bench) {
		q := b.ask()
		s, from := q.all("Specimen", q.is("Specimen.id", plan.Eq, "s2")), q.far("Specimen.linkedFrom", nil, "Node.id")
		from.Order = q.order("SpecimenLink.number")
		number := q.key("SpecimenLink.number")
		from.Seek = plan.Or{
			plan.Compare{Of: number, Op: plan.Gt, Arg: q.arg(int64(1))},
			plan.And{plan.Compare{Of: number, Op: plan.Eq, Arg: q.arg(int64(1))}, q.is("Specimen.id", plan.Gt, "s1")}, plan.Null{Of: number},
		}
		from.Limit = q.arg(int64(2))
		s.Row = []plan.Slot{plan.Rows{Set: from}, plan.Count{Set: from}}
		b.equal("row", q.rows(s)[0], plan.Row{[]any{plan.Row{"s4"}, plan.Row{"s2"}}, int64(3)})
	}},
}

// pages reads the specimens page by page, each from where the one before ended, and lists them all.
func (b *bench) pages(by string, size int64, backward bool) string {
	var all []string
	var last plan.Row
	for {
		q := b.ask()
		s := q.all("Specimen", nil)
		s.Order = q.order(by)
		if backward {
			for i, key := range s.Order {
				s.Order[i] = plan.Key{Of: key.Of, Descending: !key.Descending, NullsFirst: !key.NullsFirst}
			}
		}
		s.Row = q.read("Specimen.id")
		for _, key := range s.Order {
			of := key.Of
			of.Key = false
			s.Row = append(s.Row, plan.Property{Of: of})
		}
		if last != nil {
			s.Seek = q.behind(s.Order, last[1:])
		}
		s.Limit = q.arg(size)
		rows := q.rows(s)
		if len(rows) == 0 {
			return strings.Join(all, " ")
		}
		if all = append(all, first(rows)); len(all) > 20 {
			b.Fatalf("the pages of %q go on forever: %v", by, all)
		}
		last = rows[len(rows)-1].(plan.Row)
	}
}

// behind is the condition that a node stands behind the values in the order, written out plainly.
func (q *question) behind(order []plan.Key, values []any) plan.Filter {
	var behind plan.Or
	level := plan.And{}
	for i, key := range order {
		if values[i] == nil {
			if key.NullsFirst {
				behind = append(behind, append(slices.Clone(level), plan.Not{Filter: plan.Null{Of: key.Of}}))
			}
			level = append(level, plan.Null{Of: key.Of})
			continue
		}
		arg, op := q.arg(bound(key, values[i])), plan.Gt
		if key.Descending {
			op = plan.Lt
		}
		behind = append(behind, append(slices.Clone(level), plan.Compare{Of: key.Of, Op: op, Arg: arg}))
		if !key.NullsFirst && !key.Of.Property.Required {
			behind = append(behind, append(slices.Clone(level), plan.Null{Of: key.Of}))
		}
		level = append(level, plan.Compare{Of: key.Of, Op: plan.Eq, Arg: arg})
	}
	return behind
}
