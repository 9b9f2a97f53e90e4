package storetest

import "partnergraph/graph/store"

// library is what the reading cases read. Its parts stand next to what is asked of them here:
//
//	p1 湖南省 ← p2 常德市 ← p3 汉寿县          LIES_IN         f1 ← f2 ← f3, f1 ← f4   NARROWER_THAN
//	e1 in p3, e2 and u1 in p2, i1 nowhere      LOCATED_IN      e1: f2 stated, f3 inferred; u1: f3 without basis   WORKS_IN
//	c1 part of u1                              PART_OF         n1, n2 of e1; n3 of e2   HAS_NEED
//	a1: e1 DEMAND, c1 SUPPLY, u1 PARTNER       PARTY_TO        e1 cites d1 at 1.2 and 1.3 and d2 at 1.2; a1 cites d1   CITES
//	a2: e1 HOST, i1 SUPPLY; a3: e2 HOST; a4: nobody            t1: u1 HOST, e1 MEMBER; t2: i1 FOUNDER   TAKES_PART_IN
func library() [][]store.Operation {
	return [][]store.Operation{places(), organizations(), agreements(), shelves(), specimens()}
}

func places() []store.Operation {
	at := func(id, name, level string) store.Operation {
		return create("Place", id, props{"name": name, "level": level})
	}
	return []store.Operation{
		at("p1", "湖南省", "PROVINCE"), at("p2", "常德市", "CITY"), at("p3", "汉寿县", "COUNTY"),
		relate("LIES_IN", "p2", "p1", nil), relate("LIES_IN", "p3", "p2", nil),
	}
}

func organizations() []store.Operation {
	of := func(kind, id, name string, aliases ...string) store.Operation {
		return create(kind, id, props{"name": name, "aliases": append([]string{}, aliases...)})
	}
	in := func(id string, level int64) store.Operation {
		return create("TechnologyField", id, props{"name": "field " + id, "code": id, "scheme": "S", "level": level})
	}
	return []store.Operation{
		of("Enterprise", "e1", "安福环保", "安福", "AFHB"), of("Enterprise", "e2", "Beta"), of("University", "u1", "湖南文理学院", "HUAS"),
		of("AcademicUnit", "c1", "化学院"), of("ResearchInstitute", "i1", "alpha", "安福"), of("GovernmentAgency", "g1", "科技局"),
		relate("LOCATED_IN", "e1", "p3", nil), relate("LOCATED_IN", "e2", "p2", nil), relate("LOCATED_IN", "u1", "p2", nil),
		relate("PART_OF", "c1", "u1", nil),
		need("n1", "废水处理"), need("n2", "脱硫"), create("Need", "n3", props{"title": "包装", "state": "SOLVED", "statedOn": "2020-05"}),
		relate("HAS_NEED", "e1", "n1", nil), relate("HAS_NEED", "e1", "n2", nil), relate("HAS_NEED", "e2", "n3", nil),
		in("f1", 1), in("f2", 2), in("f3", 3), in("f4", 2),
		relate("NARROWER_THAN", "f2", "f1", nil), relate("NARROWER_THAN", "f3", "f2", nil), relate("NARROWER_THAN", "f4", "f1", nil),
		relate("WORKS_IN", "e1", "f2", props{"basis": "STATED"}), relate("WORKS_IN", "e1", "f3", props{"basis": "INFERRED", "reason": "guess"}),
		relate("WORKS_IN", "u1", "f3", nil),
	}
}

