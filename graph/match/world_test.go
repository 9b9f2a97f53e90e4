package match_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// world is a random graph with every relation that matching follows, small enough for things to meet.
type world struct {
	operations    []store.Operation
	organizations []string
	fields        []string
	places        []string
	needs         []string
	offers        []string
	joined        map[string]bool
}

var kindsOfOrganizations = []string{"Enterprise", "University", "ResearchInstitute", "Incubator", "AcademicUnit", "GovernmentAgency"}

// vocabulary makes texts that share words, pairs across words and nothing at all.
var vocabulary = []string{"塑料", "循环", "利用", "高分子", "纤维", "清洗", "蒸汽", "水稻", "PVC", "steam", "技术研发", "的", " "}

func text(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 5).Draw(t, label), "")
}

// one draws an element; the list must not be empty.
func one(t *rapid.T, label string, list []string) string {
	return rapid.SampledFrom(list).Draw(t, label)
}

func (w *world) create(nodeType, id string, p properties) string {
	w.operations = append(w.operations, create(nodeType, id, p))
	return id
}

// relate joins two nodes, once.
func (w *world) relate(relation, from, to string) {
	if key := relation + from + " " + to; !w.joined[key] {
		w.joined[key] = true
		w.operations = append(w.operations, relate(relation, from, to))
	}
}

func aWorld(t *rapid.T) *world {
	w := &world{joined: map[string]bool{}}
	w.tree()
	w.glossary(t)
	for i := range rapid.IntRange(2, 8).Draw(t, "organizations") {
		w.organization(t, i)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "capabilities") {
		w.capability(t, fmt.Sprintf("c%d", i), one(t, "owner", w.organizations))
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "needs") {
		id := w.create("Need", fmt.Sprintf("n%d", i), properties{"title": text(t, "title") + "求", "state": one(t, "state", []string{"OPEN", "MATCHED"})})
		w.relate("HAS_NEED", one(t, "asker", w.organizations), id)
		w.relate("CALLS_FOR", id, one(t, "field", w.fields))
		w.needs = append(w.needs, id)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "ventures") {
		w.venture(t, i)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "ratings") {
		w.rating(t, i)
	}
	if rapid.Bool().Draw(t, "doubt") {
		w.create("DataQualityFlag", "doubt", properties{"kind": "POSSIBLE_DUPLICATE", "state": one(t, "state", []string{"OPEN", "SETTLED"})})
		w.relate("POINTS_AT", "doubt", w.organizations[0])
		w.relate("POINTS_AT", "doubt", w.organizations[1])
	}
	return w
}

// tree makes two schemes, one with a single top, and a few places.
func (w *world) tree() {
	for _, id := range []string{"f1", "f1.1", "f1.2", "f2", "f2.1", "g", "g.1", "g.1.1", "g.2"} {
		scheme := "F"
		if id[0] == 'g' {
			scheme = "G"
		}
		w.fields = append(w.fields, w.create("TechnologyField", id, properties{"name": "领域" + id, "scheme": scheme}))
		if cut := strings.LastIndex(id, "."); cut > 0 {
			w.relate("NARROWER_THAN", id, id[:cut])
		}
	}
	for _, p := range []struct{ id, level, in string }{
		{"nation", "NATION", ""}, {"p", "PROVINCE", "nation"}, {"q", "PROVINCE", "nation"}, {"p.c", "CITY", "p"},
		{"p.c.x", "COUNTY", "p.c"}, {"p.c.y", "COUNTY", "p.c"}, {"p.c.x.t", "TOWNSHIP", "p.c.x"},
	} {
		w.places = append(w.places, w.create("Place", p.id, properties{"name": "地" + p.id, "level": p.level}))
		if p.in != "" {
			w.relate("LIES_IN", p.id, p.in)
		}
	}
}

// glossary makes a few terms of words that texts are made of.
func (w *world) glossary(t *rapid.T) {
	var ids []string
	for i := range rapid.IntRange(0, 4).Draw(t, "terms") {
		id := w.create("Term", fmt.Sprintf("t%d", i), properties{
			"name": text(t, "name") + "词", "synonyms": rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 3).Draw(t, "synonyms"),
		})
		for _, relation := range []string{"KIND_OF", "AKIN_TO"} {
			if len(ids) > 0 && rapid.Bool().Draw(t, relation) {
				w.relate(relation, id, one(t, "other", ids))
			}
		}
		ids = append(ids, id)
	}
}

