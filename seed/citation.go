package seed

import (
	"maps"
	"slices"

	"partnergraph/graph/load"
	"partnergraph/schema"
)

// cite gives each relation without citations those of its record: where it was stated with the far end, if they share a place, else
// all of them. What was concluded says so, with its reason.
func cite(graph load.Graph, model *schema.Model) {
	of := map[string][]map[string]any{}
	for _, relation := range graph.Relations {
		if model.Relation(relation.Type).Edge == model.Citation {
			citation := maps.Clone(relation.Properties)
			citation[model.Citation.Far] = relation.To
			of[relation.From] = append(of[relation.From], citation)
		}
	}
	for i, relation := range graph.Relations {
		kind := model.Relation(relation.Type)
		if kind.Field(schema.CitedAs) == nil || relation.Properties[schema.CitedAs] != nil {
			continue
		}
		other := relation.From
		if other == relation.Owner {
			other = relation.To
		}
		properties := maps.Clone(relation.Properties)
		if properties == nil {
			properties = map[string]any{}
		}
		maps.Copy(properties, load.Cited(model.Citation, concluded(properties, shared(of[relation.Owner], of[other]))))
		graph.Relations[i].Properties = properties
	}
}

// shared are the citations of a record at places that the other end cites too; all of them when there are none.
func shared(record, other []map[string]any) []map[string]any {
	var both []map[string]any
	for _, c := range record {
		if slices.ContainsFunc(other, func(o map[string]any) bool { return o["document"] == c["document"] && o["locator"] == c["locator"] }) {
			both = append(both, c)
		}
	}
	if len(both) == 0 {
		return record
	}
	return both
}

// concluded turns citations of a record into those of a relation: a relation that is inferred was inferred from there.
func concluded(relation map[string]any, citations []map[string]any) []map[string]any {
	list := make([]map[string]any, len(citations))
	for i, c := range citations {
		list[i] = map[string]any{"document": c["document"], "locator": c["locator"], "kind": c["kind"]}
		if relation["basis"] == "INFERRED" {
			list[i]["kind"] = "INFERRED"
			if reason, given := relation["reason"].(string); given {
				list[i]["note"] = reason
			}
		}
	}
	return list
}
