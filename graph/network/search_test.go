package network_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/network"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// loaded is a network of these nodes and relations.
func loaded(t *testing.T, model *schema.Model, operations ...store.Operation) *network.Network {
	t.Helper()
	r := newRecorder(model)
	r.write(operations...)
	n := network.New(model)
	if err := n.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSearchRanks(t *testing.T) {
	model := contract(t)
	n := loaded(t, model,
		create("Enterprise", "a whole name", props{"name": "环保"}),
		create("Enterprise", "a long name's beginning", props{"name": "环保设备制造有限公司"}),
		create("Enterprise", "a short name's beginning", props{"name": "环保厂"}),
		create("Enterprise", "a long name's part", props{"name": "湖南省安福环保有限公司"}),
		create("Enterprise", "a short name's part", props{"name": "安福环保"}),
		create("Enterprise", "a short name's part once more", props{"name": "奔骥环保"}),
		create("Enterprise", "a whole alias", props{"name": "安塑", "aliases": []string{"塑料", "环保"}}),
		create("Enterprise", "an alias' part", props{"name": "安塑", "aliases": []string{"安塑环保科技"}}),
		create("Enterprise", "a whole summary", props{"name": "中泰", "summary": "环保"}),
		create("Enterprise", "a summary", props{"name": "中泰", "summary": "做环保设备，也修环保设备。"}),
		create("Enterprise", "no match", props{"name": "中泰", "summary": "保环"}),
	)
	var got []string
	for _, hit := range search(n, " 环保 ") {
		got = append(got, hit.ID)
	}
	want := []string{
		"a whole name", "a short name's beginning", "a long name's beginning", "a whole alias", "a short name's part",
		"a short name's part once more", "a long name's part", "a whole summary", "an alias' part", "a summary",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Of two names with the same words, the one that has them as they were typed comes first.
func TestSearchPrefersTheWholePhrase(t *testing.T) {
	n := loaded(t, contract(t),
		create("TechnologyField", "a", props{"name": "x", "englishName": "Materials, new"}),
		create("TechnologyField", "b", props{"name": "y", "englishName": "some New Materials"}),
	)
	if hits := search(n, "new  materials"); len(hits) != 2 || hits[0].ID != "b" {
		t.Errorf("hits %+v", hits)
	}
}

func TestSearchMatches(t *testing.T) {
	n := loaded(t, contract(t), create("Enterprise", "a", props{
		"name": "安福㈱ＰＶＣ", "aliases": []string{"没有", "安福", "福安"}, "summary": "安福做pvc，" + strings.Repeat("福", 12),
	}))
	hits := search(n, "pvc 安福 株 福")
	if len(hits) != 1 {
		t.Fatalf("hits %+v", hits)
	}
	name, summary := "安福㈱ＰＶＣ", "安福做pvc，福福福福福福福福福福福福"
	want := []network.Match{
		{Field: "name", Value: name, Start: 0, End: 2},
		{Field: "name", Value: name, Start: 1, End: 2},
		{Field: "name", Value: name, Start: 2, End: 3},
		{Field: "name", Value: name, Start: 3, End: 6},
		{Field: "aliases", Value: "安福", Start: 0, End: 2},
		{Field: "aliases", Value: "安福", Start: 1, End: 2},
		{Field: "aliases", Value: "福安", Start: 0, End: 1},
		{Field: "summary", Value: summary, Start: 0, End: 2},
		{Field: "summary", Value: summary, Start: 1, End: 2},
		{Field: "summary", Value: summary, Start: 3, End: 6},
	}
	for i := range 9 { // with the one above, the ten places that a word may have in a value
		want = append(want, network.Match{Field: "summary", Value: summary, Start: 7 + i, End: 8 + i})
	}
	if diff := cmp.Diff(want, hits[0].Matches); diff != "" {
		t.Error(diff)
	}
}

func TestSearchAmongTypes(t *testing.T) {
	model := contract(t)
	n := loaded(t, model,
		create("Enterprise", "e", props{"name": "安福"}), create("University", "u", props{"name": "安福"}), create("Place", "p", props{"name": "安福镇"}),
	)
	for _, c := range []struct {
		types []*schema.Node
		want  []string
	}{
		{nil, []string{"e", "p", "u"}},
		{[]*schema.Node{}, nil},
		{[]*schema.Node{model.Node("Place")}, []string{"p"}},
		{[]*schema.Node{model.Node("Organization")}, []string{"e", "u"}},
		{[]*schema.Node{model.Node("University"), model.Node("Place"), model.Node("Need")}, []string{"p", "u"}},
	} {
		n.View(func(v *network.View) {
			if diff := cmp.Diff(c.want, idsOf(hitsOf(v.Search("安福", c.types)))); diff != "" {
				t.Errorf("%v: %s", c.types, diff)
			}
		})
	}
}

// TestSearchTakesAnyText asks for anything at all, and holds every hit to what it says of itself.
func TestSearchTakesAnyText(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.String(), someText()).Draw(t, "value")
		query := rapid.OneOf(rapid.String(), someText(), rapid.Just(value), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "query")
		r := newRecorder(model)
		r.write(create("Document", "d", props{"title": strings.ToValidUTF8(value, "")}))
		n := network.New(model)
		if err := n.Load(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		hits := search(n, query)
		if found := len(hits) == 1; found != r.holdsAll(r.nodes["d"], query) {
			t.Fatalf("found: %v", found)
		}
		for _, hit := range hits {
			checkHit(t, hit, strings.Fields(terms.Fold(query).Text))
		}
	})
}

// checkHit looks whether each word has a match, and each match a word.
func checkHit(t *rapid.T, found hit, words []string) {
	if found.Score <= 0 {
		t.Fatalf("score %v", found.Score)
	}
	var parts []string
	for _, m := range found.Matches {
		part := terms.Fold(string([]rune(m.Value)[m.Start:m.End])).Text
		if !slices.ContainsFunc(words, func(word string) bool { return strings.Contains(part, word) }) {
			t.Fatalf("%q has none of the words", part)
		}
		parts = append(parts, part)
	}
	for _, word := range words {
		if !slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(part, word) }) {
			t.Fatalf("%q is in no match", word)
		}
	}
}