func (w *world) organization(t *rapid.T, i int) {
	kind := one(t, "kind", kindsOfOrganizations)
	id := w.create(kind, fmt.Sprintf("o%d", i), properties{"name": fmt.Sprintf("甲%d", i), "summary": text(t, "summary")})
	if kind == "AcademicUnit" && len(w.organizations) > 0 {
		w.relate("PART_OF", id, one(t, "whole", w.organizations))
	}
	if rapid.Bool().Draw(t, "placed") {
		w.relate("LOCATED_IN", id, one(t, "place", w.places))
	}
	for range rapid.IntRange(0, 2).Draw(t, "fields") {
		w.relate("WORKS_IN", id, one(t, "field", w.fields))
	}
	w.organizations = append(w.organizations, id)
}

func (w *world) capability(t *rapid.T, id, owner string) {
	w.create("Capability", id, properties{"title": text(t, "title") + "能", "description": text(t, "description")})
	w.relate("OFFERS", owner, id)
	w.offers = append(w.offers, id)
	if rapid.Bool().Draw(t, "of a field") {
		w.relate("DRAWS_ON", id, one(t, "field", w.fields))
	}
}

func (w *world) venture(t *rapid.T, i int) {
	id, nodeType, joins, about := fmt.Sprintf("a%d", i), "Agreement", "PARTY_TO", "CONCERNS"
	p := properties{"title": text(t, "title") + "协议", "summary": text(t, "summary")}
	if rapid.Bool().Draw(t, "platform") {
		nodeType, joins, about = "Platform", "TAKES_PART_IN", "FOCUSES_ON"
		p = properties{"name": text(t, "name") + "平台", "summary": text(t, "summary")}
	}
	w.create(nodeType, id, p)
	for range rapid.IntRange(1, 3).Draw(t, "members") {
		w.relate(joins, one(t, "member", w.organizations), id)
	}
	if rapid.Bool().Draw(t, "of a field") {
		w.relate(about, id, one(t, "field", w.fields))
	}
}

func (w *world) rating(t *rapid.T, i int) {
	id := w.create("Rating", fmt.Sprintf("r%d", i), properties{"verdict": one(t, "verdict", []string{"SUITABLE", "UNDECIDED", "UNSUITABLE"})})
	w.relate("RATES", id, one(t, "rated", w.organizations))
	w.relate("RATED_FOR", id, one(t, "rated for", w.organizations))
	if len(w.needs) > 0 && rapid.Bool().Draw(t, "on a need") {
		w.relate("RATED_ON", id, one(t, "need", w.needs))
	}
}

// aQuestion draws a question that the world can be asked.
func (w *world) aQuestion(t *rapid.T, model *schema.Model) match.Question {
	q := match.Question{Weights: map[match.Factor]float64{}, ExcludeExisting: rapid.Bool().Draw(t, "exclude existing")}
	if rapid.Bool().Draw(t, "for") {
		q.For = one(t, "for", w.organizations)
	}
	switch what := rapid.IntRange(0, 2).Draw(t, "what"); {
	case what == 1 && len(w.needs) > 0:
		q.Need = one(t, "need", w.needs)
	case what == 2 && len(w.offers) > 0 && rapid.Bool().Draw(t, "offered"):
		q.Offer = one(t, "offer", w.offers)
	case what == 2 || q.For == "":
		q.Text = text(t, "text") + "文"
	}
	q.Fields = rapid.SliceOfN(rapid.SampledFrom(w.fields), 0, 2).Draw(t, "fields")
	q.Regions = rapid.SliceOfN(rapid.SampledFrom(w.places), 0, 1).Draw(t, "regions")
	for range rapid.IntRange(0, 2).Draw(t, "kinds") {
		q.Kinds = append(q.Kinds, model.Node(one(t, "kind", kindsOfOrganizations)))
	}
	for range rapid.IntRange(0, 2).Draw(t, "weights") {
		q.Weights[match.Factor(rapid.IntRange(0, 6).Draw(t, "factor"))] = rapid.Float64Range(0, match.MaxWeight).Draw(t, "weight")
	}
	return q
}
