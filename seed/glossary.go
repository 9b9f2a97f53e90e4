package seed

import (
	"context"
	"slices"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// glossary are the types that are facts of language and of the state's lists, and so of use to any county.
var glossary = []string{"Document", "TechnologyField", "Term"}

// ApplyGlossary brings in the technology fields and the terms alone, with the documents that they cite, as Apply brings in everything.
// A store that has them takes the rest by Apply later.
func ApplyGlossary(ctx context.Context, to store.Store, model *schema.Model) (Report, error) {
	graph, err := Graph(model)
	if err != nil {
		return Report{}, err
	}
	return apply(ctx, to, model, glossaryOf(graph))
}

func glossaryOf(graph load.Graph) load.Graph {
	kept := map[string]bool{}
	var part load.Graph
	for _, node := range graph.Nodes {
		if slices.Contains(glossary, node.Type) {
			kept[node.ID] = true
			part.Nodes = append(part.Nodes, node)
		}
	}
	for _, relation := range graph.Relations {
		if kept[relation.Owner] {
			part.Relations = append(part.Relations, relation)
		}
	}
	return part
}
