package storetest

import "partnergraph/graph/plan"

// quantified is a condition on what is related to nodes of a type, and which of them fulfil it.
type quantified struct {
	via  string // Type.field; the nodes asked for are of this type
	of   string // the related type, where it is narrower than the field's
	how  plan.Quantifier
	that func(q *question) plan.Filter // nil: any
	want string
}

// quantifying makes a case of a list of such conditions, each asked in the negative as well.
func quantifying(name string, list ...quantified) scenario {
	return scenario{name, func(b *bench) {
		for _, a := range list {
			kind := beforeDot(a.via)
			condition := func(q *question) plan.Filter {
				related := plan.Related{Via: q.via(a.via), Quantifier: a.how}
				related.Type = related.Via.Target
				if a.of != "" {
					related.Type = q.node(a.of)
				}
				if a.that != nil {
					related.Where = a.that(q)
				}
				return related
			}
			q := b.ask()
			found, rest := q.bothWays(kind, condition(q))
			b.equal(a.via, found, a.want)
			b.equal("not "+a.via, rest, without(everyOne[kind], a.want))
		}
	}}
}

// is makes a condition that is built when it is asked.
func is(field string, op plan.Op, value any) func(*question) plan.Filter {
	return func(q *question) plan.Filter { return q.is(field, op, value) }
}

func and(parts ...func(*question) plan.Filter) func(*question) plan.Filter {
	return func(q *question) plan.Filter {
		var all plan.And
		for _, part := range parts {
			all = append(all, part(q))
		}
		return all
	}
}

func not(part func(*question) plan.Filter) func(*question) plan.Filter {
	return func(q *question) plan.Filter { return plan.Not{Filter: part(q)} }
}

