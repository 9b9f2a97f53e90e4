package storetest

import "partnergraph/graph/plan"

// reads is about what a query's slots answer.
var reads = []scenario{
	{"the row has one value a slot", func(b *bench) {
		q := b.ask()
		empty := q.all("Cooperative", nil, "Node.id")
		row := q.row(
			plan.Sequence{}, plan.Rows{Set: empty}, plan.Count{Set: empty}, plan.One{Set: empty},
			plan.Rows{Set: q.all("Platform", nil, "Node.id", "Platform.kind")}, plan.Count{Set: q.all("Platform", nil)},
			plan.One{Set: q.all("Platform", q.is("Node.id", plan.Eq, "t1"), "Platform.name", "Platform.level")},
		)
		b.equal("row", row, plan.Row{
			int64(len(library())), []any{}, int64(0), nil, []any{plan.Row{"t1", "RESEARCH_CENTRE"}, plan.Row{"t2", "INCUBATION_BASE"}}, int64(2), plan.Row{"研究中心", nil},
		})
	}},
	{"no slots, no values", func(b *bench) {
		b.equal("row", b.ask().row(), plan.Row{})
		q := b.ask()
		b.equal("rows", q.rows(q.all("Platform", nil)), []any{plan.Row{}, plan.Row{}})
	}},
	{"the same slot twice", func(b *bench) {
		q := b.ask()
		s := q.all("Platform", q.is("Node.id", plan.Eq, "t1"), "Platform.name", "Platform.name")
		b.equal("row", q.row(plan.One{Set: s}, plan.One{Set: s}), plan.Row{plan.Row{"研究中心", "研究中心"}, plan.Row{"研究中心", "研究中心"}})
	}},
	{"ids that do not exist are left out", func(b *bench) {
		q := b.ask()
		b.equal("ids", q.ids("Node", q.is("Node.id", plan.In, []string{"u1", "nobody", "a1", "u1"})), "a1 u1")
		q = b.ask()
		b.equal("of another type", q.ids("Agreement", q.is("Node.id", plan.In, []string{"u1"})), "")
	}},
	{"the concrete type's name", func(b *bench) {
		q := b.ask()
		s := q.all("Node", q.is("Node.id", plan.In, []string{"a1", "c1", "e1", "f1", "i1", "s1"}))
		s.Row = []plan.Slot{plan.TypeName{}}
		b.equal("types", first(q.rows(s)), "Agreement AcademicUnit Enterprise TechnologyField ResearchInstitute Specimen")
		q = b.ask()
		s = q.all("University", nil)
		s.Row = []plan.Slot{plan.TypeName{}}
		b.equal("of a concrete set", first(q.rows(s)), "University")
	}},
	{"an interface is the union of its types", func(b *bench) {
		q := b.ask()
		b.equal("organizations", q.ids("Organization", nil), "c1 e1 e2 g1 i1 u1")
		q = b.ask()
		b.equal("rows", q.rows(q.all("Organization", q.is("Organization.name", plan.Contains, "安"), "Organization.name", "Organization.aliases")), []any{
			plan.Row{"安福环保", []any{"安福", "AFHB"}},
		})
	}},
	{"a relation outwards and inwards", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", q.is("Node.id", plan.In, []string{"e1", "g1"}))
		s.Row = []plan.Slot{plan.Rows{Set: q.far("Organization.needs", nil, "Node.id")}, plan.Rows{Set: q.far("Organization.agreements", nil, "Node.id", "PartyTo.role")}}
		b.equal("outwards", q.rows(s), []any{
			plan.Row{[]any{plan.Row{"n1"}, plan.Row{"n2"}}, []any{plan.Row{"a1", "DEMAND"}, plan.Row{"a2", "HOST"}}}, plan.Row{[]any{}, []any{}},
		})
		q = b.ask()
		s = q.all("Agreement", q.is("Node.id", plan.In, []string{"a1", "a4"}))
		s.Row = []plan.Slot{plan.Rows{Set: q.far("Agreement.parties", nil, "Node.id", "PartyTo.role", "Organization.name")}}
		b.equal("inwards", q.rows(s), []any{
			plan.Row{[]any{plan.Row{"c1", "SUPPLY", "化学院"}, plan.Row{"e1", "DEMAND", "安福环保"}, plan.Row{"u1", "PARTNER", "湖南文理学院"}}}, plan.Row{[]any{}},
		})
	}},
	{"a relation that leads back to its start", func(b *bench) {
		q := b.ask()
		s := q.all("Specimen", q.is("Specimen.id", plan.Eq, "s2"))
		s.Row = []plan.Slot{
			plan.Rows{Set: q.far("Specimen.links", nil, "Node.id")}, plan.Rows{Set: q.far("Specimen.linkedFrom", nil, "Node.id")},
			plan.Count{Set: q.far("Specimen.links", nil)}, plan.Count{Set: q.far("Specimen.linkedFrom", nil)},
		}
		b.equal("rows", q.rows(s), []any{plan.Row{
			[]any{plan.Row{"s2"}, plan.Row{"s3"}}, []any{plan.Row{"s1"}, plan.Row{"s2"}, plan.Row{"s4"}}, int64(2), int64(3),
		}})
	}},
	{"a relation narrowed to a type", func(b *bench) {
		q := b.ask()
		s, parties := q.all("Agreement", q.is("Node.id", plan.Eq, "a1")), q.far("Agreement.parties", nil, "Node.id")
		parties.Type = q.node("University")
		s.Row = []plan.Slot{plan.Rows{Set: parties}, plan.Count{Set: parties}}
		b.equal("row", q.rows(s)[0], plan.Row{[]any{plan.Row{"u1"}}, int64(1)})
	}},
	{"a relation with a condition on both ends of it", func(b *bench) {
		q := b.ask()
		s := q.all("Agreement", nil, "Node.id")
		where := plan.Or{q.is("PartyTo.role", plan.Eq, "HOST"), q.is("Organization.name", plan.Eq, "湖南文理学院")}
		s.Row = append(s.Row, plan.Rows{Set: q.far("Agreement.parties", where, "Node.id")}, plan.Count{Set: q.far("Agreement.parties", where)})
		b.equal("rows", q.rows(s), []any{
			plan.Row{"a1", []any{plan.Row{"u1"}}, int64(1)}, plan.Row{"a2", []any{plan.Row{"e1"}}, int64(1)},
			plan.Row{"a3", []any{plan.Row{"e2"}}, int64(1)}, plan.Row{"a4", []any{}, int64(0)},
		})
	}},
	{"more relations between two nodes than one", func(b *bench) {
		q := b.ask()
		cited := q.far("Organization.citations", nil, "Node.id", "Citation.locator", "Citation.kind", "Citation.note", "Document.title")
		cited.Order = []plan.Key{{Of: q.key("Citation.locator"), Descending: true}, q.byID()[0]}
		s := q.all("Enterprise", q.is("Node.id", plan.Eq, "e1"))
		s.Row = []plan.Slot{plan.Rows{Set: cited}, plan.Count{Set: cited}}
		b.equal("row", q.rows(s)[0], plan.Row{[]any{
			plan.Row{"d1", "1.3", "STATED", nil, "title d1"}, plan.Row{"d1", "1.2", "STATED", nil, "title d1"}, plan.Row{"d2", "1.2", "INFERRED", "n", "title d2"},
		}, int64(3)})
	}},
	{"a relation to one, or to nobody", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", nil, "Node.id")
		s.Row = append(s.Row, plan.One{Set: q.far("Organization.place", nil, "Node.id", "Place.name")})
		b.equal("rows", q.rows(s), []any{
			plan.Row{"c1", nil}, plan.Row{"e1", plan.Row{"p3", "汉寿县"}}, plan.Row{"e2", plan.Row{"p2", "常德市"}},
			plan.Row{"g1", nil}, plan.Row{"i1", nil}, plan.Row{"u1", plan.Row{"p2", "常德市"}},
		})
	}},
	{"one behind another", func(b *bench) {
		q := b.ask()
		province, city := q.far("Place.partOf", nil, "Place.name"), q.far("Place.partOf", nil, "Place.name")
		city.Row = append(city.Row, plan.One{Set: province})
		county := q.far("Organization.place", nil, "Place.name")
		county.Row = append(county.Row, plan.One{Set: city})
		s := q.all("Enterprise", nil)
		s.Row = []plan.Slot{plan.One{Set: county}}
		b.equal("rows", q.rows(s), []any{
			plan.Row{plan.Row{"汉寿县", plan.Row{"常德市", plan.Row{"湖南省"}}}}, plan.Row{plan.Row{"常德市", plan.Row{"湖南省", nil}}},
		})
	}},
	{"sets within sets", func(b *bench) {
		q := b.ask()
		again := q.far("Organization.agreements", nil, "Node.id", "PartyTo.role")
		parties := q.far("Agreement.parties", q.is("Node.id", plan.Gte, "e"), "Node.id", "PartyTo.role")
		parties.Row = append(parties.Row, plan.Rows{Set: again}, plan.Count{Set: again})
		mine := q.far("Organization.agreements", nil, "Node.id", "PartyTo.role")
		mine.Row = append(mine.Row, plan.Rows{Set: parties})
		s := q.all("Organization", q.is("Organization.name", plan.Eq, "安福环保"))
		s.Row = []plan.Slot{plan.Rows{Set: mine}}
		e1 := plan.Row{"e1", "DEMAND", []any{plan.Row{"a1", "DEMAND"}, plan.Row{"a2", "HOST"}}, int64(2)}
		b.equal("row", q.rows(s)[0], plan.Row{[]any{
			plan.Row{"a1", "DEMAND", []any{e1, plan.Row{"u1", "PARTNER", []any{plan.Row{"a1", "PARTNER"}}, int64(1)}}},
			plan.Row{"a2", "HOST", []any{
				plan.Row{"e1", "HOST", []any{plan.Row{"a1", "DEMAND"}, plan.Row{"a2", "HOST"}}, int64(2)},
				plan.Row{"i1", "SUPPLY", []any{plan.Row{"a2", "SUPPLY"}}, int64(1)},
			}},
		}})
	}},
	{"shared with others, each of them once and never oneself", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", nil, "Node.id")
		partners := q.far("Organization.partners", nil, "Node.id", "Organization.name")
		partners.Row = append(partners.Row[:1], plan.TypeName{})
		s.Row = append(s.Row, plan.Rows{Set: partners}, plan.Count{Set: partners})
		e1, u1, c1, i1 := plan.Row{"e1", "Enterprise"}, plan.Row{"u1", "University"}, plan.Row{"c1", "AcademicUnit"}, plan.Row{"i1", "ResearchInstitute"}
		b.equal("rows", q.rows(s), []any{
			plan.Row{"c1", []any{e1, u1}, int64(2)}, plan.Row{"e1", []any{c1, i1, u1}, int64(3)}, plan.Row{"e2", []any{}, int64(0)},
			plan.Row{"g1", []any{}, int64(0)}, plan.Row{"i1", []any{e1}, int64(1)}, plan.Row{"u1", []any{c1, e1}, int64(2)},
		})
	}},
	{"shared with others, in order and in part", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", q.is("Node.id", plan.Eq, "e1"))
		partners := q.far("Organization.partners", not(is("Organization.name", plan.Eq, "alpha"))(q), "Node.id")
		partners.Order = []plan.Key{{Of: q.key("Organization.name"), Descending: true}, q.byID()[0]}
		partners.Limit = q.arg(int64(1))
		units := q.far("Organization.partners", nil, "Node.id")
		units.Type = q.node("AcademicUnit")
		s.Row = []plan.Slot{plan.Rows{Set: partners}, plan.Count{Set: partners}, plan.Rows{Set: units}, plan.Count{Set: units}}
		b.equal("row", q.rows(s)[0], plan.Row{[]any{plan.Row{"u1"}}, int64(2), []any{plan.Row{"c1"}}, int64(1)})
	}},
	{"shared over two relations to the same node", func(b *bench) {
		q := b.ask()
		s := q.all("Specimen", nil, "Node.id")
		peers := q.far("Specimen.peers", nil, "Node.id")
		s.Row = append(s.Row, plan.Rows{Set: peers}, plan.Count{Set: peers})
		// s1 and s4 mention s3, to which s2 links; s1, s2 and s4 link to s2. s3 alone links to s1.
		b.equal("rows", q.rows(s), []any{
			plan.Row{"s1", []any{plan.Row{"s2"}, plan.Row{"s4"}}, int64(2)}, plan.Row{"s2", []any{plan.Row{"s1"}, plan.Row{"s4"}}, int64(2)},
			plan.Row{"s3", []any{}, int64(0)}, plan.Row{"s4", []any{plan.Row{"s1"}, plan.Row{"s2"}}, int64(2)}, plan.Row{"s5", []any{}, int64(0)},
		})
	}},
	{"no more rows than the limit", func(b *bench) {
		for limit, want := range map[int64]string{0: "", 1: "c1", 4: "c1 e1 e2 g1", 6: "c1 e1 e2 g1 i1 u1", 1_000_000: "c1 e1 e2 g1 i1 u1"} {
			q := b.ask()
			s := q.all("Organization", nil)
			s.Limit = q.arg(limit)
			b.equal("ids", q.found(s), want)
		}
		q := b.ask()
		s, inner := q.all("Agreement", nil, "Node.id"), q.far("Agreement.parties", nil, "Node.id")
		s.Limit, inner.Limit = q.arg(int64(2)), q.arg(int64(1))
		s.Row = append(s.Row, plan.Rows{Set: inner})
		b.equal("each its own", q.rows(s), []any{plan.Row{"a1", []any{plan.Row{"c1"}}}, plan.Row{"a2", []any{plan.Row{"e1"}}}})
	}},
	{"a limit without an order", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", nil, "Node.id")
		s.Order, s.Limit = nil, q.arg(int64(3))
		b.equal("rows", len(q.rows(s)), 3)
		q = b.ask()
		s = q.all("Organization", nil, "Node.id")
		s.Order = nil
		b.equal("all", len(q.rows(s)), 6)
	}},
	{"a count knows no page", func(b *bench) {
		q := b.ask()
		s := q.all("Organization", q.is("Node.id", plan.Lt, "u"), "Node.id")
		s.Seek, s.Limit = q.is("Node.id", plan.Gt, "c1"), q.arg(int64(2))
		b.equal("row", q.row(plan.Rows{Set: s}, plan.Count{Set: s}), plan.Row{[]any{plan.Row{"e1"}, plan.Row{"e2"}}, int64(5)})
		q = b.ask()
		inner := q.far("Agreement.parties", q.is("PartyTo.role", plan.In, []string{"DEMAND", "SUPPLY"}), "Node.id")
		inner.Seek, inner.Limit = q.is("Node.id", plan.Gt, "c1"), q.arg(int64(0))
		s = q.all("Agreement", q.is("Node.id", plan.Eq, "a1"))
		s.Row = []plan.Slot{plan.Rows{Set: inner}, plan.Count{Set: inner}}
		b.equal("nested", q.rows(s)[0], plan.Row{[]any{}, int64(2)})
	}},
	{"the sequence stands anywhere", func(b *bench) {
		q := b.ask()
		s := q.all("Platform", nil)
		s.Row = []plan.Slot{plan.Sequence{}}
		head := int64(len(library()))
		b.equal("row", q.row(plan.Rows{Set: s}, plan.Sequence{}), plan.Row{[]any{plan.Row{head}, plan.Row{head}}, head})
	}},
	{"one statement, many sets", func(b *bench) {
		q := b.ask()
		var slots []plan.Slot
		want := plan.Row{}
		for range 20 {
			slots = append(slots, plan.Rows{Set: q.all("Need", q.is("Node.id", plan.In, []string{"n2", "n3"}), "Node.id")})
			want = append(want, []any{plan.Row{"n2"}, plan.Row{"n3"}})
		}
		b.equal("row", q.row(slots...), want)
	}},
}
