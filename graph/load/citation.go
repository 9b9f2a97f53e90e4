package load

import (
	"encoding/json"
	"fmt"
	"slices"

	"partnergraph/schema"
)

// cited takes the citations of a relation out of a line. A relation that is itself a citation has none.
func (r *reader) cited(at place, relation *schema.RelationType, o object) (map[string]any, error) {
	raw, given := o["citations"]
	if !given || relation.Field(schema.CitedAs) == nil {
		return nil, nil
	}
	delete(o, "citations")
	elements, err := parseList(raw)
	if err != nil {
		return nil, fmt.Errorf("citations: %w", err)
	}
	citation, cited := r.model.Citation, make([]map[string]any, len(elements))
	for i, element := range elements {
		document, err := element.text(citation.Far)
		if err != nil {
			return nil, fmt.Errorf("citations.%d: %w", i, err)
		}
		properties, err := element.properties(citation.Fields)
		if err != nil {
			return nil, fmt.Errorf("citations.%d: %w", i, err)
		}
		properties[citation.Far] = r.identify(document)
		r.ends = append(r.ends, end{at, document, r.identify(document), r.model.Cited.Target})
		cited[i] = properties
	}
	return Cited(citation, cited), nil
}

// Cited is where a relation was taken from, in the properties in which relations keep it. Each citation has the fields of the contract's
// citation type, and the document's id under the name of its far node.
func Cited(citation *schema.Edge, citations []map[string]any) map[string]any {
	if len(citations) == 0 {
		return nil
	}
	documents, cited := []string{}, []string{}
	for _, properties := range citations {
		if id, _ := properties[citation.Far].(string); !slices.Contains(documents, id) {
			documents = append(documents, id)
		}
		encoded, err := json.Marshal(properties)
		if err != nil {
			panic("load: the properties of a citation are texts: " + err.Error())
		}
		cited = append(cited, string(encoded))
	}
	return map[string]any{schema.CitedDocuments: documents, schema.CitedAs: cited}
}
