package main

import (
	"fmt"
	"strings"
	"testing"

	"partnergraph/seed"
)

// matchingSameBytes are operations of matching that both engines answer with the same bytes.
var matchingSameBytes = []string{
	`{ terms(first: 200, orderBy: [{field: NAME}]) { totalCount nodes { name englishName synonyms broader { nodes { name } } narrower { totalCount } related { nodes { name } } relatedFrom { totalCount } } } }`,
	`{ matchNeeds(partners: 6) { totalCount edges { cursor node { need { id title } organization { id } totalCount notice matches { score alreadyPartner
		organization { id } reasons { factor weight contribution text evidence { id } } cautions { kind text evidence { id } } hints { field text record { id } } } } } } }`,
	`{ findPartners(text: "旧饮料瓶裂解炼油，车间用蒸汽清洗油污", diverse: true) { totalCount edges { cursor node { score organization { id }
		reasons { factor text matches { field value start end record { id } term { id name } } } } } } }`,
	fmt.Sprintf(`{ explainMatch(for: %q, organization: %q) { rank totalCount silent { factor text } match { score reasons { text } cautions { text } hints { text } } } }`,
		seed.ID("enterprise/安福环保"), seed.ID("agency/税务部门")),
	fmt.Sprintf(`{ findPartners(capability: %q) { totalCount nodes { score organization { id } reasons { factor text evidence { id } } } } }`,
		seed.ID("capability/北京化工大学-化工与高分子材料")),
}

// TestFindPartnersRefusals refuses what cannot be meant, on both engines alike.
func TestFindPartnersRefusals(t *testing.T) {
	const operation = `query($for: ID, $need: ID, $text: String, $capability: ID, $patent: ID, $fields: [ID!], $weights: [MatchWeight!], $first: Int) {
		findPartners(for: $for, need: $need, text: $text, capability: $capability, patent: $patent, fields: $fields, weights: $weights, first: $first) { totalCount } }`
	anfu, need := seed.ID("enterprise/安福环保"), seed.ID("need/安福环保-塑料循环利用")
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		for name, c := range map[string]struct {
			given       map[string]any
			code, field string
		}{
			"nothing":               {map[string]any{}, "INVALID", ""},
			"an unknown asker":      {map[string]any{"for": "nobody"}, "NOT_FOUND", "for"},
			"an unknown need":       {map[string]any{"need": "nothing"}, "NOT_FOUND", "need"},
			"need and text":         {map[string]any{"need": need, "text": "塑料"}, "INVALID", "text"},
			"need and capability":   {map[string]any{"need": need, "capability": "c"}, "INVALID", "capability"},
			"an empty text":         {map[string]any{"text": ""}, "INVALID", "text"},
			"8,001 characters":      {map[string]any{"text": strings.Repeat("塑", 8001)}, "INVALID", "text"},
			"an unknown capability": {map[string]any{"capability": "nothing"}, "NOT_FOUND", "capability"},
			"an unknown patent":     {map[string]any{"patent": "nothing"}, "NOT_FOUND", "patent"},
			"an unknown field":      {map[string]any{"for": anfu, "fields": []any{"nothing"}}, "NOT_FOUND", "fields.0"},
			"a weight above 10":     {map[string]any{"for": anfu, "weights": []any{map[string]any{"factor": "RATINGS", "weight": 10.5}}}, "INVALID", "weights.0.weight"},
			"a weight below 0":      {map[string]any{"for": anfu, "weights": []any{map[string]any{"factor": "RATINGS", "weight": -1}}}, "INVALID", "weights.0.weight"},
			"201 matches":           {map[string]any{"for": anfu, "first": 201}, "INVALID", "first"},
		} {
			a, err := p.ask(operation, c.given)
			if err != nil || len(a.Errors) != 1 {
				t.Errorf("%s: %v %+v", name, err, a.Errors)
				continue
			}
			field, _ := a.Errors[0].Extensions["field"].(string)
			if a.Errors[0].Extensions["code"] != c.code || field != c.field {
				t.Errorf("%s: %+v", name, a.Errors[0])
			}
		}
		p.stop(t)
	})
}