func agreements() []store.Operation {
	on := func(id, title, status string, rest props) store.Operation {
		p := props{"title": title, "kind": "JOINT_RESEARCH", "status": status}
		for name, v := range rest {
			p[name] = v
		}
		return create("Agreement", id, p)
	}
	return []store.Operation{
		on("a1", "产学研合作", "SIGNED", props{"signedOn": "2020-05", "amount": "205000.50"}), on("a2", "孵化", "ACTIVE", props{"signedOn": "2020"}),
		on("a3", "技术转让", "INTENT", nil), on("a4", "空", "INTENT", props{"amount": "0"}),
		party("e1", "a1", "DEMAND"), party("c1", "a1", "SUPPLY"), party("u1", "a1", "PARTNER"),
		party("e1", "a2", "HOST"), party("i1", "a2", "SUPPLY"), party("e2", "a3", "HOST"),
		create("Platform", "t1", props{"name": "研究中心", "aliases": []string{}, "kind": "RESEARCH_CENTRE"}),
		create("Platform", "t2", props{"name": "孵化基地", "aliases": []string{}, "kind": "INCUBATION_BASE", "level": "CITY"}),
		relate("TAKES_PART_IN", "u1", "t1", props{"role": "HOST"}), relate("TAKES_PART_IN", "e1", "t1", props{"role": "MEMBER"}),
		relate("TAKES_PART_IN", "i1", "t2", props{"role": "FOUNDER"}), relate("RESULTED_IN", "a1", "t1", nil),
	}
}

func shelves() []store.Operation {
	inferred := relate("CITES", "e1", "d2", props{"locator": "1.2", "kind": "INFERRED", "note": "n"})
	return []store.Operation{document("d1"), document("d2"), cite("e1", "d1", "1.2"), cite("e1", "d1", "1.3"), inferred, cite("a1", "d1", "1.2")}
}

// specimens have every value (s1), none (s3), equal ones (s4), and a link of every kind between them:
//
//	s1 → s2 → s3 → s1, s2 → s2, s4 → s2   LINKS_TO      s1 → s3, s4 → s3   MENTIONS      s2, s4 main s1; s5 main s5   HAS_MAIN
func specimens() []store.Operation {
	link := func(from, to string, p props) store.Operation { return relate("LINKS_TO", from, to, p) }
	return []store.Operation{
		specimen("s1", props{
			"text": "b", "plain": "Bee", "tags": []string{"x", "y"}, "code": "c1", "number": int64(1), "open": true, "basis": "STATED", "levels": []string{"CITY"},
			"reference": "r1", "day": "2020-05", "undated": "2020", "moment": "2020-05-18T08:00:00.000Z", "worth": "1.50", "units": "10",
		}),
		specimen("s2", props{
			"text": "a", "plain": "bee", "tags": []string{}, "code": "c2", "number": int64(2), "open": false, "basis": "INFERRED", "levels": []string{},
			"reference": "r2", "day": "2020", "undated": "2021", "moment": "2020-05-18T08:00:00.001Z", "worth": "-1.50", "units": "20",
		}),
		specimen("s3", nil),
		specimen("s4", props{
			"text": "b", "plain": "be", "tags": []string{"y"}, "number": int64(1), "open": true, "basis": "STATED", "levels": []string{"NATION", "CITY"},
			"reference": "r1", "day": "2020-05-18", "moment": "2020-05-18T08:00:00.000Z", "worth": "1.50", "units": "10",
		}),
		specimen("s5", props{"text": "B", "plain": "", "tags": []string{"X", ""}, "number": int64(-1), "worth": "0", "units": "0"}),
		link("s1", "s2", props{
			"text": "b", "number": int64(1), "open": true, "basis": "STATED", "tags": []string{"x"}, "day": "2020-05", "worth": "1.50",
		}),
		link("s2", "s3", props{"text": "a", "number": int64(2), "open": false, "basis": "INFERRED", "tags": []string{}, "day": "2021", "worth": "0.01"}),
		link("s3", "s1", nil), link("s2", "s2", props{"number": int64(2)}), link("s4", "s2", props{"number": int64(1)}),
		relate("MENTIONS", "s1", "s3", nil), relate("MENTIONS", "s4", "s3", nil),
		relate("HAS_MAIN", "s2", "s1", nil), relate("HAS_MAIN", "s4", "s1", nil), relate("HAS_MAIN", "s5", "s5", nil),
	}
}