// relations is about conditions on related nodes.
var relations = []scenario{
	quantifying("some",
		quantified{"Organization.needs", "", plan.Some, nil, "e1 e2"},
		quantified{"Organization.needs", "", plan.Some, is("Need.title", plan.Contains, "脱"), "e1"},
		quantified{"Organization.agreements", "", plan.Some, is("Agreement.status", plan.Eq, "ACTIVE"), "e1 i1"},
		quantified{"Agreement.parties", "", plan.Some, is("Node.id", plan.Eq, "e1"), "a1 a2"},
		quantified{"Agreement.parties", "AcademicUnit", plan.Some, nil, "a1"},
		quantified{"Agreement.parties", "Enterprise", plan.Some, nil, "a1 a2 a3"},
		quantified{"Need.organization", "", plan.Some, is("Organization.name", plan.Eq, "Beta"), "n3"},
		quantified{"Specimen.links", "", plan.Some, is("Specimen.id", plan.Eq, "s2"), "s1 s2 s4"},
		quantified{"Specimen.linkedFrom", "", plan.Some, is("Specimen.text", plan.Eq, "b"), "s2"},
	),
	quantifying("all",
		quantified{"Agreement.parties", "", plan.All, nil, "a1 a2 a3 a4"},
		quantified{"Agreement.parties", "", plan.All, is("Organization.name", plan.Eq, "Beta"), "a3 a4"},
		quantified{"Agreement.parties", "", plan.All, not(is("Organization.name", plan.Eq, "alpha")), "a1 a3 a4"},
		quantified{"Agreement.parties", "Enterprise", plan.All, is("Node.id", plan.Eq, "e1"), "a1 a2 a4"},
		quantified{"Specimen.links", "", plan.All, is("Specimen.text", plan.Eq, "a"), "s1 s4 s5"}, // s2 links to s3, which has no text
	),
	quantifying("none",
		quantified{"Agreement.parties", "", plan.None, nil, "a4"},
		quantified{"Agreement.parties", "", plan.None, is("Node.id", plan.Eq, "e1"), "a3 a4"},
		quantified{"Agreement.parties", "University", plan.None, nil, "a2 a3 a4"},
		quantified{"Specimen.links", "", plan.None, is("Specimen.text", plan.Eq, "b"), "s1 s2 s4 s5"},
	),
	quantifying("single",
		quantified{"Organization.needs", "", plan.Single, nil, "e2"},
		quantified{"Organization.needs", "", plan.Single, is("Need.title", plan.Eq, "脱硫"), "e1"},
		quantified{"Agreement.parties", "", plan.Single, nil, "a3"},
		quantified{"Agreement.parties", "Enterprise", plan.Single, nil, "a1 a2 a3"},
		quantified{"Specimen.main", "", plan.Single, nil, "s2 s4 s5"},
	),
	quantifying("by the relation's own values",
		quantified{"Agreement.parties", "", plan.Some, is("PartyTo.role", plan.Eq, "HOST"), "a2 a3"},
		quantified{"Agreement.parties", "", plan.Some, and(is("PartyTo.role", plan.Eq, "SUPPLY"), is("Organization.name", plan.Eq, "alpha")), "a2"},
		quantified{"Agreement.parties", "", plan.Some, and(is("PartyTo.role", plan.Eq, "HOST"), is("Organization.name", plan.Eq, "alpha")), ""},
		quantified{"Agreement.parties", "", plan.All, is("PartyTo.role", plan.In, []string{"HOST", "SUPPLY"}), "a2 a3 a4"},
		quantified{"Agreement.parties", "", plan.None, is("PartyTo.role", plan.Eq, "HOST"), "a1 a4"},
		quantified{"Agreement.parties", "", plan.Single, is("PartyTo.role", plan.Eq, "SUPPLY"), "a1 a2"},
		quantified{"Organization.fields", "", plan.Some, is("Assertion.basis", plan.Eq, "INFERRED"), "e1"},
		quantified{"Organization.fields", "", plan.Some, not(is("Assertion.basis", plan.Eq, "INFERRED")), "e1 u1"},
		quantified{"TechnologyField.organizations", "", plan.Some, is("Assertion.basis", plan.Eq, "INFERRED"), "f3"},
	),
	quantifying("by each sort of the relation's values",
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.text", plan.Eq, "b"), "s1"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.text", plan.Lt, "b"), "s2"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.text", plan.StartsWith, ""), "s1 s2"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.number", plan.Gte, int64(2)), "s2"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.open", plan.Eq, false), "s2"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.tags", plan.Has, "x"), "s1"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.tags", plan.IsEmpty, nil), "s2"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.day", plan.Gte, "2020-06-01"), "s2"},
		quantified{"Specimen.links", "", plan.Some, is("SpecimenLink.worth", plan.Gt, int64(1)), "s1"},
		quantified{"Specimen.links", "", plan.Some, func(q *question) plan.Filter { return q.null("SpecimenLink.number") }, "s3"},
		quantified{"Specimen.links", "", plan.All, is("SpecimenLink.number", plan.Eq, int64(2)), "s2 s5"},
	),
	quantifying("within one another",
		quantified{"Place.organizations", "", plan.Some, related("Organization.agreements", plan.Some, related("Agreement.parties", plan.Some, is("PartyTo.role", plan.Eq, "DEMAND"))), "p2 p3"},
		quantified{"Place.organizations", "", plan.All, related("Organization.needs", plan.None, nil), "p1"},
		quantified{"Place.places", "", plan.Some, related("Place.places", plan.Some, related("Place.organizations", plan.Some, nil)), "p1"},
		quantified{"TechnologyField.children", "", plan.All, related("TechnologyField.children", plan.None, nil), "f2 f3 f4"},
		quantified{"Specimen.main", "", plan.Some, related("Specimen.main", plan.None, nil), "s2 s4"},
	),
	quantifying("more relations between two nodes than one",
		quantified{"Organization.citations", "", plan.Single, nil, ""},
		quantified{"Organization.citations", "", plan.Single, is("Citation.locator", plan.Eq, "1.3"), "e1"},
		quantified{"Organization.citations", "", plan.Single, is("Citation.locator", plan.Eq, "1.2"), ""},
		quantified{"Organization.citations", "", plan.Single, is("Document.title", plan.Eq, "title d2"), "e1"},
		quantified{"Organization.citations", "", plan.Some, and(is("Citation.locator", plan.Eq, "1.3"), is("Document.title", plan.Eq, "title d2")), ""},
		quantified{"Agreement.citations", "", plan.Single, nil, "a1"},
	),
	quantifying("shared with others",
		quantified{"Organization.partners", "", plan.Some, nil, "c1 e1 i1 u1"},
		quantified{"Organization.partners", "", plan.Some, is("Organization.name", plan.Eq, "湖南文理学院"), "c1 e1"},
		quantified{"Organization.partners", "", plan.Single, nil, "i1"},
		quantified{"Organization.partners", "", plan.Single, is("Organization.name", plan.Eq, "湖南文理学院"), "c1 e1"}, // e1 shares two things with it
		quantified{"Organization.partners", "Enterprise", plan.Some, nil, "c1 i1 u1"},
		quantified{"Organization.partners", "", plan.None, nil, "e2 g1"},
		quantified{"Organization.partners", "", plan.All, is("Organization.name", plan.Eq, "安福环保"), "e2 g1 i1"},
		quantified{"Specimen.peers", "", plan.Some, nil, "s1 s2 s4"},
	),
	{"counted with a condition", func(b *bench) {
		for _, c := range []struct {
			via   string
			which func(*question) plan.Filter
			op    plan.Op
			count any
			want  string
		}{
			{"Organization.needs", is("Need.state", plan.Eq, "SOLVED"), plan.Eq, int64(1), "e2"},
			{"Organization.agreements", is("PartyTo.role", plan.Eq, "SUPPLY"), plan.Gte, int64(1), "c1 i1"},
			{"Organization.agreements", and(is("PartyTo.role", plan.Eq, "HOST"), is("Agreement.status", plan.Eq, "ACTIVE")), plan.In, []int64{1, 2}, "e1"},
			{"Agreement.parties", related("Organization.needs", plan.Some, nil), plan.Lt, int64(1), "a4"},
			{"Organization.partners", is("Organization.name", plan.Eq, "湖南文理学院"), plan.Eq, int64(1), "c1 e1"}, // e1 shares two things with it
			{"Organization.citations", is("Citation.locator", plan.Eq, "1.2"), plan.Eq, int64(2), "e1"},
			{"Place.partOf", is("Place.level", plan.Eq, "PROVINCE"), plan.Eq, int64(0), "p1 p3"},
		} {
			q := b.ask()
			found, rest := q.bothWays(beforeDot(c.via), plan.Counted{Via: q.via(c.via), Op: c.op, Arg: q.arg(c.count), Where: c.which(q)})
			b.equal(c.via, found, c.want)
			b.equal("not "+c.via, rest, without(everyOne[beforeDot(c.via)], c.want))
		}
	}},
	{"counted", func(b *bench) {
		for _, c := range []struct {
			via   string
			op    plan.Op
			count any
			want  string
		}{
			{"Organization.needs", plan.Eq, int64(2), "e1"}, {"Organization.needs", plan.Eq, int64(0), "c1 g1 i1 u1"}, {"Organization.needs", plan.Lt, int64(1), "c1 g1 i1 u1"},
			{"Organization.needs", plan.Lte, int64(1), "c1 e2 g1 i1 u1"}, {"Organization.needs", plan.Gt, int64(0), "e1 e2"}, {"Organization.needs", plan.Gte, int64(2), "e1"},
			{"Organization.needs", plan.In, []int64{1, 2, 3}, "e1 e2"}, {"Organization.needs", plan.In, []int64{}, ""}, {"Organization.needs", plan.Gte, int64(-1), "c1 e1 e2 g1 i1 u1"},
			{"Agreement.parties", plan.Gte, int64(2), "a1 a2"}, {"Agreement.parties", plan.Eq, int64(0), "a4"}, {"Place.partOf", plan.Eq, int64(1), "p2 p3"},
			{"Organization.partners", plan.Eq, int64(3), "e1"}, {"Organization.partners", plan.Eq, int64(2), "c1 u1"}, {"Organization.partners", plan.Eq, int64(0), "e2 g1"},
			{"Organization.citations", plan.Eq, int64(3), "e1"}, {"Specimen.linkedFrom", plan.Eq, int64(3), "s2"}, {"Specimen.peers", plan.In, []int64{0, 1}, "s3 s5"},
		} {
			q := b.ask()
			found, rest := q.bothWays(beforeDot(c.via), plan.Counted{Via: q.via(c.via), Op: c.op, Arg: q.arg(c.count)})
			b.equal(c.via, found, c.want)
			b.equal("not "+c.via, rest, without(everyOne[beforeDot(c.via)], c.want))
		}
	}},
}

// everyOne lists the library's nodes of the types that relations are asked of.
var everyOne = map[string]string{
	"Agreement": "a1 a2 a3 a4", "Need": "n1 n2 n3", "Organization": "c1 e1 e2 g1 i1 u1", "Place": "p1 p2 p3",
	"Specimen": "s1 s2 s3 s4 s5", "TechnologyField": "f1 f2 f3 f4",
}

// related is a condition on nodes behind nodes.
func related(via string, how plan.Quantifier, that func(*question) plan.Filter) func(*question) plan.Filter {
	return func(q *question) plan.Filter {
		r := plan.Related{Via: q.via(via), Quantifier: how}
		r.Type = r.Via.Target
		if that != nil {
			r.Where = that(q)
		}
		return r
	}
}
