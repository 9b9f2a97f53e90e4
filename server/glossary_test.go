package main

import (
	"bytes"
	"strings"
	"testing"

	"partnergraph/seed"
)

const addTerm = `mutation($input: AddTermInput!) { addTerm(input: $input) {
	term { id name englishName synonyms broader { nodes { name } } related { nodes { name } } fields { nodes { code } } }
	userErrors { code field message } warnings { code field evidence { id } } } }`

type addedTerm struct {
	AddTerm struct {
		Term       *struct{ ID, Name string }
		UserErrors []struct{ Code, Field string }
		Warnings   []struct{ Code, Field string }
	}
}

// TestAddTerm adds a word of staff to the glossary: from then on, who has the other word is found by it, and the reason says so.
func TestAddTerm(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		input := map[string]any{
			"name": "抛光渣浆", "englishName": "polishing sludge", "synonyms": []any{"饱和蒸汽"}, "idempotencyKey": "term-1",
			"broader": []any{seed.ID("term/固体废物资源化")}, "related": []any{seed.ID("term/工业清洗")}, "fields": []any{seed.ID("field/CN-HNTE-7.3")},
		}
		asked := `{ findPartners(text: "抛光渣浆怎么办", kinds: [RESEARCH_INSTITUTE]) { nodes { organization { name } reasons { factor text } } } }`
		if before := p.mustAsk(t, asked, nil, nil); bytes.Contains(before.Data, []byte("中航所")) && bytes.Contains(before.Data, []byte("抛光渣浆")) {
			t.Fatalf("found before: %s", before.Data)
		}
		var first, again addedTerm
		p.mustAsk(t, addTerm, map[string]any{"input": input}, &first)
		p.mustAsk(t, addTerm, map[string]any{"input": input}, &again)
		if first.AddTerm.Term == nil || again.AddTerm.Term == nil || first.AddTerm.Term.ID != again.AddTerm.Term.ID {
			t.Fatalf("first %+v, again %+v", first, again)
		}
		if after := p.mustAsk(t, asked, nil, nil); !bytes.Contains(after.Data, []byte("“饱和蒸汽”经术语“抛光渣浆”对应到“抛光渣浆”")) {
			t.Errorf("after: %s", after.Data)
		}
		for field, bad := range map[string]map[string]any{
			"name":       {"name": "水"},
			"synonyms.1": {"name": "新词一", "synonyms": []any{"另一词", "水"}},
			"broader.0":  {"name": "新词二", "broader": []any{"nothing"}},
			"related.0":  {"name": "新词三", "related": []any{seed.ID("enterprise/安福环保")}},
			"fields.0":   {"name": "新词四", "fields": []any{"nothing"}},
		} {
			var refused addedTerm
			p.mustAsk(t, addTerm, map[string]any{"input": bad}, &refused)
			if len(refused.AddTerm.UserErrors) != 1 || refused.AddTerm.UserErrors[0].Field != field || refused.AddTerm.Term != nil {
				t.Errorf("%s: %+v", field, refused)
			}
		}
		var taken, alike addedTerm
		p.mustAsk(t, addTerm, map[string]any{"input": map[string]any{"name": "塑料循环利用"}}, &taken)
		if len(taken.AddTerm.UserErrors) != 1 || taken.AddTerm.UserErrors[0].Code != "CONFLICT" || taken.AddTerm.UserErrors[0].Field != "name" {
			t.Errorf("a name that is taken: %+v", taken)
		}
		p.mustAsk(t, addTerm, map[string]any{"input": map[string]any{"name": "废塑料"}}, &alike)
		if alike.AddTerm.Term == nil || len(alike.AddTerm.Warnings) != 1 || alike.AddTerm.Warnings[0].Code != "POSSIBLE_DUPLICATE" {
			t.Errorf("a name that is another term's synonym: %+v", alike)
		}
		for _, c := range []struct {
			input  map[string]any
			fields string
		}{
			{map[string]any{"name": "废 旧 塑 料 甲", "synonyms": []any{"塑料循环利用", "无人用的词"}, "englishName": "Plastics  Recycling X"}, "synonyms"},
			{map[string]any{"name": "ＡＢＣ工艺"}, ""},
			{map[string]any{"name": "abc工艺", "englishName": "plastics recycling"}, "name englishName"},
			{map[string]any{"name": "另一个词", "synonyms": []any{"另一个词"}}, ""},
		} {
			c.input["idempotencyKey"] = c.input["name"]
			for range 2 { // a repeated call is not warned of its own term
				var warned addedTerm
				p.mustAsk(t, addTerm, map[string]any{"input": c.input}, &warned)
				var fields []string
				for _, warning := range warned.AddTerm.Warnings {
					fields = append(fields, warning.Field)
				}
				if warned.AddTerm.Term == nil || strings.Join(fields, " ") != c.fields {
					t.Errorf("%v: %+v", c.input, warned)
				}
			}
		}
		seen := p.mustAsk(t, `{ terms(where: {name: {eq: "塑料循环利用"}}) { totalCount nodes { englishName synonyms citations { locator document { title } } narrower { nodes { name } } } } }`, nil, nil)
		if !strings.Contains(string(seen.Data), "高分子材料再生") || !strings.Contains(string(seen.Data), "国际专利分类表") {
			t.Errorf("the term of the seed: %s", seen.Data)
		}
		p.stop(t)
	})
}