func TestNamedTakesNamesAsTheyAre(t *testing.T) {
	n := loaded(t, contract(t),
		create("Enterprise", "b", props{"name": "安福PVC", "aliases": []string{"安福", "ＡＦ"}}),
		create("University", "a", props{"name": "安福PVC"}),
		create("Enterprise", "c", props{"name": "安福pvc", "aliases": []string{"AF", "安福PVC"}}),
		create("Platform", "d", props{"name": "安福PVC", "aliases": []string{"安福PVC"}}),
		create("Enterprise", "e", props{"name": " "}),
	)
	for name, want := range map[string][2][]string{
		"安福PVC": {{"a", "b"}, {"c"}},
		"安福":    {nil, {"b"}},
		"AF":    {nil, {"c"}},
		"安":     {nil, nil},
		" ":     {nil, nil},
		"":      {nil, nil},
	} {
		n.View(func(v *network.View) {
			exact, alias := v.Named(name)
			if diff := cmp.Diff(want, [2][]string{exact, alias}); diff != "" {
				t.Errorf("%q: %s", name, diff)
			}
		})
	}
}

// What is written comes before what is read, whole readings before initials; long texts are not read. Ranges are those of the
// original, whatever it was folded from.
func TestSearchReads(t *testing.T) {
	n := loaded(t, contract(t),
		create("Enterprise", "written", props{"name": "Anfu 环保"}),
		create("Enterprise", "whole", props{"name": "湖南省安福环保", "aliases": []string{"没有"}}),
		create("Enterprise", "traditional", props{"name": "㈱安福環保有限公司"}),
		create("Enterprise", "alias", props{"name": "奔骥", "aliases": []string{"安福"}}),
		create("Enterprise", "initials", props{"name": "爱农方略, 爱尼佛悟"}),
		create("Enterprise", "no match", props{"name": "奔骥", "summary": "与安福合作"}),
	)
	var got []string
	for _, hit := range search(n, "anfu") {
		got = append(got, hit.ID)
	}
	if diff := cmp.Diff([]string{"written", "alias", "whole", "traditional"}, got); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]map[string][]network.Match{
		"huanbao": {
			"whole":       {{Field: "name", Value: "湖南省安福环保", Start: 5, End: 7}},
			"traditional": {{Field: "name", Value: "㈱安福環保有限公司", Start: 3, End: 5}},
			"written":     {{Field: "name", Value: "Anfu 环保", Start: 5, End: 7}},
		},
		"anff": {},
		"anfl": {"initials": {{Field: "name", Value: "爱农方略, 爱尼佛悟", Start: 0, End: 4}}},
		"环保 af": {
			"whole":       {{Field: "name", Value: "湖南省安福环保", Start: 3, End: 5}, {Field: "name", Value: "湖南省安福环保", Start: 5, End: 7}},
			"traditional": {{Field: "name", Value: "㈱安福環保有限公司", Start: 1, End: 3}, {Field: "name", Value: "㈱安福環保有限公司", Start: 3, End: 5}},
		},
	} {
		got := map[string][]network.Match{}
		for _, hit := range search(n, text) {
			got[hit.ID] = hit.Matches
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// Of names with the same syllables, those that have them side by side come first.
func TestSearchPrefersThePhraseThatIsRead(t *testing.T) {
	n := loaded(t, contract(t),
		create("Enterprise", "a", props{"name": "泰达中联"}), create("Enterprise", "b", props{"name": "华夏中泰"}),
	)
	if hits := search(n, "zhong tai"); len(hits) != 2 || hits[0].ID != "b" {
		t.Errorf("hits %+v", hits)
	}
}
